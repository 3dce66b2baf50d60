//! Where a publication stands: folded once from its entries; every question about the file is answered from here.

use std::collections::BTreeSet;

use law::calendar::Day;

use super::facts::{Channel, Draft, Fact, Found, Level, Repeal, Withdrawal};
use super::text::TextDigest;
use crate::disposal::Erasure;
use crate::entry::{Author, Entry};
use crate::file::FileNumber;

/// A publication after all entries so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    history: Vec<Entry<Fact>>,
    work: Work,
    public: Option<Public>,
    repealed: Option<Repealed>,
    withdrawn: Option<(Day, Withdrawal)>,
    interpreted: Option<Interpreted>,
    erased: Option<Erasure>,
    latest: Option<Day>,
}

/// How far the draft in hand has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// No draft: nothing yet, or what was drafted is public.
    #[default]
    None,
    /// On its way.
    Running {
        /// The draft.
        draft: Draft,
        /// Who wrote it.
        by: Author,
        /// How far the screening has come.
        screening: Screening,
        /// How many levels have agreed.
        passed: usize,
    },
    /// Given back to be written anew.
    Returned {
        /// The draft.
        draft: Draft,
        /// By whom.
        level: Level,
    },
    /// All levels have agreed: to be published, or kept where it is not 主动公开.
    Approved {
        /// The draft.
        draft: Draft,
    },
}

/// Art. 17: how far the screening of a draft has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screening {
    /// Nobody has looked.
    #[default]
    NotYet,
    /// Something was found.
    Open(Found),
    /// Nothing was found, or what was found is justified.
    Passed,
}

/// What the public sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public {
    /// The day of first publication.
    pub on: Day,
    /// 索引号.
    pub index_number: String,
    /// 文号.
    pub document_number: Option<String>,
    /// Where.
    pub channels: BTreeSet<Channel>,
    /// The text that is shown.
    pub text: TextDigest,
    /// From 1; one more with each revision.
    pub edition: u32,
    /// The day of the last revision.
    pub revised_on: Option<Day>,
    /// The day on which the document itself was formed, before any revision.
    pub first_formed_on: Day,
    /// The draft that is shown.
    pub draft: Draft,
}

/// 政策解读: how the duty to interpret a document ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interpreted {
    /// An interpretation is public.
    By {
        /// Since this day.
        on: Day,
        /// Its file.
        interpretation: FileNumber,
    },
    /// Somebody said why none is needed.
    Waived {
        /// On this day.
        on: Day,
    },
}

/// 有效性: it does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repealed {
    /// From this day.
    pub on: Day,
    /// How that came.
    pub how: Repeal,
    /// The document that says so.
    pub by_document: Option<String>,
}

impl Publication {
    /// A publication from its entries.
    pub fn of(history: impl IntoIterator<Item = Entry<Fact>>) -> Publication {
        let mut publication = Publication::default();
        history.into_iter().for_each(|entry| publication.evolve(entry));
        publication
    }

    /// Takes the next entry. Whether it may come next was decided by the step that made it.
    pub fn evolve(&mut self, entry: Entry<Fact>) {
        self.latest = self.latest.max(Some(entry.fact.on()));
        match &entry.fact {
            Fact::Drafted { draft, .. } => {
                let (draft, by) = (draft.clone(), entry.by);
                self.work = Work::Running { draft, by, screening: Screening::NotYet, passed: 0 };
            }
            Fact::Screened { found, justified, .. } => {
                if let Work::Running { screening, .. } = &mut self.work {
                    let passed = found.is_clean() || justified.is_some();
                    *screening = if passed { Screening::Passed } else { Screening::Open(*found) };
                }
            }
            Fact::ReviewApproved { .. } => self.pass_level(),
            Fact::ReviewReturned { level, .. } => {
                if let Work::Running { draft, .. } = std::mem::take(&mut self.work) {
                    self.work = Work::Returned { draft, level: *level };
                }
            }
            Fact::Published { on, index_number, document_number, channels, text } => {
                if let Work::Approved { draft } = std::mem::take(&mut self.work) {
                    self.public = Some(Public {
                        on: *on,
                        index_number: index_number.clone(),
                        document_number: document_number.clone(),
                        channels: channels.clone(),
                        text: text.clone(),
                        edition: 1,
                        revised_on: None,
                        first_formed_on: draft.formed_on,
                        draft,
                    });
                }
            }
            Fact::Revised { on, text } => {
                if let (Work::Approved { draft }, Some(public)) = (std::mem::take(&mut self.work), &mut self.public) {
                    public.edition += 1;
                    public.revised_on = Some(*on);
                    public.text = text.clone();
                    public.draft = draft;
                }
            }
            Fact::Repealed { on, how, by_document } => {
                self.repealed = Some(Repealed { on: *on, how: *how, by_document: by_document.clone() });
            }
            Fact::Withdrawn { on, why, .. } => {
                self.withdrawn = Some((*on, *why));
                self.work = Work::None; // a revision of what is gone
            }
            Fact::Interpreted { on, interpretation } => {
                self.interpreted = Some(Interpreted::By { on: *on, interpretation: interpretation.clone() });
            }
            Fact::InterpretationWaived { on, .. } => self.interpreted = Some(Interpreted::Waived { on: *on }),
            Fact::Erased { on, disposal, void } => {
                self.erased = Some(Erasure { on: *on, disposal: disposal.clone(), void: *void });
            }
        }
        self.history.push(entry);
    }

