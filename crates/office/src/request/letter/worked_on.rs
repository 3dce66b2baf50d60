//! 交回修改稿: a draft goes out as a Word document, is worked on in WPS, and comes back. What of it is the officer's own is read back and compared with the
//! draft; everything else has to stand as it stood, for it is composed anew.

use casework::request::facts::Reply;
use casework::request::letter::LetterKind;
use casework::request::{Refusal, Request, steps};
use casework::sealed::Sealed;
use casework::who::{Subject, Viewer};
use documents::letter::{Composed, NotTaken, Words, slot};
use records::file::FileId;
use screening::{Kind, Screener};

use super::desk::Desk;
use crate::error::{Failed, Invalid};
use crate::paper::Spooled;
use crate::request::ground::GroundWords;
use crate::request::step::Reworded;
use crate::setup::Office;

/// A draft as it would read.
#[derive(Clone, Debug)]
pub struct WorkedOn {
    /// On how many entries of the file this was found.
    pub version: usize,
    /// What reads otherwise than before; never empty.
    pub changes: Vec<WordsChanged>,
    /// Personal data in what changed, each as 「“…”（手机号码）」, to be looked at.
    pub found: Vec<String>,
    /// All words of the draft as they would be.
    pub words: Reworded,
}

/// A text that reads otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsChanged {
    /// Which one.
    pub what: String,
    /// As it reads in the draft.
    pub before: String,
    /// As it would read.
    pub after: String,
}

/// The name of the field for the file, in what is said of it.
const FIELD: &str = "docx";

/// The longest text of a draft, in characters, as forms have it.
const LONGEST: usize = 20_000;

impl Office {
    /// Whether this viewer may hand a draft of this application in again with other words.
    pub fn may_rework(&self, by: &Viewer, request: &Request) -> Result<(), Refusal> {
        steps::may_rework(request, &self.context(by), by)
    }

    /// Reads a draft that was worked on. Nothing is stored. Errors: a [`Refusal`] where there is no draft to be worked on; [`Failed::Invalid`] with what is
    /// wrong with the file, in one sentence.
    pub async fn worked_on(&self, by: &Viewer, file: &FileId, docx: &Spooled) -> Result<WorkedOn, Failed> {
        let (request, reply, entry) = self.at_hand(by, file).await?;
        let old = self.reworded(by, file, &reply).await?;
        let pattern = self.pattern(by, file, &request, entry, &reply, &old).await?;
        let composed = self.as_drafted(by, file, &request, entry).await?;
        let docx = docx.whole().await.map_err(|error| Failed::Unreadable(error.to_string()))?;
        let (before, after) = (pattern.words_composed(&composed), pattern.words_handed_in(&docx));
        let (before, after) = (before.map_err(|why| not_taken(&why))?, after.map_err(|why| not_taken(&why))?);
        let read = |words: &Words| Texts(words).reworded(&old);
        self.compared(&request, &read(&before), read(&after))
    }

    /// The same for words that were read before, as a form brings them back.
    pub async fn reworked(&self, by: &Viewer, file: &FileId, words: Reworded) -> Result<WorkedOn, Failed> {
        let (request, reply, _) = self.at_hand(by, file).await?;
        let old = self.reworded(by, file, &reply).await?;
        self.compared(&request, &old, words)
    }

    /// What a draft must not become, whoever sends it.
    pub(in crate::request) async fn may_read_like_this(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        words: &Reworded,
    ) -> Result<(), Failed> {
        steps::may_rework(request, &self.context(by), by)?;
        let (_, reply) = request.draft_at_hand().ok_or(Refusal::NoDraftAtHand)?;
        let old = self.reworded(by, file, reply).await?;
        self.compared(request, &old, words.clone()).map(|_| ())
    }

