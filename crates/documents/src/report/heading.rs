//! Title, year and agency of a report, and what a stored page carries around it.

use std::sync::LazyLock;

use law::report::Report;
use regex::Regex;

use crate::reading::{Block, Place, Reading};

use super::words::compact;

/// Fills in title, year, agency and preface from the texts before section one, from the document's properties, and from the narrative.
pub(super) fn identify(report: &mut Report, front: &[String], reading: &Reading) {
    let at = front.iter().rposition(|text| is_title(text));
    let title = at.map(|at| front[at].clone()).or_else(|| property_title(reading));
    if let Some(title) = &title {
        report.year = year_in(title);
        report.agency = agency_in(title);
    }
    if let Some(at) = at {
        // 「南通市海门生态环境局⏎信息公开工作2019年度报告」: the agency on a line of its own above the title.
        if report.agency.is_none() {
            report.agency = front[..at].iter().rev().take(3).find(|text| is_agency(text)).map(|text| compact(text));
        }
        let title = front[at].trim();
        let above = front[..at].last().filter(|above| report.agency.as_deref() == Some(&*compact(above)));
        report.title = Some(above.map_or_else(|| title.to_owned(), |above| format!("{}{title}", above.trim())));
        report.narrative.preface = front[at + 1..].iter().filter(|text| is_prose(text)).cloned().collect();
    } else {
        report.title = title;
        report.narrative.preface = front.iter().filter(|text| is_prose(text)).cloned().collect();
    }
    report.year = report.year.or_else(|| year_of_narrative(report));
}

fn is_title(text: &str) -> bool {
    let text = compact(text);
    let short = text.chars().count() <= 60;
    short && text.contains("报告") && text.contains("信息公开") && !text.contains(['。', '，', ',', '《', '>'])
}

fn is_prose(text: &str) -> bool {
    text.chars().count() >= 15 && text.contains(['。', '，', ','])
}

fn property_title(reading: &Reading) -> Option<String> {
    let titles = reading
        .parts
        .iter()
        .filter(|part| matches!(&part.place, Place::Property(name) if name.eq_ignore_ascii_case("title")));
    let lines = titles.flat_map(|part| &part.blocks).filter_map(|block| match block {
        Block::Line(line) => Some(line.text.as_str()),
        Block::Table(_) => None,
    });
    // 「…年度报告_某某人民政府」: the site's name follows.
    let titles = lines.map(|text| text.split(['_', '|', '-', '—']).next().unwrap_or(text).trim());
    titles.filter(|text| is_title(text)).map(str::to_owned).next()
}

/// The first year 2008–2099 in a text. The Regulation is of 2008.
fn year_in(text: &str) -> Option<i16> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"20\d\d").expect("a constant pattern"));
    let text = compact(text);
    let years = YEAR.find_iter(&text).filter_map(|year| year.as_str().parse::<i16>().ok());
    years.filter(|year| *year >= 2008).min_by_key(|_| 0).or_else(|| chinese_year(&text))
}

/// 「二〇一九年」
fn chinese_year(text: &str) -> Option<i16> {
    let digits: Vec<char> = text.chars().collect();
    digits.windows(5).find_map(|window| {
        let digit = |c: char| {
            "〇一二三四五六七八九".chars().position(|known| known == c).or((c == '○' || c == '零').then_some(0))
        };
        let year = window[..4].iter().try_fold(0_i16, |year, c| Some(year * 10 + i16::try_from(digit(*c)?).ok()?))?;
        (window[4] == '年' && (2008..2100).contains(&year)).then_some(year)
    })
}

/// The agency named in a title, if it is.
fn agency_in(title: &str) -> Option<String> {
    static AROUND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(20\d\d|[〇○零一二三四五六七八九]{4})年?度?|政府信息公开.*$|信息公开.*$|^关于|的?工作?年?度?报告.*$",
        )
        .expect("a constant pattern")
    });
    let title = compact(title);
    let agency = AROUND.replace_all(&title, "");
    let agency = agency.trim_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("关于").trim_end_matches('年');
    (agency.chars().count() >= 3).then(|| agency.to_owned())
}

