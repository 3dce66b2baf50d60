//! A paragraph, and how much of it is a heading (GB/T 9704: 「（一）」 is set in 楷体).

use super::clean;

/// A paragraph of the text.
pub(crate) struct Paragraph {
    /// The whole text.
    pub(crate) text: String,
    /// Bytes at its beginning that are set as a second-level heading; the whole of it where the paragraph is one.
    lead: usize,
}

/// Longest heading that runs into its paragraph, and longest one that stands alone, in characters.
const RUN_IN: usize = 24;
const ALONE: usize = 40;

impl Paragraph {
    pub(crate) fn of(text: &str) -> Paragraph {
        let text = clean(text);
        let lead = lead(&text);
        Paragraph { text, lead }
    }

    /// The paragraph is a heading of its own.
    pub(crate) fn is_heading(&self) -> bool {
        self.lead == self.text.len() && self.lead > 0
    }

    /// The heading in front, possibly empty, and the rest.
    pub(crate) fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.lead)
    }
}

fn lead(text: &str) -> usize {
    let Some((ordinal, rest)) = text.strip_prefix('（').and_then(|text| text.split_once('）')) else { return 0 };
    if ordinal.is_empty() || !ordinal.chars().all(|c| "一二三四五六七八九十".contains(c)) || rest.is_empty() {
        return 0;
    }
    match text.find('。') {
        Some(stop) if text[..stop].chars().count() <= RUN_IN => stop + '。'.len_utf8(),
        None if text.chars().count() <= ALONE && !text.contains(['；', '：']) => text.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_numbered_line_is_a_heading() {
        assert!(Paragraph::of("（一）领导重视，机制完善").is_heading());
        assert!(!Paragraph::of("1、拓宽渠道").is_heading());
        assert!(!Paragraph::of("（注）略").is_heading());
        assert!(!Paragraph::of("").is_heading());
    }

    #[test]
    fn a_heading_may_run_into_its_paragraph() {
        assert_eq!(
            Paragraph::of("（一）主动公开方面。全年发布六百条。").parts(),
            ("（一）主动公开方面。", "全年发布六百条。")
        );
        let long = "（一）进一步明确工作职责，加大工作力度，以社会需求为导向，不断扩大公开量。";
        assert_eq!(Paragraph::of(long).parts(), ("", long));
    }
}
