use super::*;
use crate::report::Unit;

fn with_fee(six: &str, charges: Cell) -> Report {
    let mut report = saying("主动公开、依申请公开、政府信息管理、平台建设、监督保障均有序开展。");
    report.narrative.sections.push(section(6, six));
    set(&mut report, Table::Proactive, "fees", "amount", charges);
    report
}

fn found_in(rule: Rule, six: &str, charges: Cell) -> Vec<(Option<i64>, Option<i64>)> {
    let side = |side: Option<rust_decimal::Decimal>| side.and_then(|value| i64::try_from(value).ok());
    of(rule, &with_fee(six, charges)).iter().map(|finding| (side(finding.left), side(finding.right))).collect()
}

#[test]
fn a_fee_above_the_charges_of_block_eight_is_found() {
    let one = || Cell::number(rust_decimal::Decimal::new(1, 1)); // 0.1万元
    for (six, left) in [
        ("2023年共收取信息处理费2950元。", 2950),
        ("2023年收取政府信息公开信息处理费0.3万元。", 3000),
        ("对25件申请收取了信息处理费1,500元，其中甲县600元，乙县900元。", 1500),
        ("全年有3件政府信息公开申请案件收取信息处理费2230元。", 2230),
        ("我市信息公开处理费收取1001元。", 1001),
    ] {
        assert_eq!(found_in(Rule::W9, six, one()), [(Some(left), Some(1000))], "{six}");
    }
    assert_eq!(found_in(Rule::W9, "收取信息处理费20元。", Cell::blank()), [(Some(20), Some(0))]);
    let in_yuan = Cell { unit: Some(Unit::Yuan), ..Cell::number(10) };
    assert_eq!(found_in(Rule::W9, "收取信息处理费20元。", in_yuan), [(Some(20), Some(10))]);
}

#[test]
fn a_fee_within_the_charges_is_let_be() {
    for six in [
        "2023年共收取信息处理费1000元。",
        "2023年未收取信息处理费。",
        "收取信息处理费0元。",
        "2022年收取信息处理费5000元，2023年未收取。",
        "无其他需要报告的事项。",
        "采购服务50万元。",
    ] {
        let charges = Cell::number(rust_decimal::Decimal::new(1, 1));
        assert_eq!(found_in(Rule::W9, six, charges), [], "{six}");
    }
    let unread = Cell::unread("数字模糊");
    assert_eq!(found_in(Rule::W9, "收取信息处理费20元。", unread), []);
}

#[test]
fn the_block_of_2019_counts_projects_not_money() {
    let mut report = with_fee("收取信息处理费20元。", Cell::number(0));
    report.other_blocks.insert(8, Edition::Of2019);
    assert_eq!(of(Rule::W9, &report), []);
}

#[test]
fn unpaid_fees_without_a_fee_are_found() {
    for six in ["本年度未收取信息处理费。", "2023年收取信息处理费0元。", "没有收取政府信息公开处理费。"]
    {
        let mut report = with_fee(six, Cell::number(0));
        set(&mut report, Table::Requests, "other_fee_unpaid", "total", Cell::number(2));
        let found = of(Rule::W8, &report);
        assert_eq!(found.len(), 1, "{six}");
        assert_eq!(found[0].row, Some("other_fee_unpaid"));
    }
    let report = with_fee("本年度未收取信息处理费。", Cell::number(0));
    assert_eq!(of(Rule::W8, &report), [], "nobody failed to pay");
}

#[test]
fn a_fee_from_few_applications_is_asked_about() {
    let mut report = with_fee("2023年收取信息处理费200元。", Cell::number(5));
    assert_eq!(of(Rule::W8, &report), [], "54 applications");
    set(&mut report, Table::Requests, "received", "total", Cell::number(10));
    let found = of(Rule::W8, &report);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("30页"), "pages may be charged with one application: {}", found[0].message);
}
