//! File by file: each entry against its hash, the order of the entries, and what they have in the vault.

use sea_orm::{DbErr, FromQueryResult, QueryResult};

use super::{At, Check, Fault, Report, sealed};
use crate::database::Records;
use crate::entry::Model;
use crate::error::StorageError;
use crate::seal::entry_hash;
use crate::sql;

/// How many entries are looked at together.
const PAGE: i64 = 2000;

/// The entry before, of the same file.
struct Before {
    agency: i64,
    file: String,
    version: i64,
    recorded_at: String,
    hash: String,
}

/// Walks all entries in the order of their files.
pub(super) async fn walk(records: &Records, check: Check<'_>, report: &mut Report) -> Result<(), StorageError> {
    let text = "SELECT agency, file, version, kind, v, happened_on, recorded_at, actor, data, hash, position FROM entry
                WHERE (agency, file, version) > ($1, $2, $3) ORDER BY agency, file, version LIMIT $4";
    let mut before: Option<Before> = None;
    loop {
        let (agency, file, version) =
            before.as_ref().map_or((i64::MIN, "", i64::MIN), |last| (last.agency, &last.file, last.version));
        let values = vec![agency.into(), file.into(), version.into(), PAGE.into()];
        let rows = sql::all(records.reading(), text, values).await?;
        let page = rows.iter().map(|row| Model::from_query_result(row, "")).collect::<Result<Vec<_>, DbErr>>()?;
        if page.is_empty() {
            return Ok(());
        }
        for entry in &page {
            look(entry, before.as_ref(), report);
            let Model { agency, file, version, recorded_at, hash, .. } = entry.clone();
            before = Some(Before { agency, file, version, recorded_at, hash });
        }
        sealed::compare(records, check, &page, report).await?;
    }
}

fn look(entry: &Model, before: Option<&Before>, report: &mut Report) {
    report.entries += 1;
    let before = before.filter(|before| before.agency == entry.agency && before.file == entry.file);
    if before.is_none() {
        report.files += 1;
    }
    let expected = before.map_or(1, |before| before.version + 1);
    let at =
        |version| At { agency: Some(entry.agency), file: Some(&entry.file), version: Some(version), ..At::default() };
    let here = || At { position: entry.position.map(i64::unsigned_abs), ..at(entry.version) };
    if entry.version != expected {
        report.add(at(expected).finding(Fault::Missing));
        return; // what this one's hash follows is not there to hold it against
    }
    if entry_hash(before.map(|before| before.hash.as_str()), &entry.columns()) != entry.hash {
        report.add(here().finding(Fault::Changed));
    }
    if before.is_some_and(|before| before.recorded_at > entry.recorded_at) {
        report.add(here().finding(Fault::TimeGoesBack));
    }
}

/// Holds the end of each file against what the file knows of it, in one statement each, so that nobody who appends
/// meanwhile is taken for a forger.
pub(super) async fn compare_ends(records: &Records, report: &mut Report) -> Result<(), StorageError> {
    let cut = "SELECT file.agency AS agency, file.file AS file, file.version AS version, entry.position AS position,
                      entry.hash AS hash
               FROM file LEFT JOIN entry
                 ON entry.agency = file.agency AND entry.file = file.file AND entry.version = file.version
               WHERE entry.hash IS NULL OR entry.hash <> file.hash
               ORDER BY file.agency, file.file LIMIT 101";
    for row in sql::all(records.reading(), cut, vec![]).await? {
        let fault = if row.try_get::<Option<String>>("", "hash")?.is_none() { Fault::Missing } else { Fault::Changed };
        add_once(&row, fault, report)?;
    }
    let added =
        "SELECT entry.agency AS agency, entry.file AS file, entry.version AS version, entry.position AS position
                 FROM entry LEFT JOIN file ON file.agency = entry.agency AND file.file = entry.file
                 WHERE file.file IS NULL OR entry.version > file.version
                 ORDER BY entry.agency, entry.file, entry.version LIMIT 101";
    for row in sql::all(records.reading(), added, vec![]).await? {
        add_once(&row, Fault::Added, report)?;
    }
    Ok(())
}

fn add_once(row: &QueryResult, fault: Fault, report: &mut Report) -> Result<(), DbErr> {
    let (agency, file): (i64, String) = (row.try_get("", "agency")?, row.try_get("", "file")?);
    let version: i64 = row.try_get("", "version")?;
    let position = row.try_get::<Option<i64>>("", "position")?.map(i64::unsigned_abs);
    let known = report.findings.iter().any(|finding| {
        finding.agency == Some(agency) && finding.file.as_ref() == Some(&file) && finding.version == Some(version)
    });
    if !known {
        let at = At { agency: Some(agency), file: Some(&file), version: Some(version), position, ..At::default() };
        report.add(at.finding(fault));
    }
    Ok(())
}
