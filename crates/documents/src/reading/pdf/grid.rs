//! A group of rules as a grid: positions of its lines, and cells where walls are missing between places.

use hayro_interpret::kurbo::Rect;

use super::canvas::Glyph;
use super::rules::{NEAR, Rule};

/// A table's skeleton.
pub(super) struct Grid {
    /// Left to right, one more than columns.
    xs: Vec<f64>,
    /// Top to bottom, one more than rows.
    ys: Vec<f64>,
    cells: Vec<GridCell>,
    /// For each place, row by row, its cell.
    owner: Vec<usize>,
}

/// A cell of the skeleton, with what stands in it.
pub(super) struct GridCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) glyphs: Vec<Glyph>,
}

/// A grid with more places than this is a drawing.
const MOST_PLACES: usize = 40_000;

impl Grid {
    /// `None` for a single frame, a lone line, or a drawing.
    pub(super) fn of(rules: &[Rule]) -> Option<Self> {
        let (horizontal, vertical): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|rule| rule.is_horizontal);
        let mut xs: Vec<f64> = vertical.iter().map(|rule| rule.at).collect();
        if xs.is_empty() || horizontal.len() < 2 {
            return None;
        }
        // Tables open at the sides end where their lines end.
        xs.push(horizontal.iter().map(|rule| rule.from).fold(f64::INFINITY, f64::min));
        xs.push(horizontal.iter().map(|rule| rule.to).fold(f64::NEG_INFINITY, f64::max));
        let xs = distinct(xs);
        let ys = distinct(horizontal.iter().map(|rule| rule.at).collect());
        let (columns, rows) = (xs.len() - 1, ys.len() - 1);
        if columns == 0 || rows == 0 || columns * rows < 2 || columns.saturating_mul(rows) > MOST_PLACES {
            return None;
        }
        let walls = Walls { vertical: by_line(&vertical, &xs), horizontal: by_line(&horizontal, &ys) };
        let mut grid = Grid { xs, ys, cells: Vec::new(), owner: vec![usize::MAX; columns * rows] };
        for row in 0..rows {
            for column in 0..columns {
                if grid.owner[row * columns + column] == usize::MAX {
                    grid.add_cell(row, column, &walls);
                }
            }
        }
        Some(grid)
    }

    /// Grows a cell to the right and then down as far as no wall stands.
    fn add_cell(&mut self, row: usize, column: usize, walls: &Walls) {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        let free = |grid: &Grid, row: usize, column: usize| grid.owner[row * columns + column] == usize::MAX;
        let mut right = column + 1;
        while right < columns && free(self, row, right) && !walls.vertical_at(right, self.ys[row], self.ys[row + 1]) {
            right += 1;
        }
        let mut below = row + 1;
        while below < rows
            && (column..right).all(|c| free(self, below, c) && !walls.horizontal_at(below, self.xs[c], self.xs[c + 1]))
            && (column + 1..right).all(|c| !walls.vertical_at(c, self.ys[below], self.ys[below + 1]))
        {
            below += 1;
        }
        let index = self.cells.len();
        for r in row..below {
            self.owner[r * columns + column..r * columns + right].fill(index);
        }
        self.cells.push(GridCell { row, column, rows: below - row, columns: right - column, glyphs: Vec::new() });
    }

    pub(super) fn area(&self) -> Rect {
        Rect::new(self.xs[0], self.ys[0], self.xs[self.xs.len() - 1], self.ys[self.ys.len() - 1])
    }

    /// The cell at a place inside the table.
    pub(super) fn cell_at(&mut self, x: f64, y: f64) -> Option<&mut GridCell> {
        let (columns, rows) = (self.xs.len() - 1, self.ys.len() - 1);
        let column = self.xs.partition_point(|&own| own <= x).checked_sub(1).filter(|&column| column < columns)?;
        let row = self.ys.partition_point(|&own| own <= y).checked_sub(1).filter(|&row| row < rows)?;
        self.cells.get_mut(self.owner[row * columns + column])
    }

    /// The column edges, left to right.
    pub(super) fn columns(&self) -> &[f64] {
        &self.xs
    }

    pub(super) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    pub(super) fn into_cells(self) -> Vec<GridCell> {
        self.cells
    }
}

/// For each line of the grid, the stretches where it is drawn.
struct Walls {
    vertical: Vec<Vec<(f64, f64)>>,
    horizontal: Vec<Vec<(f64, f64)>>,
}

impl Walls {
    fn vertical_at(&self, line: usize, from: f64, to: f64) -> bool {
        is_covered(&self.vertical[line], from, to)
    }

    fn horizontal_at(&self, line: usize, from: f64, to: f64) -> bool {
        is_covered(&self.horizontal[line], from, to)
    }
}

/// A wall stands if it is drawn along most of the stretch.
fn is_covered(stretches: &[(f64, f64)], from: f64, to: f64) -> bool {
    let drawn: f64 = stretches.iter().map(|&(start, end)| (end.min(to) - start.max(from)).max(0.0)).sum();
    drawn * 2.0 > to - from
}

fn by_line(rules: &[Rule], lines: &[f64]) -> Vec<Vec<(f64, f64)>> {
    let mut by_line = vec![Vec::new(); lines.len()];
    for rule in rules {
        let after = lines.partition_point(|&line| line < rule.at);
        let near = |line: usize| lines.get(line).map_or(f64::INFINITY, |at| (at - rule.at).abs());
        let line = if after > 0 && near(after - 1) < near(after) { after - 1 } else { after };
        if let Some(stretches) = by_line.get_mut(line) {
            stretches.push((rule.from, rule.to));
        }
    }
    for stretches in &mut by_line {
        // Overlapping stretches (a border drawn by both its cells) would count twice.
        stretches.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0));
        let mut merged: Vec<(f64, f64)> = Vec::new();
        for &(start, end) in stretches.iter() {
            match merged.last_mut() {
                Some(last) if start <= last.1 + NEAR => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        *stretches = merged;
    }
    by_line
}

/// Positions sorted, those of one line once.
fn distinct(mut positions: Vec<f64>) -> Vec<f64> {
    positions.sort_by(f64::total_cmp);
    let mut distinct: Vec<f64> = Vec::new();
    for position in positions {
        if distinct.last().is_none_or(|last| position - last > NEAR) {
            distinct.push(position);
        }
    }
    distinct
}
