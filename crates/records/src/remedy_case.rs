//! The register of reconsiderations and suits: plain rows, each with who wrote it last. No names of parties: the file of the
//! application has them.

use casework::entry::Author;
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use casework::who::Agency;
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use law::report::CellId;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Statement};

use crate::append::number;
use crate::database::Records;
use crate::entry::actor;
use crate::error::StorageError;
use crate::file::FileId;
use crate::time;

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

/// Writes a case, in place of what stood under its number before.
pub async fn keep(
    transaction: &DatabaseTransaction,
    agency: Agency,
    row: &Row,
    by: Author,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO remedy_case \
               (agency, id, kind, role, from_on, ended_on, result, request, note, actor, changed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
               ON CONFLICT (agency, id) DO UPDATE SET kind = $3, role = $4, from_on = $5, ended_on = $6, result = $7, \
               request = $8, note = $9, actor = $10, changed_at = $11";
    let RemedyCase { kind, role, from, ended } = row.case;
    let values = [
        number(agency).into(),
        row.id.text().into(),
        kind.code().into(),
        role.code().into(),
        from.to_string().into(),
        ended.map(|ended| ended.on.to_string()).into(),
        ended.map(|ended| ended.result.code()).into(),
        row.request.as_ref().map(FileId::text).into(),
        row.note.clone().into(),
        actor(by).into(),
        time::written(at).into(),
    ];
    transaction.execute_raw(Statement::from_sql_and_values(transaction.get_database_backend(), sql, values)).await?;
    Ok(())
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

    /// The case of this number.
    pub async fn remedy_case(&self, agency: Agency, id: &FileId) -> Result<Option<Row>, StorageError> {
        let sql = "SELECT id, kind, role, from_on, ended_on, result, request, note FROM remedy_case \
                   WHERE agency = $1 AND id = $2";
        let values = vec![number(agency).into(), id.text().into()];
        Ok(crate::sql::one(self.reading(), sql, values).await?.map(|row| read(&row)).transpose()?)
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
