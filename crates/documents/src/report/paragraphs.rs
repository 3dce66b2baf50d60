//! Lines that only the width of a page has broken, put together again; page numbers between them left out.

use std::borrow::Cow;

use crate::reading::{Line, is_page_number};

/// The paragraphs that some lines make.
pub(super) fn unwrapped<'l>(lines: &[&'l Line]) -> Vec<Cow<'l, str>> {
    let mut paragraphs: Vec<Cow<'l, str>> = Vec::with_capacity(lines.len());
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        let ends_page = line.page.is_some() && lines.get(index + 1).is_none_or(|next| next.page != line.page);
        if ends_page && is_page_number(&line.text) {
            continue;
        }
        match paragraphs.last_mut().filter(|_| open) {
            Some(paragraph) => join(paragraph.to_mut(), &line.text),
            None => paragraphs.push(Cow::Borrowed(&line.text)),
        }
        open = line.wraps;
    }
    paragraphs
}

/// Words are parted by a space, Chinese by nothing.
fn join(paragraph: &mut String, line: &str) {
    let line = line.trim_start();
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if is_latin(paragraph.chars().last()) && is_latin(line.chars().next()) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: u32, text: &str, wraps: bool) -> Line {
        Line { text: text.to_owned(), page: Some(page), number: None, wraps }
    }

    #[test]
    fn a_paragraph_over_two_pages_is_one() {
        let lines = [
            line(1, "全年收到申请", true),
            line(1, "— 1 —", false),
            line(2, "3件，均已办结。", false),
            line(2, "（三）政府信息管理", false),
            line(2, "2", false),
        ];
        let lines: Vec<&Line> = lines.iter().collect();
        assert_eq!(unwrapped(&lines), ["全年收到申请3件，均已办结。", "（三）政府信息管理"]);
    }
}
