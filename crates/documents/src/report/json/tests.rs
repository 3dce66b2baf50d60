use law::report::{Cell, CellId, Edition, Finding, Rule, Table, Unit, Verdict};
use rust_decimal::Decimal;
use serde_json::json;

use super::*;

fn cell(table: Table, row: &str, column: &str) -> CellId {
    CellId::find(table, row, column).unwrap()
}

fn read(value: &Value) -> Result<Report, NotAReport> {
    from_json(&value.to_string())
}

#[test]
fn cells_are_numbers_null_or_objects() {
    let mut report = Report { edition: Some(Edition::Of2019), ..Report::default() };
    let mut set = |row, column, cell_| report.tables.set(cell(Table::Proactive, row, column), cell_);
    set("licences", "decisions", Cell::number(20));
    set("licences", "change", Cell::blank());
    set("normative_documents", "made", Cell { note: Some("其中修订16件".into()), ..Cell::number(22) });
    set(
        "procurement",
        "amount",
        Cell { unit: Some(Unit::TenThousandYuan), ..Cell::number("523.15".parse::<Decimal>().unwrap()) },
    );
    set("penalties", "decisions", Cell::unread("印刷不清"));
    let value = to_json(&report, &Verdict::default());
    let rows = &value["tables"]["proactive"];
    assert_eq!(rows["licences"]["decisions"], json!(20));
    assert_eq!(rows["licences"]["change"], Value::Null);
    assert_eq!(rows["licences"]["previous_items"], json!({"value": null, "unread": "原文没有这一格"}));
    assert_eq!(rows["normative_documents"]["made"], json!({"value": 22, "note": "其中修订16件"}));
    assert_eq!(rows["procurement"]["amount"], json!({"value": 523.15, "unit": "万元"}));
    assert_eq!(rows["penalties"]["decisions"], json!({"value": null, "unread": "印刷不清"}));
    assert_eq!(value["tables"]["requests"], json!({}), "a table that is not there");
    assert_eq!(value["form"], json!("2019"));
    assert_eq!(value["year"], Value::Null);
}

#[test]
fn figures_keep_every_digit() {
    for digits in ["59237.2449", "2153.74", "0.1", "-1", "12345678901234567890.123", "3.0"] {
        let mut report = Report { edition: Some(Edition::Of2019), ..Report::default() };
        report
            .tables
            .set(cell(Table::Proactive, "procurement", "amount"), Cell::number(digits.parse::<Decimal>().unwrap()));
        let text = to_text(&report, &Verdict::default());
        assert!(text.contains(&format!("\"amount\": {digits}\n")), "{text}");
        assert_eq!(from_json(&text).unwrap(), report);
    }
    let value = json!({"tables": {"proactive": {"procurement": {"amount": 2153.74}}}});
    let report = read(&value).unwrap();
    let amount = report.tables.get(cell(Table::Proactive, "procurement", "amount")).unwrap();
    assert_eq!(amount.value(), Some("2153.74".parse().unwrap()));
}

#[test]
fn findings_have_the_same_keys_and_a_cause_only_where_there_is_one() {
    let cause = Finding::new(Rule::E1, "合计不等").on(Table::Requests, None, Some("total")).sides(4.into(), 3.into());
    let effect = Finding { consequence_of: Some(0), ..Finding::new(Rule::E2, "随之不等") };
    let verdict =
        Verdict { violations: vec![cause, effect], warnings: vec![Finding::new(Rule::W4, "正文不一致")] };
    let value = to_json(&Report::default(), &verdict);
    assert_eq!(
        value["violations"][0],
        json!({"rule": "E1", "table": "requests", "row": null, "column": "total", "left": 4, "right": 3, "message": "合计不等"})
    );
    assert_eq!(value["violations"][1]["consequence_of"], json!(0));
    assert_eq!(
        value["warnings"][0],
        json!({"rule": "W4", "table": null, "row": null, "column": null, "left": null, "right": null, "message": "正文不一致"})
    );
}

#[test]
fn a_block_of_another_edition_says_so_in_each_row() {
    let mut report = Report { edition: Some(Edition::Of2019), ..Report::default() };
    report.other_blocks.insert(6, Edition::Of2021);
    report.tables.set(cell(Table::Proactive, "penalties", "decisions"), Cell::number(58));
    let value = to_json(&report, &Verdict::default());
    assert_eq!(value["tables"]["proactive"]["penalties"], json!({"form": "2021", "decisions": 58}));
    assert_eq!(value["tables"]["proactive"]["licences"].get("form"), None);
    assert_eq!(read(&value).unwrap(), report);
}