fn is_agency(text: &str) -> bool {
    let text = compact(text);
    let ends = [
        "局",
        "府",
        "办",
        "办公室",
        "厅",
        "委",
        "委员会",
        "会",
        "中心",
        "院",
        "处",
        "街道",
        "镇",
        "乡",
        "县",
        "区",
        "市",
        "队",
        "站",
        "所",
        "部",
        "公司",
        "学校",
        "大学",
    ];
    (3..=30).contains(&text.chars().count()) && ends.iter().any(|end| text.ends_with(end))
}

/// The statement of the period, or the year that the narrative names first.
fn year_of_narrative(report: &Report) -> Option<i16> {
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(20\d\d)年1月1日(起)?(至|到|-|—)(20\d\d)?年?12月31日").expect("a constant pattern")
    });
    let texts: Vec<String> = report.narrative.paragraphs().map(|(_, text)| compact(text)).collect();
    let period = texts.iter().find_map(|text| PERIOD.captures(text)?.get(1)?.as_str().parse().ok());
    period.or_else(|| texts.iter().find_map(|text| year_in(text)))
}

/// Foot and tools of a web page.
pub(super) fn is_page_furniture(text: &str) -> bool {
    let text = compact(text);
    let long = text.chars().count() > 80;
    if is_page_number(&text) {
        return true;
    }
    let marks = [
        "版权所有",
        "主办单位",
        "主办:",
        "承办:",
        "承办单位",
        "ICP备",
        "公网安备",
        "网站标识码",
        "网站地图",
        "打印本页",
        "关闭窗口",
        "分享到",
        "扫一扫",
        "上一篇",
        "下一篇",
        "当前位置",
        "您所在的位置",
        "信息来源:",
        "发布时间:",
        "发布日期:",
        "浏览次数",
        "字号:",
        "【打印】",
        "【关闭】",
        "无障碍",
        "索引号:",
    ];
    !long && marks.iter().any(|mark| text.contains(mark))
}

/// 「— 3 —」, 「第3页 共5页」.
fn is_page_number(text: &str) -> bool {
    let digits = text.trim_matches('-');
    let dashed = digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let between = text.strip_prefix('-').is_some_and(|rest| rest.ends_with('-'));
    dashed && between || text.starts_with('第') && text.contains('页') && text.chars().count() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_no_text() {
        for text in ["— 3 —", "- 12 -", "第3页 共5页"] {
            assert!(is_page_furniture(text), "{text}");
        }
        for text in ["-3", "3", "第三方意见", "2019年-2020年"] {
            assert!(!is_page_furniture(text), "{text}");
        }
    }

    #[test]
    fn titles_as_agencies_print_them() {
        let cases = [
            ("2019年上海市人民政府办公厅政府信息公开工作年度报告", Some(2019), Some("上海市人民政府办公厅")),
            ("宿迁市2023年政府信息公开工作年度报告", Some(2023), Some("宿迁市")),
            ("西咸新区底张街道办事处2023年度政府信息公开工作年度报告", Some(2023), Some("西咸新区底张街道办事处")),
            ("关于2022年度政府信息公开情况的报告", Some(2022), None),
            ("杨陵区统计局2020年政府信息公开工作报告", Some(2020), Some("杨陵区统计局")),
            ("信息公开工作2019年度报告", Some(2019), None),
            ("云州市生态环境局二〇二〇年政府信息公开工作年度报告", Some(2020), Some("云州市生态环境局")),
        ];
        for (title, year, agency) in cases {
            assert!(is_title(title), "{title}");
            assert_eq!((year_in(title), agency_in(title).as_deref()), (year, agency), "{title}");
        }
    }
}
