//! Numbers in a sentence: their value, their unit, and whether they are exact.
//!
//! Scanned by hand, without regular expressions: a report is read in well under a millisecond, the start included.

use rust_decimal::Decimal;

/// A number in a sentence. Offsets are bytes of the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// Where the number begins.
    pub start: usize,
    /// Where its unit ends.
    pub end: usize,
    /// The number as written, 万 and 亿 multiplied in; a percentage of 33.9 is 33.9.
    pub value: Decimal,
    /// Printed digits after the point.
    pub decimals: u32,
    /// One of [`UNITS`], or nothing.
    pub unit: &'static str,
    /// Not 「600余条」, 「近百」, 「18万」.
    pub exact: bool,
}

/// Units, longer ones before those that they begin with.
const UNITS: &[&str] = &[
    "个工作日",
    "个百分点",
    "个自然日",
    "平方公里",
    "个季度",
    "个小时",
    "工作日",
    "平方米",
    "个月",
    "人次",
    "件次",
    "场次",
    "篇次",
    "次数",
    "万元",
    "亿元",
    "公里",
    "小时",
    "分钟",
    "季度",
    "周年",
    "元",
    "件",
    "条",
    "份",
    "宗",
    "起",
    "例",
    "封",
    "次",
    "个",
    "项",
    "期",
    "篇",
    "部",
    "家",
    "场",
    "人",
    "名",
    "年",
    "月",
    "日",
    "%",
    "‰",
    "页",
    "册",
    "倍",
    "号",
    "版",
    "类",
    "级",
    "批",
    "户",
    "天",
    "款",
    "届",
    "种",
    "张",
    "处",
    "座",
    "台",
    "轮",
    "周",
    "位",
    "本",
    "套",
    "卷",
    "章",
    "幅",
    "则",
    "通",
    "辆",
    "岁",
    "时",
    "分",
];

/// Units in which people count applications.
const CASE_UNITS: &[&str] = &["件", "宗", "起", "份", "条", "例", "封", "个", "项", "次", "件次"];

/// What makes the number after it a rough one. 「达」 and 「共」 do not.
const ROUGH_BEFORE: &[&str] = &["近", "约", "超", "超过", "突破", "逾", "不足", "至少", "不少于", "不低于", "最多"];

/// What makes the number before it a rough one.
const ROUGH_AFTER: &[&str] = &["以上", "左右", "上下", "以内", "以下"];

impl Figure {
    /// A count that may be one of applications, reviews or suits.
    pub(super) fn is_case(&self) -> bool {
        CASE_UNITS.contains(&self.unit)
    }

    /// A percentage, or a share of a thousand.
    pub(super) fn is_share(&self) -> bool {
        matches!(self.unit, "%" | "‰")
    }

    /// Part of a date or a term.
    pub(super) fn is_time(&self) -> bool {
        matches!(
            self.unit,
            "年" | "月" | "日" | "季度" | "个月" | "个工作日" | "工作日" | "天" | "小时" | "周年" | "时" | "分"
        )
    }

    /// The year, if that is what it is.
    pub(super) fn year(&self) -> Option<i16> {
        let year = i16::try_from(self.value).ok()?;
        (self.unit == "年" && (1990..2100).contains(&year)).then_some(year)
    }

    /// An amount of money in yuan.
    pub(super) fn yuan(&self) -> Option<Decimal> {
        let factor = match self.unit {
            "元" => 1,
            "万元" => 10_000,
            "亿元" => 100_000_000,
            _ => return None,
        };
        self.value.checked_mul(Decimal::from(factor))
    }
}

