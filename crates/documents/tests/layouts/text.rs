//! The report as plain text, in the layouts in which reports are copied, pasted and exported.

use crate::paper::Part;
use crate::sheet::{Place, Sheet};

/// A layout of plain text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    pub(crate) name: &'static str,
    /// Whether it shows where a blank cell is.
    pub(crate) keeps_blanks: bool,
    table: fn(&Sheet) -> String,
}

pub(crate) const LAYOUTS: [Text; 22] = [
    Text { name: "one cell a line, tabs", keeps_blanks: true, table: |s| cell_a_line(s, "\t", "\n", true) },
    Text {
        name: "one cell a line, tabs, no line between rows",
        keeps_blanks: true,
        table: |s| cell_a_line(s, "\t", "", true),
    },
    Text {
        name: "one cell a line, tabs, blanks dropped",
        keeps_blanks: false,
        table: |s| cell_a_line(s, "\t", "\n", false),
    },
    Text { name: "one cell a line", keeps_blanks: false, table: |s| cell_a_line(s, "", "", true) },
    Text {
        name: "one cell a line, a line between rows",
        keeps_blanks: false,
        table: |s| cell_a_line(s, "", "\n", true),
    },
    Text { name: "one cell a line, blanks dropped", keeps_blanks: false, table: |s| cell_a_line(s, "", "", false) },
    Text {
        name: "one cell a line, blanks dropped, a line between rows",
        keeps_blanks: false,
        table: |s| cell_a_line(s, "", "\n", false),
    },
    Text { name: "one cell a line, each followed by a blank line", keeps_blanks: false, table: |s| spaced_out(s) },
    Text { name: "tab rows", keeps_blanks: true, table: |s| rows(s, "\t", Covered::Left, "", "") },
    Text {
        name: "tab rows, covered cells as blanks",
        keeps_blanks: true,
        table: |s| rows(s, "\t", Covered::Blank, "", ""),
    },
    Text {
        name: "tab rows as Word copies them",
        keeps_blanks: true,
        table: |s| rows(s, "\t", Covered::FromAbove, "", ""),
    },
    Text { name: "tab rows, a tab at the end", keeps_blanks: true, table: |s| rows(s, "\t", Covered::Left, "", "\t") },
    Text { name: "from a browser", keeps_blanks: false, table: |s| rows(s, "\n\t", Covered::Left, "", "") },
    Text { name: "pipes", keeps_blanks: true, table: |s| rows(s, " | ", Covered::Left, "", " |") },
    Text { name: "pipes without outer ones", keeps_blanks: true, table: |s| rows(s, " | ", Covered::Left, "", "") },
    Text {
        name: "pipes, outer ones on both sides",
        keeps_blanks: true,
        table: |s| rows(s, " | ", Covered::Left, "| ", " |"),
    },
    Text {
        name: "pipes, labels repeated",
        keeps_blanks: true,
        table: |s| rows(s, " | ", Covered::Repeated, "| ", " |"),
    },
    Text {
        name: "pipes, covered cells as blanks",
        keeps_blanks: true,
        table: |s| rows(s, "|", Covered::Blank, "|", "|"),
    },
    Text { name: "markdown", keeps_blanks: true, table: markdown },
    Text { name: "rows by blanks", keeps_blanks: false, table: |s| rows(s, "  ", Covered::Left, "", "") },
    Text { name: "rows by one blank", keeps_blanks: false, table: |s| rows(s, " ", Covered::Left, "", "") },
    Text { name: "columns", keeps_blanks: false, table: columns },
];

impl Text {
    pub(crate) fn print(&self, parts: &[Part]) -> String {
        let mut out = String::new();
        for part in parts {
            match part {
                Part::Title(text) | Part::Heading(text) | Part::Text(text) => out.push_str(&format!("{text}\n")),
                Part::Sheet(sheet) => {
                    out.push_str(&(self.table)(sheet));
                    out.push('\n');
                }
            }
        }
        out
    }
}

