//! Who may do what on a publication, and who must agree to it: two tables, `data/publication.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::facts::{Attribute, Level, Scope};
use crate::context::Context;
use crate::who::{Duty, Unit, Viewer, Who};

/// What can be done on a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the step of its name under `steps`")]
pub enum Act {
    Draft,
    Screen,
    ReviewAsUnitHead,
    ReviewAsOpenGovernmentOffice,
    ReviewAsDeputyHead,
    ReviewAsHead,
    Publish,
    Revise,
    Repeal,
    Withdraw,
    WaiveInterpretation,
}

impl Act {
    /// All acts, in the order of a file's life.
    pub const ALL: [Act; 11] = [
        Act::Draft,
        Act::Screen,
        Act::ReviewAsUnitHead,
        Act::ReviewAsOpenGovernmentOffice,
        Act::ReviewAsDeputyHead,
        Act::ReviewAsHead,
        Act::Publish,
        Act::Revise,
        Act::Repeal,
        Act::Withdraw,
        Act::WaiveInterpretation,
    ];

    /// The review at this level.
    pub fn review(level: Level) -> Act {
        match level {
            Level::UnitHead => Act::ReviewAsUnitHead,
            Level::OpenGovernmentOffice => Act::ReviewAsOpenGovernmentOffice,
            Level::DeputyHead => Act::ReviewAsDeputyHead,
            Level::Head => Act::ReviewAsHead,
        }
    }

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Act::Draft => "拟稿送审",
            Act::Screen => "筛查并说明",
            Act::ReviewAsUnitHead => "科室（单位）审核",
            Act::ReviewAsOpenGovernmentOffice => "公开办审查",
            Act::ReviewAsDeputyHead => "分管领导审阅",
            Act::ReviewAsHead => "主要领导审定",
            Act::Publish => "发布",
            Act::Revise => "发布修订",
            Act::Repeal => "标注有效性",
            Act::Withdraw => "撤下",
            Act::WaiveInterpretation => "说明不需要解读",
        }
    }

    /// The duties that allow it.
    pub fn duties(self) -> &'static BTreeSet<Duty> {
        TABLES.may.get(&self).expect("the shipped table has every act (tested)")
    }
}

/// The levels that must agree, in this order.
pub fn chain(scope: Scope, attribute: &Attribute) -> &'static [Level] {
    let chains = if attribute.is_proactive() { &TABLES.chain.proactive } else { &TABLES.chain.otherwise };
    chains.get(&scope).expect("the shipped table has every scope (tested)")
}

/// Whether this viewer may do this on a publication of `cx.agency` today.
pub fn permit(viewer: &Viewer, act: Act, cx: &Context<'_>) -> Result<(), Refusal> {
    if viewer.agency() != cx.agency {
        return Err(Refusal::OtherAgency);
    }
    let staff = matches!(viewer.who(), Who::Staff(_));
    if staff && act.duties().iter().any(|duty| viewer.has(*duty, cx.today)) {
        Ok(())
    } else {
        Err(Refusal::NotYours(act))
    }
}

