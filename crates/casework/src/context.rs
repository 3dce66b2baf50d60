//! What a step must know besides its file: the day, the calendar, and what the agency has settled where it may.

use jiff::Timestamp;
use jiff::tz::{self, TimeZone};
use law::calendar::{Calendar, Day};
use law::request::practice::Practice;
use law::request::situation::MiscRows;
use thiserror::Error;

use crate::request::facts::Level;
use crate::who::Agency;

/// The day and the settings under which a step is judged.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The agency that the file belongs to.
    pub agency: Agency,
    /// The day on which the step is taken.
    pub today: Day,
    /// Which days are worked.
    pub calendar: &'a Calendar,
    /// What the agency holds where practice differs.
    pub practice: &'a Practice,
    /// In which row cases count that fit none.
    pub misc_rows: &'a MiscRows,
    /// Who looks at a reply before it goes out.
    pub review_chain: &'a ReviewChain,
}

/// What an agency has settled, with the calendar: all of a [`Context`] but the day.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which days are worked.
    pub calendar: Calendar,
    /// What the agency holds where practice differs.
    pub practice: Practice,
    /// In which row cases count that fit none.
    pub misc_rows: MiscRows,
    /// Who looks at a reply before it goes out.
    pub review_chain: ReviewChain,
    /// Where the agency's day begins.
    pub zone: TimeZone,
}

impl Settings {
    /// The day of an instant at the agency's place.
    pub fn day(&self, at: Timestamp) -> Day {
        self.zone.to_datetime(at).date()
    }

    /// What a step on that day must know.
    pub fn context(&self, agency: Agency, today: Day) -> Context<'_> {
        let Settings { calendar, practice, misc_rows, review_chain, .. } = self;
        Context { agency, today, calendar, practice, misc_rows, review_chain }
    }
}

impl Default for Settings {
    /// The national calendar, the usual practice, and China's time.
    fn default() -> Settings {
        Settings {
            calendar: Calendar::national().clone(),
            practice: Practice::default(),
            misc_rows: MiscRows::default(),
            review_chain: ReviewChain::default(),
            zone: TimeZone::fixed(tz::offset(8)),
        }
    }
}

/// The levels that a reply passes, in this order: at least one, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewChain(Vec<Level>);

/// A chain of review that reviews nothing, or asks the same level twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("审核环节至少设一级，且每级只能出现一次，请在设置中更正")]
pub struct NoChain;

impl ReviewChain {
    /// Checks the levels.
    pub fn new(levels: Vec<Level>) -> Result<ReviewChain, NoChain> {
        let twice = (1..levels.len()).any(|index| levels[..index].contains(&levels[index]));
        if levels.is_empty() || twice { Err(NoChain) } else { Ok(ReviewChain(levels)) }
    }

    /// The levels in order.
    pub fn levels(&self) -> &[Level] {
        &self.0
    }
}

impl Default for ReviewChain {
    /// Unit head, legal reviewer, deputy head.
    fn default() -> Self {
        ReviewChain(vec![Level::UnitHead, Level::LegalReviewer, Level::DeputyHead])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_in_china() {
        let evening: Timestamp = "2025-06-09T16:00:00Z".parse().unwrap();
        assert_eq!(Settings::default().day(evening), Day::constant(2025, 6, 10));
    }

    #[test]
    fn a_chain_has_each_level_once_and_is_never_empty() {
        assert_eq!(ReviewChain::new(vec![]), Err(NoChain));
        assert_eq!(ReviewChain::new(vec![Level::Head, Level::Head]), Err(NoChain));
        let levels = ReviewChain::default().levels().to_vec();
        assert!(ReviewChain::new(levels).is_ok());
    }
}
