//! Lists that stay fast however many applications there are: an index for each part of the worklist that is counted beside
//! every page, and the day on which a reply was due within the index of what has ended, for the share answered in time.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0015_worklists",
    statements: &[
        "CREATE INDEX request_unconfirmed ON request_row (agency, owed_by, file)
                    WHERE is_open = 1 AND standing = 'unconfirmed'",
        "CREATE INDEX request_awaited ON request_row (agency, awaited, owed_by, file)
                    WHERE is_open = 1 AND owed = 'review'",
        "DROP INDEX request_ended",
        "CREATE INDEX request_ended ON request_row (agency, ended_on, file, received_on, due_on, applicant)",
    ],
};
