//! Title, year and agency of a report, and what a stored page carries around it.

use std::sync::LazyLock;

use law::report::Report;
use regex::Regex;

use crate::reading::{Block, Place, Reading, is_page_number};

use super::words::compact;

/// Fills in title, year, agency and preface from the texts before section one, from the document's properties, from what the page
/// says of itself (`margins`), and from the narrative.
pub(super) fn identify(report: &mut Report, front: &[String], margins: &[String], reading: &Reading) {
    let property = property_title(reading);
    let preface_of =
        |texts: &[String]| -> Vec<String> { texts.iter().filter(|text| is_prose(text)).cloned().collect() };
    report.narrative.preface = preface_of(front);
    let period = period_in(report);
    let printed = printed_title(front, property.as_deref(), period);
    if let Some(printed) = &printed {
        report.narrative.preface = preface_of(&front[printed.end..]);
    }
    let title = printed.map(|printed| printed.text).or(property.clone());
    let property = property
        .filter(|property| title.as_deref().and_then(year_in).is_none_or(|year| year_in(property) == Some(year)));
    let said = || title.iter().chain(&property);
    report.year = said().find_map(|title| year_in(title)).or(period).or_else(|| year_of_narrative(report));
    report.agency = said().find_map(|title| agency_in(title)).or_else(|| agency_of_page(front, margins));
    report.title = title;
}

/// A title in the text, and where what follows it begins.
struct Printed {
    text: String,
    end: usize,
}

/// The title as it is printed above the report. Lists of other reports stand around it on a page: the one that the page is called
/// after goes before, then one of the year of which the report says that it is; the last one of these.
fn printed_title(front: &[String], property: Option<&str>, period: Option<i16>) -> Option<Printed> {
    let titles = (0..front.len()).filter_map(|at| title_ending_at(front, at));
    let rank = |printed: &Printed| {
        let year = year_in(&printed.text);
        let is_named = property.is_some_and(|property| compact(property) == compact(&printed.text));
        let contradicts = |known: Option<i16>| known.is_some() && year.is_some() && known != year;
        let lacks_year = year.is_none() && property.and_then(year_in).is_some();
        (is_named, !lacks_year && !contradicts(period) && !contradicts(property.and_then(year_in)))
    };
    let best = titles.max_by_key(rank)?;
    // A page that names only reports of other years has its title in its head alone.
    (rank(&best) != (false, false)).then_some(best)
}

/// A title whose last line is that one: with the lines above that belong to it (agency, year), and a year in brackets below.
fn title_ending_at(front: &[String], at: usize) -> Option<Printed> {
    let line = |at: usize| compact(&front[at]);
    let whole = |from: usize| front[from..=at].iter().map(|line| line.trim()).collect::<String>();
    let is_piece = |text: &str| {
        let short = text.chars().count() <= 40 && !text.contains(['。', '，', ',', '>', ':']);
        short
            && (is_agency(text)
                || is_year_alone(text)
                || text.starts_with("关于")
                || text.contains("信息公开") && !is_title(text))
    };
    let mut from = (0..3).filter_map(|up| at.checked_sub(up)).find(|&from| is_title(&whole(from)))?;
    let ends_here = line(at).contains("报告")
        || line(at).contains("年报")
        || year_in(&whole(from)).is_some() && is_year_alone(&line(at));
    if !ends_here || (from..at).any(|above| !is_piece(&line(above))) {
        return None;
    }
    while from > 0 && at - from < 3 && (agency_in(&whole(from)).is_none() || year_in(&whole(from)).is_none()) {
        let above = line(from - 1);
        let fits = is_agency(&above) && agency_in(&whole(from)).is_none()
            || is_year_alone(&above) && year_in(&whole(from)).is_none();
        if !fits {
            break;
        }
        from -= 1;
    }
    let below = front.get(at + 1).filter(|below| year_in(&whole(from)).is_none() && is_year_alone(&compact(below)));
    Some(Printed {
        text: format!("{}{}", whole(from), below.map_or("", |below| below.trim())),
        end: at + 1 + usize::from(below.is_some()),
    })
}

/// 「2023年」, 「（2023年度）」, 「二〇二三年度」.
fn is_year_alone(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')', '（', '）', '[', ']']);
    inner.chars().count() <= 6 && inner.contains('年') && year_in(inner).is_some()
}

/// What a page says of who published it: 「发布机构：」, or the last agency on the way to the page (首页 > … > …).
fn agency_of_page(front: &[String], margins: &[String]) -> Option<String> {
    let texts = || margins.iter().chain(front).map(|text| compact(text));
    let labelled = texts().find_map(|text| {
        let labels = ["发布机构:", "信息来源:", "发布单位:", "公开主体:", "来源:", "编制单位:"];
        let after = labels.iter().find_map(|label| text.split_once(label))?.1.to_owned();
        let name: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
        let name = ["发布", "索引", "浏览", "时间", "日期"]
            .iter()
            .fold(&*name, |name, next| name.split(next).next().unwrap_or(name));
        is_agency(name).then(|| name.to_owned())
    });
    let on_the_way = || {
        texts().filter(|text| text.contains('>') || text.contains('»')).find_map(|text| {
            let mut steps = text.split(['>', '»', ':']).filter(|step| is_agency(step) && step.chars().count() >= 4);
            steps.next_back().map(str::to_owned)
        })
    };
    labelled.or_else(on_the_way)
}

fn is_title(text: &str) -> bool {
    let text = compact(text);
    let short = text.chars().count() <= 60;
    let is_report = text.contains("报告") || text.contains("年报") && year_in(&text).is_some();
    short && is_report && text.contains("信息公开") && !text.contains(['。', '，', ',', '《', '>'])
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
    let mut years = YEAR.find_iter(&text).filter_map(|year| year.as_str().parse::<i16>().ok());
    years.find(|year| *year >= 2008).or_else(|| chinese_year(&text))
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
            r"[(]?(20\d\d|[〇○零一二三四五六七八九]{4})年?度?[)]?|政府信息公开.*$|政务公开.*$|信息公开.*$|^关于|的?工作?年?度?报告.*$",
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

/// The year of which the report says that its figures are.
fn period_in(report: &Report) -> Option<i16> {
    static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(20\d\d)年1月1日(起)?(至|到|-|—|,至)(20\d\d)?年?12月31日|统计期限.{0,8}(20\d\d)年1月1日")
            .expect("a constant pattern")
    });
    report.narrative.paragraphs().find_map(|(_, text)| {
        let text = compact(text);
        let found = PERIOD.captures(&text)?;
        found.get(1).or(found.get(5))?.as_str().parse().ok()
    })
}

/// The year that the narrative names first.
fn year_of_narrative(report: &Report) -> Option<i16> {
    report.narrative.paragraphs().find_map(|(_, text)| year_in(text))
}

/// Foot and tools of a web page.
pub(super) fn is_page_furniture(text: &str) -> bool {
    let text = compact(text);
    let long = text.chars().count() > 80;
    if is_marked_page_number(&text) {
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

/// 「— 3 —」, 「第3页 共5页」. A bare number may as well be a figure of a table.
fn is_marked_page_number(text: &str) -> bool {
    is_page_number(text) && (text.starts_with('第') || text.starts_with('-') && text.ends_with('-'))
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
