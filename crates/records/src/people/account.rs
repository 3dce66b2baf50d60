//! Accounts: under which name somebody signs in, how it is proven, and whether the account is in use.

use casework::who::{Account, Agency, Login, Name};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};

use super::{EVERYWHERE, all, broken, counted, number, one, run, time};
use crate::{register, time as clock};

/// Whether an account is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// It is.
    Active,
    /// Its password was reset by one administrator, and another has not released it yet.
    AwaitingRelease,
    /// It is shut for good; what it did stays.
    Disabled,
}

/// An account as it is listed: nothing that proves who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Its agency.
    pub agency: Agency,
    /// Its number, unique in the installation.
    pub account: Account,
    /// The name to sign in.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// Whether it is in use.
    pub state: AccountState,
    /// Whether the password has to be changed before anything else.
    pub must_change: bool,
    /// When the password was set.
    pub password_at: Timestamp,
    /// Whether a second factor is in use.
    pub has_factor: bool,
}

/// An account with its password's hash, for signing in alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Proof {
    /// The account.
    pub row: AccountRow,
    /// The argon2id string.
    pub password: String,
}

/// What a new account begins with. It holds no duty.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The agency.
    pub agency: Agency,
    /// The name to sign in.
    pub login: Login,
    /// The person's name.
    pub name: Name,
    /// The argon2id string of the first password, which must be changed.
    pub password: String,
}

impl AccountState {
    /// All of them.
    pub const ALL: [AccountState; 3] = [AccountState::Active, AccountState::AwaitingRelease, AccountState::Disabled];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            AccountState::Active => "在用",
            AccountState::AwaitingRelease => "待核准启用",
            AccountState::Disabled => "已停用",
        }
    }

    fn code(self) -> &'static str {
        match self {
            AccountState::Active => "active",
            AccountState::AwaitingRelease => "awaiting_release",
            AccountState::Disabled => "disabled",
        }
    }

    pub(super) fn of_code(code: &str) -> Result<AccountState, DbErr> {
        let found = AccountState::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| broken("账号状态", code))
    }
}

/// Adds an account. The caller has made sure that the login name is free.
pub async fn add(transaction: &DatabaseTransaction, new: &NewAccount, now: Timestamp) -> Result<Account, DbErr> {
    let next = register::next(transaction, EVERYWHERE, "account").await?;
    run(
        transaction,
        "INSERT INTO account (agency, account, login, name, state, password, password_at, must_change, factor_on, created_at)
         VALUES ($1, $2, $3, $4, 'active', $5, $6, 1, 0, $6)",
        [
            number(new.agency.0).into(),
            next.into(),
            new.login.as_str().into(),
            new.name.as_str().into(),
            new.password.clone().into(),
            clock::written(now).into(),
        ],
    )
    .await?;
    Ok(Account(counted(next)?))
}

/// The account of this login name, with what proves it.
pub async fn proof<C: ConnectionTrait>(on: &C, login: &Login) -> Result<Option<Proof>, DbErr> {
    let Some(row) = one(on, "SELECT * FROM account WHERE login = $1", [login.as_str().into()]).await? else {
        return Ok(None);
    };
    Ok(Some(Proof { row: read(&row)?, password: row.try_get("", "password")? }))
}

/// The account of this number with what proves it, in its agency.
pub async fn proof_of<C: ConnectionTrait>(on: &C, agency: Agency, account: Account) -> Result<Option<Proof>, DbErr> {
    let values = [number(agency.0).into(), number(account.0).into()];
    let Some(row) = one(on, "SELECT * FROM account WHERE agency = $1 AND account = $2", values).await? else {
        return Ok(None);
    };
    Ok(Some(Proof { row: read(&row)?, password: row.try_get("", "password")? }))
}

/// The account of this login name.
pub async fn of_login<C: ConnectionTrait>(on: &C, login: &Login) -> Result<Option<AccountRow>, DbErr> {
    Ok(proof(on, login).await?.map(|proof| proof.row))
}

/// The account of this number, in its agency.
pub async fn get<C: ConnectionTrait>(on: &C, agency: Agency, account: Account) -> Result<Option<AccountRow>, DbErr> {
    Ok(proof_of(on, agency, account).await?.map(|proof| proof.row))
}

/// All accounts of an agency, those that are shut too, by number.
pub async fn list<C: ConnectionTrait>(on: &C, agency: Agency) -> Result<Vec<AccountRow>, DbErr> {
    let sql = "SELECT * FROM account WHERE agency = $1 ORDER BY account";
    all(on, sql, [number(agency.0).into()]).await?.iter().map(read).collect()
}

/// Writes the person's name anew.
pub async fn rename(transaction: &DatabaseTransaction, of: &AccountRow, name: &Name) -> Result<(), DbErr> {
    let sql = "UPDATE account SET name = $3 WHERE agency = $1 AND account = $2";
    run(transaction, sql, [number(of.agency.0).into(), number(of.account.0).into(), name.as_str().into()]).await?;
    Ok(())
}

/// Sets whether the account is in use.
pub async fn set_state(transaction: &DatabaseTransaction, of: &AccountRow, state: AccountState) -> Result<(), DbErr> {
    let sql = "UPDATE account SET state = $3 WHERE agency = $1 AND account = $2";
    run(transaction, sql, [number(of.agency.0).into(), number(of.account.0).into(), state.code().into()]).await?;
    Ok(())
}

/// Sets the password's hash, and whether the person has to set another one at once.
pub async fn set_password(
    transaction: &DatabaseTransaction,
    of: &AccountRow,
    hash: &str,
    must_change: bool,
    now: Timestamp,
) -> Result<(), DbErr> {
    run(
        transaction,
        "UPDATE account SET password = $3, password_at = $4, must_change = $5 WHERE agency = $1 AND account = $2",
        [
            number(of.agency.0).into(),
            number(of.account.0).into(),
            hash.into(),
            clock::written(now).into(),
            i64::from(must_change).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Stores the same password under a costlier hash: it is no new password.
pub async fn rehash(transaction: &DatabaseTransaction, of: &AccountRow, hash: &str) -> Result<(), DbErr> {
    let sql = "UPDATE account SET password = $3 WHERE agency = $1 AND account = $2";
    run(transaction, sql, [number(of.agency.0).into(), number(of.account.0).into(), hash.into()]).await?;
    Ok(())
}

fn read(row: &QueryResult) -> Result<AccountRow, DbErr> {
    Ok(AccountRow {
        agency: Agency(counted(row.try_get("", "agency")?)?),
        account: Account(counted(row.try_get("", "account")?)?),
        login: row.try_get("", "login")?,
        name: row.try_get("", "name")?,
        state: AccountState::of_code(&row.try_get::<String>("", "state")?)?,
        must_change: row.try_get::<i64>("", "must_change")? == 1,
        password_at: time(&row.try_get::<String>("", "password_at")?)?,
        has_factor: row.try_get::<i64>("", "factor_on")? == 1,
    })
}
