//! The log of readings page by page, the latest first: for whoever audits it.

use super::Step;

pub(super) const STEP: Step =
    Step { name: "m0011_readings", statements: &["CREATE INDEX read_log_by_time ON read_log (agency, read_at, id)"] };
