//! Times as the record writes them: RFC 3339, UTC, milliseconds. In this form the order of the text is the order of time.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::error::StorageError;

/// How far a command may have waited between its own look at the clock and its turn to be written, in milliseconds. A clock
/// that lies further back was set back.
const PATIENCE: i64 = 10_000;

/// The time in the record's form.
pub fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// The time that the record's form says; `None` for anything else.
pub fn read(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// The latest time that was recorded, which no later record may undercut.
#[derive(Debug)]
pub struct Latest(AtomicI64);

impl Latest {
    /// Starts from what the database holds.
    pub fn new(latest: Option<Timestamp>) -> Latest {
        Latest(AtomicI64::new(latest.map_or(i64::MIN, Timestamp::as_millisecond)))
    }

    /// The time to record something that a command saw happen `at`: never before the one recorded last.
    pub fn record(&self, at: Timestamp) -> Result<Timestamp, StorageError> {
        let at = at.as_millisecond();
        let latest = self.0.fetch_max(at, Ordering::AcqRel).max(at);
        let recorded = Timestamp::from_millisecond(latest).expect("it was made from a timestamp");
        if latest.saturating_sub(at) > PATIENCE {
            return Err(StorageError::ClockSetBack { latest: written(recorded) });
        }
        Ok(recorded)
    }

    /// Takes note of what another process has recorded.
    pub fn learn(&self, recorded: Timestamp) {
        self.0.fetch_max(recorded.as_millisecond(), Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_text_is_the_order_of_time() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(written(at("2025-06-09T09:00:00+08:00")), "2025-06-09T01:00:00.000Z");
        assert_eq!(read(&written(at("2025-06-09T01:00:00.0129Z"))), Some(at("2025-06-09T01:00:00.012Z")));
        assert!(written(at("2025-06-09T01:00:00.9Z")) < written(at("2025-06-09T01:00:01Z")));
    }

    #[test]
    fn what_waited_is_recorded_when_its_turn_comes_and_a_clock_set_back_is_refused() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let latest = Latest::new(Some(at("2025-06-09T01:00:00Z")));
        assert_eq!(latest.record(at("2025-06-09T01:00:05Z")), Ok(at("2025-06-09T01:00:05Z")));
        assert_eq!(latest.record(at("2025-06-09T01:00:04Z")), Ok(at("2025-06-09T01:00:05Z")));
        let refused = latest.record(at("2025-06-09T00:59:00Z"));
        assert_eq!(refused, Err(StorageError::ClockSetBack { latest: "2025-06-09T01:00:05.000Z".into() }));
        assert_eq!(latest.record(at("2025-06-09T01:00:06Z")), Ok(at("2025-06-09T01:00:06Z")));
        latest.learn(at("2025-06-09T01:00:09Z"));
        latest.learn(at("2025-06-09T01:00:08Z"));
        assert_eq!(latest.record(at("2025-06-09T01:00:07Z")), Ok(at("2025-06-09T01:00:09Z")));
    }
}
