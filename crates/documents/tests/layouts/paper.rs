//! A whole report on paper: title, sections, paragraphs, tables; and reports with figures that can be told apart.

use law::report::{Cell, CellId, Edition, Narrative, Report, Section, Table};

use crate::sheet::{Shape, Sheet};

/// What stands on the paper, from top to bottom.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    Title(String),
    Heading(String),
    Text(String),
    Sheet(Sheet),
}

/// The report in this shape.
pub(crate) fn paper(report: &Report, shape: &Shape) -> Vec<Part> {
    let mut parts = vec![Part::Title(report.title.clone().unwrap_or_default())];
    parts.extend(report.narrative.preface.iter().cloned().map(Part::Text));
    for section in &report.narrative.sections {
        parts.push(Part::Heading(section.heading.clone()));
        parts.extend(section.paragraphs.iter().cloned().map(Part::Text));
        match section.number {
            2 => parts.push(Part::Sheet(shape.proactive(report))),
            3 => parts.extend(shape.requests(report).into_iter().map(Part::Sheet)),
            4 => parts.extend(shape.remedies(report).into_iter().map(Part::Sheet)),
            _ => {}
        }
    }
    parts
}

/// A report in good form whose figures differ from cell to cell. `gaps` leaves some noughts blank.
pub(crate) fn varied(edition: Edition, seed: u32, gaps: bool) -> Report {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let mut next = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        i64::from((state >> 16) % below)
    };
    let year = edition.form().first_year + 1;
    let agency = "云州市澜江生态环境局";
    let mut report = Report {
        edition: Some(edition),
        year: Some(year),
        agency: Some(agency.into()),
        title: Some(format!("{agency}{year}年政府信息公开工作年度报告")),
        narrative: narrative(year),
        ..Report::default()
    };
    for id in edition.form().cells() {
        let value = match (id.table, id.column) {
            (Table::Proactive, "change") => next(40) - 20,
            (Table::Proactive, "decisions") => next(4000),
            (Table::Proactive, "made" | "repealed" | "published") => next(9),
            _ => next(60) * i64::from(next(3) > 0),
        };
        report.tables.set(id, Cell::number(value));
    }
    let form = edition.form();
    let value = |report: &Report, row: &str, column: &str| {
        let id = CellId::find(Table::Requests, row, column).unwrap();
        i64::try_from(report.tables.counted(id).unwrap()).unwrap()
    };
    let set = |report: &mut Report, table, row: &str, column: &str, value: i64| {
        report.tables.set(CellId::find(table, row, column).unwrap(), Cell::number(value));
    };
    let columns: Vec<&str> =
        form.requests.columns.iter().map(|label| &*label.code).filter(|code| *code != "total").collect();
    for column in &columns {
        let ended: i64 = form.outcome_rows().map(|row| value(&report, &row.code, column)).sum();
        let left = value(&report, "carried_out", column);
        let before = value(&report, "carried_in", column).min(ended);
        set(&mut report, Table::Requests, "total", column, ended);
        set(&mut report, Table::Requests, "carried_in", column, before);
        set(&mut report, Table::Requests, "received", column, ended + left - before);
    }
    for row in &form.requests.rows {
        let sum = columns.iter().map(|column| value(&report, &row.code, column)).sum();
        set(&mut report, Table::Requests, &row.code, "total", sum);
    }
    for row in &form.remedies.rows {
        let parts = ["upheld", "corrected", "other", "pending"];
        let sum = parts
            .iter()
            .map(|column| report.tables.counted(CellId::find(Table::Remedies, &row.code, column).unwrap()).unwrap());
        let sum = i64::try_from(sum.sum::<rust_decimal::Decimal>()).unwrap();
        set(&mut report, Table::Remedies, &row.code, "total", sum);
    }
    if gaps {
        let noughts: Vec<CellId> = report
            .tables
            .iter()
            .filter(|(_, cell)| cell.counted().is_some_and(|v| v.is_zero()))
            .map(|(id, _)| id)
            .collect();
        for id in noughts {
            if next(3) > 0 {
                report.tables.set(id, Cell::blank());
            }
        }
    }
    report
}

fn narrative(year: i16) -> Narrative {
    let texts = [
        (1, "一、总体情况", "全年在门户网站公开环境信息若干条，规范办理每一件申请。"),
        (2, "二、主动公开政府信息情况", ""),
        (3, "三、收到和处理政府信息公开申请情况", ""),
        (4, "四、政府信息公开行政复议、行政诉讼情况", ""),
        (5, "五、存在的主要问题及改进情况", "公开的及时性有待提高，下一步按季检查各科室的台账。"),
        (6, "六、其他需要报告的事项", "本年度未收取信息处理费。"),
    ];
    let section = |(number, heading, text): (u8, &str, &str)| Section {
        number,
        heading: heading.to_owned(),
        paragraphs: if text.is_empty() { Vec::new() } else { vec![text.to_owned()] },
    };
    Narrative {
        preface: vec![format!("本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。")],
        sections: texts.into_iter().map(section).collect(),
    }
}
