//! Agencies and how they stand to each other, units, accounts with their duties and substitutes, sessions, and the log of
//! what happened to them.

use super::Step;

pub(super) const STEP: Step = Step {
    name: "m0004_people",
    statements: &[
"CREATE TABLE agency (
                    agency BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, from_day TEXT, to_day TEXT,
                    PRIMARY KEY (agency))",
                "CREATE UNIQUE INDEX agency_by_code ON agency (code)",
                "CREATE TABLE agency_tie (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, above BIGINT NOT NULL, kind TEXT NOT NULL,
                    from_day TEXT, to_day TEXT,
                    PRIMARY KEY (agency, id))",
                // `power` is missing where all the rest moved.
                "CREATE TABLE power_move (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, power TEXT, receiver BIGINT NOT NULL, on_day TEXT NOT NULL,
                    PRIMARY KEY (agency, id))",
                "CREATE TABLE unit (
                    agency BIGINT NOT NULL, unit BIGINT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
                    from_day TEXT, to_day TEXT,
                    PRIMARY KEY (agency, unit))",
                // `password` is an argon2id string with its parameters; `factor` is set where a second factor is in use,
                // `factor_step` the last step that was used, which never comes again.
                "CREATE TABLE account (
                    agency BIGINT NOT NULL, account BIGINT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL,
                    state TEXT NOT NULL, password TEXT NOT NULL, password_at TEXT NOT NULL, must_change BIGINT NOT NULL,
                    factor TEXT, factor_on BIGINT NOT NULL, factor_step BIGINT, created_at TEXT NOT NULL,
                    PRIMARY KEY (agency, account))",
                "CREATE UNIQUE INDEX account_by_login ON account (login)",
                "CREATE UNIQUE INDEX account_by_number ON account (account)",
                "CREATE TABLE recovery_code (
                    agency BIGINT NOT NULL, account BIGINT NOT NULL, code TEXT NOT NULL, used_at TEXT,
                    PRIMARY KEY (agency, account, code))",
                "CREATE TABLE duty_held (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, account BIGINT NOT NULL, duty TEXT NOT NULL, unit BIGINT,
                    from_day TEXT NOT NULL, to_day TEXT,
                    PRIMARY KEY (agency, id))",
                "CREATE INDEX duty_of_account ON duty_held (agency, account)",
                "CREATE TABLE delegation (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, principal BIGINT NOT NULL, substitute BIGINT NOT NULL,
                    duty TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
                    PRIMARY KEY (agency, id))",
                "CREATE INDEX delegation_to_account ON delegation (agency, substitute)",
                "CREATE TABLE factor_duty (
                    agency BIGINT NOT NULL, duty TEXT NOT NULL,
                    PRIMARY KEY (agency, duty))",
                "CREATE TABLE leading_group_member (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, account BIGINT NOT NULL, role TEXT NOT NULL,
                    from_day TEXT, to_day TEXT,
                    PRIMARY KEY (agency, id))",
                // `session` is the hash of what the browser holds.
                "CREATE TABLE session (
                    agency BIGINT NOT NULL, session TEXT NOT NULL, account BIGINT NOT NULL, began_at TEXT NOT NULL,
                    seen_at TEXT NOT NULL, ended_at TEXT, factor_passed BIGINT NOT NULL, address TEXT NOT NULL,
                    client TEXT NOT NULL,
                    PRIMARY KEY (agency, session))",
                "CREATE UNIQUE INDEX session_by_hash ON session (session)",
                "CREATE INDEX session_of_account ON session (agency, account, began_at)",
                // Whoever knocks has no agency yet: 0.
                "CREATE TABLE login_failure (
                    agency BIGINT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, failures BIGINT NOT NULL,
                    first_at TEXT NOT NULL, last_at TEXT NOT NULL, shut_until TEXT,
                    PRIMARY KEY (agency, kind, subject))",
                "CREATE INDEX login_failure_by_time ON login_failure (last_at)",
                // Each row holds the hash over the one before it and itself: none can be changed or left out unseen.
                "CREATE TABLE security_log (
                    agency BIGINT NOT NULL, id BIGINT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, account BIGINT,
                    event TEXT NOT NULL, detail TEXT NOT NULL, address TEXT NOT NULL, hash TEXT NOT NULL,
                    PRIMARY KEY (agency, id))",
                "CREATE INDEX security_log_of_account ON security_log (agency, account, id)",
    ],
};
