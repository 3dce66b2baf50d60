//! The register of reconsiderations and suits: plain rows with a version, and beside them every state that a case was ever in, with
//! who wrote it and when. Each state has a line in the security log that bears its digest, so that one that was changed behind
//! the register shows. No names of parties: the file of the application has them.

use casework::entry::Author;
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use casework::who::Agency;
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use law::report::CellId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Statement, Value};
use sm3::{Digest, Sm3};

use crate::append::number;
use crate::database::Records;
use crate::entry::{actor, author};
use crate::error::StorageError;
use crate::file::FileId;
use crate::people::security_log::{self, Event, Happened};
use crate::{sql, time};

/// A case with its place in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number here: 32 hexadecimal digits.
    pub id: FileId,
    /// The case.
    pub case: RemedyCase,
    /// The application that it is about, where it is one of this record.
    pub request: Option<FileId>,
    /// The number of the case at the body, or another remark; no names.
    pub note: String,
}

/// What writing a case came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It stands in the register as this version. Writing the same once more is no new one.
    As(i64),
    /// Somebody else has written since: nothing was written, and this is the version now.
    Conflict(i64),
}

/// One state of a case, with who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// From 1, without gaps.
    pub version: i64,
    /// What stood there.
    pub row: Row,
    /// Who wrote it; `None` for what no release has written.
    pub by: Option<Author>,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// Whether the security log says the same; `None` for what was written before it was asked to.
    pub whole: Option<bool>,
}

/// Writes a case over the version that somebody has seen, 0 for a new one.
pub async fn keep(
    transaction: &DatabaseTransaction,
    agency: Agency,
    row: &Row,
    seen: i64,
    by: Author,
    at: Timestamp,
) -> Result<Kept, DbErr> {
    let standing = standing(transaction, agency, &row.id).await?;
    let now = standing.as_ref().map_or(0, |(version, _)| *version);
    match standing {
        Some((version, standing)) if standing == *row => return Ok(Kept::As(version)), // a double click
        _ if now != seen => return Ok(Kept::Conflict(now)),
        _ => {}
    }
    let version = now + 1;
    let written: Vec<Value> =
        values(agency, row).into_iter().chain([actor(by).into(), time::written(at).into()]).collect();
    let place = |sql: &str| sql.replace("{version}", &version.to_string());
    sql::execute(
        transaction,
        &place(
            "INSERT INTO remedy_case
             (agency, id, kind, role, from_on, ended_on, result, request, note, actor, changed_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, {version})
             ON CONFLICT (agency, id) DO UPDATE SET kind = $3, role = $4, from_on = $5, ended_on = $6, result = $7,
             request = $8, note = $9, actor = $10, changed_at = $11, version = {version}",
        ),
        written.clone(),
    )
    .await?;
    sql::execute(
        transaction,
        &place(
            "INSERT INTO remedy_case_state
             (agency, id, kind, role, from_on, ended_on, result, request, note, actor, changed_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, {version})",
        ),
        written,
    )
    .await?;
    let line = Happened {
        agency: Some(agency),
        actor: match by {
            Author::Account(account) => security_log::Actor::Account(account),
            Author::Applicant | Author::Worker => security_log::Actor::Nobody,
        },
        account: None,
        event: Event::RemedyCaseKept,
        detail: said(row, version, &actor(by), &time::written(at)),
        address: String::new(),
    };
    security_log::add(transaction, &line, at).await?;
    Ok(Kept::As(version))
}

/// What the security log says of a state: which case, which version, and the digest over all of it.
fn said(row: &Row, version: i64, by: &str, at: &str) -> String {
    let RemedyCase { kind, role, from, ended } = row.case;
    let mut hash = Sm3::new();
    for text in [
        row.id.text(),
        &version.to_string(),
        kind.code(),
        role.code(),
        &from.to_string(),
        &ended.map(|ended| ended.on.to_string()).unwrap_or_default(),
        ended.map(|ended| ended.result.code()).unwrap_or_default(),
        row.request.as_ref().map(FileId::text).unwrap_or_default(),
        &row.note,
        by,
        at,
    ] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    format!("案件{}第{version}版，校验值{}", row.id.text(), hex::encode(hash.finalize()))
}

fn values(agency: Agency, row: &Row) -> Vec<Value> {
    let RemedyCase { kind, role, from, ended } = row.case;
    vec![
        number(agency).into(),
        row.id.text().into(),
        kind.code().into(),
        role.code().into(),
        from.to_string().into(),
        ended.map(|ended| ended.on.to_string()).into(),
        ended.map(|ended| ended.result.code()).into(),
        row.request.as_ref().map(FileId::text).into(),
        row.note.clone().into(),
    ]
}

