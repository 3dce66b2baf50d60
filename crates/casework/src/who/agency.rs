//! The agencies as a tree: who is over whom (主管), and who guides whom, which need not be the superior. Each tie has its
//! days, so that a report of 2019 goes to whoever was the superior then.

use std::collections::BTreeSet;

use law::calendar::Day;
use law::in_force::InForce;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Agency;

/// That one agency stands below another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The lower one.
    pub agency: Agency,
    /// The one above it.
    pub above: Agency,
    /// What binds them.
    pub kind: TieKind,
    /// The days on which it holds.
    pub days: InForce,
}

/// What binds an agency to one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieKind {
    /// 领导: the authority over it; one at a time.
    Superior,
    /// 指导: a body that guides its open-government work, of whatever standing; there may be several.
    Guide,
}

/// Agencies that cannot stand like this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TieError {
    /// Above itself.
    #[error("机关不能由自己领导或者指导，请另选上级机关")]
    Itself(Agency),
    /// Two at once.
    #[error("同一天只能有一个上级机关，请先写明原上级机关的终止日期")]
    TwoSuperiors(Agency),
    /// Round and round.
    #[error("上下级关系绕成了一圈，请核对上级机关")]
    Circle(Agency),
    /// The same one twice.
    #[error("同一个指导机关在重叠的日期内登记了两次，请核对日期")]
    GuideTwice(Agency),
}

/// How the agencies stand to each other, on any day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree(Vec<Tie>);

impl TieKind {
    /// Its name in the record.
    pub fn code(self) -> &'static str {
        match self {
            TieKind::Superior => "superior",
            TieKind::Guide => "guide",
        }
    }

    /// The tie of this name.
    pub fn of_code(code: &str) -> Option<TieKind> {
        [TieKind::Superior, TieKind::Guide].into_iter().find(|kind| kind.code() == code)
    }
}

impl Tree {
    /// Refuses two superiors on one day, and any circle of superiors.
    pub fn new(ties: Vec<Tie>) -> Result<Tree, TieError> {
        for (index, tie) in ties.iter().enumerate() {
            if tie.agency == tie.above {
                return Err(TieError::Itself(tie.agency));
            }
            for other in &ties[..index] {
                let at_once = tie.agency == other.agency && tie.kind == other.kind && tie.days.overlaps(other.days);
                match tie.kind {
                    TieKind::Superior if at_once => return Err(TieError::TwoSuperiors(tie.agency)),
                    TieKind::Guide if at_once && tie.above == other.above => {
                        return Err(TieError::GuideTwice(tie.agency));
                    }
                    _ => {}
                }
            }
        }
        let tree = Tree(ties);
        // Ties only begin on their first days, so a circle on any day is a circle on the first day of one of its ties.
        for tie in &tree.0 {
            let begins = tie.days.first_day().unwrap_or(Day::MIN);
            if tree.superiors(tie.agency, begins).any(|above| above == tie.agency) {
                return Err(TieError::Circle(tie.agency));
            }
        }
        Ok(tree)
    }

    /// All ties.
    pub fn ties(&self) -> &[Tie] {
        &self.0
    }

    /// The superior on this day.
    pub fn superior(&self, of: Agency, on: Day) -> Option<Agency> {
        self.above(of, TieKind::Superior, on).next()
    }

    /// Those who guide it on this day.
    pub fn guides(&self, of: Agency, on: Day) -> impl Iterator<Item = Agency> {
        self.above(of, TieKind::Guide, on)
    }

    /// The superior, its superior and so on, nearest first. Ends when an agency comes a second time.
    pub fn superiors(&self, of: Agency, on: Day) -> impl Iterator<Item = Agency> {
        let mut seen = BTreeSet::new();
        std::iter::successors(self.superior(of, on), move |agency| self.superior(*agency, on))
            .take_while(move |agency| seen.insert(*agency))
    }

    /// Whether the first is over the second, at whatever distance, or guides it.
    pub fn supervises(&self, one: Agency, other: Agency, on: Day) -> bool {
        self.guides(other, on).any(|guide| guide == one) || self.superiors(other, on).any(|superior| superior == one)
    }

    /// All agencies that this one supervises on this day, itself not among them.
    pub fn supervised_by(&self, one: Agency, on: Day) -> BTreeSet<Agency> {
        let below = self.0.iter().map(|tie| tie.agency);
        below.filter(|agency| *agency != one && self.supervises(one, *agency, on)).collect()
    }

