//! Lines of plain text as rows of tables: pipes, tabs between cells, figures at the end of a line, one cell a line.
//!
//! What one line cannot tell, its neighbours do: a blank at the end of every row is no cell; rows that all have the same number of
//! cells have columns.

use crate::reading::Line;

use super::cells::{self, Atom};
use super::columns;
use super::paragraphs::unwrapped;
use super::pieces::{Piece, Row, Slot};
use super::words;

/// What a line is by its own looks.
#[derive(Debug)]
pub(super) enum Shape<'l> {
    /// Several cells with pipes or tabs between them.
    Row(Vec<&'l str>),
    /// A rule between the head and the body of a table.
    Rule,
    /// One cell, a tab in front of it.
    Cell(&'l str),
    /// Nothing.
    Gap,
    /// Figures after blanks, and what stands before them.
    Figures { label: &'l str, figures: Vec<&'l str> },
    /// Anything else.
    Text(&'l str),
}

/// A cell that stands on a line of its own is no longer than the longest label of the form.
pub(super) const LONGEST_CELL: usize = 60;

/// Puts lines that follow each other together. `tables` counts the tables of the document.
pub(super) fn pieces(lines: &[&Line], tables: &mut usize) -> Vec<Piece> {
    let lines = unwrapped(lines);
    let shapes: Vec<Shape<'_>> = lines.iter().map(|line| shape(line)).collect();
    let mut labels = columns::labels(&shapes);
    let mut atoms = Vec::with_capacity(shapes.len());
    let mut at = 0;
    while let Some(shape) = shapes.get(at) {
        match shape {
            Shape::Row(_) | Shape::Rule => {
                let run = shapes[at..].iter().take_while(|shape| matches!(shape, Shape::Row(_) | Shape::Rule)).count();
                atoms.push(Atom::Pieces(of_run(&shapes[at..at + run], tables)));
                at += run;
                continue;
            }
            Shape::Cell("") => atoms.push(Atom::Blank),
            Shape::Cell(text) => atoms.push(Atom::of_cell(text, true)),
            Shape::Gap => atoms.push(Atom::Gap),
            Shape::Figures { label, figures } => match labels.take(at) {
                Some(label) => atoms.push(Atom::Pieces(vec![Piece::Row(row_of(&label, figures))])),
                None if figures.len() >= 5 => atoms.push(Atom::Pieces(vec![Piece::Row(row_of(label, figures))])),
                None => atoms.push(Atom::Word { text: lines[at].trim(), tabbed: false }),
            },
            Shape::Text(_) if labels.is_used(at) => {}
            Shape::Text(text) => atoms.push(Atom::of_cell(text, false)),
        }
        at += 1;
    }
    cells::rows(&atoms)
}

fn row_of(label: &str, figures: &[&str]) -> Row {
    let label = Some(label.trim()).filter(|label| !label.is_empty());
    Row::listed(label.into_iter().chain(figures.iter().copied()).map(str::to_owned))
}

fn shape(line: &str) -> Shape<'_> {
    let text = line.trim();
    if text.contains(PIPES) {
        return piped(text);
    }
    let length = text.chars().filter(|c| !c.is_whitespace()).count();
    let is_prose = text.ends_with(['。', '；', '：']) || length > LONGEST_CELL && !text.contains('\t');
    if let Some(cell) = line.strip_prefix('\t').map(str::trim)
        && !cell.contains('\t')
        && !is_prose
    {
        return Shape::Cell(cell);
    }
    if text.is_empty() && !line.contains('\t') {
        return Shape::Gap;
    }
    if line.contains('\t') && !is_prose {
        return Shape::Row(line.split('\t').map(str::trim).collect());
    }
    match columns::figures(line) {
        Some(Shape::Figures { label, figures }) if !is_prose || figures.len() >= 3 => Shape::Figures { label, figures },
        _ => Shape::Text(line.trim_end()),
    }
}

const PIPES: [char; 4] = ['|', '｜', '│', '┃'];

fn piped(text: &str) -> Shape<'_> {
    let cells: Vec<&str> = text.split(PIPES).map(str::trim).collect();
    let is_rule = |cell: &&str| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | '+'));
    if text.contains("--") && cells.iter().all(is_rule) { Shape::Rule } else { Shape::Row(cells) }
}

