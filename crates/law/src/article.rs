//! Where a rule stands: an article of one of the few acts that a disclosure matter rests on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An article, perhaps one of its paragraphs or items. Written short as `36(1)` (item) or `16¶2` (paragraph) for the
/// Regulation, with the act in front for another one: `行政复议法23(4)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Article {
    /// The act that it is part of.
    pub act: Act,
    /// From 1.
    pub number: u8,
    /// 第…款, from 1.
    pub paragraph: Option<u8>,
    /// 第（…）项, from 1.
    pub item: Option<u8>,
}

/// The acts that are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// 中华人民共和国政府信息公开条例.
    Regulation,
    /// 中华人民共和国行政复议法.
    Reconsideration,
    /// 中华人民共和国行政诉讼法.
    Litigation,
}

/// The short form is none of those that [`Article`] names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是可识别的条文，应写作36(1)、16¶2或者行政复议法23(4)")]
pub struct NoArticle(String);

impl Act {
    /// The full title, without the marks of a title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Regulation => "中华人民共和国政府信息公开条例",
            Self::Reconsideration => "中华人民共和国行政复议法",
            Self::Litigation => "中华人民共和国行政诉讼法",
        }
    }

    fn short(self) -> &'static str {
        match self {
            Self::Regulation => "",
            Self::Reconsideration => "行政复议法",
            Self::Litigation => "行政诉讼法",
        }
    }
}

impl Article {
    /// As a letter quotes it: 《中华人民共和国政府信息公开条例》第三十六条第（一）项.
    pub fn citation(self) -> String {
        format!("《{}》{}", self.act.title(), self.place())
    }

    /// Without the act: 第十六条第二款.
    pub fn place(self) -> String {
        let article = format!("第{}条", chinese(self.number));
        let paragraph = self.paragraph.map(|number| format!("第{}款", chinese(number))).unwrap_or_default();
        let item = self.item.map(|number| format!("第（{}）项", chinese(number))).unwrap_or_default();
        format!("{article}{paragraph}{item}")
    }
}

/// The short form.
impl fmt::Display for Article {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.act.short(), self.number)?;
        if let Some(paragraph) = self.paragraph {
            write!(f, "¶{paragraph}")?;
        }
        if let Some(item) = self.item {
            write!(f, "({item})")?;
        }
        Ok(())
    }
}

impl FromStr for Article {
    type Err = NoArticle;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let no_article = || NoArticle(text.to_owned());
        let number = |digits: &str| {
            let number = digits.parse::<u8>().ok().filter(|number| (1..100).contains(number));
            number.filter(|_| !digits.starts_with(['+', '0'])).ok_or_else(no_article)
        };
        let (act, rest) = [Act::Reconsideration, Act::Litigation]
            .into_iter()
            .find_map(|act| text.strip_prefix(act.short()).map(|rest| (act, rest)))
            .unwrap_or((Act::Regulation, text));
        let (rest, item) = match rest.split_once('(') {
            Some((rest, item)) => (rest, Some(number(item.strip_suffix(')').ok_or_else(no_article)?)?)),
            None => (rest, None),
        };
        let (rest, paragraph) = match rest.split_once('¶') {
            Some((rest, paragraph)) => (rest, Some(number(paragraph)?)),
            None => (rest, None),
        };
        Ok(Self { act, number: number(rest)?, paragraph, item })
    }
}

impl TryFrom<String> for Article {
    type Error = NoArticle;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Article> for String {
    fn from(article: Article) -> Self {
        article.to_string()
    }
}

/// A number below 100 in Chinese figures, as articles are numbered; 0 and greater numbers stay in digits.
pub fn chinese(number: u8) -> String {
    const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let unit = FIGURES[usize::from(number % 10)];
    match number {
        1..=9 => unit.to_owned(),
        10..=19 => format!("十{unit}"),
        20..=99 => format!("{}十{unit}", FIGURES[usize::from(number / 10)]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        text.parse().unwrap()
    }

    #[test]
    fn is_quoted_as_the_law_is_printed() {
        assert_eq!(article("36(1)").citation(), "《中华人民共和国政府信息公开条例》第三十六条第（一）项");
        assert_eq!(article("16¶2").place(), "第十六条第二款");
        assert_eq!(article("20(15)").place(), "第二十条第（十五）项");
        assert_eq!(article("行政复议法23¶1(4)").citation(), "《中华人民共和国行政复议法》第二十三条第一款第（四）项");
        assert_eq!(article("行政诉讼法46").place(), "第四十六条");
    }

    #[test]
    fn the_short_form_is_read_and_written_the_same() {
        for text in ["36(1)", "16¶2", "30", "行政复议法24¶4", "行政复议法23¶1(4)", "行政诉讼法45"] {
            assert_eq!(article(text).to_string(), text);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "0", "100", "36(", "36()", "36(1", "36¶", "¶2", "-1", "+1", "01", "三十六", "民法典1"]
        {
            assert!(text.parse::<Article>().is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_articles_are() {
        let written: Vec<_> = [1, 9, 10, 11, 19, 20, 21, 36, 90, 99].map(chinese).into();
        assert_eq!(written, ["一", "九", "十", "十一", "十九", "二十", "二十一", "三十六", "九十", "九十九"]);
    }
}
