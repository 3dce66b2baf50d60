//! The table of ledger rows: how a row lies in it, lists of them, and how a wrong one is struck.

use casework::ledger::row::{Decision, Document, FeeIncome, Item, Purchase, Row};
use casework::ledger::{Kind, Ledger};
use casework::publication::facts::Norm;
use casework::who::{Account, Agency};
use jiff::Timestamp;
use law::calendar::{Day, parse_day};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use sea_orm::{DbErr, QueryResult, Value};
use thiserror::Error;

use crate::append::number;
use crate::database::Records;
use crate::error::{StorageError, WriteError};
use crate::request::worklist::After;
use crate::{sql, time};

/// A row with what is known about its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// What tells it from all others of its ledger.
    pub key: String,
    /// What it says.
    pub row: Row,
    /// The import that brought it; `None` for one typed in.
    pub batch: Option<String>,
    /// Its line in the imported file.
    pub line: Option<i64>,
    /// Who entered it.
    pub by: Account,
    /// When.
    pub at: String,
    /// It was wrong: why it counts no more.
    pub struck: Option<String>,
}

impl Entered {
    /// Where the next page begins when this was the last row.
    pub fn after(&self) -> After {
        After { by: self.row.day().to_string(), file: self.key.clone() }
    }
}

/// Why a row could not be struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotStruck {
    /// No such row, or struck before.
    #[error("台账中没有这一行，或者已经作废，请刷新后查看")]
    NoRow,
    /// No reason.
    #[error("请填写作废的理由（200字以内）")]
    NoReason,
}

/// Which rows of a ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Of {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this year by their day; items that are on the list at its end or were at the end of the year before.
    pub year: Option<i16>,
}

pub(super) const COLUMNS: &str = "row_key, kind, number, title, unit, day, ends_on, published_on, cents, batch, line,
    entered_by, entered_at, strike_reason";

impl Records {
    /// Rows of a ledger, the latest day first: `limit` of them behind `after`, struck ones among them.
    pub async fn ledger_page(
        &self,
        agency: Agency,
        ledger: Ledger,
        of: Of,
        after: Option<&After>,
        limit: u64,
    ) -> Result<Vec<Entered>, StorageError> {
        let mut text = format!("SELECT {COLUMNS} FROM ledger_row WHERE agency = $1 AND ledger = $2");
        let mut values: Vec<Value> = vec![number(agency).into(), ledger.code().into()];
        let mut add = |text: &mut String, condition: &str, value: Value| {
            values.push(value);
            text.push_str(&condition.replace("$?", &format!("${}", values.len())));
        };
        if let Some(kind) = of.kind {
            add(&mut text, " AND kind = $?", kind.code().into());
        }
        if let Some(year) = of.year {
            let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
            if ledger == Ledger::Items {
                let before = format!("{:04}-12-31", year - 1);
                add(&mut text, " AND day <= $?", last.into());
                add(&mut text, " AND (ends_on IS NULL OR ends_on >= $?)", before.into());
            } else {
                add(&mut text, " AND day >= $?", first.into());
                add(&mut text, " AND day <= $?", last.into());
            }
        }
        if let Some(After { by, file }) = after {
            add(&mut text, " AND (day, row_key) < ($?, ", by.clone().into());
            add(&mut text, "$?)", file.clone().into());
        }
        let text = format!("{text} ORDER BY day DESC, row_key DESC LIMIT {}", limit.min(1000));
        let rows = sql::all(self.reading(), &text, values).await?;
        Ok(rows.iter().map(|row| read(ledger, row)).collect::<Result<_, _>>()?)
    }

    /// All rows of a ledger that count.
    pub async fn ledger_rows(&self, agency: Agency, ledger: Ledger) -> Result<Vec<Row>, StorageError> {
        let text = format!(
            "SELECT {COLUMNS} FROM ledger_row WHERE agency = $1 AND ledger = $2 AND strike_reason IS NULL ORDER BY day, row_key"
        );
        let rows = sql::all(self.reading(), &text, vec![number(agency).into(), ledger.code().into()]).await?;
        Ok(rows.iter().map(|row| read(ledger, row).map(|entered| entered.row)).collect::<Result<_, _>>()?)
    }

