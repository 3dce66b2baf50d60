//! What the public reads: title, summary and paragraphs. Held to what a list and a page can bear.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::paper::FileFormat;
use crate::sealed::Sealed;

/// The greatest length of a title, in characters.
pub const TITLE: usize = 120;
/// The greatest length of a summary, in characters.
pub const SUMMARY: usize = 300;
/// The greatest length of a text, in characters. Longer ones come as attachments.
pub const BODY: usize = 200_000;

/// A text as it is drafted and, once it has passed, published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct PublicText {
    title: String,
    summary: String,
    body: String,
    attachments: Vec<Attached>,
}

/// A file that hangs on a text: sealed with the draft, public with the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attached {
    /// The name under which it is saved.
    pub name: String,
    /// What its content is.
    pub format: FileFormat,
    /// In bytes.
    pub size: u64,
    /// Of its bytes.
    pub digest: TextDigest,
    /// Where its bytes lie in the vault of the file.
    pub content: Sealed,
}

/// Why a text cannot be drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// No title.
    #[error("请填写标题")]
    NoTitle,
    /// A title that no list can show.
    #[error("标题不能超过{TITLE}个字，请写得简短些")]
    LongTitle,
    /// A title in several lines.
    #[error("标题应当写成一行")]
    ManyLines,
    /// No text.
    #[error("请填写正文")]
    NoBody,
    /// A summary that is none.
    #[error("内容概述不能超过{SUMMARY}个字，请写得简短些")]
    LongSummary,
    /// A text that no page can show.
    #[error("正文不能超过{BODY}个字，篇幅更长的请作为附件上传")]
    LongBody,
    /// Signs that no screen shows.
    #[error("文字中含有看不见的控制字符，请重新粘贴为纯文本")]
    ControlCharacter,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: String,
    summary: String,
    body: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attached>,
}

impl PublicText {
    /// `body`: one paragraph a line; empty lines fall away. An empty summary becomes the text's beginning (Art. 12: the
    /// catalogue has 内容概述).
    pub fn new(title: &str, summary: &str, body: &str) -> Result<PublicText, Unfit> {
        let (title, summary) = (title.trim(), summary.trim());
        if title.contains(['\n', '\r']) {
            return Err(Unfit::ManyLines);
        }
        let paragraphs: Vec<&str> = body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if title.is_empty() {
            return Err(Unfit::NoTitle);
        }
        if paragraphs.is_empty() {
            return Err(Unfit::NoBody);
        }
        let summary: String = if summary.is_empty() {
            beginning(paragraphs[0])
        } else {
            summary.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let body = paragraphs.join("\n");
        if [title, &summary, &body]
            .iter()
            .any(|text| text.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\t'))
        {
            return Err(Unfit::ControlCharacter);
        }
        let longer = |text: &str, most: usize| text.chars().nth(most).is_some();
        if longer(title, TITLE) {
            return Err(Unfit::LongTitle);
        }
        if longer(&summary, SUMMARY) {
            return Err(Unfit::LongSummary);
        }
        if longer(&body, BODY) {
            return Err(Unfit::LongBody);
        }
        Ok(PublicText { title: title.to_owned(), summary, body, attachments: Vec::new() })
    }

    /// The same text with these files.
    #[must_use]
    pub fn with_attachments(self, attachments: Vec<Attached>) -> PublicText {
        PublicText { attachments, ..self }
    }

    /// The files that hang on it, in order.
    pub fn attachments(&self) -> &[Attached] {
        &self.attachments
    }

    /// The title, one line.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// 内容概述.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// The whole text, a paragraph a line.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Its paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.lines()
    }

    /// The bytes of which a [`TextDigest`] is taken: each part behind its length, so that no other text has the same. A file
    /// is in it with its name, its kind and the digest of its bytes; a text without files is as it was before there were any.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in [&self.title, &self.summary, &self.body] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        for Attached { name, format, digest, .. } in &self.attachments {
            for part in [name.as_str(), format.ending(), digest.as_str()] {
                bytes.extend((part.len() as u64).to_be_bytes());
                bytes.extend(part.as_bytes());
            }
        }
        bytes
    }
}

fn beginning(paragraph: &str) -> String {
    const SHOWN: usize = 80;
    match paragraph.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}……", &paragraph[..end]),
        None => paragraph.to_owned(),
    }
}

