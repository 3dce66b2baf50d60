//! The words of the form as agencies print them: punctuation, width, numbering and small slips do not matter.

use std::sync::LazyLock;

use law::report::{Edition, Label};

/// A text without what varies from print to print: white space, punctuation, width, and a number in front.
pub(super) fn key(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
    // 「（七⏎）总计」: a line break may fall anywhere.
    let unbroken: String;
    let text = if text.contains(['\n', '\r', '\t']) {
        unbroken = text.replace(['\n', '\r', '\t'], "");
        &unbroken
    } else {
        text
    };
    without_number(text).chars().map(half_width).filter(|c| c.is_alphanumeric()).collect()
}

/// Half-width, no white space: for numbers, and for words in which punctuation counts.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).map(half_width).collect()
}

/// The half-width form of a full-width letter, digit or sign; every dash is a minus.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
        other => other,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The key of a text that may be a label; running text is longer than any.
fn label_key(text: &str) -> Option<String> {
    const LONGEST_LABEL: usize = 80;
    (text.chars().take(LONGEST_LABEL + 1).count() <= LONGEST_LABEL).then(|| key(text))
}

/// Cuts a number in front off: 「一、」, 「（三）」, 「1.」, 「⒈」.
fn without_number(text: &str) -> &str {
    let circled = text.trim_start_matches(|c| matches!(c, '\u{2460}'..='\u{249b}'));
    if circled.len() < text.len() {
        return circled;
    }
    let is_digit = |c: char| half_width(c).is_ascii_digit();
    let unbracketed = text.strip_prefix(['（', '(']);
    let rest = unbracketed.unwrap_or(text);
    let after = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || is_digit(c));
    if after.len() == rest.len() {
        return text;
    }
    let point = ['、', '.', '．', '，', ',', ' ', '\u{3000}'];
    match (unbracketed, after.strip_prefix(['）', ')'])) {
        (_, Some(after)) => after.trim_start_matches(point),
        (None, None) if after.starts_with(point) => after.trim_start_matches(point),
        // 「1属于国家秘密」: a digit right before a word is a number; the numeral in 「三安全」 is part of it.
        (None, None) if rest.starts_with(is_digit) && after.starts_with(|c: char| c > '\u{4e00}') => after,
        _ => text,
    }
}

/// The labels of one kind in both editions, by key.
pub(super) struct Vocabulary(Vec<Wording>);

/// One way to print a label.
struct Wording {
    key: String,
    /// Of the key, in characters.
    length: usize,
    label: &'static Label,
}

impl Vocabulary {
    fn of(labels: impl Iterator<Item = &'static Label>) -> Self {
        let mut wordings: Vec<Wording> = Vec::new();
        for (label, key) in labels.flat_map(|label| label.wordings().map(move |wording| (label, key(wording)))) {
            // Both editions print most labels alike.
            if !wordings.iter().any(|known| known.key == key && known.label.code == label.code) {
                wordings.push(Wording { length: key.chars().count(), key, label });
            }
        }
        Vocabulary(wordings)
    }

