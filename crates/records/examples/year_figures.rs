//! How long the record takes to say what a report needs: ten years of 100,000 applications each, one of them asked for.
//!
//! `cargo run --release -p records --example year_figures [--features testing] [URL]`: URL names an empty database, a new SQLite
//! file by default. Prints min, median and max in milliseconds, and beside them how long the same connection takes to count
//! the rows of the year alone.
#![expect(clippy::unwrap_used, reason = "a measurement stops where something is wrong")]

use std::time::Instant;

use casework::annual_report::figure::cell_named;
use casework::who::Agency;
use law::report::CellId;
use records::{DatabaseConnection, Options, Records};
use sea_orm::ConnectionTrait;

const YEARS: i16 = 10;
const A_YEAR: u32 = 100_000;
const LAST: i16 = 2025;
const RUNS: usize = 15;
const OURS: Agency = Agency(1);

#[tokio::main]
async fn main() {
    let folder = std::env::temp_dir().join(format!("gongkai-year-figures-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = std::env::args().nth(1).unwrap_or_else(|| format!("sqlite://{}/measured.db", folder.display()));
    let records = Records::open(&url, Options::default()).await.unwrap();
    fill(records.reading()).await;

    let cell = |name: &str| cell_named(name).unwrap();
    println!(
        "{} applications, {A_YEAR} of them of {LAST}; milliseconds: min median max",
        u32::from(YEARS.unsigned_abs()) * A_YEAR
    );
    let counting = "SELECT COUNT(*) AS n FROM counted WHERE agency = 1 AND year = 2025";
    measure("reference: counting the year's marks alone", async || {
        records.reading().execute_unprepared(counting).await.unwrap();
    })
    .await;
    measure("all figures of the year", async || {
        assert!(!records.year_figures(OURS, LAST).await.unwrap().is_empty());
    })
    .await;
    for name in ["requests.received.natural_person", "requests.total.total", "requests.carried_in.total"] {
        measure(&format!("first 50 files behind {name}"), async || {
            assert_eq!(records.files_behind(OURS, LAST, cell(name), None, 50).await.unwrap().files.len(), 50);
        })
        .await;
        let deep = deep(&records, cell(name)).await;
        measure(&format!("50 files behind {name}, deep in"), async || {
            assert!(!records.files_behind(OURS, LAST, cell(name), Some(&deep), 50).await.unwrap().files.is_empty());
        })
        .await;
    }
    records.close().await.unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A place some pages in.
async fn deep(records: &Records, cell: CellId) -> records::annual_report::behind::After {
    let page = records.files_behind(OURS, LAST, cell, None, 900).await.unwrap();
    page.next.unwrap()
}

/// Rows as the record would write them. Every twentieth application is received in December and answered in January.
async fn fill(connection: &DatabaseConnection) {
    let first = LAST - YEARS + 1;
    for year in first..=LAST {
        let from = i32::from(year) * 1_000_000;
        let file = "substr('00000000000000000000000000000000' || n, length('' || n) + 1)";
        let numbers = format!(
            "WITH RECURSIVE numbers(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n < {})",
            from + i32::try_from(A_YEAR).unwrap() - 1
        );
        let applicant = "CASE WHEN n % 7 < 4 THEN 'natural_person' WHEN n % 7 < 6 THEN 'enterprise' ELSE 'other' END";
        let outcome =
            "CASE WHEN n % 3 = 0 THEN 'granted' WHEN n % 3 = 1 THEN 'unavailable_not_held' ELSE 'declined_repeat' END";
        let next = year + 1;
        let late = "n % 20 = 0";
        let month = "substr('0' || (n % 11 + 1), length('' || (n % 11 + 1)))";
        let received = format!("CASE WHEN {late} THEN '{year}-12-20' ELSE '{year}-' || {month} || '-05' END");
        let ended = format!("CASE WHEN {late} THEN '{next}-01-1' || (n % 10) ELSE '{year}-' || {month} || '-25' END");
        let at = "2026-01-01T00:00:00.000Z";
        for sql in [
            format!(
                "INSERT INTO request_row (agency, file, version, year, serial, channel, applicant, received_on, provisional,
                   standing, owed_by, ended_on, outcome, is_open, started_at, changed_at)
                 {numbers} SELECT 1, {file}, 5, {year}, n - {from} + 1, 'counter', {applicant}, {received}, 0, 'closed',
                   '9999-12-31', {ended}, {outcome}, 0, '{at}', '{at}' FROM numbers"
            ),
            format!(
                "INSERT INTO counted (agency, year, report_table, report_row, report_column, file)
                 {numbers} SELECT 1, {year}, 'requests', 'received', {applicant}, {file} FROM numbers"
            ),
            format!(
                "INSERT INTO counted (agency, year, report_table, report_row, report_column, file)
                 {numbers} SELECT 1, CASE WHEN {late} THEN {next} ELSE {year} END, 'requests', {outcome}, {applicant}, {file}
                 FROM numbers"
            ),
        ] {
            connection.execute_unprepared(&sql).await.unwrap();
        }
    }
}

async fn measure(what: &str, run: impl AsyncFn()) {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let from = Instant::now();
        run().await;
        times.push(from.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!("{what:<62} {:>8.1} {:>8.1} {:>8.1}", times[0], times[RUNS / 2], times[RUNS - 1]);
}