    fn pass_level(&mut self) {
        if let Work::Running { draft, by, screening, passed } = std::mem::take(&mut self.work) {
            let passed = passed + 1;
            self.work = if passed >= draft.chain.len() {
                Work::Approved { draft }
            } else {
                Work::Running { draft, by, screening, passed }
            };
        }
    }

    /// How many entries it has: what a step was decided on, and what the record holds it against.
    pub fn version(&self) -> usize {
        self.history.len()
    }

    /// All entries as they were made.
    pub fn history(&self) -> &[Entry<Fact>] {
        &self.history
    }

    /// How far the draft in hand has come.
    pub fn work(&self) -> &Work {
        &self.work
    }

    /// The draft in hand, whatever its stage.
    pub fn draft(&self) -> Option<&Draft> {
        match &self.work {
            Work::None => None,
            Work::Running { draft, .. } | Work::Returned { draft, .. } | Work::Approved { draft } => Some(draft),
        }
    }

    /// The draft in hand, or else the one that is public: what the file is about.
    pub fn subject(&self) -> Option<&Draft> {
        self.draft().or(self.public.as_ref().map(|public| &public.draft))
    }

    /// The level that is to look at the draft now.
    pub fn awaited_level(&self) -> Option<Level> {
        match &self.work {
            Work::Running { draft, passed, .. } => draft.chain.get(*passed).copied(),
            _ => None,
        }
    }

    /// What was published, also where it was taken back since.
    pub fn public(&self) -> Option<&Public> {
        self.public.as_ref()
    }

    /// The public can read it now.
    pub fn is_public(&self) -> bool {
        self.public.is_some() && self.withdrawn.is_none()
    }

    /// 有效性; `None` while it holds.
    pub fn repealed(&self) -> Option<&Repealed> {
        self.repealed.as_ref()
    }

    /// The day on which it was taken back, and why.
    pub fn withdrawn(&self) -> Option<(Day, Withdrawal)> {
        self.withdrawn
    }

    /// How the duty to interpret it ended; `None` while nobody has interpreted it.
    pub fn interpreted(&self) -> Option<&Interpreted> {
        self.interpreted.as_ref()
    }

    /// The destruction of all that was sealed for the file.
    pub fn erased(&self) -> Option<&Erasure> {
        self.erased.as_ref()
    }

    /// The latest day of anything on the file.
    pub fn latest(&self) -> Option<Day> {
        self.latest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{approved, by, day, drafted, published, returned, screened, sealed};

    #[test]
    fn a_draft_becomes_public_when_all_have_agreed() {
        let facts = [drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11")];
        let publication = Publication::of(facts.map(by(1)));
        let public = publication.public().unwrap();
        assert_eq!((public.on, public.edition), (day("2025-06-11"), 1));
        assert!(publication.is_public());
        assert_eq!(publication.work(), &Work::None);
        assert_eq!(publication.version(), 4);
    }

    #[test]
    fn what_is_returned_remembers_what_it_was() {
        let facts = [drafted("2025-06-09"), screened("2025-06-09"), returned("2025-06-10")];
        let publication = Publication::of(facts.map(by(1)));
        assert!(matches!(publication.work(), Work::Returned { level: Level::UnitHead, .. }));
        assert_eq!(publication.draft().unwrap().formed_on, day("2025-06-09"));
    }

    #[test]
    fn a_revision_keeps_number_day_and_the_first_forming() {
        let text = TextDigest::new(&"0b".repeat(32)).unwrap();
        let facts = [
            drafted("2025-06-09"),
            screened("2025-06-09"),
            approved("2025-06-10"),
            published("2025-06-11"),
            drafted("2025-07-09"),
            screened("2025-07-09"),
            approved("2025-07-10"),
            Fact::Revised { on: day("2025-07-11"), text: text.clone() },
        ];
        let publication = Publication::of(facts.map(by(1)));
        let public = publication.public().unwrap();
        assert_eq!((public.on, public.edition, public.revised_on), (day("2025-06-11"), 2, Some(day("2025-07-11"))));
        assert_eq!((public.first_formed_on, public.draft.formed_on), (day("2025-06-09"), day("2025-07-09")));
        assert_eq!(public.text, text);
    }

    #[test]
    fn what_is_taken_back_is_known_to_have_been_there() {
        let gone = Fact::Withdrawn { on: day("2025-06-12"), why: Withdrawal::Leak, words: sealed(3) };
        let facts =
            [drafted("2025-06-09"), screened("2025-06-09"), approved("2025-06-10"), published("2025-06-11"), gone];
        let publication = Publication::of(facts.map(by(1)));
        assert!(!publication.is_public());
        assert!(publication.public().is_some());
        assert_eq!(publication.withdrawn(), Some((day("2025-06-12"), Withdrawal::Leak)));
    }
}