    /// The code of the label that the text is: word for word, or cut short, or with a slip of one or two characters. `None`
    /// where nothing fits, or where two labels fit equally well.
    pub(super) fn code(&self, text: &str) -> Option<&'static str> {
        let text = label_key(text)?;
        self.exact(&text).or_else(|| self.cut_short(&text)).or_else(|| self.with_a_slip(&text))
    }

    /// Word for word.
    fn has(&self, text: &str) -> bool {
        label_key(text).is_some_and(|text| self.exact(&text).is_some())
    }

    /// Word for word, or with a slip, but not cut short.
    fn has_whole(&self, text: &str) -> bool {
        label_key(text).is_some_and(|text| self.exact(&text).or_else(|| self.with_a_slip(&text)).is_some())
    }

    fn exact(&self, text: &str) -> Option<&'static str> {
        self.0.iter().find(|wording| wording.key == text).map(|wording| &*wording.label.code)
    }

    fn cut_short(&self, text: &str) -> Option<&'static str> {
        const ENOUGH: usize = 4;
        let is_enough = text.chars().count() >= ENOUGH;
        let fits = |known: &&Wording| {
            known.length >= ENOUGH && text.starts_with(&known.key) || is_enough && known.key.starts_with(text)
        };
        only(self.0.iter().filter(fits).map(|wording| &*wording.label.code))
    }

    fn with_a_slip(&self, text: &str) -> Option<&'static str> {
        let length = text.chars().count();
        let slips = match length {
            5..10 => 1,
            10..80 => 2,
            _ => return None,
        };
        let near =
            |known: &&Wording| known.length.abs_diff(length) <= slips && strsim::levenshtein(&known.key, text) <= slips;
        only(self.0.iter().filter(near).map(|wording| &*wording.label.code))
    }
}

/// All codes whose words stand somewhere in the text, in their order there.
pub(super) fn codes_in(wordings: &[(String, &'static str)], text: &str) -> Vec<&'static str> {
    codes_within(&wordings.iter().map(|(key, code)| (key.as_str(), *code)), text)
}

/// Longer words hide shorter ones inside them.
fn codes_within<'w>(
    wordings: &(impl Iterator<Item = (&'w str, &'static str)> + Clone),
    text: &str,
) -> Vec<&'static str> {
    let mut rest = text;
    let mut codes = Vec::new();
    while let Some(first) = rest.chars().next() {
        let here = wordings.clone().filter(|(key, _)| !key.is_empty() && rest.starts_with(key));
        match here.max_by_key(|(key, _)| key.len()) {
            Some((key, code)) => {
                codes.push(code);
                rest = &rest[key.len()..];
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    codes
}

/// The one value that all agree on.
fn only(mut codes: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let first = codes.next()?;
    codes.all(|code| code == first).then_some(first)
}

fn forms() -> impl Iterator<Item = &'static law::report::Form> {
    Edition::ALL.into_iter().map(Edition::form)
}

/// Rows of section two.
pub(super) fn proactive_rows() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::of(forms().flat_map(|form| form.blocks.iter().flat_map(|block| &block.rows))));
    &WORDS
}

/// Columns of section two in one edition and block. Their headings are recognised by a piece of them.
pub(super) fn proactive_columns(edition: Edition, item: u8) -> &'static [(String, &'static str)] {
    type Wordings = Vec<(String, &'static str)>;
    static WORDS: LazyLock<Vec<(Edition, u8, Wordings)>> = LazyLock::new(|| {
        let blocks = forms().flat_map(|form| form.blocks.iter().map(|block| (form.edition, block)));
        let wordings = |block: &'static law::report::Block| {
            let words = |label: &'static Label| label.wordings().map(move |wording| (key(wording), &*label.code));
            block.columns.iter().flat_map(words).collect()
        };
        blocks.map(|(edition, block)| (edition, block.item, wordings(block))).collect()
    });
    WORDS.iter().find(|(of, block, _)| (*of, *block) == (edition, item)).map_or(&[], |(_, _, words)| words)
}

/// Rows of section three.
pub(super) fn request_rows() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(forms().flat_map(|form| &form.requests.rows)));
    &WORDS
}

/// The merged labels of section three: 「（三）不予公开」 and the like, as printed.
pub(super) fn request_group(text: &str) -> Option<&'static str> {
    static GROUPS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
        let groups = forms().flat_map(|form| form.requests.rows.iter().filter_map(|row| row.group.as_deref()));
        let mut groups: Vec<_> = groups.map(|group| (key(group), group)).collect();
        groups.dedup();
        groups
    });
    let text = key(text);
    GROUPS.iter().find(|(group, _)| *group == text).map(|(_, group)| *group)
}

/// Columns of section three.
pub(super) fn request_columns() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::of(forms().flat_map(|form| &form.requests.columns)));
    &WORDS
}

