//! W12: places in the text that are not the agency's own area: a sign of text taken from another agency's report.
//!
//! The agency's own area is every place in its name, what those belong to, and what belongs to them.

use super::gazetteer::{KINDS, Place, Use, find, full_name_at_start, full_names, leading_bare, places_of};
use super::phrases::contains_any;
use super::sentence::Sentence;
use crate::report::{Finding, Report, Rule};

const SHORT_NAMES: &str = include_str!("../../../../data/places-short.csv");

/// Why a report may rightly name another place, in the same clause.
const EXPLAINS: &[&str] = &[
    "学习",
    "考察",
    "借鉴",
    "对口",
    "协作",
    "合作",
    "交流",
    "调研",
    "联合",
    "毗邻",
    "相邻",
    "跨区",
    "跨省",
    "跨界",
    "跨市",
    "联防",
    "长三角",
    "珠三角",
    "京津冀",
    "都市圈",
    "城市群",
    "流域",
    "兄弟",
    "外地",
    "先进地区",
    "支援",
    "援建",
    "帮扶",
    "结对",
    "招商",
    "客商",
    "经验",
    "转发",
    "会议精神",
    "大会",
    "论坛",
    "峰会",
    "法院",
    "检察院",
    "检察机关",
    "籍",
    "来自",
    "大学",
    "学院",
    "集团",
    "公司",
    "银行",
    "日报",
    "模式",
    "高铁",
    "高速",
    "铁路",
    "公路",
    "协定",
    "公约",
    "原告",
    "上诉人",
    "全国",
    "各省",
    "兄弟",
    "评比",
    "排名",
    "案例",
];

/// What behind a name without its kind shows that the place itself is meant: 「苏州环保」.
const AFFAIRS: &[&str] =
    &["环保", "生态", "政府", "市委", "政务", "公安", "舆情", "市民", "群众", "高质量", "经济社会"];

/// Cities whose names are everyday words.
const EVERYDAY: &[&str] = &[
    "朝阳", "大同", "长治", "白银", "日照", "来宾", "安康", "平安", "和平", "东方", "大安", "高安", "新民", "中山",
    "大理", "北京",
];

/// The verbs of short names.
const VERBS: &[&str] = &["涉", "在", "来", "驻", "赴", "返", "抵"];

/// What must follow a short name behind a verb other than 涉: 「在锡企业」, 「来宁投资」.
const VISITS: &[&str] = &[
    "企业", "高校", "院校", "单位", "部队", "投资", "务工", "就业", "创业", "人员", "项目", "媒体", "挂职", "旅游",
    "台商", "外商", "科研", "省属", "央企", "机构", "部属", "游客", "留学", "代表", "督查", "督导", "督察", "指导",
    "视察", "检查", "参观", "期间", "开展", "举办", "召开", "执法", "人才", "发展", "各",
];

/// The area of an agency, by the codes of the divisions in its name.
struct Area {
    codes: Vec<&'static str>,
    name: String,
}

/// Findings on the whole narrative; none where the agency's own area is unknown.
pub(super) fn check(sentences: &[Sentence], report: &Report) -> Vec<Finding> {
    let own = [report.agency.as_deref(), report.title.as_deref()].into_iter().flatten().find_map(Area::of);
    let Some(own) = own else { return Vec::new() };
    let mut findings: Vec<Finding> = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for sentence in sentences {
        for (at, place) in
            full_names(&sentence.text).chain(bare_names(&sentence.text)).chain(short_names(&sentence.text))
        {
            if own.holds(place.codes)
                || named.iter().any(|name| name == place.name)
                || is_right(sentence, at, place, &own)
            {
                continue;
            }
            named.push(place.name.to_owned());
            findings.push(foreign(sentence, at, place, &own));
        }
    }
    findings
}

/// It is an everyday word here, part of a title or of a name, or its clause says why it is there.
fn is_right(sentence: &Sentence, at: usize, place: Place, own: &Area) -> bool {
    let end = at + place.name.len();
    let text = &sentence.text;
    let before = &text[..at];
    let begins = before.is_empty() || before.ends_with(['，', '。', '；', '：', '省']);
    if place.use_of_name == Use::Never || place.use_of_name == Use::Common && !begins {
        return true;
    }
    if before.rfind('《') > before.rfind('》') {
        return true;
    }
    // 「苏州宿迁工业园区」: part of an own place's name.
    if own.names_follow(&text[end..]) {
        return true;
    }
    let start = before.rfind(['，', '。', '；']).unwrap_or(0);
    let stop = text[end..].find(['，', '。', '；']).map_or(text.len(), |length| end + length);
    contains_any(&text[start..stop], EXPLAINS) || before.ends_with(['赴', '往'])
}

