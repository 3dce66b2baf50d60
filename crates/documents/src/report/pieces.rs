//! A reading cut into texts and table rows, whatever the layout: real tables, pipes, tabs, columns of blanks, one cell a line.

use crate::reading::{Block, Line, Place, Reading, Table};

use super::paragraphs::unwrapped;
use super::{value, words};

/// A text or a row of a table, in reading order.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Row(Row),
    /// A new sheet of a workbook begins: what it holds has nothing to do with the section before.
    Sheet,
}

/// Cells that belong together.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) slots: Vec<Slot>,
    /// The table, counted through the document, whose columns `Slot::column` means. `None` for rows put together from text,
    /// where only the order of the cells is known.
    pub(super) table: Option<usize>,
}

/// A cell of a row.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) text: String,
    /// Its left edge in the grid of the table; in rows put together from text its place in the row.
    pub(super) column: usize,
    pub(super) span: usize,
}

impl Row {
    fn listed(cells: impl IntoIterator<Item = String>) -> Self {
        let slot = |(column, text)| Slot { text, column, span: 1 };
        Row { slots: cells.into_iter().enumerate().map(slot).collect(), table: None }
    }

    /// The texts of all cells in one.
    pub(super) fn text(&self) -> String {
        self.slots
            .iter()
            .map(|slot| slot.text.trim())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\u{3000}")
    }

    /// The only cell that is not blank, if there is just one.
    pub(super) fn lone_text(&self) -> Option<&str> {
        let mut texts = self.slots.iter().map(|slot| slot.text.trim()).filter(|text| !text.is_empty());
        texts.next().filter(|_| texts.next().is_none())
    }

    /// A cell of it is a figure.
    pub(super) fn has_figure(&self) -> bool {
        self.slots.iter().any(|slot| value::is_figure(&slot.text))
    }
}

/// Without blank cells after the last column, an artefact of some layouts. Where the first cell is blank too, either may be
/// the artefact, so nothing is cut.
pub(super) fn without_surplus(values: &[Slot], columns: usize) -> &[Slot] {
    let is_blank = |slot: &Slot| slot.text.trim().is_empty();
    match values.split_at_checked(columns) {
        Some((kept, surplus)) if surplus.iter().all(is_blank) && !kept.first().is_some_and(is_blank) => kept,
        _ => values,
    }
}

/// Cuts the body and all sheets into pieces.
pub(super) fn pieces(reading: &Reading) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut tables = 0;
    let shown = |place: &Place| matches!(place, Place::Body | Place::TextBox | Place::Sheet { hidden: false, .. });
    for part in reading.parts.iter().filter(|part| shown(&part.place)) {
        if matches!(part.place, Place::Sheet { .. }) {
            pieces.push(Piece::Sheet);
        }
        let mut lines: Vec<&Line> = Vec::new();
        for block in &part.blocks {
            match block {
                Block::Line(line) => lines.push(line),
                Block::Table(table) => {
                    pieces.extend(of_lines(&std::mem::take(&mut lines)));
                    pieces.extend(of_table(table, tables));
                    tables += 1;
                }
            }
        }
        pieces.extend(of_lines(&lines));
    }
    pieces
}

fn of_table(table: &Table, number: usize) -> impl Iterator<Item = Piece> {
    table.rows.iter().map(move |row| {
        let slots =
            row.cells.iter().map(|cell| Slot { text: cell.text.clone(), column: cell.column, span: cell.column_span });
        Piece::Row(Row { slots: slots.collect(), table: Some(number) })
    })
}

/// A cell that stands on a line of its own is no longer than the longest label of the form.
const LONGEST_CELL: usize = 60;

fn of_lines(lines: &[&Line]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let close = |open: &mut Vec<String>, pieces: &mut Vec<Piece>| {
        if !open.is_empty() {
            pieces.push(Piece::Row(Row::listed(std::mem::take(open))));
        }
    };
    for text in unwrapped(lines) {
        let text = &*text;
        if let Some(cells) = piped(text) {
            close(&mut open, &mut pieces);
            pieces.extend((!cells.is_empty()).then(|| Piece::Row(Row::listed(cells))));
        } else if let Some(cell) = tabbed_cell(text) {
            open.push(cell.to_owned());
        } else if text.trim().is_empty() {
            close(&mut open, &mut pieces);
        } else if text.contains('\t') && !is_prose(text) {
            close(&mut open, &mut pieces);
            pieces.push(Piece::Row(Row::listed(text.split('\t').map(str::to_owned))));
        } else if let Some(last) = open.last_mut().filter(|_| continues_a_cell(text)) {
            // 「本年新⏎制作数量」: a cell with a line break in it.
            if value::is_value(text) {
                open.push(text.to_owned());
            } else {
                last.push('\n');
                last.push_str(text);
            }
        } else {
            close(&mut open, &mut pieces);
            pieces.push(spaced(text).map_or_else(|| Piece::Text(text.trim().to_owned()), Piece::Row));
        }
    }
    close(&mut open, &mut pieces);
    one_cell_a_line(pieces)
}