/// The text in one width: no blanks, ASCII digits, no thousands separators, full-width brackets and commas.
pub(super) fn plain(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
    let digit = |at: usize| chars.get(at).is_some_and(|c| matches!(c, '0'..='9' | '０'..='９'));
    let mut out = String::with_capacity(text.len());
    let mut run = 0; // digits since the number began
    let mut grouped = false; // this number already had a separator
    for (at, &c) in chars.iter().enumerate() {
        if digit(at) {
            run += 1;
        } else if matches!(c, ',' | '，') && run > 0 {
            let three = (1..=3).all(|step| digit(at + step)) && !digit(at + 4);
            // Full-width commas part clauses; between full-width digits they part thousands.
            let of_number = c == ',' || matches!(chars[at - 1], '０'..='９');
            if three && of_number && (run <= 3 || grouped) {
                grouped = true;
                continue;
            }
            (run, grouped) = (0, false);
        } else {
            (run, grouped) = (0, false);
        }
        out.push(match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '．' if digit(at + 1) => '.',
            '％' => '%',
            '(' => '（',
            ')' => '）',
            ',' | '﹐' => '，',
            ':' => '：',
            ';' => '；',
            '﹑' => '、',
            '「' | '『' | '〝' => '“',
            '」' | '』' | '〞' => '”',
            other => other,
        });
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Every number of a sentence that went through [`plain`], in order.
pub(super) fn figures(sentence: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = sentence[at..].chars().next() {
        let number = if c.is_ascii_digit() { Some(arabic(sentence, at)) } else { chinese(sentence, at) };
        match number {
            Some((figure, next)) => {
                found.extend(figure);
                at = next;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// The figure at `at`, if it counts as one, and where to go on.
fn arabic(text: &str, at: usize) -> (Option<Figure>, usize) {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut point = None;
    while end < bytes.len() {
        match bytes[end] {
            b'0'..=b'9' => {}
            b'.' if point.is_none() && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => point = Some(end),
            _ => break,
        }
        end += 1;
    }
    let decimals = point.map_or(0, |point| u32::try_from(end - point - 1).unwrap_or(u32::MAX));
    // Letters around it make it a name (A4, 3D, COVID-19); a second point or a colon a version, an address or a time.
    let named = text[..at].ends_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '+' | '.'))
        || text[end..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '_'));
    let value = text[at..end].parse::<Decimal>().ok().filter(|_| !named && end - at <= 24);
    let figure = value.and_then(|value| finish(text, at, end, value, decimals, true));
    (figure, figure.map_or(end, |figure| figure.end))
}

fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// A number in characters. It counts only with a unit behind it: 「一是」 and 「十三五」 are not figures.
fn chinese(text: &str, at: usize) -> Option<(Option<Figure>, usize)> {
    if let Some(rest) = text[at..].strip_prefix("百分之") {
        let start = text.len() - rest.len();
        let (number, exact, end) = chinese_value(rest)?;
        let end = start + end;
        let figure = Figure { start: at, end, value: Decimal::from(number), decimals: 0, unit: "%", exact };
        return Some((Some(figure), end));
    }
    let (number, exact, length) = chinese_value(&text[at..])?;
    let end = at + length;
    let several =
        text[at..].starts_with(|c| place(c).is_some()) && text[..at].ends_with(['数', '几', '上', '过', '近', '成']);
    let idle = text[..at].ends_with(['每', '任', '这', '某', '同', '哪', '那', '逐', '首', '之', '头', '唯']);
    let figure = finish(text, at, end, Decimal::from(number), 0, exact && !several).filter(|figure| {
        // 一次性, 一件事
        let word = matches!(figure.unit, "次" | "件") && text[figure.end..].starts_with(['性', '事']);
        !(figure.unit.is_empty() || idle || word)
    });
    Some((figure, figure.map_or(end, |figure| figure.end)))
}

/// Value, exactness and length in bytes of the numerals that `text` begins with.
fn chinese_value(text: &str) -> Option<(u64, bool, usize)> {
    let mut total = 0_u64;
    let mut digit: Option<u64> = None;
    let mut exact = true;
    let mut places = false;
    let mut end = 0;
    let mut row = String::new(); // digits alone, as in 二〇二三
    for (offset, c) in text.char_indices() {
        if let Some(value) = numeral(c) {
            if digit.is_some_and(|digit| digit != 0) && value != 0 && places {
                exact = false; // 二十三四
            }
            digit = Some(value.into());
            row.push(char::from(b'0' + u8::try_from(value).unwrap_or(0)));
        } else if let Some(factor) = place(c) {
            // 十 alone is ten; 百 and 千 alone are rough (近百).
            exact &= digit.is_some() || factor == 10;
            total = total.checked_add(digit.take().unwrap_or(1).checked_mul(factor)?)?;
            places = true;
            row.clear();
        } else {
            break;
        }
        end = offset + c.len_utf8();
    }
    if end == 0 {
        return None;
    }
    if !places && row.len() > 1 {
        // 二〇二三 is a year; 三五, 七八 are rough.
        exact &= row.len() >= 4;
        return Some((row.parse().ok()?, exact, end));
    }
    Some((total.checked_add(digit.unwrap_or(0))?, exact, end))
}

/// Reads what follows the digits: 余, 万, the unit; and what stands before them.
fn finish(text: &str, start: usize, digits_end: usize, value: Decimal, decimals: u32, exact: bool) -> Option<Figure> {
    let before = &text[..start];
    if before.ends_with(['第', '〔', '[', '【']) {
        return None; // ordinals and the years of document numbers are not counts
    }
    let mut value = value;
    let mut exact = exact;
    let mut end = digits_end;
    let rough = |end: &mut usize| {
        let found = text[*end..].chars().next().filter(|c| matches!(c, '余' | '多' | '几' | '来'));
        *end += found.map_or(0, char::len_utf8);
        found.is_some()
    };
    exact &= !rough(&mut end);
    let large = [("万", 10_000_u32), ("亿", 100_000_000)].into_iter().find(|(word, _)| text[end..].starts_with(word));
    let money = ["万元", "亿元"].iter().any(|unit| text[end..].starts_with(unit));
    if let Some((word, factor)) = large.filter(|_| !money) {
        end += word.len();
        value = value.checked_mul(Decimal::from(factor))?.normalize();
        exact = false; // nobody counts to exactly 18万
        rough(&mut end);
    }
    let unit = UNITS.iter().copied().find(|unit| text[end..].starts_with(unit)).unwrap_or("");
    let unit = if text[end..].starts_with("条例") || text[end..].starts_with("个性") { "" } else { unit };
    end += unit.len();
    exact &= !ROUGH_BEFORE.iter().any(|word| before.ends_with(word)) || before.ends_with("以上");
    exact &= !ROUGH_AFTER.iter().any(|word| text[end..].starts_with(word));
    let range = |c: char| matches!(c, '-' | '－' | '—' | '~' | '～' | '至');
    let is_digit = |c: char| c.is_ascii_digit();
    let to = text[end..].strip_prefix(range).is_some_and(|rest| rest.starts_with(is_digit));
    let from =
        before.strip_suffix(range).is_some_and(|rest| rest.ends_with(|c: char| is_digit(c) || "年月日".contains(c)));
    let time = matches!(unit, "年" | "月" | "日");
    (time || !(to || from)).then_some(Figure { start, end, value, decimals, unit, exact })
}
