//! The reply in words: what was decided, from the record; the officer's words where the law asks for reasons.

use casework::request::facts::{Fact, Reply, SearchRecord, Service, Withheld};
use documents::letter::{
    Decision, Letter, Matter, Reply as ReplyLetter, Responsible, Search, Supply, Why, WithheldPart, Withholding,
};
use law::calendar::Day;
use law::request::exemption::Exemption;
use law::request::outcome::Outcome;
use law::request::remedy::{Act, Question, Remedy, remedy};
use law::request::reply::{Element, ReplyKind};
use law::request::situation::MiscReason;

use super::{Desk, Remedies, addressee, untold};
use crate::error::Failed;

/// What a letter says of a decision: itself, and the words that are no reason of it.
struct Said {
    decision: Decision,
    besides: String,
    outcome: Outcome,
}

impl Desk<'_> {
    pub(super) async fn reply(&self, fact: &Fact, remedies: &Remedies) -> Result<Letter, Failed> {
        let (person, wanted) = self.applicant().await?;
        let (on, said) = match fact {
            Fact::ReplyDrafted { reply, .. } => {
                let words = self.open(&reply.words).await?;
                let search = match &reply.search {
                    Some(search) => Some(self.search(search).await?),
                    None => None,
                };
                (self.approved_on(), self.said(reply, words, search)?)
            }
            Fact::GivenUp { on } => (Some(*on), self.given_up()),
            Fact::Withdrawn { on, .. } => (Some(*on), withdrawn(*on)),
            _ => return Err(Failed::NotFound),
        };
        let question = Question {
            act: Act::Reply(said.outcome),
            on: on.unwrap_or_else(|| self.office.today()),
            agency: &remedies.agency,
            served_online: self.served_electronically(),
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
        let letter = self.letter(addressee(&person), on, Matter::Reply(Box::new(reply)));
        Ok(Letter { number: on.and_then(|_| self.reply_number()), ..letter })
    }

    /// Whether the reply went out over an electronic way: how it was served counts, not how it was wanted.
    fn served_electronically(&self) -> bool {
        let electronic = |fact: &Fact| matches!(fact, Fact::Served { service: Service::Electronic { .. } });
        self.request.valid().any(|(_, made)| electronic(&made.fact))
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

    /// When a correction was asked for, and until when.
    fn correction_asked(&self) -> (Option<Day>, Option<Day>) {
        let asked = self.request.valid().filter_map(|(_, made)| match &made.fact {
            Fact::CorrectionAsked { on, answer_by, .. } => Some((*on, *answer_by)),
            _ => None,
        });
        asked.last().unzip()
    }

    fn said(&self, reply: &Reply, words: String, search: Option<Search>) -> Result<Said, Failed> {
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
                let withheld = reply.withheld.iter().map(part).collect();
                besides(Decision::PartlyGranted { supply: Supply::Attached(String::new()), withheld }, words)
            }
            ReplyKind::Refused => {
                let withheld = reply.withheld.first().and_then(|one| Some((one, one.exemption()?)));
                let (withheld, exemption) = withheld.ok_or_else(|| incomplete("不予公开的情形"))?;
                whole(Decision::Refused { ground: Withholding { reason: words, ..withholding(withheld, exemption) } })
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
            ReplyKind::DeclinedExcessive => whole(Decision::DeclinedExcessive { asked_on: None, reason: words }),
            ReplyKind::DeclinedReissue => whole(Decision::DeclinedReissue { reason: words }),
            ReplyKind::DeclinedRepeat => besides(Decision::DeclinedRepeat { earlier: None }, words),
            ReplyKind::RegistryQuery => whole(Decision::RegistryQuery { rules: String::new(), way: words }),
            ReplyKind::ClosedNotCorrected => Said { besides: words, outcome: reply.outcome, ..self.given_up() },
            ReplyKind::ClosedFeeUnpaid => besides(Decision::ClosedFeeUnpaid { asked_on: None, pay_by: None }, words),
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

/// A part that is left out; which one it is the officer's words say.
fn part(withheld: &Withheld) -> WithheldPart {
    let why = match withheld.exemption() {
        Some(exemption) => Why::Withheld(withholding(withheld, exemption)),
        None => Why::NotGovernmentInformation(String::new()),
    };
    WithheldPart { what: String::new(), why }
}

fn withholding(withheld: &Withheld, exemption: Exemption) -> Withholding {
    let (norm, third_party) = match withheld {
        Withheld::Exempt { norm, third_party, .. } => (norm.clone(), *third_party),
        Withheld::NotGovernmentInformation => (None, None),
    };
    Withholding { exemption, reason: String::new(), discretion: String::new(), norm, third_party }
}
