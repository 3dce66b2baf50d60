//! What the tests of this kind of file speak of; how they speak, `crate::given` says.

use law::request::clock::Clock;
use law::request::consultation::Consulted;
use law::request::extension::ExtensionDays;
use law::request::fee::{Basis, Yuan};
use law::request::outcome::Outcome;
use law::request::receipt::Channel;
use law::request::reply::{Element, ReplyKind};
use law::request::situation::Situation;

use super::facts::{
    Applicant, Arrival, Counted, Fact, Level, Reply, Said, SearchRecord, Service, UnclearPoint, Withheld,
};
use super::letter::{LetterKind, LetterNumber};
use super::steps::{Answer, Draft};
use super::{Refusal, Request};
use crate::file::FileNumber;
use crate::paper::{FileFormat, Paper, Role};
use crate::who::{Account, Unit};

pub(crate) use crate::given::{by, day, nothing, sealed, under, with_duties};

type Given = crate::given::Given<Request>;
pub(crate) type When = crate::given::When<Request, Refusal>;

/// A file on which account 1 has written these facts. Whoever acts next is account 2, with every duty of the office.
pub(crate) fn given(facts: impl IntoIterator<Item = Fact>) -> Given {
    Given::these(facts, "2025-06-09")
}

impl When {
    #[track_caller]
    pub(crate) fn clock(&self) -> Clock {
        let after = self.then();
        under(self.today, |cx| after.clock(cx)).expect("the law reads the file")
    }

    #[track_caller]
    pub(crate) fn reply(self) -> Reply {
        match self.result.expect("the draft is taken").pop() {
            Some(Fact::ReplyDrafted { reply, .. }) => reply,
            other => panic!("{other:?} is no draft"),
        }
    }
}

pub(crate) fn received(on: &str) -> Fact {
    received_from(Applicant::NaturalPerson, on)
}

pub(crate) fn received_from(applicant: Applicant, on: &str) -> Fact {
    let arrival = Arrival { handed_in: Some(day(on)), ..Arrival::default() };
    let (on, person, words) = (day(on), sealed(1), sealed(2));
    Fact::Registered { on, channel: Channel::Counter, arrival, applicant, person, words }
}

/// Over the web form, and not confirmed yet.
pub(crate) fn submitted(on: &str) -> Fact {
    let arrival = Arrival { submitted: Some(day(on)), ..Arrival::default() };
    let (on, person, words) = (day(on), sealed(1), sealed(2));
    Fact::Registered { on, channel: Channel::Internet, arrival, applicant: Applicant::NaturalPerson, person, words }
}

/// A correction, to be answered within two weeks.
pub(crate) fn asked(on: &str) -> Fact {
    let answer_by = day(on).checked_add(jiff::Span::new().days(14)).unwrap();
    Fact::CorrectionAsked { on: day(on), points: [UnclearPoint::Title].into(), words: sealed(3), answer_by }
}

pub(crate) fn corrected(on: &str) -> Fact {
    Fact::Corrected { on: day(on), words: sealed(4), good_reason: false }
}

pub(crate) fn consulted(on: &str, party: u8) -> Fact {
    Fact::OpinionAsked { on: day(on), consulted: Consulted::ThirdParty, party: sealed(party), reached_on: None }
}

pub(crate) fn answered(on: &str, consultation: usize, said: Said) -> Fact {
    Fact::OpinionAnswered { on: day(on), consultation, said, words: sealed(5) }
}

pub(crate) fn search(on: &str) -> SearchRecord {
    SearchRecord { on: day(on), by: Account(1), stores: vec!["档案室".into()], words: sealed(9) }
}

/// A draft that grants what is asked for.
pub(crate) fn granting(on: &str) -> Draft {
    let elements = [Element::FactsFound, Element::LegalBasis, Element::InformationAttached, Element::Reason];
    let answer = Answer::Otherwise(Situation::Disclosable);
    Draft { on: day(on), answer, search: None, grounds: Vec::new(), elements: elements.into(), words: sealed(6) }
}

pub(crate) fn drafted(on: &str) -> Fact {
    drafted_through(on, &[Level::UnitHead])
}

pub(crate) fn drafted_through(on: &str, chain: &[Level]) -> Fact {
    let mut elements = granting(on).elements;
    elements.extend([Element::ReceiptDate, Element::RequestContent]);
    let reply = Reply {
        kind: ReplyKind::Granted,
        outcome: Outcome::Granted,
        withheld: Vec::new(),
        search: None,
        elements,
        words: sealed(6),
        chain: chain.to_vec(),
    };
    Fact::ReplyDrafted { on: day(on), reply }
}

pub(crate) fn reviewed(on: &str) -> Fact {
    Fact::ReviewApproved { on: day(on), level: Level::UnitHead }
}

pub(crate) fn served(on: &str) -> Fact {
    Fact::Served { service: Service::Post { posted_on: day(on), signed_on: None } }
}

pub(crate) fn withdrawn(on: &str) -> Fact {
    Fact::Withdrawn { on: day(on), words: sealed(7) }
}

pub(crate) fn erased(on: &str, void: bool) -> Fact {
    Fact::Erased { on: day(on), disposal: FileNumber::new(&"0d".repeat(16)).unwrap(), void }
}