/// The words for the columns of section three, each with the code of its column.
pub(super) fn request_column_words() -> impl Iterator<Item = (String, &'static str)> {
    request_columns().0.iter().map(|known| (known.key.clone(), &*known.label.code))
}

/// Columns of section four.
pub(super) fn remedy_columns() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> =
        LazyLock::new(|| Vocabulary::of(forms().flat_map(|form| &form.remedies.columns)));
    &WORDS
}

/// Groups of section four.
pub(super) fn remedy_rows() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(forms().flat_map(|form| &form.remedies.rows)));
    &WORDS
}

/// The text is the label of a row of sections two or three.
pub(super) fn is_row(text: &str) -> bool {
    request_rows().code(text).is_some() || proactive_rows().code(text).is_some()
}

/// The text is the whole label of a row of sections two or three, not a label cut short.
pub(super) fn is_whole_row(text: &str) -> bool {
    request_rows().has_whole(text) || proactive_rows().has_whole(text) || key(text) == "小计"
}

/// How many of the lines from the first on make up the label of a row: as many as say it word for word; else as many as say it
/// with a slip; else the first alone, cut short.
pub(super) fn row_of_lines(lines: &[&str]) -> Option<usize> {
    let is_exact = |text: &str| request_rows().has(text) || proactive_rows().has(text) || key(text) == "小计";
    let most = |fits: &dyn Fn(&str) -> bool| (1..=lines.len()).rev().find(|&count| fits(&lines[..count].concat()));
    most(&is_exact).or_else(|| most(&is_whole_row)).or_else(|| is_row(lines[0]).then_some(1))
}

/// The text is the merged label beside several rows of section three.
pub(super) fn is_group(text: &str) -> bool {
    request_group(text).is_some() || key(text) == "本年度办理结果"
}

/// The text is the head of a column of sections three or four, or of several.
pub(super) fn is_head(text: &str) -> bool {
    let has_number = text.trim_start().starts_with(|c: char| {
        "（(".contains(c) || half_width(c).is_ascii_digit() || matches!(c, '\u{2460}'..='\u{249b}')
    });
    !has_number
        && (request_columns().has(text)
            || remedy_columns().has(text)
            || remedy_rows().has(text)
            || matches!(&*key(text), "申请人情况" | "法人或其他组织" | "小计" | "行政诉讼"))
}

/// The text is the name of a group of section four, or of two of them.
pub(super) fn is_remedy_group(text: &str) -> bool {
    remedy_rows().has(text) || key(text) == "行政诉讼"
}

/// The text is a label, a head or a heading of the form by itself.
pub(super) fn is_known(text: &str) -> bool {
    is_whole_row(text)
        || is_group(text)
        || is_head(text)
        || block_item(text).is_some()
        || section_number(text).is_some()
        || key(text).starts_with("本列数据的勾稽关系")
        || forms().any(|form| {
            form.blocks
                .iter()
                .any(|block| proactive_columns(form.edition, block.item).iter().any(|(words, _)| *words == key(text)))
        })
}

/// The words for the groups and outcomes of section four, each with its code.
pub(super) fn remedy_words() -> impl Iterator<Item = (String, &'static str)> {
    remedy_rows().0.iter().chain(&remedy_columns().0).map(|known| (known.key.clone(), &*known.label.code))
}

/// The code is that of an outcome of section four.
pub(super) fn is_remedy_column(code: &str) -> bool {
    remedy_columns().0.iter().any(|known| known.label.code == code)
}

/// The item of Art. 20 in 「第二十条第（五）项」.
pub(super) fn block_item(text: &str) -> Option<u8> {
    let text = compact(text);
    let rest = &text[text.find("二十条第")? + "二十条第".len()..];
    let numeral = rest.trim_start_matches('(').chars().next()?;
    "一二三四五六七八九".chars().zip(1_u8..).find(|(c, _)| *c == numeral).map(|(_, item)| item)
}

