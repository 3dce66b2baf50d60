//! The narrative as sentences with their figures, and which words belong to which figure.

use super::figures::{Figure, figures, plain};
use crate::report::Narrative;

/// One sentence, with what its surroundings say about it.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// 1 to 6; 0 for what stands before section one.
    pub section: u8,
    /// Counts the paragraphs of the narrative.
    pub paragraph: usize,
    /// In the width of [`plain`].
    pub text: String,
    /// Its numbers, in order.
    pub figures: Vec<Figure>,
    /// The sentence, or one before it in its paragraph, speaks of applications for government information.
    pub about_requests: bool,
}

/// The year that a part of a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The report year, or none named.
    Reported,
    /// Another year, or only a part of the report year.
    Other,
}

/// What ends a run of words that belong together.
const STOPS: &[char] = &['，', '；', '。', '：', '…', '！', '？'];

/// Words that make a sentence one about applications for government information.
const REQUEST_WORDS: &[&str] = &[
    "依申请",
    "信息公开申请",
    "公开申请",
    "申请公开",
    "政府信息申请",
    "申请政府信息",
    "信息申请",
    "信息的申请",
    "申请获取",
    "公开的申请",
    "自然人申请",
];

/// Splits a narrative into sentences. A paragraph's talk of applications carries to the end of the paragraph, that of a
/// heading (short, no figures) into the next paragraph.
pub(super) fn sentences(narrative: &Narrative) -> Vec<Sentence> {
    let mut all: Vec<Sentence> = Vec::new();
    let mut about_requests = false;
    let mut section_before = 0;
    for (paragraph, (section, words)) in narrative.paragraphs().enumerate() {
        let words = plain(words);
        let after_heading = all.last().is_some_and(|last| {
            last.section == section
                && last.paragraph + 1 == paragraph
                && last.figures.is_empty()
                && last.text.chars().count() < 40
        });
        if !after_heading || section != section_before {
            about_requests = false;
        }
        section_before = section;
        for text in words.split_inclusive(['。', '！', '？']) {
            if speaks_of_requests(text) {
                about_requests = true;
            } else if text.contains("主动公开") {
                about_requests = false;
            }
            let figures = figures(text);
            all.push(Sentence { section, paragraph, text: text.to_owned(), figures, about_requests });
        }
    }
    all
}

/// The words name applications for government information, and not those for a licence or a review.
pub(super) fn speaks_of_requests(text: &str) -> bool {
    REQUEST_WORDS.iter().any(|word| text.contains(word))
}

impl Sentence {
    /// The words that lead to a figure: back to the figure before it (dates do not count) or to the end of the clause.
    /// A bracket right before the figure is passed over: 「其他处理（含撤回）341件」.
    pub(super) fn before(&self, index: usize) -> &str {
        let mut end = self.figures[index].start;
        let text = &self.text;
        if let Some(open) = text[..end].strip_suffix('）').and_then(opening) {
            end = open;
        }
        let text = text[..end].trim_end_matches('：');
        let floor = self.figures[..index]
            .iter()
            .rev()
            .find(|figure| !figure.is_time() && figure.end <= text.len())
            .map_or(0, |figure| figure.end);
        let start = text.rfind(STOPS).map_or(0, |at| at + width(text, at)).max(floor);
        let run = &text[start..];
        // An opening bracket that is still open begins the run.
        match opening(run) {
            Some(open) => &run[open + '（'.len_utf8()..],
            None => run,
        }
    }

    /// The words that follow a figure, to the next figure or the end of the clause.
    pub(super) fn after(&self, index: usize) -> &str {
        let start = self.figures[index].end;
        let ceiling = self.figures.get(index + 1).map_or(self.text.len(), |next| next.start);
        let run = &self.text[start..ceiling.max(start)];
        run.split(|c| STOPS.contains(&c) || matches!(c, '、' | '（' | '）' | '”')).next().unwrap_or(run)
    }

    /// The clause before the one of a figure, where it has no figures of its own: 「收到申请，共计12件」.
    pub(super) fn clause_before(&self, index: usize) -> Option<&str> {
        let text = &self.text[..self.figures[index].start];
        let comma = text.rfind('，')?;
        let start = text[..comma].rfind(STOPS).map_or(0, |at| at + width(text, at));
        let free = self.figures.iter().all(|figure| figure.is_time() || figure.end <= start || figure.start >= comma);
        free.then(|| &text[start..comma])
    }

    /// The figure stands between quotation marks or in a title: somebody else's words.
    pub(super) fn quoted(&self, index: usize) -> bool {
        let before = &self.text[..self.figures[index].start];
        let open = |left: char, right: char| before.rfind(left) > before.rfind(right) && before.contains(left);
        open('“', '”') || open('《', '》')
    }

