//! What the narrative says: its figures against the tables (W4–W9), copied text (W11), foreign places (W12), gaps (W13).

use crate::report::{Finding, Report};

/// W4–W9, W12, W13.
pub(super) fn check(_report: &Report) -> Vec<Finding> {
    Vec::new()
}

/// W11: how much of the narrative is last year's, word for word.
pub(super) fn check_copied(_report: &Report, _previous: &Report) -> Vec<Finding> {
    Vec::new()
}