impl TryFrom<Written> for PublicText {
    type Error = Unfit;

    fn try_from(written: Written) -> Result<PublicText, Unfit> {
        let text = PublicText::new(&written.title, &written.summary, &written.body)?;
        Ok(text.with_attachments(written.attachments))
    }
}

impl From<PublicText> for Written {
    fn from(text: PublicText) -> Written {
        let PublicText { title, summary, body, attachments } = text;
        Written { title, summary, body, attachments }
    }
}

/// The SM3 digest of a public text, in 64 lower-case hexadecimal digits. It tells one text from another and says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextDigest(String);

/// The text is no digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("公开文本的校验值不合格式，请重新保存")]
pub struct NoDigest;

impl TextDigest {
    /// 64 lower-case hexadecimal digits and nothing else.
    pub fn new(text: &str) -> Result<TextDigest, NoDigest> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(hex) { Ok(TextDigest(text.to_owned())) } else { Err(NoDigest) }
    }

    /// In hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TextDigest {
    type Error = NoDigest;

    fn try_from(text: String) -> Result<TextDigest, NoDigest> {
        TextDigest::new(&text)
    }
}

impl From<TextDigest> for String {
    fn from(digest: TextDigest) -> String {
        digest.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_paragraphs_and_gets_a_summary() {
        let text = PublicText::new(" 关于公开的通知 ", "", "第一段。\r\n\r\n  第二段。\n").unwrap();
        assert_eq!(text.title(), "关于公开的通知");
        assert_eq!(text.paragraphs().collect::<Vec<_>>(), ["第一段。", "第二段。"]);
        assert_eq!(text.summary(), "第一段。");
        let long = PublicText::new("通知", "", &"水".repeat(100)).unwrap();
        assert_eq!(long.summary().chars().count(), 82);
    }

    #[test]
    fn what_no_page_can_show_is_refused() {
        let refused = |title: &str, summary: &str, body: &str| PublicText::new(title, summary, body).unwrap_err();
        assert_eq!(refused("  ", "", "文"), Unfit::NoTitle);
        assert_eq!(refused("题", "", " \n\t\n"), Unfit::NoBody);
        assert_eq!(refused("题\n目", "", "文"), Unfit::ManyLines);
        assert_eq!(refused(&"题".repeat(TITLE + 1), "", "文"), Unfit::LongTitle);
        assert_eq!(refused("题", &"概".repeat(SUMMARY + 1), "文"), Unfit::LongSummary);
        assert_eq!(refused("题", "", &"文".repeat(BODY + 1)), Unfit::LongBody);
        assert_eq!(refused("题", "", "文\u{0}"), Unfit::ControlCharacter);
        assert!(PublicText::new(&"题".repeat(TITLE), &"概".repeat(SUMMARY), "文").is_ok());
    }

    #[test]
    fn moving_words_between_title_and_text_is_another_text() {
        let one = PublicText::new("甲乙", "概", "丙").unwrap();
        let other = PublicText::new("甲", "概", "乙丙").unwrap();
        assert_ne!(one.canonical(), other.canonical());
    }

    #[test]
    fn files_are_part_of_a_text_and_a_text_without_is_written_as_before() {
        let text = PublicText::new("甲", "概", "丙").unwrap();
        assert!(!serde_json::to_string(&text).unwrap().contains("attachments"));
        let attached = |name: &str, digest: &str| Attached {
            name: name.to_owned(),
            format: FileFormat::Pdf,
            size: 7,
            digest: TextDigest::new(&digest.repeat(32)).unwrap(),
            content: Sealed::new("vault-1", &"01".repeat(32)).unwrap(),
        };
        let with = text.clone().with_attachments(vec![attached("一.pdf", "0a")]);
        let back: PublicText = serde_json::from_str(&serde_json::to_string(&with).unwrap()).unwrap();
        assert_eq!(back, with);
        let other = text.clone().with_attachments(vec![attached("一.pdf", "0b")]);
        assert!(with.canonical() != other.canonical() && with.canonical() != text.canonical());
    }

    #[test]
    fn words_are_no_digest() {
        assert!(TextDigest::new(&"0a".repeat(32)).is_ok());
        for text in ["", "0A", &"0A".repeat(32), &"0a".repeat(33), "关于张三"] {
            assert_eq!(TextDigest::new(text), Err(NoDigest), "{text}");
        }
    }
}
