//! Yearly reports: their list row, their texts and frozen wholes by digest, and the register of reconsiderations and suits.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0007_annual_report",
    statements: &[
        "CREATE TABLE annual_report_row (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, version BIGINT NOT NULL, year BIGINT NOT NULL,
                    edition TEXT NOT NULL, stage TEXT NOT NULL, awaited TEXT, correcting BIGINT NOT NULL,
                    published_on TEXT, published TEXT, imported BIGINT NOT NULL, sent_on TEXT,
                    started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, file))",
        "CREATE INDEX annual_report_by_year ON annual_report_row (agency, year)",
        // What facts name by its digest: the text of a section, a whole report.
        "CREATE TABLE annual_report_content (
                    agency BIGINT NOT NULL, digest TEXT NOT NULL, content TEXT NOT NULL,
                    PRIMARY KEY (agency, digest))",
        "CREATE TABLE remedy_case (
                    agency BIGINT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
                    from_on TEXT NOT NULL, ended_on TEXT, result TEXT, request TEXT, note TEXT NOT NULL,
                    actor TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, id))",
        "CREATE INDEX remedy_case_by_time ON remedy_case (agency, from_on, id)",
        "CREATE INDEX remedy_case_of_request ON remedy_case (agency, request)",
        // What ended after a turn of the year: the other side of `request_pending`.
        "CREATE INDEX request_ended ON request_row (agency, ended_on, file, received_on, applicant)",
    ],
};