#[test]
fn a_block_whose_columns_fit_one_edition_alone_is_of_that_edition() {
    let value = json!({"form": "2019", "tables": {"proactive": {"normative_documents": {"made": 1, "repealed": 0, "in_force": 4}}}});
    assert_eq!(read(&value).unwrap().other_blocks.get(&1), Some(&Edition::Of2021));
    let mixed = json!({"form": "2019", "tables": {"proactive": {
        "regulations": {"made": 0, "published": 0, "total_public": 0},
        "normative_documents": {"made": 1, "repealed": 0, "in_force": 4}}}});
    assert_eq!(read(&mixed), Err(NotAReport::MixedBlock { row: "normative_documents".into() }));
}

#[test]
fn unknown_names_are_errors_where_figures_would_be_lost_and_passed_over_elsewhere() {
    let row = json!({"tables": {"requests": {"answered": {"total": 1}}}});
    assert_eq!(read(&row).unwrap_err().to_string(), "“tables.requests”中没有“answered”这一行");
    let column = json!({"tables": {"requests": {"granted": {"men": 1}}}});
    assert_eq!(read(&column).unwrap_err().to_string(), "“tables.requests.granted”中没有“men”这一列");
    let column = json!({"tables": {"proactive": {"licences": {"amount": 1}}}});
    assert_eq!(read(&column).unwrap_err().to_string(), "“tables.proactive.licences”中没有“amount”这一列");
    let column = json!({"form": "2021", "tables": {"proactive": {"licences": {"form": "2021", "change": 1}}}});
    assert_eq!(read(&column).unwrap_err().to_string(), "“tables.proactive.licences”中没有“change”这一列");
    let row = json!({"tables": {"proactive": {"permits": {"made": 1}}}});
    assert_eq!(read(&row).unwrap_err().to_string(), "“tables.proactive”中没有“permits”这一行");
    assert_eq!(read(&json!({"tables": {"table3": {}}})).unwrap_err(), NotAReport::UnknownTable("table3".into()));
    let extra = json!({"printed": {"x": 1}, "year": 2019, "blank_cells": [], "narrative": null});
    assert_eq!(read(&extra).unwrap().year, Some(2019));
}

#[test]
fn what_cannot_be_read_names_its_place() {
    let message = |text: &str| from_json(text).unwrap_err().to_string();
    assert!(message("{\n  \"form\": ,}").starts_with("第2行第"), "{}", message("{\n  \"form\": ,}"));
    assert_eq!(message("{\"form\": ,}"), "第1行第10列不是合法的 JSON：这里的写法不对");
    assert_eq!(message("{\"form\":\"2019\","), "第1行第15列不是合法的 JSON：文件不完整，内容在这里中断");
    assert_eq!(message("[]"), "“最外层”应是对象，读到的是 []");
    assert_eq!(message(r#"{"form":"2020"}"#), "“form”应是\"2019\"、\"2021\" 或 null，读到的是 \"2020\"");
    assert_eq!(message(r#"{"year":19}"#), "“year”应是四位年份或 null，读到的是 19");
    let granted = |cell: &str| format!(r#"{{"tables":{{"requests":{{"granted":{{"total":{cell}}}}}}}}}"#);
    assert_eq!(message(&granted(r#""3""#)), "“tables.requests.granted.total”应是数字、null 或对象，读到的是 \"3\"");
    assert!(message(&granted(r#"{"value":1,"unit":"美元"}"#)).contains("tables.requests.granted.total.unit"));
    assert!(message(&granted(r#"{"value":1,"unread":"不清"}"#)).contains("标有 unread"));
    assert!(message(&granted("1e40")).contains("位数过多"));
    assert!(message(&granted("0.12345678901234567890123456789012345")).contains("位数过多"));
    assert_eq!(from_json(&granted("3e0")).unwrap().tables.iter().next().unwrap().1, &Cell::number(3));
    assert_eq!(message(r#"{"year":2019,"year":2020}"#), "“最外层.year”出现了两次");
    assert_eq!(message(r#"{"narrative":[{"section":9}]}"#), "“narrative[0].section”应是1 到 6 的数字，读到的是 9");
    assert!(from_json(&"[".repeat(100_000)).is_err(), "deep nesting is refused, not followed");
}

#[test]
fn a_section_without_a_heading_gets_the_forms() {
    let report =
        read(&json!({"form": "2021", "narrative": [{"section": 6, "paragraphs": ["未收取信息处理费。"]}]})).unwrap();
    assert_eq!(report.narrative.sections[0].heading, "六、其他需要报告的事项");
}
