//! 职能转变: powers that moved from one agency to another on a day. Who took a power over answers for what was made under
//! it; it may not refuse because the files have not moved yet (国办公开办函〔2019〕14号).

use law::calendar::Day;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Agency;

/// What moved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// One power, by its name in the list of powers (权力事项清单).
    Named(String),
    /// Whatever else the agency held, as when it was dissolved or merged.
    Rest,
}

/// A power that changed hands. From this day on the receiver holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerMove {
    /// What moved.
    pub power: Power,
    /// Who held it (划出).
    pub from: Agency,
    /// Who holds it now (划入).
    pub to: Agency,
    /// The first day in its new hands.
    pub on: Day,
}

/// Moves that leave open where a power is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PowerMoveError {
    /// To where it is.
    #[error("划入机关和划出机关不能是同一个机关")]
    Nowhere,
    /// Without a name.
    #[error("请填写划转的职权名称")]
    NoName,
    /// To two on one day.
    #[error("同一职权在同一天只能划转一次，请核对日期和划入机关")]
    Twice,
    /// Through somebody's hands.
    #[error("划入机关在同一天又把这项职权划出，请直接登记为划转给最后的机关")]
    Through,
}

/// All moves, by which the holder of a power is found on any day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PowerMoves(Vec<PowerMove>);

impl PowerMoves {
    /// Refuses moves that leave open where a power is on some day.
    pub fn new(moves: Vec<PowerMove>) -> Result<PowerMoves, PowerMoveError> {
        for (index, one) in moves.iter().enumerate() {
            if one.from == one.to {
                return Err(PowerMoveError::Nowhere);
            }
            if matches!(&one.power, Power::Named(name) if name.trim().is_empty()) {
                return Err(PowerMoveError::NoName);
            }
            let same_day = moves[..index].iter().filter(|other| other.on == one.on);
            for other in same_day {
                if one.from == other.from && one.power == other.power {
                    return Err(PowerMoveError::Twice);
                }
                let overlap = one.power == other.power || one.power == Power::Rest || other.power == Power::Rest;
                if overlap && (one.to == other.from || other.to == one.from) {
                    return Err(PowerMoveError::Through);
                }
            }
        }
        Ok(PowerMoves(moves))
    }

    /// All moves.
    pub fn moves(&self) -> &[PowerMove] {
        &self.0
    }

    /// Who holds on this day the power that this agency held before any move of it.
    pub fn holder(&self, power: &str, at_first: Agency, on: Day) -> Agency {
        let (mut holder, mut since) = (at_first, None);
        while let Some(next) = self.next(power, holder, since).filter(|next| next.on <= on) {
            (holder, since) = (next.to, Some(next.on));
        }
        holder
    }

    /// The first move of this power out of these hands after it came into them. A move by name goes before one of the rest.
    fn next(&self, power: &str, holder: Agency, since: Option<Day>) -> Option<&PowerMove> {
        let moves_it = |one: &&PowerMove| match &one.power {
            Power::Named(name) => name == power,
            Power::Rest => true,
        };
        let later = |one: &&PowerMove| one.from == holder && since.is_none_or(|since| one.on > since);
        self.0.iter().filter(later).filter(moves_it).min_by_key(|one| (one.on, one.power == Power::Rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROTECTION: Agency = Agency(1);
    const ECOLOGY: Agency = Agency(2);
    const WATER: Agency = Agency(3);

    fn moved(power: Option<&str>, from: Agency, to: Agency, month: i8) -> PowerMove {
        let power = power.map_or(Power::Rest, |name| Power::Named(name.to_owned()));
        PowerMove { power, from, to, on: Day::constant(2019, month, 1) }
    }

    #[test]
    fn a_dissolved_agency_leaves_one_power_here_and_the_rest_there() {
        let moves = PowerMoves::new(vec![
            moved(None, PROTECTION, ECOLOGY, 3),
            moved(Some("入河排污口设置审批"), WATER, ECOLOGY, 3),
            moved(Some("农村饮水"), PROTECTION, WATER, 3),
        ])
        .unwrap();
        let holder = |power, at_first, month, day| moves.holder(power, at_first, Day::constant(2019, month, day));
        assert_eq!(holder("排污许可", PROTECTION, 2, 28), PROTECTION);
        assert_eq!(holder("排污许可", PROTECTION, 3, 1), ECOLOGY);
        assert_eq!(holder("农村饮水", PROTECTION, 3, 1), WATER);
        assert_eq!(holder("入河排污口设置审批", WATER, 3, 1), ECOLOGY);
        assert_eq!(holder("取水许可", WATER, 3, 1), WATER, "what did not move stays");
    }

    #[test]
    fn a_power_may_go_on_and_come_back() {
        let moves = PowerMoves::new(vec![
            moved(Some("x"), ECOLOGY, PROTECTION, 9),
            moved(Some("x"), PROTECTION, WATER, 3),
            moved(None, WATER, ECOLOGY, 6),
        ])
        .unwrap();
        let holders = [1, 3, 6, 9].map(|month| moves.holder("x", PROTECTION, Day::constant(2019, month, 1)));
        assert_eq!(holders, [PROTECTION, WATER, ECOLOGY, PROTECTION]);
    }

    #[test]
    fn where_a_power_is_stays_never_open() {
        for (moves, error) in [
            (vec![moved(None, WATER, WATER, 3)], PowerMoveError::Nowhere),
            (vec![moved(Some(" "), WATER, ECOLOGY, 3)], PowerMoveError::NoName),
            (vec![moved(Some("x"), WATER, ECOLOGY, 3), moved(Some("x"), WATER, PROTECTION, 3)], PowerMoveError::Twice),
            (vec![moved(Some("x"), WATER, ECOLOGY, 3), moved(None, ECOLOGY, PROTECTION, 3)], PowerMoveError::Through),
            (vec![moved(None, WATER, ECOLOGY, 3), moved(None, ECOLOGY, WATER, 3)], PowerMoveError::Through),
        ] {
            assert_eq!(PowerMoves::new(moves), Err(error));
        }
    }

    proptest! {
        /// Any accepted moves: the search for the holder ends, and nothing changes hands but on the day of a move.
        #[test]
        fn a_power_changes_hands_on_the_days_of_moves_only(
            moves in prop::collection::vec((0u8..3, 1u64..5, 1u64..5, 1i8..=12), 0..10),
        ) {
            let name = |n| [Some("x"), Some("y"), None][usize::from(n)];
            let moves = moves.into_iter().map(|(n, from, to, month)| moved(name(n), Agency(from), Agency(to), month));
            if let Ok(moves) = PowerMoves::new(moves.collect()) {
                for month in 1..=12 {
                    let holder = |day| moves.holder("x", Agency(1), Day::constant(2019, month, day));
                    prop_assert_eq!(holder(1), holder(28));
                }
            }
        }
    }
}
