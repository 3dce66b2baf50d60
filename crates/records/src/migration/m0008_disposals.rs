//! Disposals: their list row; and what lists know of a file whose words were destroyed.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0008_disposals",
    statements: &[
        "CREATE TABLE disposal_row (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, version BIGINT NOT NULL, stage TEXT NOT NULL,
                    target_kind TEXT NOT NULL, target TEXT NOT NULL, ground TEXT NOT NULL,
                    proposed_on TEXT NOT NULL, approvals BIGINT NOT NULL, ended_on TEXT, is_open BIGINT NOT NULL,
                    started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, file))",
        "CREATE INDEX disposal_by_target ON disposal_row (agency, target)",
        "CREATE INDEX disposal_by_start ON disposal_row (agency, started_at, file)",
        "ALTER TABLE request_row ADD COLUMN erased_on TEXT",
        "ALTER TABLE publication_row ADD COLUMN erased_on TEXT",
    ],
};
