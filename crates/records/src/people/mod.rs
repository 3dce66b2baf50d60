//! People and what they belong to: agencies, units, accounts with their duties and substitutes, sessions, and the log of
//! what happened to them. Plain rows, not files: what they were on a day is in their own days and in the log.
//!
//! What may be is decided in `casework::who`; who may, by the use cases; here it is read and written.

pub mod account;
pub mod agency;
pub mod duty;
pub mod hashing;
pub mod leading_group;
pub mod login_failure;
pub mod second_factor;
pub mod security_log;
pub mod session;
pub mod token;
pub mod unit;

use casework::who::Agency;
use law::calendar::{Day, parse_day};
use law::in_force::InForce;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Value};

use crate::{register, sql};

/// Takes the one place from which the people of an agency are changed, until the transaction ends: rules over several rows
/// (two heads of a group, duties that do not go together) hold whoever else writes.
pub async fn lock(transaction: &DatabaseTransaction, agency: Agency) -> Result<(), DbErr> {
    register::next(transaction, number(agency.0), "people").await.map(|_| ())
}

/// The same for what is unique in the installation: names to sign in, agencies and how they stand.
pub async fn lock_all(transaction: &DatabaseTransaction) -> Result<(), DbErr> {
    register::next(transaction, EVERYWHERE, "people").await.map(|_| ())
}

/// The registers of numbers that are unique in the installation.
const EVERYWHERE: i64 = 0;

async fn run<C: ConnectionTrait>(on: &C, text: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, DbErr> {
    sql::execute(on, text, values.into_iter().collect()).await
}

async fn one<C: ConnectionTrait>(
    on: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, DbErr> {
    sql::one(on, text, values.into_iter().collect()).await
}

async fn all<C: ConnectionTrait>(
    on: &C,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    sql::all(on, text, values.into_iter().collect()).await
}

/// A number as the database holds it. Numbers come from registers that count from 1, and never reach the sign.
fn number(number: u64) -> i64 {
    i64::try_from(number).expect("registers count from 1")
}

fn counted(number: i64) -> Result<u64, DbErr> {
    u64::try_from(number).map_err(|_| broken("编号", &number.to_string()))
}

fn written(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn day(text: &str) -> Result<Day, DbErr> {
    parse_day(text).map_err(|_| broken("日期", text))
}

fn days(row: &QueryResult) -> Result<InForce, DbErr> {
    let end = |column| -> Result<Option<Day>, DbErr> {
        row.try_get::<Option<String>>("", column)?.map(|text| day(&text)).transpose()
    };
    InForce::new(end("from_day")?, end("to_day")?).map_err(|error| DbErr::Custom(error.to_string()))
}

fn broken(what: &str, found: &str) -> DbErr {
    DbErr::Custom(format!("库中的{what}“{found}”读不出来，请核对数据库是否完整"))
}

fn time(text: &str) -> Result<jiff::Timestamp, DbErr> {
    crate::time::read(text).ok_or_else(|| broken("时间", text))
}