    /// Strikes a wrong row: it stays with its reason and counts no more.
    pub async fn strike_ledger_row(
        &self,
        agency: Agency,
        ledger: Ledger,
        key: String,
        reason: &str,
        by: Account,
        at: Timestamp,
    ) -> Result<(), WriteError<NotStruck>> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() || reason.chars().nth(200).is_some() {
            return Err(WriteError::Refused(NotStruck::NoReason));
        }
        self.write(move |transaction| {
            Box::pin(async move {
                let text = "UPDATE ledger_row SET struck_at = $1, struck_by = $2, strike_reason = $3
                            WHERE agency = $4 AND ledger = $5 AND row_key = $6 AND strike_reason IS NULL";
                let values = vec![
                    time::written(at).into(),
                    account(by).into(),
                    reason.into(),
                    number(agency).into(),
                    ledger.code().into(),
                    key.into(),
                ];
                match sql::execute(transaction, text, values).await? {
                    0 => Err(WriteError::Refused(NotStruck::NoRow)),
                    _ => Ok(()),
                }
            })
        })
        .await
    }
}

/// What of a row lies in the columns of its own.
pub(super) struct Columns {
    pub(super) kind: Option<&'static str>,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) unit: String,
    pub(super) day: String,
    pub(super) ends_on: Option<String>,
    pub(super) published_on: Option<String>,
    pub(super) cents: Option<i64>,
}

pub(super) fn columns(row: &Row) -> Columns {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let bare = |number: &str| Columns {
        kind: None,
        number: number.to_owned(),
        title: row.title().to_owned(),
        unit: String::new(),
        day: row.day().to_string(),
        ends_on: None,
        published_on: None,
        cents: None,
    };
    match row {
        Row::Item(item) => {
            Columns { kind: Some(item.kind.code()), unit: item.unit.clone(), ends_on: day(item.to), ..bare(&item.code) }
        }
        Row::Decision(decision) => {
            Columns { kind: Some(decision.kind.code()), unit: decision.unit.clone(), ..bare(&decision.number) }
        }
        Row::FeeIncome(income) => Columns { cents: Some(cents(income.amount)), ..bare(&income.number) },
        Row::Purchase(purchase) => Columns { cents: Some(cents(purchase.amount)), ..bare(&purchase.number) },
        Row::Document(document) => Columns {
            kind: Some(document.norm.row()),
            ends_on: day(document.repealed_on),
            published_on: day(document.published_on),
            ..bare(&document.number)
        },
    }
}

fn cents(yuan: Decimal) -> i64 {
    (yuan * Decimal::from(100)).to_i64().expect("amounts are held to the 分 and to a bound when they are read")
}

pub(super) fn yuan(cents: i64) -> Decimal {
    Decimal::new(cents, 2).normalize()
}

pub(super) fn account(Account(id): Account) -> i64 {
    i64::try_from(id).expect("numbers of accounts are given by the database")
}

/// A row of the table as its ledger reads it.
pub(super) fn read(ledger: Ledger, row: &QueryResult) -> Result<Entered, DbErr> {
    let odd = |column: &str| DbErr::Type(format!("台账行的{column}读不出来"));
    let day = |column: &str| {
        let text: String = row.try_get("", column)?;
        parse_day(&text).map_err(|_| odd(column))
    };
    let optional_day = |column: &str| {
        let text: Option<String> = row.try_get("", column)?;
        text.map(|text| parse_day(&text).map_err(|_| odd(column))).transpose()
    };
    let kind: Option<String> = row.try_get("", "kind")?;
    let power = || kind.as_deref().and_then(Kind::of_code).ok_or_else(|| odd("kind"));
    let amount = || row.try_get::<Option<i64>>("", "cents")?.map(yuan).ok_or_else(|| odd("cents"));
    let (number, title, unit): (String, String, String) =
        (row.try_get("", "number")?, row.try_get("", "title")?, row.try_get("", "unit")?);
    let on = day("day")?;
    let said = match ledger {
        Ledger::Items => {
            Row::Item(Item { kind: power()?, code: number, name: title, unit, from: on, to: optional_day("ends_on")? })
        }
        Ledger::Decisions => Row::Decision(Decision { kind: power()?, number, item: title, unit, on }),
        Ledger::FeeIncome => Row::FeeIncome(FeeIncome { number, item: title, on, amount: amount()? }),
        Ledger::Procurement => Row::Purchase(Purchase { number, name: title, on, amount: amount()? }),
        Ledger::Documents => Row::Document(Document {
            norm: kind.as_deref().and_then(Norm::of_row).ok_or_else(|| odd("kind"))?,
            number,
            title,
            made_on: on,
            published_on: optional_day("published_on")?,
            repealed_on: optional_day("ends_on")?,
        }),
    };
    let by: i64 = row.try_get("", "entered_by")?;
    Ok(Entered {
        key: row.try_get("", "row_key")?,
        row: said,
        batch: row.try_get("", "batch")?,
        line: row.try_get("", "line")?,
        by: Account(u64::try_from(by).unwrap_or_default()),
        at: row.try_get("", "entered_at")?,
        struck: row.try_get("", "strike_reason")?,
    })
}
