//! What is odd in table two of one year. The form prints no sum there, so all of it is for a person to judge (E6, W2, W3).

use rust_decimal::Decimal;

use crate::report::{Cell, CellId, Edition, Finding, Report, Rule, Table};

/// Everything odd in table two.
pub(super) fn check(report: &Report) -> Vec<Finding> {
    let mut findings = published_above_total(report);
    findings.extend(regulations_of_an_agency_that_makes_none(report));
    findings.extend(decisions_in_the_columns_of_items(report));
    findings.extend(edition_of_the_year(report));
    findings
}

fn proactive(row: &'static str, column: &'static str) -> CellId {
    CellId { table: Table::Proactive, row, column }
}

/// E6, 2019 form: what was published this year is part of what is public in all.
fn published_above_total(report: &Report) -> Vec<Finding> {
    let odd = |row| {
        let (published, total) = (proactive(row, "published"), proactive(row, "total_public"));
        let (new, all) = (report.tables.get(published)?.value()?, report.tables.get(total)?.value()?);
        let message = || format!("{published}是{}，大于对外公开总数量{}", new.normalize(), all.normalize());
        (new > all).then(|| Finding::new(Rule::E6, message()).on_cell(published).sides(new, all))
    };
    ["regulations", "normative_documents"].into_iter().filter_map(odd).collect()
}

/// E6: 规章 are made by departments of the State Council, provinces and cities with districts (立法法 Arts. 91 and 93).
fn regulations_of_an_agency_that_makes_none(report: &Report) -> Vec<Finding> {
    let Some(agency) = report.agency.as_deref().filter(|agency| makes_no_regulations(agency)) else {
        return Vec::new();
    };
    let figures = report.tables.iter().filter(|(id, _)| id.table == Table::Proactive && id.row == "regulations");
    let odd = figures.filter(|(_, cell)| cell.value().is_some_and(|value| !value.is_zero()));
    let finding = |(id, value): (CellId, Decimal)| {
        let message = format!("{id}填的是{}，但“{agency}”一般没有规章制定权，请核对", value.normalize());
        Finding::new(Rule::E6, message).on_cell(id).sides(value, Decimal::ZERO)
    };
    odd.filter_map(|(id, cell)| Some(finding((id, cell.value()?)))).take(1).collect()
}

fn makes_no_regulations(agency: &str) -> bool {
    let national = ["国家", "国务院", "中国", "中华人民共和国"].iter().any(|start| agency.starts_with(start));
    let local = [
        "局",
        "镇",
        "乡",
        "街道",
        "办事处",
        "县",
        "区",
        "县人民政府",
        "区人民政府",
        "镇人民政府",
        "乡人民政府",
        "管理委员会",
        "管委会",
        "中心",
    ];
    !national && local.iter().any(|end| agency.ends_with(end))
}

/// W2 within one year: 处理决定数量 = 上一年项目数量 + 增减 in several rows says that decisions stand in the columns of items. An
/// item is an entry of the power list, a decision is a case.
fn decisions_in_the_columns_of_items(report: &Report) -> Vec<Finding> {
    let odd = |row: &&'static str| {
        let value = |column| report.tables.get(proactive(row, column)).and_then(Cell::value);
        let (Some(items), Some(change), Some(decisions)) =
            (value("previous_items"), value("change"), value("decisions"))
        else {
            return false;
        };
        !decisions.is_zero() && !change.is_zero() && items.checked_add(change) == Some(decisions)
    };
    let rows: Vec<_> =
        ["licences", "other_services", "penalties", "coercive_measures"].into_iter().filter(odd).collect();
    if rows.len() < 2 {
        return Vec::new();
    }
    let names: Vec<_> = rows.iter().map(|row| proactive(row, "decisions")).map(CellId::row_name).collect();
    let message = format!(
        "“{}”各行的处理决定数量都等于上一年项目数量加增减：项目是权力清单上的事项，处理决定是办结的案件，请核对是否把案件数填进了项目栏",
        names.join("”“")
    );
    vec![Finding::new(Rule::W2, message).on(Table::Proactive, None, Some("decisions"))]
}

/// W3: the form of 2021 is prescribed from report year 2021; some agencies kept the old one, in whole or in parts.
fn edition_of_the_year(report: &Report) -> Vec<Finding> {
    let (Some(edition), Some(year)) = (report.edition, report.year) else { return Vec::new() };
    let prescribed = Edition::of_year(year);
    let mut findings = Vec::new();
    if edition != prescribed {
        let source = &prescribed.form().source;
        let message = format!("{year}年度应使用{prescribed}年格式（{source}），这份报告用的是{edition}年格式");
        findings.push(Finding::new(Rule::W3, message).on(Table::Requests, None, None));
    }
    for (item, edition) in report.other_blocks.iter().filter(|(_, edition)| **edition != prescribed) {
        let heading = edition.form().block(*item).map_or("", |block| &block.heading);
        let message = format!("{year}年度应使用{prescribed}年格式，但“{heading}”用的是{edition}年格式的表头");
        findings.push(Finding::new(Rule::W3, message).on(Table::Proactive, None, None));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{cell, report_of};

    fn told(report: &Report) -> Vec<String> {
        check(report).iter().map(|finding| format!("{} {}", finding.rule, finding.message)).collect()
    }

    #[test]
    fn nothing_is_odd_in_a_plain_report() {
        for edition in Edition::ALL {
            assert_eq!(told(&report_of(edition)), Vec::<String>::new());
        }
    }

    #[test]
    fn more_published_this_year_than_in_all() {
        let mut report = report_of(Edition::Of2019);
        report.tables.set(cell("proactive.normative_documents.published"), Cell::number(4));
        assert_eq!(told(&report), ["E6 表二“规范性文件”行“本年新公开数量”列是4，大于对外公开总数量0"]);
    }

    #[test]
    fn a_bureau_makes_no_regulations_but_a_city_does() {
        let mut report = report_of(Edition::Of2021);
        report.tables.set(cell("proactive.regulations.in_force"), Cell::number(6));
        assert_eq!(told(&report).len(), 1);
        for city in ["宿迁市", "云州市人民政府办公室", "国家铁路局"] {
            report.agency = Some(city.into());
            assert_eq!(told(&report), Vec::<String>::new(), "{city}");
        }
    }

    #[test]
    fn decisions_written_into_the_columns_of_items() {
        // Figures of a county ecology bureau's report for 2020: 66+126=192, 7+12=19, 10+10=20.
        let mut report = report_of(Edition::Of2019);
        for (row, values) in
            [("licences", [66, 126, 192]), ("penalties", [7, 12, 19]), ("coercive_measures", [10, 10, 20])]
        {
            for (column, value) in ["previous_items", "change", "decisions"].into_iter().zip(values) {
                report.tables.set(cell(&format!("proactive.{row}.{column}")), Cell::number(value));
            }
        }
        assert_eq!(told(&report).len(), 1);
        assert!(told(&report)[0].starts_with("W2 “行政许可”“行政处罚”“行政强制”各行"));
    }

    #[test]
    fn the_old_form_used_for_a_later_year() {
        let mut report = report_of(Edition::Of2019);
        report.year = Some(2023);
        assert!(told(&report)[0].starts_with("W3 2023年度应使用2021年格式"));
    }
}