fn foreign(sentence: &Sentence, at: usize, place: Place, own: &Area) -> Finding {
    let words: Vec<char> = sentence.text[..at].chars().collect();
    let lead: String = words[words.len().saturating_sub(10)..].iter().collect();
    let tail: String = sentence.text[at..]
        .chars()
        .take(place.name.chars().count() + 8)
        .take_while(|c| !"，。；".contains(*c))
        .collect();
    let meaning = if place.name.chars().count() == 1 {
        format!("“{}”是{}的简称", place.name, places_of(place.codes))
    } else {
        format!("“{}”", place.name)
    };
    let message =
        format!("正文“…{lead}{tail}”中，{meaning}，不在本机关所在地（{}）范围内，请核对是否照抄外地文稿", own.name);
    Finding::new(Rule::W12, message)
}

impl Area {
    /// The places in an agency's name: 南通市 and 海门 in 「南通市海门生态环境局」.
    fn of(agency: &str) -> Option<Area> {
        let found: Vec<(usize, Place)> = full_names(agency).collect();
        let mut codes: Vec<&'static str> = found.iter().flat_map(|(_, place)| place.codes.split(' ')).collect();
        let mut name: String = found.iter().map(|(_, place)| place.name).collect();
        let (start, within) = match found.last() {
            Some((at, place)) => (at + place.name.len(), codes.clone()),
            None => (0, Vec::new()),
        };
        let rest = &agency[start..];
        let bare = leading_bare(rest, &within).filter(|place| {
            // 宿城街道 is anywhere; 宿城生态环境局 is in 宿城区.
            let after = rest.trim_start_matches(place.name.trim_end_matches(KINDS));
            !["街", "镇", "乡", "路", "村", "社区", "大道", "新区", "工业", "经济", "高新", "开发"]
                .iter()
                .any(|word| after.starts_with(word))
        });
        if let Some(place) = bare {
            codes.extend(
                place
                    .codes
                    .split(' ')
                    .filter(|code| within.is_empty() || within.iter().any(|own| code.starts_with(own))),
            );
            name.push_str(place.name.trim_end_matches(KINDS));
        }
        // With 北京市 before it, 朝阳区 is the one in Beijing; a superior is own itself, but not with all below it.
        let named = codes.clone();
        let below = |code: &str| named.iter().any(|up| up.len() < code.len() && code.starts_with(up));
        if named.iter().any(|code| below(code)) {
            codes
                .retain(|code| below(code) && !named.iter().any(|low| low.len() > code.len() && low.starts_with(code)));
        }
        (!codes.is_empty()).then_some(Area { codes, name })
    }

    /// One of the places is own: the agency's, above it, or below it.
    fn holds(&self, codes: &str) -> bool {
        codes.split(' ').any(|code| self.codes.iter().any(|own| code.starts_with(own) || own.starts_with(code)))
    }

    fn names_follow(&self, after: &str) -> bool {
        let word = leading_bare(after, &[]).into_iter().chain(full_name_at_start(after));
        word.into_iter().any(|place| self.holds(place.codes))
    }
}

/// Cities without 市 where what follows shows that the city is meant.
fn bare_names(text: &str) -> impl Iterator<Item = (usize, Place)> + '_ {
    AFFAIRS.iter().flat_map(move |affair| text.match_indices(affair)).filter_map(move |(end, _)| {
        let starts = text[..end].char_indices().rev().map(|(start, _)| start).skip(1).take(2);
        starts
            .filter_map(|start| {
                let name = &text[start..end];
                let place = ["市", "省"].iter().find_map(|kind| find(&format!("{name}{kind}")))?;
                // The name as it stands in the text, not with the 市 that it lacks.
                let bare = &place.name[..name.len()];
                (!EVERYDAY.contains(&name) && place.use_of_name == Use::Plain)
                    .then_some((start, Place { name: bare, ..place }))
            })
            .last()
    })
}

/// One-character names behind a verb.
fn short_names(text: &str) -> impl Iterator<Item = (usize, Place)> + '_ {
    VERBS.iter().flat_map(move |verb| text.match_indices(verb).map(move |(at, _)| (*verb, at + verb.len()))).filter_map(
        move |(verb, at)| {
            let c = text[at..].chars().next()?;
            let after = &text[at + c.len_utf8()..];
            let mut fields = SHORT_NAMES.lines().find(|line| line.starts_with(c))?.split(',');
            let (name, codes, another, behind) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let next = after.chars().next();
            let fits = match verb {
                "涉" => !text[..at - verb.len()].ends_with(['干', '交', '跋', '远', '牵']),
                _ => {
                    behind == "all" && VISITS.iter().any(|word| after.starts_with(word))
                        || next.is_none_or(|c| "，。、".contains(c)) && verb == "来" && behind == "all"
                }
            };
            let other_word = next.is_some_and(|next| another.contains(next));
            (fits && !other_word).then_some((at, Place { name, codes, use_of_name: Use::Plain }))
        },
    )
}
