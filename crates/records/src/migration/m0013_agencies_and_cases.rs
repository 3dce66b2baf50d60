//! What agencies were called before, and who changed what in the register of reconsiderations and suits.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0013_agencies_and_cases",
    statements: &[
        // `to_day` is the last day on which it was called so; the name of today stands in `agency`.
        "CREATE TABLE agency_former_name (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, to_day TEXT NOT NULL,
                    PRIMARY KEY (agency, id))",
        "ALTER TABLE remedy_case ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
        // Every state that a case was ever in, the one of today too.
        "CREATE TABLE remedy_case_state (
                    agency BIGINT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
                    from_on TEXT NOT NULL, ended_on TEXT, result TEXT, request TEXT, note TEXT NOT NULL,
                    actor TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, id, version))",
        "INSERT INTO remedy_case_state (agency, id, version, kind, role, from_on, ended_on, result, request, note, actor, changed_at)
         SELECT agency, id, 1, kind, role, from_on, ended_on, result, request, note, actor, changed_at FROM remedy_case",
    ],
};