    async fn at_hand(&self, by: &Viewer, file: &FileId) -> Result<(Request, Reply, usize), Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        if let Some(erasure) = request.erased() {
            return Err(Refusal::Erased(erasure.on).into());
        }
        self.may_rework(by, &request)?;
        let (entry, reply) = request.draft_at_hand().ok_or(Refusal::NoDraftAtHand)?;
        let (entry, reply) = (entry, reply.clone());
        Ok((request, reply, entry))
    }

    /// The officer's words of a draft, opened.
    async fn reworded(&self, by: &Viewer, file: &FileId, reply: &Reply) -> Result<Reworded, Failed> {
        let open = async |sealed: &Sealed| self.open_words(by, file, sealed, "核对修改稿").await;
        let mut grounds = Vec::new();
        for withheld in &reply.withheld {
            grounds.push(match withheld.words() {
                Some(words) => Some(GroundWords::read(&open(words).await?)?),
                None => None,
            });
        }
        let search = match &reply.search {
            Some(search) => Some(open(&search.words).await?),
            None => None,
        };
        Ok(Reworded { words: open(&reply.words).await?, grounds, search })
    }

    async fn as_drafted(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        entry: usize,
    ) -> Result<Composed, Failed> {
        Ok(self.desk(by, file, request, LetterKind::Reply).write(entry, None).await?.compose())
    }

    /// The letter with a slot in the place of each text that the officer has written.
    async fn pattern(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        entry: usize,
        reply: &Reply,
        old: &Reworded,
    ) -> Result<Composed, Failed> {
        let mut texts = vec![(reply.words.clone(), slot(WORDS))];
        texts.extend(reply.search.iter().map(|search| (search.words.clone(), slot(SEARCH))));
        for (index, (withheld, old)) in reply.withheld.iter().zip(&old.grounds).enumerate() {
            let Some((sealed, old)) = withheld.words().zip(old.as_ref()) else { continue };
            let [what, reason, discretion] = of_ground(index)?.map(slot);
            // Where there is no part to be named, the letter has no place for its name.
            let what = if old.what.trim().is_empty() { String::new() } else { what };
            texts.push((sealed.clone(), GroundWords { what, reason, discretion }.written()));
        }
        let desk = Desk { texts: &texts, ..self.desk(by, file, request, LetterKind::Reply) };
        Ok(desk.write(entry, None).await?.compose())
    }

    /// What changes, where it may.
    fn compared(&self, request: &Request, before: &Reworded, after: Reworded) -> Result<WorkedOn, Failed> {
        if after.grounds.len() != before.grounds.len() || after.search.is_some() != before.search.is_some() {
            return Err(Refusal::OtherDraft.into());
        }
        let mut wrong = Invalid::default();
        let mut changes = Vec::new();
        for ((what, before), (_, after)) in named(before).into_iter().zip(named(&after)) {
            if before == after {
                continue;
            }
            if after.trim().is_empty() {
                wrong.say(FIELD, format!("{what}被删空了：答复应当写明，请在文件里补上再交回"));
            }
            if after.chars().count() > LONGEST {
                wrong.say(FIELD, format!("{what}最多{LONGEST}字，请缩短，更长的内容可以作为附件"));
            }
            changes.push(WordsChanged { what, before, after });
        }
        let screener = Screener::new(self.masking);
        let mut found = Vec::new();
        for finding in changes.iter().flat_map(|change| change.after.lines()).flat_map(|line| screener.screen(line)) {
            if finding.kind == Kind::SecrecyMark {
                wrong.say(FIELD, format!("文中有密级标志“{}”：涉密内容不得进入本系统，请删去后再交回", finding.text));
            } else {
                found.push(format!("“{}”（{}）", finding.text, finding.kind.title()));
            }
        }
        if changes.is_empty() {
            wrong.say(FIELD, "交回的文件与现在的答复稿文字相同，没有需要更新的内容");
        }
        wrong.settle()?;
        found.dedup();
        Ok(WorkedOn { version: request.version(), changes, found, words: after })
    }
}

/// The numbers of the slots.
const WORDS: u8 = 0;
const SEARCH: u8 = 1;

/// Those of the ground of this place: which part, reason, discretion.
fn of_ground(index: usize) -> Result<[u8; 3], Failed> {
    let first = u8::try_from(index * 3 + 2).ok().filter(|first| *first <= u8::MAX - 2);
    let first = first.ok_or_else(|| Failed::Unreadable("不予公开的部分太多，请在系统里修改答复稿".to_owned()))?;
    Ok([first, first + 1, first + 2])
}

/// What was read, by the numbers of the slots.
struct Texts<'w>(&'w Words);

impl Texts<'_> {
    /// A text that the letter does not print stays as it is.
    fn of(&self, number: u8, old: &str) -> String {
        self.0.get(&number).map_or_else(|| old.to_owned(), |lines| lines.join("\n"))
    }

    /// As the words of a draft of this shape.
    fn reworded(&self, shape: &Reworded) -> Reworded {
        let ground = |(index, ground): (usize, &Option<GroundWords>)| {
            let (ground, [what, reason, discretion]) = (ground.as_ref()?, of_ground(index).ok()?);
            Some(GroundWords {
                what: self.of(what, &ground.what),
                reason: self.of(reason, &ground.reason),
                discretion: self.of(discretion, &ground.discretion),
            })
        };
        Reworded {
            words: self.of(WORDS, &shape.words),
            grounds: shape.grounds.iter().enumerate().map(ground).collect(),
            search: shape.search.as_ref().map(|search| self.of(SEARCH, search)),
        }
    }
}

/// Each text with what people call it.
fn named(words: &Reworded) -> Vec<(String, String)> {
    let mut named = vec![("答复内容".to_owned(), words.words.clone())];
    named.extend(words.search.iter().map(|search| ("检索情况".to_owned(), search.clone())));
    let several = words.grounds.len() > 1;
    for (number, ground) in (1..).zip(&words.grounds) {
        let of = |what: &str| if several { format!("第{number}部分：{what}") } else { what.to_owned() };
        let GroundWords { what, reason, discretion } = ground.clone().unwrap_or_default();
        named.extend([(of("不予公开的内容"), what), (of("理由"), reason), (of("决定不予公开的考虑"), discretion)]);
    }
    named
}

fn not_taken(why: &NotTaken) -> Failed {
    let mut invalid = Invalid::default();
    invalid.say(FIELD, why.to_string());
    Failed::Invalid(invalid)
}
