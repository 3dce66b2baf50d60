//! What a report owes to the one of the year before (E7, W1–W3, W10).

use crate::report::{Finding, Report};

/// E7.
pub(super) fn check(_report: &Report, _previous: &Report) -> Vec<Finding> {
    Vec::new()
}

/// W1–W3, W10.
pub(super) fn hints(_report: &Report, _previous: &Report) -> Vec<Finding> {
    Vec::new()
}
