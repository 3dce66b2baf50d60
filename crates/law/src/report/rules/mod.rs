//! The rules on annual reports, one file a subject.

use super::{Report, Verdict};

/// Applies every rule that needs this report alone.
pub fn check(_report: &Report) -> Verdict {
    Verdict::default()
}

/// Applies every rule, those that hold a report against the one of the year before included.
pub fn check_with_previous(report: &Report, _previous: &Report) -> Verdict {
    check(report)
}