/// The section that a text is the heading of, 1 to 6.
pub(super) fn section_number(text: &str) -> Option<u8> {
    static HEADINGS: LazyLock<Vec<(String, u8)>> = LazyLock::new(|| {
        let sections = forms().flat_map(|form| &form.sections);
        let wordings =
            |section: &'static law::report::SectionHeading| std::iter::once(&section.heading).chain(&section.aliases);
        sections.flat_map(|section| wordings(section).map(|words| (key(words), section.number))).collect()
    });
    // 30 characters hold the longest heading with its number and a slip or two.
    if text.chars().take(50).count() == 50 {
        return None;
    }
    let text = compact(text);
    let numeral = |c: char| "一二三四五六".contains(c) || c.is_ascii_digit();
    let after_part =
        text.strip_prefix('第').map(|rest| rest.trim_start_matches(numeral)).and_then(|rest| rest.strip_prefix("部分"));
    let text = key(after_part.unwrap_or(&text));
    let near = |heading: &str| {
        // 「行政复议 行政诉讼」 is a head of table four.
        heading.chars().count() >= 6
            && (text.ends_with("情况") || text.ends_with("事项"))
            && heading.chars().count().abs_diff(text.chars().count()) <= 2
            && strsim::levenshtein(heading, &text) <= 2
    };
    HEADINGS.iter().find(|(heading, _)| *heading == text || near(heading)).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_and_width_do_not_matter() {
        for text in [
            "1.属于国家秘密",
            "1、属于国家秘密",
            "⒈属于国家秘密",
            "１．属于国家秘密",
            "1属于国家秘密",
            " 属于 国家秘密 ",
        ] {
            assert_eq!(key(text), "属于国家秘密", "{text}");
        }
        assert_eq!(key("3.危及“三安全一稳定”"), "危及三安全一稳定");
        assert_eq!(key("（七）总计"), "总计");
        assert_eq!(key("三安全"), "三安全");
    }

    #[test]
    fn labels_are_found_in_their_variants() {
        let row = |text| request_rows().code(text);
        assert_eq!(row("（二）部分公开（区分处理的，只计这一情况，不计其他情形）"), Some("partly_granted"));
        assert_eq!(row("5.属于三类内容事务信息"), Some("refused_internal_affairs"));
        assert_eq!(row("2.其他法律、行政法规禁止公开"), Some("refused_by_law"));
        assert_eq!(
            row("1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"),
            Some("other_not_corrected")
        );
        assert_eq!(row("3.其他"), Some("other_misc"));
        assert_eq!(row("（六）其他处理"), Some("other"));
        assert_eq!(row("（三）不予公开"), None);
        assert_eq!(row("行政许可"), None);
    }

    #[test]
    fn every_printed_label_is_found_as_itself() {
        for form in forms() {
            for label in &form.requests.rows {
                assert_eq!(request_rows().code(&label.printed), Some(&*label.code));
            }
            for label in form.blocks.iter().flat_map(|block| &block.rows) {
                assert_eq!(proactive_rows().code(&label.printed), Some(&*label.code));
            }
            for section in &form.sections {
                assert_eq!(section_number(&format!("三、{}", section.heading)), Some(section.number));
            }
        }
    }

    #[test]
    fn blocks_by_their_item() {
        assert_eq!(block_item("第二十条第（一）项"), Some(1));
        assert_eq!(block_item("第二十条 第(八)项"), Some(8));
        assert_eq!(block_item("第二十条"), None);
    }

    #[test]
    fn heads_in_running_text() {
        let text = key("信息内容 商业 企业 科研\n机构 社会公益组织 法律服务机构 其他");
        let codes = ["enterprise", "research_institution", "social_organization", "legal_service", "other"];
        let words: Vec<_> = request_column_words().collect();
        assert_eq!(codes_in(&words, &text), codes);
    }
}
