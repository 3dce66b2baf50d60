//! One page: its tables and the lines around them, in reading order.

use hayro_interpret::kurbo::{Point, Rect};

use super::canvas::{Drawn, Glyph};
use super::continued::Edges;
use super::grid::{Grid, GridCell};
use super::lines::{PlacedLine, assemble};
use super::paragraphs::Extent;
use super::rules::{Rule, groups, joined};
use crate::reading::budget::Budget;
use crate::reading::{Block, Cell, Doubt, Line, Row, Table, Unreadable};

#[derive(Default)]
pub(super) struct PageText {
    pub(super) blocks: Vec<Block>,
    /// The column edges of each table, its block counted within the page.
    pub(super) edges: Vec<Edges>,
    pub(super) doubts: Vec<Doubt>,
    /// Where its lines stand, their blocks counted within the page.
    pub(super) extents: Vec<Extent>,
    /// There is something on the page, but hardly a character.
    pub(super) is_without_text: bool,
}

/// A picture that covers this share of a page may well hold text.
const LARGE_PICTURE: f64 = 0.1;
/// With more rules than this, a page holds a drawing, no table that anybody could read.
const MOST_RULES: usize = 2000;
/// Text drawn as outlines has more pieces than any ornament.
const MANY_SHAPES: usize = 200;

/// Reads what page `number` (from 1) draws.
pub(super) fn read(drawn: Drawn, number: u32, budget: &mut Budget) -> Result<PageText, Unreadable> {
    let mut page = PageText::default();
    let mut doubt = |message: String| page.doubts.push(Doubt { page: Some(number), message });
    let drawn = upright(drawn);
    let glyphs = drawn.glyphs.len();
    let says_something =
        drawn.glyphs.iter().any(|glyph| !glyph.text.trim().is_empty()) || !drawn.turned.askew.is_empty();
    if !says_something || drawn.unmapped * 2 > glyphs {
        page.is_without_text =
            drawn.largest_picture > LARGE_PICTURE || drawn.shapes > MANY_SHAPES || drawn.unmapped > 0;
        return Ok(page);
    }
    if drawn.unmapped > 0 {
        doubt(format!(
            "第{number}页有{}个字在文件里没有对应的文字编码，已用\u{FFFD}代替，请对照原文核对",
            drawn.unmapped
        ));
    }
    if drawn.largest_picture > LARGE_PICTURE {
        doubt(format!("第{number}页有较大的图片，图片里的文字没有读"));
    }
    let mut rules = joined(drawn.rules);
    if rules.len() > MOST_RULES {
        doubt(format!("第{number}页的线条过多，没有当作表格读"));
        rules.clear();
    }
    let (placed, loose) = tables(&rules, drawn.glyphs, number, budget)?;
    let mut blocks = placed;
    let mut extents = Vec::new();
    for (index, line) in (1..).zip(assemble(loose)) {
        budget.line()?;
        budget.text(&line.text)?;
        let PlacedLine { y, text, x0, x1, size } = line;
        extents.push(Extent { block: 0, page: number, width: drawn.width, x0, x1, y, size });
        blocks.push((y, Block::Line(Line { text, page: Some(number), number: Some(index), wraps: false }), Vec::new()));
    }
    blocks.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
    for (block, (_, content, xs)) in blocks.into_iter().enumerate() {
        if !xs.is_empty() {
            page.edges.push(Edges { block, page: number, xs });
        }
        // Lines come out of the sorting in the order in which they went in.
        if let (Block::Line(_), Some(extent)) = (&content, extents.get_mut(page.extents.len())) {
            extent.block = block;
            page.extents.push(*extent);
        }
        page.blocks.push(content);
    }
    for text in drawn.turned.askew {
        budget.line()?;
        budget.text(&text)?;
        page.blocks.push(Block::Line(Line { text, page: Some(number), ..Line::default() }));
    }
    Ok(page)
}