    fn above(&self, of: Agency, kind: TieKind, on: Day) -> impl Iterator<Item = Agency> {
        let holds = move |tie: &&Tie| tie.agency == of && tie.kind == kind && tie.days.contains(on);
        self.0.iter().filter(holds).map(|tie| tie.above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CITY: Agency = Agency(1);
    const COUNTY: Agency = Agency(2);
    const BUREAU: Agency = Agency(3);
    const INFORMATION_CENTRE: Agency = Agency(4);

    fn day(text: &str) -> Day {
        law::calendar::parse_day(text).unwrap()
    }

    fn tie(agency: Agency, above: Agency, kind: TieKind, from: &str, until: &str) -> Tie {
        let end = |text: &str| (!text.is_empty()).then(|| day(text));
        Tie { agency, above, kind, days: InForce::new(end(from), end(until)).unwrap() }
    }

    #[test]
    fn who_guides_need_not_be_the_superior() {
        let tree = Tree::new(vec![
            tie(BUREAU, COUNTY, TieKind::Superior, "2019-01-01", ""),
            tie(COUNTY, CITY, TieKind::Superior, "", ""),
            tie(BUREAU, INFORMATION_CENTRE, TieKind::Guide, "2019-01-01", ""),
        ])
        .unwrap();
        let on = day("2019-06-01");
        assert_eq!(tree.superior(BUREAU, on), Some(COUNTY));
        assert_eq!(tree.superiors(BUREAU, on).collect::<Vec<_>>(), [COUNTY, CITY]);
        assert_eq!(tree.guides(BUREAU, on).collect::<Vec<_>>(), [INFORMATION_CENTRE]);
        assert_eq!(tree.supervised_by(CITY, on), [COUNTY, BUREAU].into());
        assert_eq!(tree.supervised_by(INFORMATION_CENTRE, on), [BUREAU].into());
        assert!(!tree.supervises(BUREAU, COUNTY, on) && !tree.supervises(INFORMATION_CENTRE, COUNTY, on));
        assert_eq!(tree.superior(BUREAU, day("2018-12-31")), None, "before the bureau came under it");
    }

    #[test]
    fn a_superior_gives_way_to_the_next_on_the_day() {
        let tree = Tree::new(vec![
            tie(BUREAU, COUNTY, TieKind::Superior, "", "2019-02-28"),
            tie(BUREAU, CITY, TieKind::Superior, "2019-03-01", ""),
        ])
        .unwrap();
        assert_eq!(tree.superior(BUREAU, day("2019-02-28")), Some(COUNTY));
        assert_eq!(tree.superior(BUREAU, day("2019-03-01")), Some(CITY));
    }

    #[test]
    fn nobody_stands_twice_or_in_a_circle() {
        let superior = |agency, above, from, until| tie(agency, above, TieKind::Superior, from, until);
        for (ties, error) in [
            (vec![superior(BUREAU, BUREAU, "", "")], TieError::Itself(BUREAU)),
            (
                vec![superior(BUREAU, COUNTY, "", "2019-03-01"), superior(BUREAU, CITY, "2019-03-01", "")],
                TieError::TwoSuperiors(BUREAU),
            ),
            (
                vec![superior(BUREAU, COUNTY, "", ""), superior(COUNTY, BUREAU, "2019-01-01", "2019-01-01")],
                TieError::Circle(COUNTY),
            ),
            (
                vec![
                    tie(BUREAU, CITY, TieKind::Guide, "", ""),
                    tie(BUREAU, COUNTY, TieKind::Guide, "", ""),
                    tie(BUREAU, CITY, TieKind::Guide, "2019-01-01", ""),
                ],
                TieError::GuideTwice(BUREAU),
            ),
        ] {
            assert_eq!(Tree::new(ties).unwrap_err(), error);
        }
        let one_after_the_other =
            [superior(BUREAU, COUNTY, "", "2018-12-31"), superior(COUNTY, BUREAU, "2019-01-01", "")];
        assert!(Tree::new(one_after_the_other.into()).is_ok(), "turned round on one day, a circle on none");
    }

    proptest! {
        /// Whatever ties are taken, on no day does anybody stand above himself.
        #[test]
        fn no_accepted_tree_has_a_circle_on_any_day(
            ties in prop::collection::vec((1u64..6, 1u64..6, 1i8..=12, 0i8..=11), 0..8),
        ) {
            let ties = ties.into_iter().map(|(agency, above, from, length)| Tie {
                agency: Agency(agency),
                above: Agency(above),
                kind: TieKind::Superior,
                days: InForce::new(
                    Some(Day::constant(2025, from, 1)),
                    Some(Day::constant(2025, (from + length).min(12), 28)),
                ).unwrap(),
            });
            if let Ok(tree) = Tree::new(ties.collect()) {
                for month in 1..=12 {
                    let on = Day::constant(2025, month, 15);
                    for agency in (1..6).map(Agency) {
                        prop_assert!(!tree.supervises(agency, agency, on));
                    }
                }
            }
        }
    }
}
