//! A letter that was worked on in WPS or Word and comes back: which of its words are the officer's own, and how they read now.
//!
//! The letter as composed with a [`slot`] in the place of each text of the officer is the pattern. What stands between the slots is prescribed by law or taken
//! from the record: it must stand there as it was, in its order, or nothing is taken. Form and look of the file do not matter, for the letter is
//! composed anew from the words. What would be lost on that way (pictures, tables, comments, changes that nobody has accepted) is refused, each in one sentence.

use std::collections::BTreeMap;

use thiserror::Error;

use super::Composed;
use super::words::clean;
use crate::reading::{
    self, Block, Limits, Part, Place, Reading, SentFormat, Unreadable, Unseen, is_page_number, sent_format,
};

/// Stands in a letter for the `n`-th text of the officer, from 0: a character of no script, so that nobody has written it.
pub fn slot(n: u8) -> String {
    char::from_u32(FIRST + u32::from(n)).expect("the private use area is larger").to_string()
}

const FIRST: u32 = 0x10_FF00;
const LAST: u32 = FIRST + 0xFF;

/// The officer's texts by their number, paragraph by paragraph.
pub type Words = BTreeMap<u8, Vec<String>>;

/// Why a file is not taken back.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// It is no Word document, or one with programs in it.
    #[error("请交回由系统下载、在WPS或者Word里修改的docx文件；带宏的文件和其他格式不收")]
    NoDocument,
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// Somebody else has to decide first.
    #[error("文件里还有没有处理的修订，请在WPS里接受或者拒绝全部修订后再交回")]
    Changes,
    /// They would be lost.
    #[error("文件里有批注，请处理并删除批注后再交回")]
    Comments,
    /// Nobody sees it.
    #[error("文件里有隐藏的文字，请删去或者取消隐藏后再交回")]
    Hidden,
    /// It would be lost.
    #[error("文件里有{0}，答复书只能载入文字；请改为文字，或者把它作为附件另行提供")]
    NotWords(&'static str),
    /// Header or footer.
    #[error("页眉页脚里多出“{0}”，信头、页码以外的内容请写在正文里")]
    Margin(String),
    /// The agency's name over the letter.
    #[error("交回的文件里没有信头“{0}”，请从案卷重新下载这份文书再修改")]
    NoLetterhead(String),
    /// Something that is not the officer's to write is gone or reads otherwise.
    #[error(
        "交回的文件里找不到{place}“{text}”，这是依法应当载明或者由系统填写的内容，请原样保留；如果不是这份文书，请从案卷重新下载"
    )]
    Missing {
        /// 「标题」, 「主送」, 「救济途径」 …
        place: String,
        /// How it begins.
        text: String,
    },
    /// Something stands where nothing of the officer's can stand.
    #[error("“{text}”写在{place}之前，这里不能增加内容；请写在理由、说明等由您撰写的段落里")]
    Extra {
        /// What is too much.
        text: String,
        /// What comes after it.
        place: String,
    },
}

impl Composed {
    /// The officer's words in a document that was worked on. `self` is the letter with a [`slot`] in the place of each of them.
    pub fn words_handed_in(&self, docx: &[u8]) -> Result<Words, NotTaken> {
        if sent_format(docx) != Some(SentFormat::Docx) {
            return Err(NotTaken::NoDocument);
        }
        let limits = Limits { file_bytes: 16 << 20, unpacked_bytes: 64 << 20, ..Limits::default() };
        let reading = reading::read(docx, "letter.docx", &limits)?;
        let unseen = Unseen::of(docx, &limits)?;
        nothing_is_lost(&reading, unseen)?;
        self.margins_are_ours(&reading)?;
        self.words_in(&paragraphs(&reading)?)
    }

    /// The same of a letter as it was composed with the words themselves.
    pub fn words_composed(&self, letter: &Composed) -> Result<Words, NotTaken> {
        let lines: Vec<String> = letter.body().map(|(_, text)| clean(&text)).collect();
        self.words_in(&lines)
    }

    /// All but the letterhead.
    fn body(&self) -> impl Iterator<Item = (String, String)> {
        let head = usize::from(self.letterhead.is_some());
        self.texts().skip(head)
    }