/// A page that was turned for a wide table (its text runs up or down) is turned back.
fn upright(mut drawn: Drawn) -> Drawn {
    let turned = std::mem::take(&mut drawn.turned);
    let (width, height) = (drawn.width, drawn.height);
    let turn_rules = |rules: &mut Vec<Rule>, place: &dyn Fn(f64, f64) -> (f64, f64)| {
        for rule in rules {
            let ends = if rule.is_horizontal {
                [(rule.from, rule.at), (rule.to, rule.at)]
            } else {
                [(rule.at, rule.from), (rule.at, rule.to)]
            };
            let [(x0, y0), (x1, y1)] = ends.map(|(x, y)| place(x, y));
            *rule = if rule.is_horizontal { Rule::vertical(x0, y0, y1) } else { Rule::horizontal(y0, x0, x1) };
        }
    };
    let (upwards, downwards, askew) = (turned.upwards, turned.downwards, turned.askew);
    drawn.turned.askew = askew;
    let mut others = [upwards, downwards];
    let most = others.iter().map(Vec::len).max().unwrap_or(0);
    if most > drawn.glyphs.len() {
        if others[0].len() == most {
            turn_rules(&mut drawn.rules, &|x, y| (height - y, x));
            std::mem::swap(&mut drawn.glyphs, &mut others[0]);
        } else {
            turn_rules(&mut drawn.rules, &|x, y| (y, width - x));
            std::mem::swap(&mut drawn.glyphs, &mut others[1]);
        }
    }
    // What runs another way than the page does is read as lines of its own.
    for glyphs in others {
        drawn.turned.askew.extend(assemble(glyphs).into_iter().map(|line| line.text));
    }
    drawn
}

/// Blocks with the height at which they begin, tables with their column edges.
type Placed = Vec<(f64, Block, Vec<f64>)>;

/// Builds the tables and hands back the glyphs that stand in none.
fn tables(
    rules: &[Rule],
    glyphs: Vec<Glyph>,
    number: u32,
    budget: &mut Budget,
) -> Result<(Placed, Vec<Glyph>), Unreadable> {
    let mut grids: Vec<Grid> = groups(rules).iter().filter_map(|group| Grid::of(group)).collect();
    // The innermost table takes a glyph.
    grids.sort_by(|a, b| a.area().area().total_cmp(&b.area().area()));
    let areas: Vec<Rect> = grids.iter().map(Grid::area).collect();
    let mut loose = Vec::new();
    for glyph in glyphs {
        let middle = Point::new(f64::midpoint(glyph.x0, glyph.x1), glyph.y - glyph.size * 0.3);
        let grid = areas.iter().position(|area| area.contains(middle)).map(|index| &mut grids[index]);
        match grid.and_then(|grid| grid.cell_at(middle.x, middle.y)) {
            Some(cell) => cell.glyphs.push(glyph),
            None => loose.push(glyph),
        }
    }
    let mut placed = Vec::new();
    for (grid, area) in grids.into_iter().zip(areas) {
        let height = grid.rows();
        let xs = grid.columns().to_vec();
        let cells = grid.into_cells();
        if cells.iter().all(|cell| cell.glyphs.iter().all(|glyph| glyph.text.trim().is_empty())) {
            continue;
        }
        let mut rows = vec![Row { cells: Vec::new(), page: Some(number) }; height];
        for cell in cells {
            budget.cell()?;
            let row = cell.row;
            rows[row].cells.push(finished(cell, budget)?);
        }
        placed.push((area.y0, Block::Table(Table { rows }), xs));
    }
    Ok((placed, loose))
}

fn finished(cell: GridCell, budget: &mut Budget) -> Result<Cell, Unreadable> {
    let lines: Vec<String> = assemble(cell.glyphs).into_iter().map(|line| line.text).collect();
    let text = lines.join("\n");
    budget.text(&text)?;
    Ok(Cell { text, column: cell.column, column_span: cell.columns, row_span: cell.rows, reference: None })
}