fn cell_a_line(sheet: &Sheet, before: &str, between: &str, blanks: bool) -> String {
    let mut out = String::new();
    for row in sheet.grid() {
        for place in row {
            let text = match place {
                Place::Begins(cell) => cell.text.as_str(),
                // Covered from above: Word and browsers leave a blank cell there in this layout, if there are tabs.
                _ => continue,
            };
            if blanks || !text.is_empty() {
                out.push_str(&format!("{before}{text}\n"));
            }
        }
        out.push_str(between);
    }
    out
}

fn spaced_out(sheet: &Sheet) -> String {
    cell_a_line(sheet, "", "", false).lines().map(|line| format!("{line}\n\n")).collect()
}

/// What stands where a merged cell reaches to.
#[derive(Clone, Copy)]
enum Covered {
    /// Nothing, not even a separator.
    Left,
    Blank,
    /// Blank below, nothing at the right.
    FromAbove,
    Repeated,
}

fn rows(sheet: &Sheet, between: &str, covered: Covered, before: &str, after: &str) -> String {
    let mut out = String::new();
    for cells in cells(sheet, covered) {
        out.push_str(&format!("{before}{}{after}\n", cells.join(between)));
    }
    out
}

fn cells(sheet: &Sheet, covered: Covered) -> Vec<Vec<String>> {
    let grid = sheet.grid();
    let row = |y: usize| {
        let text = |(x, place): (usize, &Place<'_>)| match (place, covered) {
            (Place::Begins(cell), _) | (Place::Covered(cell), Covered::Repeated) => Some(cell.text.clone()),
            (Place::Nothing, _) | (Place::Covered(_), Covered::Left) => None,
            (Place::Covered(_), Covered::Blank) => Some(String::new()),
            (Place::Covered(cell), Covered::FromAbove) => {
                let begins_left =
                    x > 0 && matches!(grid[y][x - 1], Place::Begins(c) | Place::Covered(c) if std::ptr::eq(c, *cell));
                (!begins_left).then(String::new)
            }
        };
        grid[y].iter().enumerate().filter_map(text).collect()
    };
    (0..grid.len()).map(row).collect()
}

fn markdown(sheet: &Sheet) -> String {
    let mut out = String::new();
    for (index, row) in cells(sheet, Covered::Blank).iter().enumerate() {
        out.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(row.len())));
        }
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// As a converter lays a page out: columns of fixed width, long labels over several lines, figures beside their middle one.
fn columns(sheet: &Sheet) -> String {
    let grid = sheet.grid();
    let count = grid.iter().map(Vec::len).max().unwrap_or(0);
    let labels = |x: usize| {
        grid.iter().any(|row| matches!(row.get(x), Some(Place::Begins(cell)) if cell.columns == 1 && cell.is_head && cell.text.chars().count() > 6))
    };
    let widths: Vec<usize> = (0..count).map(|x| if labels(x) && x < 3 { 22 } else { 12 }).collect();
    let mut out = String::new();
    for row in &grid {
        let mut blocks: Vec<(usize, Vec<String>)> = Vec::new();
        for (x, place) in row.iter().enumerate() {
            let Place::Begins(cell) = place else { continue };
            let room: usize = widths[x..x + cell.columns].iter().sum::<usize>() - 2;
            let mut lines = vec![String::new()];
            for c in cell.text.chars() {
                if width(lines.last().unwrap()) + width(&c.to_string()) > room {
                    lines.push(String::new());
                }
                lines.last_mut().unwrap().push(c);
            }
            blocks.push((widths[..x].iter().sum(), lines));
        }
        let height = blocks.iter().map(|(_, lines)| lines.len()).max().unwrap_or(1);
        for line in 0..height {
            let mut text = String::new();
            for (at, lines) in &blocks {
                let top = (height - lines.len()) / 2;
                let Some(piece) = line.checked_sub(top).and_then(|line| lines.get(line)) else { continue };
                while width(&text) < *at {
                    text.push(' ');
                }
                text.push_str(piece);
            }
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out
}