    fn words_in(&self, lines: &[String]) -> Result<Words, NotTaken> {
        let pattern: Vec<Piece> = self.body().map(|(place, text)| Piece::of(place, &text)).collect();
        let mut words = Words::new();
        let (mut at, mut open) = (0, None);
        for (index, piece) in pattern.iter().enumerate() {
            let rest = lines.get(at..).unwrap_or_default();
            match piece {
                Piece::Slot(slot) => {
                    // Without a lead or an end of its own it begins where the piece before it ends.
                    let found = rest.iter().position(|line| slot.begins(line));
                    let next = pattern[index + 1..].iter().find_map(Piece::fixed);
                    let end = next
                        .map_or(rest.len(), |next| rest.iter().position(|line| same(line, next)).unwrap_or(rest.len()));
                    words.entry(slot.number).or_default();
                    if slot.is_bare() {
                        open = Some(slot.number);
                    } else if let Some(found) = found.filter(|found| *found < end) {
                        take(&mut words, &mut open, &rest[..found], piece)?;
                        words.entry(slot.number).or_default().push(slot.inner(&rest[found]));
                        (at, open) = (at + found + 1, slot.end.is_empty().then_some(slot.number));
                    } else if !slot.end.is_empty() {
                        return Err(missing(piece));
                    }
                }
                Piece::Fixed { text, .. } => {
                    let found = rest.iter().position(|line| same(line, text)).ok_or_else(|| missing(piece))?;
                    take(&mut words, &mut open, &rest[..found], piece)?;
                    (at, open) = (at + found + 1, None);
                }
            }
        }
        let rest = lines.get(at..).unwrap_or_default();
        match (open, rest.first()) {
            (Some(number), _) => words.entry(number).or_default().extend(rest.iter().cloned()),
            (None, Some(line)) => return Err(NotTaken::Extra { text: shown(line), place: "文末".to_owned() }),
            (None, None) => {}
        }
        Ok(words)
    }

    fn margins_are_ours(&self, reading: &Reading) -> Result<(), NotTaken> {
        let mut head = self.letterhead.as_deref();
        for part in &reading.parts {
            let lines = || lines(part).filter(|line| !line.is_empty());
            match part.place {
                Place::Header => {
                    for line in lines() {
                        match &self.letterhead {
                            Some(own) if same(&line, own) => head = None,
                            _ => return Err(NotTaken::Margin(shown(&line))),
                        }
                    }
                }
                Place::Footer => {
                    if let Some(line) = lines().find(|line| !is_page_number(line)) {
                        return Err(NotTaken::Margin(shown(&line)));
                    }
                }
                _ => {}
            }
        }
        head.map_or(Ok(()), |head| Err(NotTaken::NoLetterhead(head.to_owned())))
    }
}

/// Lines before what comes next belong to the text that is open, or to nothing.
fn take(words: &mut Words, open: &mut Option<u8>, lines: &[String], next: &Piece) -> Result<(), NotTaken> {
    match (*open, lines.first()) {
        (Some(number), _) => words.entry(number).or_default().extend(lines.iter().cloned()),
        (None, Some(line)) => return Err(NotTaken::Extra { text: shown(line), place: next.named() }),
        (None, None) => {}
    }
    Ok(())
}

/// A paragraph of the pattern.
enum Piece {
    /// Prescribed.
    Fixed { place: String, text: String },
    /// The officer's, perhaps between words that are not his.
    Slot(Slot),
}

struct Slot {
    number: u8,
    place: String,
    lead: String,
    end: String,
}

impl Piece {
    fn of(place: String, text: &str) -> Piece {
        let text = clean(text);
        let Some((at, mark)) = text.char_indices().find(|(_, c)| (FIRST..=LAST).contains(&u32::from(*c))) else {
            return Piece::Fixed { place, text };
        };
        let number = u8::try_from(u32::from(mark) - FIRST).expect("found in the range");
        let (lead, end) = (text[..at].to_owned(), text[at + mark.len_utf8()..].to_owned());
        // The stop at the end of a paragraph goes with its words.
        let end = if end == "。" { String::new() } else { end };
        Piece::Slot(Slot { number, place, lead, end })
    }

