//! The rules on annual reports, one file a subject.
//!
//! `arithmetic` holds the sums of tables three and four (E1–E5), `proactive` what is odd in table two (E6, W2), `across` what a report owes to the one of the year before
//! (E7, W1–W3, W10), `text` what the narrative says against the tables (W4–W9) and about itself (W11–W13).

mod across;
pub(super) mod arithmetic;
mod proactive;
mod text;

pub use text::{Copied, Stated, figures, share};

use super::{Report, Verdict};

/// Applies every rule that needs this report alone.
pub fn check(report: &Report) -> Verdict {
    let violations = arithmetic::check(report);
    let mut warnings = proactive::check(report);
    warnings.extend(text::check(report));
    Verdict { violations, warnings }
}

/// Applies every rule, those that hold a report against the one of the year before included.
pub fn check_with_previous(report: &Report, previous: &Report) -> Verdict {
    let mut verdict = check(report);
    verdict.violations.extend(across::check(report, previous));
    verdict.warnings.extend(across::hints(report, previous));
    verdict.warnings.extend(text::check_copied(report, previous));
    verdict
}
