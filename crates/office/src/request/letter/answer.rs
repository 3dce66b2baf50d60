//! The reply in words: what was decided, from the record; the officer's words where the law asks for reasons.

use casework::request::facts::{Fact, Reply, SearchRecord, Service, Withheld};
use casework::request::letter::approved_on;
use casework::request::state::Reasons;
use documents::letter::{
    Decision, Letter, Matter, Reply as ReplyLetter, Responsible, Search, Supply, Why, WithheldPart, Withholding,
};
use law::calendar::Day;
use law::request::exemption::Exemption;
use law::request::outcome::Outcome;
use law::request::payment::last_day_to_pay;
use law::request::remedy::{Act, Question, Remedy, remedy};
use law::request::reply::{Element, ReplyKind};
use law::request::situation::MiscReason;

use super::desk::{Desk, addressee};
use super::{Remedies, untold};
use crate::error::Failed;
use crate::request::ground::GroundWords;
use crate::request::intake::{Delivery, Wanted};

/// What a letter says of a decision: itself, and the words that are no reason of it.
struct Said {
    decision: Decision,
    besides: String,
    outcome: Outcome,
}

impl Desk<'_> {
    pub(super) async fn reply(&self, entry: usize, fact: &Fact, remedies: &Remedies) -> Result<Letter, Failed> {
        let (person, wanted) = self.applicant().await?;
        let (on, said) = match fact {
            Fact::ReplyDrafted { reply, .. } => {
                let words = self.open(&reply.words).await?;
                let search = match &reply.search {
                    Some(search) => Some(self.search(search).await?),
                    None => None,
                };
                let mut grounds = Vec::new();
                for withheld in &reply.withheld {
                    grounds.push(match withheld.words() {
                        Some(words) => Some(GroundWords::read(&self.open(words).await?)?),
                        None => None,
                    });
                }
                (approved_on(self.request), self.said(reply, words, &grounds, search)?)
            }
            // It bears the day on which somebody signed it off, not that on which time ended it.
            Fact::GivenUp { .. } => (self.request.closing_told(entry), self.given_up()),
            Fact::FeeRanOut { .. } => (self.request.closing_told(entry), self.fee_unpaid()),
            Fact::Withdrawn { on, .. } => (self.request.closing_told(entry), withdrawn(*on)),
            _ => return Err(Failed::NotFound),
        };
        let question = Question {
            act: Act::Reply(said.outcome),
            on: on.unwrap_or_else(|| self.office.today()),
            agency: &remedies.agency,
            served_online: self.served_electronically(&wanted),
        };
        let remedy: Remedy =
            remedy(question, &remedies.rulings).map_err(|error| untold(&error))?.ok_or(Failed::NotFound)?;
        let reply = ReplyLetter {
            application: self.application(&wanted)?,
            facts: String::new(),
            decision: said.decision,
            besides: said.besides,
            remedy,
        };
        Ok(self.letter(addressee(&person), on, Matter::Reply(Box::new(reply))))
    }

    /// Whether the reply goes out over an electronic way. How it was served counts; before that, how it is wanted.
    fn served_electronically(&self, wanted: &Wanted) -> bool {
        let served = self.request.valid().find_map(|(_, made)| match &made.fact {
            Fact::Served { service } => Some(matches!(service, Service::Electronic { .. })),
            _ => None,
        });
        served.unwrap_or(matches!(wanted.delivery, Delivery::Email | Delivery::Online))
    }

    async fn search(&self, search: &SearchRecord) -> Result<Search, Failed> {
        let words = self.open(&search.words).await?;
        Ok(Search { on: search.on, stores: search.stores.clone(), words })
    }

    fn given_up(&self) -> Said {
        let (asked_on, answer_by) = self.correction_asked();
        let decision = Decision::ClosedNotCorrected { asked_on, answer_by };
        Said { decision, besides: String::new(), outcome: Outcome::OtherNotCorrected }
    }

    fn fee_unpaid(&self) -> Said {
        let (asked_on, pay_by) = self.fee_asked();
        let decision = Decision::ClosedFeeUnpaid { asked_on, pay_by };
        Said { decision, besides: String::new(), outcome: Outcome::OtherFeeUnpaid }
    }

    /// When a fee was asked for, and until when it could be paid.
    fn fee_asked(&self) -> (Option<Day>, Option<Day>) {
        let asked = self.request.valid().filter_map(|(_, made)| match &made.fact {
            Fact::FeeAsked { on, reached_on, .. } => Some((*on, *reached_on)),
            _ => None,
        });
        let Some((on, reached_on)) = asked.last() else { return (None, None) };
        let last = last_day_to_pay(on, reached_on, &self.office.settings().calendar);
        (Some(on), last.ok().map(|due| due.date))
    }

    /// When reasons were asked for.
    fn reasons_asked(&self) -> Option<Day> {
        let asked = self.request.valid().filter_map(|(_, made)| match &made.fact {
            Fact::ReasonsAsked { on, .. } => Some(*on),
            _ => None,
        });
        asked.last()
    }

    /// When a correction was asked for, and until when.
    fn correction_asked(&self) -> (Option<Day>, Option<Day>) {
        let asked = self.request.valid().filter_map(|(_, made)| match &made.fact {
            Fact::CorrectionAsked { on, answer_by, .. } => Some((*on, *answer_by)),
            _ => None,
        });
        asked.last().unzip()
    }

    fn said(
        &self,
        reply: &Reply,
        words: String,
        grounds: &[Option<GroundWords>],
        search: Option<Search>,
    ) -> Result<Said, Failed> {
        let besides = |decision, words| Said { decision, besides: words, outcome: reply.outcome };
        let whole = |decision| besides(decision, String::new());
        let holds = |element| reply.elements.contains(&element);
        let asked_on = self.correction_asked().0;
        Ok(match reply.kind {
            ReplyKind::Granted if holds(Element::WayAndTime) && !holds(Element::InformationAttached) => {
                whole(Decision::Granted { supply: Supply::Told { way: words, time: String::new() } })
            }
            ReplyKind::Granted => besides(Decision::Granted { supply: Supply::Attached(String::new()) }, words),
            ReplyKind::AlreadyPublished => whole(Decision::AlreadyPublished { way: words }),
            ReplyKind::PartlyGranted => {
                let withheld =
                    reply.withheld.iter().zip(grounds).map(|(one, words)| part(one, words.as_ref())).collect();
                besides(Decision::PartlyGranted { supply: Supply::Attached(String::new()), withheld }, words)
            }
            ReplyKind::Refused => {
                let withheld = reply.withheld.first().and_then(|one| Some((one, one.exemption()?)));
                let (withheld, exemption) = withheld.ok_or_else(|| incomplete("不予公开的情形"))?;
                if let Some(Some(ground)) = grounds.first() {
                    besides(Decision::Refused { ground: withholding(withheld, exemption, Some(ground)) }, words)
                } else {
                    // Earlier releases wrote the reason into the text.
                    let ground = Withholding { reason: words, ..withholding(withheld, exemption, None) };
                    whole(Decision::Refused { ground })
                }
            }
            ReplyKind::NotExisting => {
                let search = search.ok_or_else(|| incomplete("检索记录"))?;
                besides(Decision::NotExisting { search }, words)
            }
            ReplyKind::NotThisAgency => {
                let unknown = holds(Element::ResponsibleAgencyUnknown);
                let responsible = if unknown { Responsible::Unknown } else { Responsible::InReason };
                whole(Decision::NotThisAgency { reason: words, responsible })
            }
            ReplyKind::NeedsCreation => whole(Decision::NeedsCreation { reason: words }),
            ReplyKind::StillUnclear => whole(Decision::StillUnclear { asked_on, reason: words }),
            ReplyKind::DeclinedPetition => whole(Decision::DeclinedPetition { reason: words, channel: String::new() }),
            ReplyKind::DeclinedPublication => whole(Decision::DeclinedPublication { way: words }),
            ReplyKind::DeclinedExcessive => {
                let heard = matches!(self.request.reasons(), Reasons::Given { .. });
                whole(Decision::DeclinedExcessive { asked_on: self.reasons_asked(), heard, reason: words })
            }
            ReplyKind::DeclinedReissue => whole(Decision::DeclinedReissue { reason: words }),
            ReplyKind::DeclinedRepeat => besides(Decision::DeclinedRepeat { earlier: None }, words),
            ReplyKind::RegistryQuery => whole(Decision::RegistryQuery { rules: String::new(), way: words }),
            ReplyKind::ClosedNotCorrected => Said { besides: words, outcome: reply.outcome, ..self.given_up() },
            ReplyKind::ClosedFeeUnpaid => Said { besides: words, outcome: reply.outcome, ..self.fee_unpaid() },
            ReplyKind::ClosedWithdrawn | ReplyKind::ClosedMisc => {
                whole(Decision::ClosedMisc { reason: MiscReason::Other, words })
            }
        })
    }
}