    fn fixed(&self) -> Option<&str> {
        match self {
            Piece::Fixed { text, .. } => Some(text),
            Piece::Slot(_) => None,
        }
    }

    fn text(&self) -> &str {
        match self {
            Piece::Fixed { text, .. } => text,
            Piece::Slot(slot) if slot.lead.is_empty() => &slot.end,
            Piece::Slot(slot) => &slot.lead,
        }
    }

    /// What people call it.
    fn named(&self) -> String {
        let (Piece::Fixed { place, .. } | Piece::Slot(Slot { place, .. })) = self;
        match place.as_str() {
            "标题" | "主送" | "署名" | "成文日期" | "附注" | "附件说明" => place.clone(),
            _ if self.text().contains("申请行政复议") => "救济途径".to_owned(),
            _ => format!("“{}”这一段", shown(self.text())),
        }
    }
}

impl Slot {
    fn is_bare(&self) -> bool {
        self.lead.is_empty() && self.end.is_empty()
    }

    fn begins(&self, line: &str) -> bool {
        let line = bare(line);
        line.starts_with(&bare(&self.lead)) && line.ends_with(&bare(&self.end)) && !self.is_bare()
    }

    /// What stands between lead and end.
    fn inner(&self, line: &str) -> String {
        let from = after(line, &bare(&self.lead));
        let line: String = line.chars().rev().collect();
        let end: String = bare(&self.end).chars().rev().collect();
        let to = line.len() - after(&line, &end);
        let line: String = line.chars().rev().collect();
        line.get(from..to).unwrap_or_default().trim().to_owned()
    }
}

/// The byte behind a beginning that is compared without blanks.
fn after(line: &str, beginning: &str) -> usize {
    let mut wanted = beginning.chars();
    let mut next = wanted.next();
    for (at, c) in line.char_indices() {
        match next {
            None => return at,
            Some(_) if c.is_whitespace() => {}
            Some(_) => next = wanted.next(),
        }
    }
    line.len()
}

/// Blanks do not matter, and quotation marks are what the program made of them.
fn bare(text: &str) -> String {
    let straight = |c| if matches!(c, '“' | '”' | '＂') { '"' } else { c };
    text.chars().filter(|c| !c.is_whitespace()).map(straight).collect()
}

fn same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn missing(piece: &Piece) -> NotTaken {
    let place = match piece.named() {
        place if place.starts_with('“') => "这一段".to_owned(),
        place => place,
    };
    NotTaken::Missing { place, text: shown(piece.text()) }
}

/// How a paragraph begins.
fn shown(text: &str) -> String {
    const MOST: usize = 24;
    let text = text.trim();
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

fn nothing_is_lost(reading: &Reading, unseen: Unseen) -> Result<(), NotTaken> {
    let has = |place: fn(&Place) -> bool| reading.parts.iter().any(|part| place(&part.place));
    if has(|place| matches!(place, Place::Deleted) || matches!(place, Place::Property(name) if name == "修订作者"))
    {
        return Err(NotTaken::Changes);
    }
    if has(|place| matches!(place, Place::Comment)) {
        return Err(NotTaken::Comments);
    }
    if unseen.hidden {
        return Err(NotTaken::Hidden);
    }
    let tables = reading.parts.iter().flat_map(|part| &part.blocks).any(|block| matches!(block, Block::Table(_)));
    let kinds = [
        (has(|place| matches!(place, Place::TextBox)), "文本框"),
        (unseen.pictures, "图片或者图形"),
        (tables, "表格"),
        (unseen.numbering, "自动编号"),
    ];
    match kinds.into_iter().find(|(there, _)| *there) {
        Some((_, what)) => Err(NotTaken::NotWords(what)),
        None => Ok(()),
    }
}

/// The paragraphs of the body that say something.
fn paragraphs(reading: &Reading) -> Result<Vec<String>, NotTaken> {
    let body = reading.parts.iter().find(|part| part.place == Place::Body).ok_or(NotTaken::NoDocument)?;
    Ok(lines(body).filter(|line| !line.is_empty()).collect())
}

fn lines(part: &Part) -> impl Iterator<Item = String> {
    part.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(clean(&line.text)),
        Block::Table(_) => None,
    })
}