async fn standing<C: ConnectionTrait>(on: &C, agency: Agency, id: &FileId) -> Result<Option<(i64, Row)>, DbErr> {
    let text = "SELECT id, kind, role, from_on, ended_on, result, request, note, version FROM remedy_case
                WHERE agency = $1 AND id = $2";
    let row = sql::one(on, text, vec![number(agency).into(), id.text().into()]).await?;
    row.map(|row| Ok((row.try_get("", "version")?, read(&row)?))).transpose()
}

impl Records {
    /// The cases that count in the report of a year: begun by its end, and not ended before it began.
    pub async fn remedy_cases(&self, agency: Agency, year: i16) -> Result<Vec<Row>, StorageError> {
        let reading = self.reading();
        let sql = "SELECT id, kind, role, from_on, ended_on, result, request, note FROM remedy_case \
                   WHERE agency = $1 AND from_on <= $2 AND (ended_on IS NULL OR ended_on >= $3) ORDER BY from_on, id";
        let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
        let values = [number(agency).into(), last.into(), first.into()];
        let statement = Statement::from_sql_and_values(reading.get_database_backend(), sql, values);
        let rows = reading.query_all_raw(statement).await?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }

    /// The cases about one application: whether each has ended.
    pub async fn disputes_about(&self, agency: Agency, request: &FileId) -> Result<Vec<bool>, StorageError> {
        let sql = "SELECT ended_on FROM remedy_case WHERE agency = $1 AND request = $2";
        let rows = crate::sql::all(self.reading(), sql, vec![number(agency).into(), request.text().into()]).await?;
        let ended = |row: &QueryResult| Ok(row.try_get::<Option<String>>("", "ended_on")?.is_some());
        Ok(rows.iter().map(ended).collect::<Result<_, DbErr>>()?)
    }

    /// The case of this number, and its version.
    pub async fn remedy_case(&self, agency: Agency, id: &FileId) -> Result<Option<(i64, Row)>, StorageError> {
        Ok(standing(self.reading(), agency, id).await?)
    }

    /// Every state that a case was ever in, the first one first, each held against the security log.
    pub async fn remedy_case_states(&self, agency: Agency, id: &FileId) -> Result<Vec<State>, StorageError> {
        let text = "SELECT id, kind, role, from_on, ended_on, result, request, note, version, actor, changed_at
                    FROM remedy_case_state WHERE agency = $1 AND id = $2 ORDER BY version";
        let rows = sql::all(self.reading(), text, vec![number(agency).into(), id.text().into()]).await?;
        let lines = security_log::details(self.reading(), agency, Event::RemedyCaseKept).await?;
        let mut states = Vec::with_capacity(rows.len());
        for row in &rows {
            let (version, by, at): (i64, String, String) =
                (row.try_get("", "version")?, row.try_get("", "actor")?, row.try_get("", "changed_at")?);
            let state = read(row)?;
            let about = format!("案件{}第{version}版，", id.text());
            let whole =
                lines.iter().find(|line| line.starts_with(&about)).map(|line| *line == said(&state, version, &by, &at));
            states.push(State { version, row: state, by: author(&by), at, whole });
        }
        Ok(states)
    }

    /// The cells of table four in which they count, one each.
    pub(crate) async fn remedy_cells(&self, agency: Agency, year: i16) -> Result<Vec<CellId>, StorageError> {
        Ok(self.remedy_cases(agency, year).await?.iter().filter_map(|row| row.case.cell(year)).collect())
    }
}

fn read(row: &QueryResult) -> Result<Row, DbErr> {
    let text = |column: &str| row.try_get::<String>("", column);
    let optional = |column: &str| row.try_get::<Option<String>>("", column);
    let odd = |column: &str| DbErr::Custom(format!("复议诉讼登记簿中的{column}不合格式"));
    let day = |text: &str| parse_day(text).map_err(|_| odd("日期"));
    let ended = match (optional("ended_on")?, optional("result")?) {
        (Some(on), Some(result)) => {
            Some(Ended { on: day(&on)?, result: Ending::of_code(&result).ok_or_else(|| odd("结果"))? })
        }
        _ => None,
    };
    let from: Day = day(&text("from_on")?)?;
    let kind = Kind::of_code(&text("kind")?).ok_or_else(|| odd("类别"))?;
    let role = Role::of_code(&text("role")?).ok_or_else(|| odd("地位"))?;
    let request = optional("request")?.map(|file| file.parse().map_err(|_| odd("申请"))).transpose()?;
    Ok(Row {
        id: text("id")?.parse().map_err(|_| odd("编号"))?,
        case: RemedyCase::new(kind, role, from, ended).map_err(|_| odd("日期"))?,
        request,
        note: text("note")?,
    })
}
