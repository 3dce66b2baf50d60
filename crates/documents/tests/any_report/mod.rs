//! Arbitrary annual reports, for tests that write one and read it back.
//!
//! `any_report` makes reports that can be told apart on paper: every cell of the form is there, nothing is unread, texts are what
//! agencies write. `any_record` makes whatever the JSON shape can hold, missing and unread cells and missing tables included.

use std::collections::BTreeMap;

use law::report::{Cell, CellId, Content, Edition, Narrative, Report, Section, Table, Unit};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// A report as an agency prints one.
pub(crate) fn any_report() -> impl Strategy<Value = Report> {
    shape().prop_flat_map(|(edition, other_blocks)| {
        let frame = Report { edition: Some(edition), other_blocks, ..Report::default() };
        let cells: Vec<CellId> = frame.cells().collect();
        let written = cells.iter().map(|id| cell(*id)).collect::<Vec<_>>();
        (Just(frame), Just(cells), written, agency(), 2019_i16..2030, narrative()).prop_map(
            |(frame, cells, written, agency, year, narrative)| Report {
                year: Some(year),
                title: Some(format!("{agency}{year}年政府信息公开工作年度报告")),
                agency: Some(agency),
                tables: cells.into_iter().zip(written).collect(),
                narrative,
                ..frame
            },
        )
    })
}

/// Whatever the published JSON shape can hold.
#[allow(dead_code, clippy::allow_attributes, reason = "each test binary takes what it needs")]
pub(crate) fn any_record() -> impl Strategy<Value = Report> {
    let keep = vec(0_u8..8, 250);
    let odd = vec(option::weighted(0.1, "[\\PC]{0,12}"), 250);
    let tables = [any::<bool>(), any::<bool>(), any::<bool>()];
    (any_report(), keep, odd, tables, option::of(Just(())), free_text()).prop_map(
        |(mut report, keep, odd, tables, known, text)| {
            let cells = report.tables.iter().map(|(id, cell)| (id, cell.clone())).collect::<Vec<_>>();
            report.tables = cells
                .into_iter()
                .zip(keep.into_iter().zip(odd))
                .filter(|((id, _), (keep, _))| *keep > 0 && tables[id.table as usize])
                .map(|((id, cell), (_, odd))| {
                    (id, odd.map_or(cell, |reason| Cell::unread(format!("认不清：{reason}"))))
                })
                .collect();
            if !report.tables.has(Table::Proactive) {
                report.other_blocks.clear(); // nothing is left that could say so
            }
            if known.is_none() {
                (report.year, report.agency, report.title) = (None, None, None);
            }
            report.narrative.preface.push(text);
            report
        },
    )
}

/// The edition of the whole, and blocks of section two that follow the other one.
fn shape() -> impl Strategy<Value = (Edition, BTreeMap<u8, Edition>)> {
    (select(&Edition::ALL[..]), vec(any::<bool>(), 5), any::<bool>()).prop_map(|(edition, other, mixed)| {
        let foreign = if edition == Edition::Of2019 { Edition::Of2021 } else { Edition::Of2019 };
        let blocks = foreign.form().blocks.iter().zip(other);
        let chosen = blocks.filter(|(_, other)| mixed && *other).map(|(block, _)| (block.item, foreign));
        (edition, chosen.collect())
    })
}

fn cell(id: CellId) -> BoxedStrategy<Cell> {
    match (id.table, id.column) {
        (Table::Proactive, "amount") => prop_oneof![
            4 => (money(), option::of(select(&[Unit::Yuan, Unit::TenThousandYuan][..])))
                .prop_map(|(value, unit)| Cell { unit, ..Cell::number(value) }),
            1 => Just(Cell::blank()),
        ]
        .boxed(),
        (Table::Proactive, "change") => {
            prop_oneof![6 => (-300_i64..300).prop_map(Cell::number), 1 => Just(Cell::blank())].boxed()
        }
        (Table::Proactive, _) => prop_oneof![
            6 => count().prop_map(Cell::number),
            1 => Just(Cell::blank()),
            1 => (count(), note()).prop_map(|(value, note)| Cell { note: Some(note), ..Cell::number(value) }),
            1 => Just(Cell { note: Some("不适用".to_owned()), ..Content::Blank.into() }),
        ]
        .boxed(),
        _ => prop_oneof![8 => count().prop_map(Cell::number), 1 => Just(Cell::blank())].boxed(),
    }
}

/// Mostly small, sometimes of the size of a province.
fn count() -> impl Strategy<Value = i64> {
    prop_oneof![4 => Just(0_i64), 4 => 1_i64..200, 1 => 200_i64..100_000]
}

/// Up to four digits after the point: 59237.2449.
fn money() -> impl Strategy<Value = Decimal> {
    (0_i64..10_000_000_000, 0_u32..5).prop_map(|(digits, scale)| Decimal::new(digits, scale).normalize())
}

fn note() -> impl Strategy<Value = String> {
    (select(&["其中修订", "含自然失效", "其中联合发文", "含变更"][..]), 1_u32..90)
        .prop_map(|(what, n)| format!("{what}{n}件"))
}

fn agency() -> impl Strategy<Value = String> {
    select(&["云州市澜江生态环境局", "澜江区统计局", "青浦坪镇人民政府", "云州市住房和城乡建设局"][..])
        .prop_map(str::to_owned)
}

/// What a report says before its first section.
const PERIOD: &str = "本报告所列数据的统计期限自1月1日起，至12月31日止。";

fn narrative() -> impl Strategy<Value = Narrative> {
    (option::of(sentence().prop_map(|text| format!("{PERIOD}{text}"))), vec(vec(sentence(), 0..4), 6)).prop_map(
        |(preface, texts)| {
            let headings = Edition::Of2021.form().sections.iter().zip(["一", "二", "三", "四", "五", "六"]);
            let sections = headings.zip(texts).map(|((section, ordinal), paragraphs)| Section {
                number: section.number,
                heading: format!("{ordinal}、{}", section.heading),
                paragraphs,
            });
            Narrative { preface: preface.into_iter().collect(), sections: sections.collect() }
        },
    )
}

/// A paragraph as people write one: now and then with a heading that runs in, quotation marks, figures, a book title.
fn sentence() -> impl Strategy<Value = String> {
    let start = select(&["", "（一）主动公开。", "（二）规范办理。", "一是", "2.", "注重实效，"][..]);
    let clause = select(
        &[
            "全年公开环境信息",
            "办理“一件事”申请",
            "修订《政府信息公开指南》",
            "召开会议",
            "组织培训",
            "答复咨询",
            "更新栏目和目录",
            "开展公众开放日活动",
        ][..],
    );
    (start, vec((clause, 0_u32..3000), 1..6)).prop_map(|(start, clauses)| {
        let clauses: Vec<String> = clauses.into_iter().map(|(clause, n)| format!("{clause}{n}次")).collect();
        format!("{start}{}。", clauses.join("，"))
    })
}

/// Any printable text at all.
fn free_text() -> impl Strategy<Value = String> {
    "\\PC{0,60}"
}
