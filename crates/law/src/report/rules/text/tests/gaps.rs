use super::*;
use crate::report::Form;

/// A whole report of an edition: every cell 1, every section with text.
fn whole(edition: Edition) -> Report {
    let form: &'static Form = edition.form();
    let mut report = Report { edition: Some(edition), year: Some(form.first_year), ..Report::default() };
    for cell in form.cells() {
        report.tables.set(cell, Cell::number(1));
    }
    set_unit(&mut report);
    let one = "主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面均有序开展。";
    let texts = [one, "", "", "", "解读还不够。", "本年度未收取信息处理费。"];
    report.narrative.sections = texts.iter().zip(1..).map(|(text, number)| section(number, text)).collect();
    report
}

fn set_unit(report: &mut Report) {
    if let Some(amount) =
        CellId::find(Table::Proactive, "procurement", "amount").filter(|cell| report.tables.get(*cell).is_some())
    {
        report.tables.set(amount, Cell { unit: Some(crate::report::Unit::Yuan), ..Cell::number(1) });
    }
}

fn messages(report: &Report) -> Vec<String> {
    of(Rule::W13, report).into_iter().map(|finding| finding.message).collect()
}

/// One message, which says this.
fn says(report: &Report, words: &str) {
    let messages = messages(report);
    assert!(messages.len() == 1 && messages[0].contains(words), "{words}: {messages:?}");
}

#[test]
fn a_whole_report_has_no_gaps() {
    for edition in Edition::ALL {
        assert_eq!(messages(&whole(edition)), Vec::<String>::new(), "{edition}");
    }
}

#[test]
fn a_missing_or_empty_section_is_named() {
    for edition in Edition::ALL {
        let mut report = whole(edition);
        report.narrative.sections.remove(4);
        says(&report, "缺少“五、");
        let mut report = whole(edition);
        report.narrative.sections[4].paragraphs = vec![" ".into()];
        says(&report, "没有文字");
    }
}

#[test]
fn a_source_of_tables_alone_is_not_blamed_for_its_text() {
    let mut report = whole(Edition::Of2021);
    report.narrative = Narrative::default();
    assert_eq!(messages(&report), Vec::<String>::new());
}

#[test]
fn missing_tables_and_cells_are_named() {
    let mut report = whole(Edition::Of2021);
    report.tables = report
        .tables
        .iter()
        .filter(|(id, _)| id.table != Table::Remedies)
        .map(|(id, cell)| (id, cell.clone()))
        .collect();
    says(&report, "没有读到表四");
    let mut report = whole(Edition::Of2021);
    report.tables =
        report.tables.iter().filter(|(id, _)| id.row != "licences").map(|(id, cell)| (id, cell.clone())).collect();
    says(&report, "表二缺少1个单元格");
}

#[test]
fn a_blank_total_beside_figures_is_named() {
    let mut report = whole(Edition::Of2021);
    set(&mut report, Table::Requests, "granted", "total", Cell::blank());
    says(&report, "“予以公开”");
    let mut report = whole(Edition::Of2021);
    set(&mut report, Table::Requests, "total", "enterprise", Cell::blank());
    says(&report, "该列有办理结果");
    let mut report = whole(Edition::Of2021);
    set(&mut report, Table::Remedies, "reconsideration", "total", Cell::blank());
    says(&report, "该组填有数字");
}

#[test]
fn a_row_left_blank_as_a_whole_is_a_custom_not_a_gap() {
    let mut report = whole(Edition::Of2021);
    for column in &report.form().requests.columns {
        set(&mut report, Table::Requests, "declined_publication", &column.code, Cell::blank());
    }
    assert_eq!(messages(&report), Vec::<String>::new());
}

#[test]
fn an_amount_of_procurement_wants_its_unit() {
    let mut report = whole(Edition::Of2019);
    set(&mut report, Table::Proactive, "procurement", "amount", Cell::number(rust_decimal::Decimal::new(215374, 2)));
    says(&report, "没有写明单位");
    set(&mut report, Table::Proactive, "procurement", "amount", Cell::number(0));
    assert_eq!(messages(&report), Vec::<String>::new());
}

#[test]
fn section_one_covers_five_headings_since_2021() {
    let mut report = whole(Edition::Of2021);
    report.narrative.sections[0].paragraphs = vec!["主动公开和依申请公开有序开展，监督有力。".into()];
    says(&report, "政府信息管理、政府信息公开平台建设");
    report.year = Some(2020);
    assert_eq!(messages(&report), Vec::<String>::new());
}

#[test]
fn section_six_states_the_fee_since_2021() {
    let mut report = whole(Edition::Of2021);
    report.narrative.sections[5].paragraphs = vec!["无其他需要报告的事项。".into()];
    says(&report, "信息处理费");
    let mut report = whole(Edition::Of2019);
    report.narrative.sections[5].paragraphs = vec!["无。".into()];
    assert_eq!(messages(&report), Vec::<String>::new());
}