/// Rows that follow each other. Where all have the same number of cells, their places are columns.
fn of_run(run: &[Shape<'_>], tables: &mut usize) -> Vec<Piece> {
    let mut rows: Vec<Vec<&str>> = run
        .iter()
        .filter_map(|shape| match shape {
            Shape::Row(cells) => Some(cells.clone()),
            _ => None,
        })
        .collect();
    let is_blank = |cell: Option<&&str>| cell.is_some_and(|cell| cell.is_empty());
    // A separator after the last cell of every row.
    while rows.iter().all(|cells| cells.len() > 1 && is_blank(cells.last())) {
        for cells in &mut rows {
            cells.truncate(cells.len() - 1);
        }
    }
    if rows.iter().all(|cells| cells.len() > 1 && is_blank(cells.first())) {
        for cells in &mut rows {
            cells.remove(0);
        }
    }
    let width = rows.first().map_or(0, Vec::len);
    let is_grid = rows.len() >= 3 && width >= 3 && rows.iter().all(|cells| cells.len() == width);
    let table = is_grid.then_some(*tables);
    *tables += usize::from(is_grid);
    let piece = |cells: Vec<&str>| {
        let slots = cells.into_iter().enumerate().map(|(column, text)| Slot { text: text.to_owned(), column, span: 1 });
        Piece::Row(Row { slots: slots.collect(), table })
    };
    rows.into_iter().map(piece).collect()
}

/// The text may be the continuation of a cell that the line above began: short, and no word of the form by itself.
pub(super) fn continues_a_cell(text: &str) -> bool {
    text.chars().count() <= 20 && !text.ends_with('。') && !words::is_known(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let lines: Vec<Line> = text.lines().map(|text| Line { text: text.into(), ..Line::default() }).collect();
        let show = |piece: Piece| match piece {
            Piece::Sheet => "sheet".to_owned(),
            Piece::Text(text) => format!("text {text}"),
            Piece::Row(row) => {
                format!("row {}", row.slots.into_iter().map(|slot| slot.text).collect::<Vec<_>>().join("·"))
            }
        };
        pieces(&lines.iter().collect::<Vec<_>>(), &mut 0).into_iter().map(show).collect()
    }

    #[test]
    fn one_cell_a_line_with_tabs() {
        let text = "二、主动公开政府信息情况\n\t信息内容\n\t本年新\n制作数量\n\t总数\n\n\t规章\n\t0\n\t\n\t3\n\n五、存在的主要问题";
        let expected = [
            "text 二、主动公开政府信息情况",
            "row 信息内容·本年新\n制作数量·总数",
            "row 规章·0··3",
            "text 五、存在的主要问题",
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn one_cell_a_line_without_tabs() {
        let text = "（一）予以公开\n18\n0\n\n（二）部分公开（区分处理的，只计这一情形，\n不计其他情形）\n1\n2\n2020年\n共3件。";
        let expected = [
            "row （一）予以公开·18·0",
            "row （二）部分公开（区分处理的，只计这一情形，不计其他情形）·1·2",
            "text 2020年",
            "text 共3件。",
        ];
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn figures_beside_blanks_keep_their_label() {
        let text = "信息内容      上一年项目数量        本年增/减      处理决定数\n                                                  量\n行政处罚                              增6      327\n行政强制      31      减1      3476";
        assert_eq!(shown(text)[2..], ["row 行政处罚·增6·327", "row 行政强制·31·减1·3476"]);
    }

    #[test]
    fn tabs_pipes_and_blanks() {
        assert_eq!(shown("行政许可\t5\t0\t20"), ["row 行政许可·5·0·20"]);
        assert_eq!(shown("规章 | 0 | | 0 |"), ["row 规章·0··0"]);
        assert_eq!(shown("| 规章 | 0 |\n|---|---|"), ["row 规章·0"]);
        assert_eq!(shown("三、本年度办理结果 （一）予以公开  3 0 0 0 0 0 3"), ["row （一）予以公开·3·0·0·0·0·0·3"]);
    }

    #[test]
    fn an_indented_paragraph_is_no_cell() {
        assert_eq!(shown("\t2019年，我局深入推进政府信息公开。"), ["text 2019年，我局深入推进政府信息公开。"]);
    }
}