/// No step lets such a draft through.
fn incomplete(what: &str) -> Failed {
    Failed::Unreadable(format!("答复稿中没有{what}，请核对记录是否完整"))
}

fn withdrawn(on: Day) -> Said {
    let decision = Decision::ClosedWithdrawn { withdrawn_on: on };
    Said { decision, besides: String::new(), outcome: Outcome::OtherMisc }
}

/// A part that is left out; where its entry holds no words, the text of the letter says which one it is.
fn part(withheld: &Withheld, words: Option<&GroundWords>) -> WithheldPart {
    let said = |pick: fn(&GroundWords) -> &String| words.map(pick).cloned().unwrap_or_default();
    let why = match withheld.exemption() {
        Some(exemption) => Why::Withheld(withholding(withheld, exemption, words)),
        None => Why::NotGovernmentInformation(said(|words| &words.reason)),
    };
    WithheldPart { what: said(|words| &words.what), why }
}

fn withholding(withheld: &Withheld, exemption: Exemption, words: Option<&GroundWords>) -> Withholding {
    let (norm, third_party) = match withheld {
        Withheld::Exempt { norm, third_party, .. } => (norm.clone(), *third_party),
        Withheld::NotGovernmentInformation { .. } => (None, None),
    };
    let GroundWords { reason, discretion, .. } = words.cloned().unwrap_or_default();
    Withholding { exemption, reason, discretion, norm, third_party }
}
