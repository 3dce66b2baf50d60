//! Words of others inside a letter: cleaned of what no document can hold, and joined to ours without doubled or missing stops.

use law::article::{Act, Article};
use law::calendar::Day;

/// One line of text: control characters, line breaks and characters that cannot be seen (they could turn a name around) are gone.
pub(super) fn clean(text: &str) -> String {
    let visible = |c: &char| !is_invisible(*c);
    let plain: String = text.chars().filter(visible).map(|c| if is_blank(c) { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

/// The lines of a text that hold something, each cleaned.
pub(super) fn lines(text: &str) -> Vec<String> {
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(breaks).map(clean).filter(|line| !line.is_empty()).collect()
}

/// Blanks become a plain space, but for the one of Chinese type.
fn is_blank(c: char) -> bool {
    c != '\u{3000}' && (c.is_whitespace() || c.is_control())
}

/// Format characters, marks of direction, joiners, and what XML cannot hold.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// A text without the stop at its end, to go on after it.
pub(super) fn clause(text: &str) -> String {
    let text = lines(text).join(" ");
    text.trim_end_matches(['。', '；', ';', '，', ',', '、', '：', '.', ' ', '　']).to_owned()
}

/// A text that ends with a stop.
fn stopped(mut line: String) -> String {
    if !line.ends_with(['。', '！', '？', '；', '：', '…']) {
        let end = line.trim_end_matches(['，', ',', '、', ';', '.', ' ', '　']).len();
        line.truncate(end);
        line.push('。');
    }
    line
}

/// A text as sentences in one line.
pub(super) fn sentence(text: &str) -> String {
    let text = lines(text).join(" ");
    if text.is_empty() { text } else { stopped(text) }
}

/// Our lead and somebody's words after it, as paragraphs: the words keep the paragraphs that they have. No words, no lead.
pub(super) fn said(lead: &str, text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = lines(text).into_iter().map(stopped).collect();
    if let Some(first) = paragraphs.first_mut() {
        first.insert_str(0, lead);
    }
    paragraphs
}

/// 「2025年7月3日」.
pub(super) fn day(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The Regulation's title where a letter names it first, with the short name that it bears from there on.
pub(super) const REGULATION: &str = "《中华人民共和国政府信息公开条例》（以下简称《条例》）";

/// An article after [`REGULATION`] was named: 「《条例》第三十六条第（一）项」; another act keeps its title.
pub(super) fn place(article: Article) -> String {
    match article.act {
        Act::Regulation => format!("《条例》{}", article.place()),
        Act::Reconsideration | Act::Litigation => article.citation(),
    }
}

/// Several articles, one after the other: 「《条例》第十四条、第三十六条第（三）项」.
pub(super) fn places(articles: &[Article]) -> String {
    let mut text = String::new();
    let mut act = None;
    for article in articles {
        if !text.is_empty() {
            text.push('、');
        }
        let same = act == Some(article.act);
        text.push_str(&if same { article.place() } else { place(*article) });
        act = Some(article.act);
    }
    text
}

/// An article of the Regulation that no data file names for this letter.
pub(super) const fn regulation(number: u8, paragraph: Option<u8>) -> Article {
    Article { act: Act::Regulation, number, paragraph, item: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_others_join_ours_with_one_stop() {
        assert_eq!(sentence("文件尚未定稿"), "文件尚未定稿。");
        assert_eq!(sentence(" 文件尚未定稿。\n"), "文件尚未定稿。");
        assert_eq!(sentence("文件尚未定稿，"), "文件尚未定稿。");
        assert_eq!(sentence("真的吗？"), "真的吗？");
        assert_eq!(sentence(" \n"), "");
        assert_eq!(clause("档案室、。"), "档案室");
    }

    #[test]
    fn paragraphs_of_others_stay_paragraphs() {
        assert_eq!(said("理由：", "一是\r\n\r\n二是。"), ["理由：一是。", "二是。"]);
        assert!(said("理由：", "　\n").is_empty(), "no words, no lead");
    }

    #[test]
    fn what_cannot_be_seen_is_not_kept() {
        assert_eq!(clean("张\u{202e}三\u{200b}\u{0}李\u{a0}四\t"), "张三 李 四");
        assert_eq!(clean("　张　三　"), "张　三", "the blank of Chinese type is a character");
        assert_eq!(lines("一\u{2028}二\u{85}三"), ["一", "二", "三"]);
    }

    #[test]
    fn articles_of_one_act_name_it_once() {
        let articles = [regulation(16, Some(2)), regulation(32, None)];
        assert_eq!(places(&articles), "《条例》第十六条第二款、第三十二条");
    }
}