/// The same for what one section or unit provides (谁主管、谁负责): a duty that is held in another unit does not reach it.
pub fn permit_in(unit: Unit, viewer: &Viewer, act: Act, cx: &Context<'_>) -> Result<(), Refusal> {
    permit(viewer, act, cx)?;
    let mut charges = viewer.charges(cx.today).filter(|charge| act.duties().contains(&charge.held.duty));
    if charges.any(|charge| charge.unit.is_none_or(|held| held == unit)) { Ok(()) } else { Err(Refusal::OtherUnit) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    may: BTreeMap<Act, BTreeSet<Duty>>,
    chain: Chains,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chains {
    proactive: BTreeMap<Scope, Vec<Level>>,
    otherwise: BTreeMap<Scope, Vec<Level>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/publication.toml")).expect("the shipped tables are valid (tested)")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publication::given::{day, sealed, under, with_duties};
    use crate::who::{Account, Agency, Charge, Held};

    /// The whole table once more as a picture: duties across in the order of `Duty::ALL`, acts down.
    const PICTURE: [(&str, Act); 11] = [
        (".xx...xx....", Act::Draft),
        (".xx...xx....", Act::Screen),
        ("..x.........", Act::ReviewAsUnitHead),
        ("......xx....", Act::ReviewAsOpenGovernmentOffice),
        ("....x.......", Act::ReviewAsDeputyHead),
        (".....x......", Act::ReviewAsHead),
        ("......xx....", Act::Publish),
        ("......xx....", Act::Revise),
        ("......xx....", Act::Repeal),
        ("......xx....", Act::Withdraw),
        (".xx...xx....", Act::WaiveInterpretation),
    ];

    #[test]
    fn every_duty_may_just_what_the_table_says() {
        under(day("2025-06-09"), |cx| {
            assert_eq!(PICTURE.map(|(_, act)| act), Act::ALL);
            for (row, act) in PICTURE {
                for (duty, mark) in Duty::ALL.into_iter().zip(row.chars()) {
                    let allowed = permit(&with_duties(Account(1), &[duty]), act, cx);
                    let expected = if mark == 'x' { Ok(()) } else { Err(Refusal::NotYours(act)) };
                    assert_eq!(allowed, expected, "{act:?} {duty:?}");
                }
            }
        });
    }

    #[test]
    fn a_duty_of_another_unit_does_not_reach() {
        let charge =
            |unit| Charge { unit, ..Charge::own(Held { duty: Duty::UnitHead, from: day("2019-01-01"), to: None }) };
        let reaches = |unit| {
            let viewer = Viewer::staff(Account(1), Agency(1), vec![charge(unit)]).unwrap();
            under(day("2025-06-09"), |cx| permit_in(Unit(3), &viewer, Act::ReviewAsUnitHead, cx))
        };
        assert_eq!(reaches(None), Ok(()));
        assert_eq!(reaches(Some(Unit(3))), Ok(()));
        assert_eq!(reaches(Some(Unit(4))), Err(Refusal::OtherUnit));
    }

    #[test]
    fn applicants_and_the_worker_do_nothing_of_it() {
        under(day("2025-06-09"), |cx| {
            for viewer in [Viewer::applicant(Agency(1), "a1"), Viewer::worker(Agency(1))] {
                assert!(Act::ALL.into_iter().all(|act| permit(&viewer, act, cx) == Err(Refusal::NotYours(act))));
            }
        });
    }

    #[test]
    fn nobody_acts_on_another_agencys_file() {
        under(day("2025-06-09"), |cx| {
            let elsewhere = Context { agency: Agency(2), ..*cx };
            let viewer = with_duties(Account(1), &[Duty::OpenGovernmentOfficeHead]);
            for act in Act::ALL {
                assert_eq!(permit(&viewer, act, &elsewhere), Err(Refusal::OtherAgency));
            }
        });
    }

    #[test]
    fn the_further_it_reaches_the_higher_it_goes() {
        use Level::{DeputyHead, Head, OpenGovernmentOffice, UnitHead};
        let proactive = |scope| chain(scope, &Attribute::Proactive);
        assert_eq!(proactive(Scope::Unit), [UnitHead]);
        assert_eq!(proactive(Scope::AgencyWide), [UnitHead, DeputyHead]);
        assert_eq!(proactive(Scope::Important), [UnitHead, DeputyHead, Head]);
        let withheld =
            Attribute::Withheld { exemption: law::request::exemption::Exemption::InternalAffairs, reason: sealed(1) };
        for attribute in [Attribute::OnRequest, withheld] {
            for scope in Scope::ALL {
                let levels = chain(scope, &attribute);
                assert_eq!(levels[..2], [UnitHead, OpenGovernmentOffice]);
                assert_eq!(levels[2..], proactive(scope)[1..]);
            }
        }
    }
}