    /// The year that the words around a position speak of, for a report about `year`.
    pub(super) fn scope(&self, position: usize, year: Option<i16>) -> Scope {
        let text = &self.text[..position];
        let mut scope = (0, Scope::Reported);
        let mut note = |at: usize, found: Scope| {
            if at >= scope.0 {
                scope = (at, found);
            }
        };
        for figure in self.figures.iter().take_while(|figure| figure.end <= position) {
            let Some(named) = figure.year() else { continue };
            if compared(&text[..figure.start]) || carried(&self.text[figure.end..]) {
                continue;
            }
            note(figure.start, if year.is_none_or(|year| year == named) { Scope::Reported } else { Scope::Other });
        }
        for word in ["今年", "本年", "本年度", "全年"] {
            if let Some(at) = text.rfind(word) {
                // 「2022年全年」 is still 2022.
                if !text[..at].ends_with('年') {
                    note(at, Scope::Reported);
                }
            }
        }
        for word in ["去年", "上年", "上一年", "上个年度", "往年", "历年", "同期", "近三年", "近两年", "近年"]
        {
            for (at, _) in text.match_indices(word) {
                if !compared(&text[..at]) && !carried(&self.text[at + word.len()..]) {
                    note(at, Scope::Other);
                }
            }
        }
        for word in [
            "上半年",
            "下半年",
            "季度",
            "月份",
            "月底",
            "每月",
            "每年",
            "月均",
            "日均",
            "年均",
            "平均",
            "人均",
            "以来",
            "截至目前",
        ] {
            if let Some(at) = text.rfind(word) {
                note(at, Scope::Other);
            }
        }
        scope.1
    }

    /// The words that lead to a figure, and itself, short enough to print.
    pub(super) fn quote(&self, index: usize) -> String {
        let figure = &self.figures[index];
        let text = &self.text[..figure.start];
        let clause = text.rfind(['，', '；', '。', '（', '：']).map_or(0, |at| at + width(&self.text, at));
        let counted =
            self.figures[..index].iter().rev().find(|earlier| !earlier.is_time()).map_or(0, |earlier| earlier.end);
        let listed = counted + text[counted..].find(|c| !matches!(c, '、' | '）')).unwrap_or(0);
        let start = clause.max(listed);
        let words: Vec<char> = self.text[start..figure.end].chars().collect();
        let skipped = words.len().saturating_sub(40);
        let tail: String = words[skipped..].iter().collect();
        if skipped > 0 { format!("“…{tail}”") } else { format!("“{tail}”") }
    }
}

/// 「较2022年」, 「比去年」, 「顺延到2024年」: the year is only compared with, or gone to.
fn compared(before: &str) -> bool {
    before.ends_with(['较', '比', '与', '同', '于', '到', '至', '和', '入', '转']) || before.ends_with("相较")
}

/// 「上年度结转」, 「2022年底未办结」: the year is only where applications come from.
fn carried(after: &str) -> bool {
    let after = after.trim_start_matches(['一', '度', '年', '底', '末', '的']);
    ["结转", "转", "未办结", "遗留", "延续", "顺延", "收到后", "受理后"].iter().any(|word| after.starts_with(word))
}

/// Where the bracket opens that is still open at the end of `text`.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' => depth += 1,
            '（' if depth == 0 => return Some(at),
            '（' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Section;

    fn sentence(text: &str) -> Sentence {
        let section = Section { number: 1, heading: "一、总体情况".into(), paragraphs: vec![text.into()] };
        sentences(&Narrative { preface: Vec::new(), sections: vec![section] }).remove(0)
    }

    #[test]
    fn words_belong_to_the_figure_that_they_lead_to() {
        let s = sentence("全年共收办申请30件，其中予以公开20件、作其他处理（含撤回申请2件）4件、转下年度办理6件。");
        let runs: Vec<&str> = (0..s.figures.len()).map(|index| s.before(index)).collect();
        assert_eq!(runs, ["全年共收办申请", "其中予以公开", "含撤回申请", "、作其他处理", "、转下年度办理"]);
    }

    #[test]
    fn words_after_a_figure_end_with_the_clause() {
        let s = sentence("收到申请5件，3件予以公开，2件申请顺延到下年度答复（另行告知）。");
        let runs: Vec<&str> = (0..s.figures.len()).map(|index| s.after(index)).collect();
        assert_eq!(runs, ["", "予以公开", "申请顺延到下年度答复"]);
    }

    #[test]
    fn last_year_is_told_from_this_one() {
        for (text, expected) in [
            ("2023年收到申请5件", Scope::Reported),
            ("2022年收到申请5件", Scope::Other),
            ("去年收到申请5件", Scope::Other),
            ("较去年增加，收到申请5件", Scope::Reported),
            ("上年度结转申请5件", Scope::Reported),
            ("2022年结转申请5件", Scope::Reported),
            ("顺延到2024年答复的申请5件", Scope::Reported),
            ("2022年共收到3件，2023年收到申请5件", Scope::Reported),
            ("上半年收到申请5件", Scope::Other),
        ] {
            let s = sentence(text);
            let last = s.figures.last().expect("each has a figure").start;
            assert_eq!(s.scope(last, Some(2023)), expected, "{text}");
        }
    }

    #[test]
    fn a_heading_speaks_for_the_paragraph_below_it() {
        let paragraphs = vec!["（二）依申请公开".to_owned(), "共收到3件。".to_owned(), "召开会议3次。".to_owned()];
        let section = Section { number: 1, heading: String::new(), paragraphs };
        let about: Vec<bool> = sentences(&Narrative { preface: Vec::new(), sections: vec![section] })
            .iter()
            .map(|sentence| sentence.about_requests)
            .collect();
        assert_eq!(about, [true, true, false]);
    }
}
