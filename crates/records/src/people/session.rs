//! Sessions: who is signed in from where, since when. Looked up by the hash of what the browser holds.

use casework::who::{Account, Agency, Charge, Duty, SessionTimes};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::account::AccountState;
use super::duty::{CARRIED, charge};
use super::token::SessionId;
use super::{all, counted, number, run, time};
use crate::time as clock;

/// A session with all that is needed to know who it is and what he may: read in one query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The agency.
    pub agency: Agency,
    /// The account.
    pub account: Account,
    /// The name to sign in.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// Whether the account is in use.
    pub state: AccountState,
    /// Whether a new password has to be set before anything else.
    pub must_change: bool,
    /// When the password was set.
    pub password_at: Timestamp,
    /// Whether a second factor is in use, and was shown in this session.
    pub factor: Factor,
    /// When it began and was last used.
    pub times: SessionTimes,
    /// What the person carries, on whatever days.
    pub charges: Vec<Charge>,
    /// Of these, the duties for which the agency asks a second factor.
    pub factor_duties: Vec<Duty>,
}

/// How a session stands to the second factor of its account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// None is in use.
    Unused,
    /// It is to be shown.
    Asked,
    /// It was shown.
    Shown,
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionListed {
    /// Under which it is ended.
    pub id: SessionId,
    /// When it began.
    pub began: Timestamp,
    /// When it was last used, to the minute.
    pub seen: Timestamp,
    /// From which address.
    pub address: String,
    /// What the browser says of itself.
    pub client: String,
}

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Its id.
    pub id: SessionId,
    /// The agency.
    pub agency: Agency,
    /// The account.
    pub account: Account,
    /// Whether the second factor was shown.
    pub factor_passed: bool,
    /// From which address.
    pub address: String,
    /// What the browser says of itself; cut to 200 characters.
    pub client: String,
}

/// Begins a session.
pub async fn begin(transaction: &DatabaseTransaction, new: &NewSession, now: Timestamp) -> Result<(), DbErr> {
    run(
        transaction,
        "INSERT INTO session (agency, session, account, began_at, seen_at, factor_passed, address, client)
         VALUES ($1, $2, $3, $4, $4, $5, $6, $7)",
        [
            number(new.agency.0).into(),
            new.id.as_str().into(),
            number(new.account.0).into(),
            clock::written(now).into(),
            i64::from(new.factor_passed).into(),
            new.address.clone().into(),
            new.client.chars().filter(|c| !c.is_control()).take(200).collect::<String>().into(),
        ],
    )
    .await
    .map(|_| ())
}

/// The session of this id, where it was not ended. Whether its time is over is for the caller to say.
pub async fn get<C: ConnectionTrait>(on: &C, id: &SessionId) -> Result<Option<SessionRow>, DbErr> {
    let sql = format!(
        "SELECT s.agency, s.account, s.began_at, s.seen_at, s.factor_passed,
                a.login, a.name, a.state, a.must_change, a.password_at, a.factor_on,
                c.duty, c.unit, c.from_day, c.to_day, c.principal, c.lent_from, c.lent_to, f.duty AS factor_duty
         FROM session s
         JOIN account a ON a.agency = s.agency AND a.account = s.account
         LEFT JOIN ({CARRIED}) c ON c.agency = s.agency AND c.account = s.account
         LEFT JOIN factor_duty f ON f.agency = s.agency AND f.duty = c.duty
         WHERE s.session = $1 AND s.ended_at IS NULL"
    );
    let rows = all(on, &sql, [id.as_str().into()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let text = |column| row.try_get::<String>("", column);
    let truth = |column| Ok::<bool, DbErr>(row.try_get::<i64>("", column)? == 1);
    let mut session = SessionRow {
        agency: Agency(counted(row.try_get("", "agency")?)?),
        account: Account(counted(row.try_get("", "account")?)?),
        login: text("login")?,
        name: text("name")?,
        state: AccountState::of_code(&text("state")?)?,
        must_change: truth("must_change")?,
        password_at: time(&text("password_at")?)?,
        factor: match (truth("factor_on")?, truth("factor_passed")?) {
            (false, _) => Factor::Unused,
            (true, false) => Factor::Asked,
            (true, true) => Factor::Shown,
        },
        times: SessionTimes { began: time(&text("began_at")?)?, last_seen: time(&text("seen_at")?)? },
        charges: Vec::new(),
        factor_duties: Vec::new(),
    };
    for row in &rows {
        let Some(charge) = charge(row)? else { continue };
        if row.try_get::<Option<String>>("", "factor_duty")?.is_some() {
            session.factor_duties.push(charge.held.duty);
        }
        session.charges.push(charge);
    }
    Ok(Some(session))
}

/// Writes down that a session was used.
pub async fn seen(
    transaction: &DatabaseTransaction,
    agency: Agency,
    id: &SessionId,
    now: Timestamp,
) -> Result<(), DbErr> {
    let values = [number(agency.0).into(), id.as_str().into(), clock::written(now).into()];
    let sql =
        "UPDATE session SET seen_at = $3 WHERE agency = $1 AND session = $2 AND ended_at IS NULL AND seen_at < $3";
    run(transaction, sql, values).await.map(|_| ())
}

/// Ends one session of an account. Says whether there was one to end.
pub async fn end(
    transaction: &DatabaseTransaction,
    agency: Agency,
    account: Account,
    id: &SessionId,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let sql =
        "UPDATE session SET ended_at = $4 WHERE agency = $1 AND session = $2 AND account = $3 AND ended_at IS NULL";
    let values = [number(agency.0).into(), id.as_str().into(), number(account.0).into(), clock::written(now).into()];
    Ok(run(transaction, sql, values).await? > 0)
}

/// Ends all sessions of an account but the one to keep. Says how many.
pub async fn end_all(
    transaction: &DatabaseTransaction,
    agency: Agency,
    account: Account,
    but: Option<&SessionId>,
    now: Timestamp,
) -> Result<u64, DbErr> {
    let sql =
        "UPDATE session SET ended_at = $4 WHERE agency = $1 AND account = $2 AND session <> $3 AND ended_at IS NULL";
    let keep = but.map_or("", SessionId::as_str);
    run(transaction, sql, [number(agency.0).into(), number(account.0).into(), keep.into(), clock::written(now).into()])
        .await
}

/// The sessions of an account that were used since `since` and not ended, the latest first.
pub async fn list<C: ConnectionTrait>(
    on: &C,
    agency: Agency,
    account: Account,
    since: Timestamp,
) -> Result<Vec<SessionListed>, DbErr> {
    let sql = "SELECT session, began_at, seen_at, address, client FROM session
               WHERE agency = $1 AND account = $2 AND ended_at IS NULL AND seen_at >= $3 ORDER BY began_at DESC, session";
    let values = [number(agency.0).into(), number(account.0).into(), clock::written(since).into()];
    let rows = all(on, sql, values).await?;
    let sessions = rows.iter().map(|row| {
        let text = |column| row.try_get::<String>("", column);
        Ok(SessionListed {
            id: SessionId::read(&text("session")?).ok_or_else(|| super::broken("登录", "…"))?,
            began: time(&text("began_at")?)?,
            seen: time(&text("seen_at")?)?,
            address: text("address")?,
            client: text("client")?,
        })
    });
    sessions.collect()
}

/// Deletes sessions that nobody used since then: who was signed in when is in the log.
pub async fn forget_before(transaction: &DatabaseTransaction, before: Timestamp) -> Result<u64, DbErr> {
    run(transaction, "DELETE FROM session WHERE seen_at < $1", [clock::written(before).into()]).await
}