fn is_prose(text: &str) -> bool {
    text.ends_with(['。', '；', '：']) || text.chars().count() > LONGEST_CELL && !text.trim().contains('\t')
}

/// `| 规章 | 0 | 0 |`. A rule between head and body gives no cells.
fn piped(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if !text.contains(['|', '｜', '│']) {
        return None;
    }
    let inner = text.strip_prefix(['|', '｜', '│']).unwrap_or(text);
    let inner = inner.strip_suffix(['|', '｜', '│']).unwrap_or(inner);
    let cells: Vec<String> = inner.split(['|', '｜', '│']).map(|cell| cell.trim().to_owned()).collect();
    let is_rule = |cell: &String| cell.contains("--") && cell.chars().all(|c| matches!(c, '-' | ':'));
    Some(if cells.iter().all(is_rule) { Vec::new() } else { cells })
}

/// A line that is one cell: a tab in front and none after.
fn tabbed_cell(text: &str) -> Option<&str> {
    let cell = text.strip_prefix('\t')?;
    let cell = cell.trim();
    (!cell.contains('\t') && cell.chars().count() <= LONGEST_CELL && !cell.ends_with(['。', '；'])).then_some(cell)
}

fn continues_a_cell(text: &str) -> bool {
    text.chars().count() <= 20 && !text.ends_with('。') && words::section_number(text).is_none()
}

/// 「行政许可 5 0 20」: a label of the form, then figures, with blanks between.
fn spaced(text: &str) -> Option<Row> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let values = tokens.iter().rev().take_while(|token| value::is_value(token)).count();
    let labels = &tokens[..tokens.len() - values];
    let enough = if labels.is_empty() { values >= 5 } else { values >= 1 && label_of(labels).is_some() };
    enough.then(|| Row::listed(tokens.into_iter().map(str::to_owned)))
}

/// How many texts from the end make up the label of a row.
fn label_of(texts: &[&str]) -> Option<usize> {
    (1..=texts.len().min(3)).find(|&count| {
        let text = texts[texts.len() - count..].concat();
        words::request_rows().code(&text).or_else(|| words::proactive_rows().code(&text)).is_some()
    })
}

/// Rows of which every cell stands on a line of its own, without tabs: a run of values after a label.
fn one_cell_a_line(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut run: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) if value::is_value(&text) => run.push(text),
            other => {
                close_run(&mut out, &mut run);
                out.push(other);
            }
        }
    }
    close_run(&mut out, &mut run);
    out
}

fn close_run(out: &mut Vec<Piece>, run: &mut Vec<String>) {
    if run.is_empty() {
        return;
    }
    let values = std::mem::take(run);
    let texts = out.iter().rev().map_while(|piece| match piece {
        Piece::Text(text) => Some(text.as_str()),
        Piece::Row(_) | Piece::Sheet => None,
    });
    let mut before: Vec<&str> = texts.take(3).collect();
    before.reverse();
    match label_of(&before) {
        Some(count) => {
            let label = before[before.len() - count..].concat();
            out.truncate(out.len() - count);
            out.push(Piece::Row(Row::listed(std::iter::once(label).chain(values))));
        }
        // Table four has no labels at its left: fifteen figures, or five and ten.
        None if values.len() >= 5 => out.push(Piece::Row(Row::listed(values))),
        None => out.extend(values.into_iter().map(Piece::Text)),
    }
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
        of_lines(&lines.iter().collect::<Vec<_>>()).into_iter().map(show).collect()
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
    fn tabs_pipes_and_blanks() {
        assert_eq!(shown("行政许可\t5\t0\t20"), ["row 行政许可·5·0·20"]);
        assert_eq!(shown("规章 | 0 | | 0 |"), ["row 规章·0··0"]);
        assert_eq!(shown("| 规章 | 0 |\n|---|---|"), ["row 规章·0"]);
        assert_eq!(
            shown("三、本年度办理结果 （一）予以公开  3 0 0 0 0 0 3"),
            ["row 三、本年度办理结果·（一）予以公开·3·0·0·0·0·0·3"]
        );
    }

    #[test]
    fn an_indented_paragraph_is_no_cell() {
        assert_eq!(shown("\t2019年，我局深入推进政府信息公开。"), ["text 2019年，我局深入推进政府信息公开。"]);
    }
}
