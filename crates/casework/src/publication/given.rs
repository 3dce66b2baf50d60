//! What the tests of this kind of file speak of; how they speak, `crate::given` says.

use law::identifier::index_number::IndexPattern;
use law::request::exemption::Exemption;

use super::facts::{
    Attribute, Channel, Declaration, Draft, Fact, Found, Genre, Interpretation, Interprets, Level, Norm, Repeal, Scope,
    Withdrawal,
};
use super::numbering::Numbering;
use super::steps::Wish;
use super::text::TextDigest;
use super::{Publication, Refusal, act};
use crate::file::FileNumber;
use crate::who::Unit;

pub(crate) use crate::given::{by, day, nothing, sealed, under, with_duties};

type Given = crate::given::Given<Publication>;
pub(crate) type When = crate::given::When<Publication, Refusal>;

/// A file on which account 1 has written these facts. Whoever acts next is account 2, with every duty of the office.
pub(crate) fn given(facts: impl IntoIterator<Item = Fact>) -> Given {
    Given::these(facts, "2025-06-09")
}

pub(crate) fn digest() -> TextDigest {
    TextDigest::new(&"0a".repeat(32)).unwrap()
}

pub(crate) fn numbering() -> Numbering {
    Numbering::new(IndexPattern::default(), "014225972").unwrap()
}

pub(crate) fn index_number() -> String {
    "014225972/2025-00001".to_owned()
}

pub(crate) fn wish(formed_on: &str) -> Wish {
    Wish {
        attribute: Attribute::Proactive,
        item: "20.13".parse().unwrap(),
        genre: Genre::Monitoring,
        document: None,
        scope: Scope::Unit,
        provider: Unit(3),
        formed_on: day(formed_on),
        declared: Declaration::ALL.into(),
        interprets: None,
    }
}

pub(crate) fn drafted(on: &str) -> Fact {
    drafted_from(on, wish(on))
}

pub(crate) fn drafted_as(on: &str, scope: Scope) -> Fact {
    drafted_from(on, Wish { scope, ..wish(on) })
}

pub(crate) fn drafted_with(on: &str, attribute: Attribute) -> Fact {
    drafted_from(on, Wish { attribute, ..wish(on) })
}

/// A normative document that was formed on this day.
pub(crate) fn norm(on: &str) -> Fact {
    drafted_from(on, Wish { document: Some(Norm::NormativeDocument), genre: Genre::Opinion, ..wish(on) })
}

pub(crate) fn drafted_from(on: &str, wish: Wish) -> Fact {
    let Wish { attribute, item, genre, document, scope, provider, formed_on, declared, interprets } = wish;
    let chain = act::chain(scope, &attribute).to_vec();
    let text = sealed(1);
    let draft =
        Draft { attribute, item, genre, document, scope, provider, formed_on, declared, text, chain, interprets };
    Fact::Drafted { on: day(on), draft }
}

/// A 解读 of another document of the agency.
pub(crate) fn interpreting(on: &str) -> Fact {
    let interprets = Some(Interprets { kind: Interpretation::Law, document: Some("01j0".to_owned()) });
    drafted_from(on, Wish { genre: Genre::Interpretation, interprets, ..wish(on) })
}

pub(crate) fn screened(on: &str) -> Fact {
    found(on, Found::default())
}

pub(crate) fn found(on: &str, found: Found) -> Fact {
    Fact::Screened { on: day(on), found, justified: None }
}

pub(crate) fn approved(on: &str) -> Fact {
    Fact::ReviewApproved { on: day(on), level: Level::UnitHead }
}

pub(crate) fn approved_by_office(on: &str) -> Fact {
    Fact::ReviewApproved { on: day(on), level: Level::OpenGovernmentOffice }
}

pub(crate) fn returned(on: &str) -> Fact {
    Fact::ReviewReturned { on: day(on), level: Level::UnitHead, words: sealed(3) }
}

pub(crate) fn published(on: &str) -> Fact {
    Fact::Published {
        on: day(on),
        index_number: index_number(),
        document_number: None,
        channels: [Channel::Platform].into(),
        text: digest(),
    }
}

pub(crate) fn repealed(on: &str) -> Fact {
    Fact::Repealed { on: day(on), how: Repeal::Abolished, by_document: Some("云澜环规〔2025〕2号".into()) }
}

pub(crate) fn withdrawn(on: &str) -> Fact {
    Fact::Withdrawn { on: day(on), why: Withdrawal::Wrong, words: sealed(4) }
}

pub(crate) fn erased(on: &str, void: bool) -> Fact {
    Fact::Erased { on: day(on), disposal: FileNumber::new(&"0d".repeat(16)).unwrap(), void }
}

/// One fact of each kind, as the golden file of payloads has them.
pub(crate) fn interpreted(on: &str) -> Fact {
    let interpretation = FileNumber::new(&"0e".repeat(16)).unwrap();
    Fact::Interpreted { on: day(on), interpretation }
}

pub(crate) fn waived(on: &str) -> Fact {
    Fact::InterpretationWaived { on: day(on), words: sealed(6) }
}

pub(crate) fn one_of_each() -> Vec<Fact> {
    let on = "2025-06-09";
    let withheld = Attribute::Withheld { exemption: Exemption::InternalAffairs, reason: sealed(2) };
    vec![
        norm(on),
        drafted_with(on, withheld),
        Fact::Screened {
            on: day(on),
            found: Found { certain: 1, likely: 2, secrecy_marks: 0 },
            justified: Some(sealed(5)),
        },
        approved(on),
        returned(on),
        Fact::Published {
            on: day(on),
            index_number: index_number(),
            document_number: Some("云澜环规〔2025〕1号".into()),
            channels: Channel::ALL.into(),
            text: digest(),
        },
        Fact::Revised { on: day(on), text: digest() },
        repealed(on),
        withdrawn(on),
        erased(on, false),
        interpreting(on),
        interpreted(on),
        waived(on),
    ]
}
