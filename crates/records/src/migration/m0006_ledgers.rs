//! Ledgers, which are plain rows with a source, and the posts of media accounts.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0006_ledgers",
    statements: &[
// `row_key` is made from what stands in the row, so that the same table brought twice adds nothing. Amounts
                // are whole 分. A row that was wrong is struck and stays.
                "CREATE TABLE ledger_row (
                    agency BIGINT NOT NULL, ledger TEXT NOT NULL, row_key TEXT NOT NULL, kind TEXT, number TEXT NOT NULL,
                    title TEXT NOT NULL, unit TEXT NOT NULL, day TEXT NOT NULL, ends_on TEXT, published_on TEXT,
                    cents BIGINT, batch TEXT, line BIGINT, entered_by BIGINT NOT NULL, entered_at TEXT NOT NULL,
                    struck_at TEXT, struck_by BIGINT, strike_reason TEXT,
                    PRIMARY KEY (agency, ledger, row_key))",
                "CREATE INDEX ledger_by_day ON ledger_row (agency, ledger, day, row_key)",
                "CREATE INDEX ledger_by_kind ON ledger_row (agency, ledger, kind, day, row_key)",
                "CREATE TABLE ledger_batch (
                    agency BIGINT NOT NULL, batch TEXT NOT NULL, ledger TEXT NOT NULL, source TEXT NOT NULL,
                    added BIGINT NOT NULL, known BIGINT NOT NULL, rejected BIGINT NOT NULL, entered_by BIGINT NOT NULL,
                    entered_at TEXT NOT NULL,
                    PRIMARY KEY (agency, batch))",
                "CREATE TABLE media_post (
                    agency BIGINT NOT NULL, platform TEXT NOT NULL, post TEXT NOT NULL, account TEXT NOT NULL,
                    posted_at TEXT NOT NULL, words TEXT NOT NULL, address TEXT, entered_by BIGINT NOT NULL,
                    entered_at TEXT NOT NULL,
                    PRIMARY KEY (agency, platform, post))",
                "CREATE INDEX media_post_by_time ON media_post (agency, posted_at, platform, post)",
    ],
};
