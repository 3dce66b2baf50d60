//! The findings as people read them: aligned for Chinese widths, without the data itself.

use std::collections::BTreeMap;
use std::path::Path;

use documents::reading::{Place, Reading};
use screening::{Certainty, Kind};

use super::walk::{CellSpot, Found, Spot};
use crate::columns::{Align, pad, width};

const HEAD: [&str; 5] = ["位置", "类别", "把握", "建议改为", "依据"];

/// The whole answer for people.
pub(super) fn page(file: &Path, reading: &Reading, found: &[Found]) -> String {
    let mut page = vec![format!("文件：{}", file.display())];
    if found.is_empty() {
        page.push("未发现个人信息和密级标志。".to_owned());
    } else {
        let rows: Vec<[String; 5]> = found.iter().map(row).collect();
        page.extend([String::new(), aligned(&rows), summary(found)]);
    }
    page.extend(reading.doubts.iter().map(|doubt| {
        let place = doubt.page.map(|number| format!("第{number}页：")).unwrap_or_default();
        format!("注意：{place}{}", doubt.message)
    }));
    page.join("\n") + "\n"
}

fn row(found: &Found) -> [String; 5] {
    let finding = &found.finding;
    let place = format!("{}第{}—{}字", place(&found.spot), finding.start + 1, finding.end);
    let flat =
        |text: &str| text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    [
        flat(&place),
        finding.kind.title().to_owned(),
        finding.certainty.title().to_owned(),
        flat(&finding.suggestion),
        finding.why.to_owned(),
    ]
}

/// `正文第2页第3行`, `工作表“名单”（隐藏）C7`.
fn place(spot: &Spot) -> String {
    let part = match &spot.place {
        Place::Body => "正文".to_owned(),
        Place::Header => "页眉".to_owned(),
        Place::Footer => "页脚、脚注".to_owned(),
        Place::Comment => "批注".to_owned(),
        Place::Property(name) => format!("文档属性（{name}）"),
        Place::TextBox => "文本框".to_owned(),
        Place::Deleted => "已删除但仍在文件中的修订".to_owned(),
        Place::Sheet { name, hidden: false } => format!("工作表“{name}”"),
        Place::Sheet { name, hidden: true } => format!("隐藏的工作表“{name}”"),
    };
    let page = spot.page.map(|page| format!("第{page}页")).unwrap_or_default();
    let within = match (&spot.cell, spot.line) {
        (Some(CellSpot { reference: Some(reference), .. }), _) => reference.clone(),
        (_, Some(line)) => format!("第{line}行"),
        (Some(cell), None) => format!("表{}第{}行第{}列", cell.table, cell.row, cell.column),
        (None, None) => String::new(),
    };
    part + &page + &within
}

fn aligned(rows: &[[String; 5]]) -> String {
    let head = HEAD.map(str::to_owned);
    let widest = |column: usize| rows.iter().chain([&head]).map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: [usize; 5] = std::array::from_fn(widest);
    let mut text = String::new();
    for row in [&head].into_iter().chain(rows) {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| pad(cell, width, Align::Left)).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn summary(found: &[Found]) -> String {
    let certain = found.iter().filter(|found| found.finding.certainty == Certainty::Certain).count();
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for found in found {
        *kinds.entry(found.finding.kind).or_default() += 1;
    }
    let marked = kinds.contains_key(&Kind::SecrecyMark);
    let mut advice = String::new();
    if kinds.len() > usize::from(marked) {
        advice.push_str("个人信息请遮盖，或说明公开的依据后再发布。");
    }
    if marked {
        advice.push_str("有密级标志的，解密并经保密审查前不得公开。");
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{}{count}处", kind.title())).collect();
    format!("共{}处：确定{certain}处，疑似{}处（{}）。{advice}", found.len(), found.len() - certain, kinds.join("，"))
}
