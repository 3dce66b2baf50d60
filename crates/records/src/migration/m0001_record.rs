//! The record itself, registers, keys of commands, cells of the report, and the list row of applications.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0001_record",
    statements: &[
        // One row a file: what the next entry has to follow.
        "CREATE TABLE file (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, version BIGINT NOT NULL,
                    hash TEXT NOT NULL, started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, file))",
        "CREATE INDEX file_by_kind ON file (agency, kind, file)",
        "CREATE TABLE entry (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, version BIGINT NOT NULL, kind TEXT NOT NULL,
                    v BIGINT NOT NULL, happened_on TEXT NOT NULL, recorded_at TEXT NOT NULL, actor TEXT NOT NULL,
                    data TEXT NOT NULL, hash TEXT NOT NULL, position BIGINT,
                    PRIMARY KEY (agency, file, version))",
        "CREATE UNIQUE INDEX entry_by_position ON entry (position)",
        // What waits to be sealed.
        "CREATE INDEX entry_unsealed ON entry (recorded_at) WHERE position IS NULL",
        "CREATE TABLE register (
                    agency BIGINT NOT NULL, name TEXT NOT NULL, taken BIGINT NOT NULL,
                    PRIMARY KEY (agency, name))",
        "CREATE TABLE command (
                    agency BIGINT NOT NULL, command_key TEXT NOT NULL, file TEXT NOT NULL, version BIGINT NOT NULL,
                    done_at TEXT NOT NULL,
                    PRIMARY KEY (agency, command_key))",
        "CREATE INDEX command_by_time ON command (done_at)",
        "CREATE TABLE counted (
                    agency BIGINT NOT NULL, year BIGINT NOT NULL, report_table TEXT NOT NULL, report_row TEXT NOT NULL,
                    report_column TEXT NOT NULL, file TEXT NOT NULL,
                    PRIMARY KEY (agency, year, report_table, report_row, report_column, file))",
        "CREATE INDEX counted_by_file ON counted (agency, file)",
        "CREATE TABLE request_row (
                    agency BIGINT NOT NULL, file TEXT NOT NULL, version BIGINT NOT NULL,
                    year BIGINT, serial BIGINT, channel TEXT NOT NULL, applicant TEXT NOT NULL, came_on TEXT,
                    received_on TEXT, due_on TEXT, provisional BIGINT NOT NULL, standing TEXT NOT NULL,
                    owed TEXT, owed_by TEXT NOT NULL, awaited TEXT, unit BIGINT, handler BIGINT,
                    ended_on TEXT, outcome TEXT, wakes_on TEXT, is_open BIGINT NOT NULL,
                    started_at TEXT NOT NULL, changed_at TEXT NOT NULL,
                    PRIMARY KEY (agency, file))",
        "CREATE UNIQUE INDEX request_by_number ON request_row (agency, year, serial)",
        "CREATE INDEX request_by_start ON request_row (agency, started_at, file)",
        "CREATE INDEX request_owed ON request_row (agency, owed_by, file) WHERE is_open = 1",
        "CREATE INDEX request_of_unit ON request_row (agency, unit, owed_by, file) WHERE is_open = 1",
        "CREATE INDEX request_of_handler ON request_row (agency, handler, owed_by, file) WHERE is_open = 1",
        "CREATE INDEX request_waking ON request_row (agency, wakes_on) WHERE wakes_on IS NOT NULL",
        // The codes by which applicants find their file; only what follows from a code is kept.
        "CREATE TABLE receipt (
                    agency BIGINT NOT NULL, code TEXT NOT NULL, file TEXT NOT NULL, made_at TEXT NOT NULL,
                    PRIMARY KEY (agency, code))",
        "CREATE INDEX receipt_by_file ON receipt (agency, file)",
        // What is pending at a turn of the year: received before it, and not ended before it.
        "CREATE INDEX request_pending ON request_row (agency, received_on, ended_on, applicant)",
    ],
};