pub(crate) fn paper(number: u8) -> Paper {
    let (content, name) = (sealed(number), sealed(number + 1));
    Paper { role: Role::Envelope, content, name, format: FileFormat::Jpeg, size: 7 }
}

/// Art. 35: reasons were asked for.
pub(crate) fn reasons_asked(on: &str, answer_by: &str) -> Fact {
    Fact::ReasonsAsked { on: day(on), words: sealed(13), answer_by: day(answer_by) }
}

/// Art. 42: a fee for 119 pages.
pub(crate) fn fee_asked(on: &str, reached_on: Option<&str>) -> Fact {
    let (basis, amount) = (Basis::Pages(119), Yuan(1080));
    Fact::FeeAsked { on: day(on), basis, amount, words: sealed(16), reached_on: reached_on.map(day), counted: None }
}

/// A letter that was signed off.
pub(crate) fn issued(on: &str, letter: LetterKind, about: usize) -> Fact {
    let number = LetterNumber { mark: "示环公复".into(), year: 2025, serial: 3 };
    Fact::LetterIssued { on: day(on), letter, about, number, docx: sealed(18), pdf: Some(sealed(19)) }
}

/// One fact of each kind, as the golden file of payloads has them.
pub(crate) fn one_of_each() -> Vec<Fact> {
    use law::calendar::WorkingDays;
    use law::request::exemption::Exemption;
    use law::request::ground::ThirdParty;
    let on = day("2025-06-09");
    let refused = match drafted("2025-06-09") {
        Fact::ReplyDrafted { on, reply } => {
            let exempt = Withheld::Exempt {
                exemption: Exemption::ThirdParty,
                norm: None,
                third_party: Some(ThirdParty::Objected),
                words: None,
            };
            let withheld = vec![exempt, Withheld::NotGovernmentInformation { words: None }];
            Fact::ReplyDrafted { on, reply: Reply { withheld, search: Some(search("2025-06-09")), ..reply } }
        }
        other => other,
    };
    let with_words = match refused.clone() {
        Fact::ReplyDrafted { on, mut reply } => {
            reply.withheld = vec![
                Withheld::Exempt {
                    exemption: Exemption::Deliberative,
                    norm: None,
                    third_party: None,
                    words: Some(sealed(11)),
                },
                Withheld::NotGovernmentInformation { words: Some(sealed(12)) },
            ];
            reply.search = None;
            Fact::ReplyDrafted { on, reply }
        }
        other => other,
    };
    vec![
        received("2025-06-09"),
        Fact::ContactFailed { on },
        Fact::Confirmed { on },
        asked("2025-06-09"),
        corrected("2025-06-09"),
        Fact::GivenUp { on },
        consulted("2025-06-09", 1),
        answered("2025-06-09", 2, Said::ObjectedWithoutReason),
        Fact::ConsultationRanOut { on, consultation: 2 },
        Fact::ExtensionApproved { on, days: ExtensionDays::new(WorkingDays(20)).unwrap(), reason: None },
        Fact::ExtensionTold { on },
        refused,
        reviewed("2025-06-09"),
        Fact::ReviewReturned { on, level: Level::LegalReviewer, words: sealed(6) },
        served("2025-06-09"),
        withdrawn("2025-06-09"),
        Fact::Amended { on, entry: 1, right: Box::new(submitted("2025-06-08")), reason: sealed(8) },
        Fact::Struck { on, entry: 1, reason: sealed(8) },
        Fact::Archived { on },
        Fact::Numbered { on, year: 2025, serial: 27 },
        Fact::Assigned { on, unit: Unit(3), handler: Some(Account(7)) },
        erased("2025-06-09", false),
        Fact::PapersFiled { on, papers: vec![paper(1)] },
        Fact::CodeRenewed { on, seen: sealed(8) },
        Fact::ExtensionApproved { on, days: ExtensionDays::new(WorkingDays(5)).unwrap(), reason: Some(sealed(10)) },
        with_words,
        reasons_asked("2025-06-09", "2025-06-23"),
        Fact::ReasonsGiven { on, words: sealed(14) },
        Fact::Delayed { on, until: day("2025-09-30"), words: sealed(15) },
        fee_asked("2025-06-09", Some("2025-06-10")),
        Fact::FeeAsked {
            on,
            basis: Basis::Cases { earlier: 12, now: 3 },
            amount: Yuan(300),
            words: sealed(16),
            reached_on: None,
            counted: None,
        },
        Fact::FeePaid { on },
        Fact::FeeRanOut { on },
        Fact::ThirdPartyTold { on, consultation: 2, words: sealed(17) },
        issued("2025-06-09", LetterKind::Reply, 12),
        Fact::LetterIssued {
            on,
            letter: LetterKind::ThirdPartyTold,
            about: 2,
            number: LetterNumber { mark: "示环公函".into(), year: 2025, serial: 1 },
            docx: sealed(18),
            pdf: None,
        },
        Fact::FeeAsked {
            on,
            basis: Basis::Cases { earlier: 13, now: 1 },
            amount: Yuan(100),
            words: sealed(16),
            reached_on: None,
            counted: Some(Counted { earlier: 12, otherwise: Some(sealed(20)) }),
        },
        Fact::ClosingTold { on, about: 6 },
        Fact::LateEntryExplained { on, words: sealed(21) },
    ]
}
