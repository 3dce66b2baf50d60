//! The agencies as a tree: who is over whom (主管), and who guides whom, which need not be the superior. Each tie has its
//! days, so that a report of 2019 goes to whoever was the superior then.

use std::collections::BTreeSet;

use law::calendar::{Day, in_words};
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
    /// Something begins later than the change.
    #[error("自{}起已经登记了另一个上级机关，请从那一天起改登记，或者选更晚的日期", in_words(*.0, 0))]
    LaterSuperior(Day),
    /// Not a guide then.
    #[error("没有找到这条指导关系，或者它已经终止，请刷新后核对")]
    NoGuide,
    /// It cannot go.
    #[error("这个机关在{}之后还有下级机关或者由它指导的机关，请先改定这些机关的上级和指导机关", in_words(*.0, 0))]
    StillAbove(Day),
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

impl Tie {
    /// Whether it does not hold after this day.
    pub fn is_over_by(&self, last: Day) -> bool {
        self.days.last_day().is_some_and(|day| day <= last)
    }

    /// The same tie, no longer than to this day; `None` where it had not begun by then.
    fn until(self, last: Day) -> Option<Tie> {
        let until = self.days.last_day().map_or(last, |day| day.min(last));
        Some(Tie { days: InForce::new(self.days.first_day(), Some(until)).ok()?, ..self })
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

    /// The ties of one agency, in the order in which they were entered.
    pub fn of(&self, agency: Agency) -> impl Iterator<Item = &Tie> {
        self.0.iter().filter(move |tie| tie.agency == agency)
    }

    /// The ties of an agency when from this day on another one is over it, or none. What begins on that very day gives way:
    /// so a wrong entry is mended.
    pub fn with_superior(&self, of: Agency, above: Option<Agency>, from: Day) -> Result<Vec<Tie>, TieError> {
        let (superiors, mut ties): (Vec<Tie>, Vec<Tie>) = self.of(of).partition(|tie| tie.kind == TieKind::Superior);
        if let Some(later) = superiors.iter().filter_map(|tie| tie.days.first_day()).find(|first| *first > from) {
            return Err(TieError::LaterSuperior(later));
        }
        let before = from.yesterday().unwrap_or(Day::MIN);
        ties.extend(superiors.into_iter().filter_map(|tie| tie.until(before)));
        ties.extend(above.map(|above| Tie { agency: of, above, kind: TieKind::Superior, days: InForce::since(from) }));
        self.standing(of, ties)
    }

    /// The ties of an agency when somebody guides it from this day on.
    pub fn with_guide(&self, of: Agency, guide: Agency, from: Day) -> Result<Vec<Tie>, TieError> {
        let new = Tie { agency: of, above: guide, kind: TieKind::Guide, days: InForce::since(from) };
        self.standing(of, self.of(of).copied().chain([new]).collect())
    }

    /// The ties of an agency when this is the last day on which somebody guides it. What had not begun by then never was.
    pub fn without_guide(&self, of: Agency, guide: Agency, last: Day) -> Result<Vec<Tie>, TieError> {
        let ends = |tie: &Tie| tie.kind == TieKind::Guide && tie.above == guide && !tie.is_over_by(last);
        if !self.of(of).any(ends) {
            return Err(TieError::NoGuide);
        }
        Ok(self.of(of).filter_map(|tie| if ends(tie) { tie.until(last) } else { Some(*tie) }).collect())
    }

    /// The ties of an agency that this day is the last of. Whatever stands below it is given another place before.
    pub fn ending(&self, of: Agency, last: Day) -> Result<Vec<Tie>, TieError> {
        if self.0.iter().any(|tie| tie.above == of && !tie.is_over_by(last)) {
            return Err(TieError::StillAbove(last));
        }
        Ok(self.of(of).filter_map(|tie| tie.until(last)).collect())
    }

    /// These ties of one agency, where the whole still is a tree with them.
    fn standing(&self, of: Agency, ties: Vec<Tie>) -> Result<Vec<Tie>, TieError> {
        let others = self.0.iter().filter(|tie| tie.agency != of);
        Tree::new(others.chain(&ties).copied().collect())?;
        Ok(ties)
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

    #[test]
    fn another_superior_from_a_day_on_ends_the_one_before() {
        let first = tie(BUREAU, COUNTY, TieKind::Superior, "2019-01-01", "");
        let tree = Tree::new(vec![first, tie(BUREAU, INFORMATION_CENTRE, TieKind::Guide, "", "")]).unwrap();
        let apply = |tree: &Tree, ties: Vec<Tie>| {
            let others = tree.ties().iter().filter(|tie| tie.agency != BUREAU).copied();
            Tree::new(others.chain(ties).collect()).unwrap()
        };
        let moved = apply(&tree, tree.with_superior(BUREAU, Some(CITY), day("2025-03-01")).unwrap());
        let superior = |tree: &Tree, on| tree.superior(BUREAU, day(on));
        assert_eq!([superior(&moved, "2025-02-28"), superior(&moved, "2025-03-01")], [Some(COUNTY), Some(CITY)]);
        assert_eq!(moved.guides(BUREAU, day("2025-03-01")).count(), 1, "who guides it stays");

        let mended = apply(&moved, moved.with_superior(BUREAU, None, day("2025-03-01")).unwrap());
        assert_eq!([superior(&mended, "2025-02-28"), superior(&mended, "2025-03-01")], [Some(COUNTY), None]);
        assert_eq!(mended.of(BUREAU).count(), 2, "what began on that very day never was");
        let early = moved.with_superior(BUREAU, None, day("2025-02-01")).unwrap_err();
        assert_eq!(early, TieError::LaterSuperior(day("2025-03-01")));
        let circle = tree.with_superior(COUNTY, Some(BUREAU), day("2025-03-01")).unwrap_err();
        assert_eq!(circle, TieError::Circle(COUNTY));
    }

    #[test]
    fn a_guide_comes_and_goes() {
        let tree = Tree::new(vec![tie(BUREAU, COUNTY, TieKind::Superior, "", "")]).unwrap();
        let guided = Tree::new(tree.with_guide(BUREAU, CITY, day("2025-03-01")).unwrap()).unwrap();
        assert_eq!(guided.with_guide(BUREAU, CITY, day("2026-01-01")).unwrap_err(), TieError::GuideTwice(BUREAU));
        let over = Tree::new(guided.without_guide(BUREAU, CITY, day("2025-06-30")).unwrap()).unwrap();
        assert!(over.supervises(CITY, BUREAU, day("2025-06-30")) && !over.supervises(CITY, BUREAU, day("2025-07-01")));
        assert_eq!(guided.without_guide(BUREAU, CITY, day("2025-02-28")).unwrap().len(), 1, "it never began");
        assert_eq!(over.without_guide(BUREAU, CITY, day("2025-12-31")), Err(TieError::NoGuide));
        assert_eq!(guided.without_guide(BUREAU, INFORMATION_CENTRE, day("2025-12-31")), Err(TieError::NoGuide));
    }

    #[test]
    fn an_agency_ends_when_nothing_stands_below_it() {
        let tree = Tree::new(vec![
            tie(BUREAU, COUNTY, TieKind::Superior, "2019-01-01", ""),
            tie(COUNTY, CITY, TieKind::Superior, "", ""),
            tie(BUREAU, INFORMATION_CENTRE, TieKind::Guide, "2025-06-01", ""),
        ])
        .unwrap();
        let last = day("2025-03-31");
        assert_eq!(tree.ending(COUNTY, last), Err(TieError::StillAbove(last)));
        assert_eq!(tree.ending(INFORMATION_CENTRE, last), Err(TieError::StillAbove(last)));
        assert_eq!(
            tree.ending(BUREAU, last).unwrap(),
            [tie(BUREAU, COUNTY, TieKind::Superior, "2019-01-01", "2025-03-31")]
        );
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
