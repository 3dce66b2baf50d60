//! One report in every layout in which agencies publish theirs: each cell is read as it is printed, or is said to be unread.

#[path = "../any_report/mod.rs"]
mod any_report;
mod page;
mod paper;
mod sheet;
mod text;

use documents::reading::{Limits, read};
use documents::report::{Found, find};
use law::report::{Content, Edition, Report};
use page::PAGES;
use paper::{paper, varied};
use sheet::{Shape, TableFour, Writing};
use text::LAYOUTS;

/// What was read of a report otherwise than it is printed.
#[derive(Debug, Default)]
struct Misread {
    wrong: Vec<String>,
    unread: Vec<String>,
    missing: Vec<String>,
    doubts: Vec<String>,
}

fn compare(report: &Report, found: &Found) -> Misread {
    let mut misread = Misread::default();
    if found.report.edition != report.edition {
        misread.wrong.push(format!("edition {:?}", found.report.edition));
    }
    for (id, cell) in report.tables.iter() {
        let name = format!("{}.{}.{}", id.table.code(), id.row, id.column);
        match found.report.tables.get(id) {
            Some(known) if known == cell => {}
            Some(known) => match &known.content {
                Content::Unread(reason) => misread.unread.push(format!("{name}: {reason}")),
                _ => misread.wrong.push(format!("{name}: {known:?} for {cell:?}")),
            },
            None => misread.missing.push(name),
        }
    }
    for (id, cell) in found.report.tables.iter() {
        if report.tables.get(id).is_none() {
            misread.wrong.push(format!("{id}: {cell:?} for nothing"));
        }
    }
    misread
}

fn shapes() -> Vec<(&'static str, Shape)> {
    let plain = Shape::default();
    let mut shapes = vec![
        ("official", plain),
        ("subtotal rows", Shape { subtotal_rows: true, ..plain }),
        ("subtotal column", Shape { subtotal_column: true, ..plain }),
        ("remarks", Shape { remarks: true, ..plain }),
        ("total first", Shape { total_first: true, ..plain }),
        ("total first, subtotals", Shape { total_first: true, subtotal_column: true, subtotal_rows: true, ..plain }),
        ("stacked", Shape { table_four: TableFour::Stacked, ..plain }),
        ("transposed", Shape { table_four: TableFour::Transposed, ..plain }),
        ("two tables four", Shape { table_four: TableFour::TwoTables, ..plain }),
        ("items at the left", Shape { items_at_the_left: true, ..plain }),
        ("split", Shape { split: Some((12, false)), ..plain }),
        ("split, heads again", Shape { split: Some((12, true)), ..plain }),
    ];
    let names = ["plain", "wide", "signs", "renamed"];
    shapes.extend(Writing::ALL.into_iter().zip(names).map(|(writing, name)| (name, Shape { writing, ..plain })));
    shapes
}

fn find_in(bytes: &[u8], name: &str) -> Found {
    let reading = read(bytes, name, &Limits::default()).unwrap();
    find(&reading).unwrap()
}

/// Tells what is wrong with a layout, if anything is.
fn judge(name: &str, report: &Report, bytes: &[u8], file: &str, may_leave_open: bool) -> Vec<String> {
    let reading = read(bytes, file, &Limits::default()).unwrap();
    let Ok(found) = find(&reading) else { return vec![format!("{name}: NOTHING found")] };
    let misread = compare(report, &found);
    let mut faults = Vec::new();
    let mut tell = |what: &str, cells: &[String]| {
        if let Some(first) = cells.first() {
            faults.push(format!("{name}: {} {what}: {first} … {}", cells.len(), cells[cells.len() - 1]));
        }
    };
    tell("WRONG", &misread.wrong);
    tell("missing", &misread.missing);
    if !may_leave_open {
        tell("unread", &misread.unread);
    }
    faults
}

fn reports() -> Vec<(Report, bool)> {
    let pair = |edition| [(varied(edition, 1, false), false), (varied(edition, 2, true), true)];
    Edition::ALL.into_iter().flat_map(pair).collect()
}

#[test]
fn plain_text_in_every_layout() {
    let mut faults = Vec::new();
    for (report, gaps) in reports() {
        for (shaped, shape) in shapes() {
            for layout in LAYOUTS {
                let name = format!("{} gaps={gaps} {shaped} / {}", report.form().edition, layout.name);
                let text = layout.print(&paper(&report, &shape));
                let open = gaps && !layout.keeps_blanks && !matches!(shape.writing, Writing::Signs);
                faults.extend(judge(&name, &report, text.as_bytes(), "report.txt", open));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn web_pages_in_every_layout() {
    let mut faults = Vec::new();
    for (report, gaps) in reports() {
        for (shaped, shape) in shapes() {
            for page in PAGES {
                let name = format!("{} gaps={gaps} {shaped} / page {}", report.form().edition, page.name);
                let html = page.print(&paper(&report, &shape));
                let found = find_in(html.as_bytes(), "report.html");
                if (&found.report.title, found.report.year, &found.report.agency) != (&report.title, report.year, &report.agency) {
                    faults.push(format!("{name}: {:?} {:?} {:?}", found.report.title, found.report.year, found.report.agency));
                }
                faults.extend(judge(&name, &report, html.as_bytes(), "report.html", false));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
#[ignore = "shows one layout"]
fn show() {
    let report = varied(Edition::Of2021, 1, false);
    let layout = LAYOUTS.iter().find(|layout| layout.name == std::env::var("LAYOUT").unwrap()).unwrap();
    println!("{}", layout.print(&paper(&report, &Shape::default())));
}
