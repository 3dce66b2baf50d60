//! Art. 33: 延期, one extension of at most 20 working days.
//!
//! It needs two acts: the consent of the head of the open-government office, and that the applicant is told. It counts
//! where the applicant is told on or before the due date as it then stood, and it belongs to that term: a corrected
//! application starts a term of its own, without it.

use thiserror::Error;

use crate::calendar::{Day, WorkingDays};

/// Art. 33 ¶2: 「延长的期限最长不得超过20个工作日」.
pub const AT_MOST: WorkingDays = WorkingDays(20);

/// The length of an extension: 1 to 20 working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtensionDays(WorkingDays);

/// An extension of no length, or of one that the law does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("延期只能是1到{max}个工作日（第三十三条），不能是{given}个", max = AT_MOST.0)]
pub struct ExtensionNotAllowed {
    /// What was given.
    pub given: u16,
}

impl ExtensionDays {
    /// Checks the length against Art. 33.
    pub fn new(days: WorkingDays) -> Result<ExtensionDays, ExtensionNotAllowed> {
        if days.0 == 0 || days > AT_MOST {
            return Err(ExtensionNotAllowed { given: days.0 });
        }
        Ok(ExtensionDays(days))
    }

    /// The length.
    pub fn days(self) -> WorkingDays {
        self.0
    }
}

/// Whether an extension that the applicant is told of on `told` still counts; after the due date it counts for nothing.
pub fn is_told_in_time(told: Day, due: Day) -> bool {
    told <= due
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_to_twenty_working_days_long() {
        for (days, allowed) in [(0, false), (1, true), (20, true), (21, false)] {
            assert_eq!(ExtensionDays::new(WorkingDays(days)).is_ok(), allowed, "{days}");
        }
        assert_eq!(
            ExtensionDays::new(WorkingDays(21)).unwrap_err().to_string(),
            "延期只能是1到20个工作日（第三十三条），不能是21个"
        );
    }

    #[test]
    fn on_the_due_date_it_is_still_in_time() {
        let due = Day::constant(2025, 7, 7);
        assert!(is_told_in_time(due, due));
        assert!(!is_told_in_time(Day::constant(2025, 7, 8), due));
    }
}
