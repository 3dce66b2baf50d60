//! One report in every layout in which agencies publish theirs: each cell is read as it is printed, or is said to be unread.

#![expect(clippy::unwrap_used, reason = "what the generator takes for granted holds for every report that it makes")]
#![expect(clippy::format_push_string, clippy::format_collect, reason = "brevity counts more than an allocation here")]
#![expect(clippy::struct_excessive_bools, reason = "a layout is a list of habits, each there or not")]

#[path = "../any_report/mod.rs"]
mod any_report;
mod page;
mod paper;
mod sheet;
mod text;

use documents::reading::{Limits, read};
use documents::report::{Found, find};
use law::report::{Cell, CellId, Content, Edition, Report, Rule, Table};
use page::{PAGES, Page};
use paper::{paper, varied};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sheet::{Shape, TableFour, Writing};
use text::LAYOUTS;

/// What was read of a report otherwise than it is printed.
#[derive(Debug, Default)]
struct Misread {
    wrong: Vec<String>,
    unread: Vec<String>,
    missing: Vec<String>,
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
        for (shaped, shape) in shapes().into_iter().filter(|(shaped, _)| gaps || *shaped == "official") {
            for layout in LAYOUTS {
                let name = format!("{} gaps={gaps} {shaped} / {}", report.form().edition, layout.name);
                let text = layout.print(&paper(&report, &shape));
                let hides_columns =
                    !layout.keeps_blanks || shape.split.is_some() || shape.total_first || shape.items_at_the_left;
                let open =
                    gaps && hides_columns && !matches!(shape.writing, Writing::Signs) || layout.name == "columns";
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
                if (&found.report.title, found.report.year, &found.report.agency)
                    != (&report.title, report.year, &report.agency)
                {
                    faults.push(format!(
                        "{name}: {:?} {:?} {:?}",
                        found.report.title, found.report.year, found.report.agency
                    ));
                }
                let open = gaps && page.ragged;
                faults.extend(judge(&name, &report, html.as_bytes(), "report.html", open));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// A layout of the list, or a page: name of the file and its bytes.
fn print(layout: usize, report: &Report, shape: &Shape) -> (&'static str, Vec<u8>) {
    let parts = paper(report, shape);
    match LAYOUTS.get(layout) {
        Some(layout) => ("report.txt", layout.print(&parts).into_bytes()),
        None => ("report.html", PAGES[(layout - LAYOUTS.len()) % PAGES.len()].print(&parts).into_bytes()),
    }
}

/// Whatever cell of tables three and four is changed, in whatever layout: that cell is named, or in table four its group.
#[test]
fn a_wrong_number_is_named() {
    for (nth, edition) in Edition::ALL.into_iter().enumerate() {
        let report = varied(edition, 7, false);
        let cells: Vec<CellId> =
            report.tables.iter().map(|(id, _)| id).filter(|id| id.table != Table::Proactive).collect();
        for turn in 0..60 {
            let id = cells[(turn * 37 + nth * 11) % cells.len()];
            let mut planted = report.clone();
            let wrong = report.tables.counted(id).unwrap() + Decimal::from(1 + turn % 5);
            planted.tables.set(id, Cell::number(wrong));
            let (file, bytes) = print(turn % (LAYOUTS.len() + PAGES.len()), &planted, &Shape::default());
            if file == "report.txt" && LAYOUTS[turn % (LAYOUTS.len() + PAGES.len())].name == "columns" {
                continue;
            }
            let found = find_in(&bytes, file).report;
            let violations = law::report::check(&found).violations;
            let causes: Vec<_> = violations.iter().filter(|finding| finding.consequence_of.is_none()).collect();
            let first = causes.first().unwrap_or_else(|| panic!("{id} turn {turn}: nothing found"));
            if id.table == Table::Requests {
                assert_eq!(
                    (first.row, first.column),
                    (Some(id.row), Some(id.column)),
                    "turn {turn}: {}",
                    first.message
                );
            } else {
                assert_eq!((first.rule, first.row), (Rule::E5, Some(id.row)), "turn {turn}: {}", first.message);
            }
            assert_eq!(causes.len(), 1, "{id} turn {turn}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// No report in any layout is read wrong: each cell as it is printed, or unread.
    #[test]
    fn never_wrong(report in any_report::any_report(), layout in 0..LAYOUTS.len() + PAGES.len(), shaped in 0_usize..14) {
        let (name, shape) = shapes().swap_remove(shaped);
        let (file, bytes) = print(layout, &report, &shape);
        if let Ok(found) = find(&read(&bytes, file, &Limits::default()).unwrap()) {
            // Where a block of table two holds nothing but blanks, its edition may be open.
            let wrong: Vec<String> = found
                .report
                .tables
                .iter()
                .filter(|(id, cell)| cell.value().is_some() && report.tables.get(*id).and_then(Cell::value) != cell.value())
                .map(|(id, cell)| format!("{id}: {cell:?} for {:?}", report.tables.get(id)))
                .collect();
            prop_assert!(wrong.is_empty(), "{name}, layout {layout} {}: {wrong:?}", LAYOUTS.get(layout).map_or("page", |l| l.name));
        }
    }
}

#[test]
fn titles_years_and_agencies_in_hard_places() {
    const TABLE: &str = "一、总体情况\n全年公开环境信息若干条，规范办理申请。\n二、主动公开政府信息情况\n规章 | 本年制发件数 | 本年废止件数 | 现行有效件数\n行政规范性文件 | 1 | 0 | 3\n";
    let cases = [
        ("云州市澜江生态环境局\n2020年政府信息公开\n工作年度报告", Some(2020), Some("云州市澜江生态环境局")),
        ("云州市澜江生态环境局\n政府信息公开工作年度报告\n（2023年度）", Some(2023), Some("云州市澜江生态环境局")),
        ("云州市澜江生态环境局二〇二二年度政府信息公开工作年度报告", Some(2022), Some("云州市澜江生态环境局")),
        (
            "云州市澜江生态环境局政府信息公开工作年度报告\n本报告统计期限自2020年1月1日起，至2020年12月31日止。",
            Some(2020),
            Some("云州市澜江生态环境局"),
        ),
        (
            "首页 > 政府信息公开 > 澜江生态环境局 > 年报\n2021年政府信息公开工作年度报告",
            Some(2021),
            Some("澜江生态环境局"),
        ),
        ("来源：云州市统计局 发布时间：2023-01-20\n2022年度政府信息公开工作年度报告", Some(2022), Some("云州市统计局")),
    ];
    for (front, year, agency) in cases {
        let report = find_in(format!("{front}\n{TABLE}").as_bytes(), "report.txt").report;
        assert_eq!((report.year, report.agency.as_deref()), (year, agency), "{front}\n{:?}", report.title);
    }
}

#[test]
fn headings_as_agencies_number_them() {
    let report = varied(Edition::Of2021, 3, false);
    let text = LAYOUTS[0].print(&paper(&report, &Shape::default()));
    for (number, heading) in [("一、", "一 、"), ("一、", "第一部分 "), ("一、", "")] {
        let text = text.replace(&format!("{number}总体"), &format!("{heading}总体"));
        let found = find_in(text.as_bytes(), "report.txt").report;
        assert_eq!(
            found.narrative.section(1).map(|section| &section.paragraphs),
            report.narrative.section(1).map(|section| &section.paragraphs)
        );
    }
    // A table of contents repeats all headings.
    let contents: String = report.narrative.sections.iter().map(|section| format!("{}\n", section.heading)).collect();
    let (title, rest) = text.split_once('\n').unwrap();
    let found = find_in(format!("{title}\n{contents}{rest}").as_bytes(), "report.txt");
    assert!(compare(&report, &found).wrong.is_empty());
    assert_eq!(found.report.narrative.section(5), report.narrative.section(5));
}

/// The pages that `scripts/make-layout-fixtures` has LibreOffice export, each with the report on it.
fn exported() -> Vec<(&'static str, Report, Shape, Page)> {
    let plain = Shape::default();
    let page = |name: &str| *PAGES.iter().find(|page| page.name == name).unwrap();
    let (old, new) = (varied(Edition::Of2019, 11, true), varied(Edition::Of2021, 12, true));
    vec![
        ("nested", old.clone(), Shape { writing: Writing::Signs, ..plain }, page("nested")),
        ("giant", new.clone(), plain, page("giant")),
        ("added", new.clone(), Shape { subtotal_rows: true, subtotal_column: true, ..plain }, page("plain")),
        ("shuffled", old, Shape { total_first: true, table_four: TableFour::Stacked, ..plain }, page("breaks")),
        ("split", new, Shape { split: Some((9, false)), table_four: TableFour::Transposed, ..plain }, page("site")),
    ]
}

#[test]
#[ignore = "writes the pages for scripts/make-layout-fixtures into the folder named by PAGES"]
fn write_pages() {
    // No test: `./test` calls every ignored one, and without a folder there is nothing to write.
    let Some(folder) = std::env::var_os("PAGES").map(std::path::PathBuf::from) else { return };
    for (name, report, shape, page) in exported() {
        let style = "<style>td,th{border:1px solid black;font-size:9pt}table{border-collapse:collapse;width:100%}</style></head>";
        let html = page.print(&paper(&report, &shape)).replace("</head>", style).replace("<table", "<table border=1");
        std::fs::write(folder.join(format!("{name}.html")), html).unwrap();
    }
}

#[test]
fn exports_of_libreoffice() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts/fixtures");
    let mut faults = Vec::new();
    for (name, report, _, _) in exported() {
        for ending in ["pdf", "docx", "xlsx"] {
            let file = format!("{name}.{ending}");
            let Ok(bytes) = std::fs::read(folder.join(&file)) else { continue };
            // A part without heads is widened by the export; a name above a table is cut in two by a page break.
            faults.extend(judge(&file, &report, &bytes, &file, matches!(name, "split" | "shuffled")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
