//! The log of what happened to accounts and sessions: rows that are only ever added, each with the hash over the one before
//! it and itself. Kept at least six months (网络安全法第二十一条); nothing here deletes.

use casework::who::{Account, Agency};
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};
use sm3::{Digest, Sm3};

use super::{EVERYWHERE, all, broken, counted, number, one, run, time};
use crate::{register, time as clock};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the label says it")]
pub enum Event {
    SignedIn,
    SignInFailed,
    Shut,
    SignedOut,
    SessionEnded,
    FactorFailed,
    FactorSet,
    FactorReset,
    RecoveryCodeUsed,
    FactorRequired,
    PasswordChanged,
    PasswordReset,
    AccountAdded,
    AccountRenamed,
    AccountDisabled,
    AccountReleased,
    DutyGiven,
    DutyEnded,
    Delegated,
    DelegationEnded,
    GroupSet,
    AgencyAdded,
    AgencyTied,
    AgencyUntied,
    AgencyRenamed,
    AgencyEnded,
    PowerMoved,
    RemedyCaseKept,
    UnitAdded,
    UnitEnded,
    Refused,
    HeadSigned,
    KeyRotated,
    KeysForgotten,
    Rebuilt,
}

impl Event {
    /// All of them.
    pub const ALL: [Event; 35] = [
        Event::SignedIn,
        Event::SignInFailed,
        Event::Shut,
        Event::SignedOut,
        Event::SessionEnded,
        Event::FactorFailed,
        Event::FactorSet,
        Event::FactorReset,
        Event::RecoveryCodeUsed,
        Event::FactorRequired,
        Event::PasswordChanged,
        Event::PasswordReset,
        Event::AccountAdded,
        Event::AccountRenamed,
        Event::AccountDisabled,
        Event::AccountReleased,
        Event::DutyGiven,
        Event::DutyEnded,
        Event::Delegated,
        Event::DelegationEnded,
        Event::GroupSet,
        Event::AgencyAdded,
        Event::AgencyTied,
        Event::AgencyUntied,
        Event::AgencyRenamed,
        Event::AgencyEnded,
        Event::PowerMoved,
        Event::RemedyCaseKept,
        Event::UnitAdded,
        Event::UnitEnded,
        Event::Refused,
        Event::HeadSigned,
        Event::KeyRotated,
        Event::KeysForgotten,
        Event::Rebuilt,
    ];

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Event::SignedIn => "登录成功",
            Event::SignInFailed => "登录失败",
            Event::Shut => "登录锁定",
            Event::SignedOut => "退出登录",
            Event::SessionEnded => "注销登录",
            Event::FactorFailed => "动态口令错误",
            Event::FactorSet => "启用动态口令",
            Event::FactorReset => "解除动态口令",
            Event::RecoveryCodeUsed => "使用恢复码",
            Event::FactorRequired => "设置动态口令要求",
            Event::PasswordChanged => "修改密码",
            Event::PasswordReset => "重置密码",
            Event::AccountAdded => "新建账号",
            Event::AccountRenamed => "修改姓名",
            Event::AccountDisabled => "停用账号",
            Event::AccountReleased => "核准启用",
            Event::DutyGiven => "授予职责",
            Event::DutyEnded => "终止职责",
            Event::Delegated => "指定代理",
            Event::DelegationEnded => "终止代理",
            Event::GroupSet => "调整领导小组",
            Event::AgencyAdded => "新建机关",
            Event::AgencyTied => "设定上下级关系",
            Event::AgencyUntied => "终止上下级关系",
            Event::AgencyRenamed => "机关更名",
            Event::AgencyEnded => "撤销机关",
            Event::PowerMoved => "职权划转",
            Event::RemedyCaseKept => "登记复议诉讼案件",
            Event::UnitAdded => "新建科室（单位）",
            Event::UnitEnded => "撤销科室（单位）",
            Event::Refused => "越权操作被拒绝",
            Event::HeadSigned => "签发存证",
            Event::KeyRotated => "更换安装密钥",
            Event::KeysForgotten => "删除旧安装密钥",
            Event::Rebuilt => "重新推算派生数据",
        }
    }

    fn code(self) -> &'static str {
        match self {
            Event::SignedIn => "signed_in",
            Event::SignInFailed => "sign_in_failed",
            Event::Shut => "shut",
            Event::SignedOut => "signed_out",
            Event::SessionEnded => "session_ended",
            Event::FactorFailed => "factor_failed",
            Event::FactorSet => "factor_set",
            Event::FactorReset => "factor_reset",
            Event::RecoveryCodeUsed => "recovery_code_used",
            Event::FactorRequired => "factor_required",
            Event::PasswordChanged => "password_changed",
            Event::PasswordReset => "password_reset",
            Event::AccountAdded => "account_added",
            Event::AccountRenamed => "account_renamed",
            Event::AccountDisabled => "account_disabled",
            Event::AccountReleased => "account_released",
            Event::DutyGiven => "duty_given",
            Event::DutyEnded => "duty_ended",
            Event::Delegated => "delegated",
            Event::DelegationEnded => "delegation_ended",
            Event::GroupSet => "group_set",
            Event::AgencyAdded => "agency_added",
            Event::AgencyTied => "agency_tied",
            Event::AgencyUntied => "agency_untied",
            Event::AgencyRenamed => "agency_renamed",
            Event::AgencyEnded => "agency_ended",
            Event::PowerMoved => "power_moved",
            Event::RemedyCaseKept => "remedy_case_kept",
            Event::UnitAdded => "unit_added",
            Event::UnitEnded => "unit_ended",
            Event::Refused => "refused",
            Event::HeadSigned => "head_signed",
            Event::KeyRotated => "key_rotated",
            Event::KeysForgotten => "keys_forgotten",
            Event::Rebuilt => "rebuilt",
        }
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who is signed in.
    Account(Account),
    /// Somebody who is not.
    Nobody,
    /// Whoever works at the machine itself, by the name that the system knows.
    Machine(String),
}

impl Actor {
    fn written(&self) -> String {
        match self {
            Actor::Account(account) => account.0.to_string(),
            Actor::Nobody => "nobody".to_owned(),
            Actor::Machine(name) => format!("machine:{name}"),
        }
    }

    fn read(text: &str) -> Result<Actor, DbErr> {
        match text {
            "nobody" => Ok(Actor::Nobody),
            _ => match text.strip_prefix("machine:") {
                Some(name) => Ok(Actor::Machine(name.to_owned())),
                None => {
                    text.parse().map(|account| Actor::Account(Account(account))).map_err(|_| broken("操作人", text))
                }
            },
        }
    }
}

/// One row of the log. It holds no password, no code and no name that nobody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its number within the agency, without a gap.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// To whom it was done.
    pub account: Option<Account>,
    /// What.
    pub event: Event,
    /// With what in particular; may be empty.
    pub detail: String,
    /// From which address; may be empty.
    pub address: String,
}

/// Something to be logged.
#[derive(Clone, Debug)]
pub struct Happened {
    /// To which agency it belongs; `None` where somebody knocked whom nobody knows.
    pub agency: Option<Agency>,
    /// Who did it.
    pub actor: Actor,
    /// To whom.
    pub account: Option<Account>,
    /// What.
    pub event: Event,
    /// With what in particular.
    pub detail: String,
    /// From where.
    pub address: String,
}

/// Adds to the log.
pub async fn add(transaction: &DatabaseTransaction, happened: &Happened, now: Timestamp) -> Result<(), DbErr> {
    let agency = happened.agency.map_or(EVERYWHERE, |agency| number(agency.0));
    // The register's row is locked until the end of the transaction, so the row before is there to be read.
    let id = register::next(transaction, agency, "security_log").await?;
    let before = match id {
        1 => String::new(),
        _ => stored_hash(transaction, agency, id - 1).await?.ok_or_else(|| broken("日志", &(id - 1).to_string()))?,
    };
    let columns = [
        agency.to_string(),
        id.to_string(),
        clock::written(now),
        happened.actor.written(),
        happened.account.map(|account| account.0.to_string()).unwrap_or_default(),
        happened.event.code().to_owned(),
        happened.detail.clone(),
        happened.address.clone(),
    ];
    run(
        transaction,
        "INSERT INTO security_log (agency, id, at, actor, account, event, detail, address, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            agency.into(),
            id.into(),
            columns[2].clone().into(),
            columns[3].clone().into(),
            happened.account.map(|account| number(account.0)).into(),
            happened.event.code().into(),
            happened.detail.clone().into(),
            happened.address.clone().into(),
            chain(&before, &columns).into(),
        ],
    )
    .await
    .map(|_| ())
}

/// A page of an agency's log, the latest first: what lies before `before`, so many rows.
pub async fn list<C: ConnectionTrait>(
    on: &C,
    agency: Option<Agency>,
    before: Option<i64>,
    rows: u64,
) -> Result<Vec<Logged>, DbErr> {
    let agency = agency.map_or(EVERYWHERE, |agency| number(agency.0));
    let sql = "SELECT * FROM security_log WHERE agency = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    let values = [agency.into(), before.unwrap_or(i64::MAX).into(), number(rows).into()];
    all(on, sql, values).await?.iter().map(read).collect()
}

/// What an agency's log says of all happenings of one kind, in their order.
pub async fn details<C: ConnectionTrait>(on: &C, agency: Agency, of: Event) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT detail FROM security_log WHERE agency = $1 AND event = $2 ORDER BY id";
    let rows = all(on, sql, [number(agency.0).into(), of.code().into()]).await?;
    rows.iter().map(|row| row.try_get("", "detail")).collect()
}

/// What walking a log came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// How many lines were there.
    pub lines: u64,
    /// The first one that was changed or is missing; `None` where all is well.
    pub first_bad: Option<i64>,
}

/// The first row of an agency's log that was changed or is missing; `None` where all is well. That the end was cut off
/// shows in the register of numbers.
pub async fn first_bad<C: ConnectionTrait>(on: &C, agency: Option<Agency>) -> Result<Option<i64>, DbErr> {
    Ok(walk(on, agency.map_or(EVERYWHERE, |agency| number(agency.0))).await?.first_bad)
}

/// Walks the log of an agency, 0 for what belongs to none, while others may add to it.
pub async fn walk<C: ConnectionTrait>(on: &C, agency: i64) -> Result<Walked, DbErr> {
    const PAGE: i64 = 1000;
    // What is added meanwhile is neither missing before nor too much after.
    let given_before = given(on, agency).await?;
    let (mut last, mut hash, mut lines) = (0, String::new(), 0);
    loop {
        let sql = "SELECT * FROM security_log WHERE agency = $1 AND id > $2 ORDER BY id LIMIT $3";
        let rows = all(on, sql, [agency.into(), last.into(), PAGE.into()]).await?;
        for row in &rows {
            let text = |column| row.try_get::<String>("", column);
            let id: i64 = row.try_get("", "id")?;
            let account: Option<i64> = row.try_get("", "account")?;
            let columns = [
                agency.to_string(),
                id.to_string(),
                text("at")?,
                text("actor")?,
                account.map(|account| account.to_string()).unwrap_or_default(),
                text("event")?,
                text("detail")?,
                text("address")?,
            ];
            let stored = text("hash")?;
            lines += 1;
            if id != last + 1 || stored != chain(&hash, &columns) {
                return Ok(Walked { lines, first_bad: Some(last + 1) });
            }
            (last, hash) = (id, stored);
        }
        if rows.is_empty() {
            break;
        }
    }
    let cut = (last < given_before).then_some(last + 1);
    let given_after = given(on, agency).await?;
    let added = (last > given_after).then_some(given_after + 1);
    Ok(Walked { lines, first_bad: cut.or(added) })
}

/// How many numbers the log of an agency has been given.
async fn given<C: ConnectionTrait>(on: &C, agency: i64) -> Result<i64, DbErr> {
    let sql = "SELECT taken FROM register WHERE agency = $1 AND name = 'security_log'";
    match one(on, sql, [agency.into()]).await? {
        Some(row) => row.try_get("", "taken"),
        None => Ok(0),
    }
}

async fn stored_hash<C: ConnectionTrait>(on: &C, agency: i64, id: i64) -> Result<Option<String>, DbErr> {
    let row =
        one(on, "SELECT hash FROM security_log WHERE agency = $1 AND id = $2", [agency.into(), id.into()]).await?;
    row.map(|row| row.try_get("", "hash")).transpose()
}

/// SM3 over the hash before and the columns, each with its length in front.
fn chain(before: &str, columns: &[String; 8]) -> String {
    let mut hash = Sm3::new().chain_update(before.as_bytes());
    for column in columns {
        hash.update((column.len() as u64).to_be_bytes());
        hash.update(column.as_bytes());
    }
    hex::encode(hash.finalize())
}

fn read(row: &QueryResult) -> Result<Logged, DbErr> {
    let event: String = row.try_get("", "event")?;
    let account: Option<i64> = row.try_get("", "account")?;
    Ok(Logged {
        id: row.try_get("", "id")?,
        at: time(&row.try_get::<String>("", "at")?)?,
        actor: Actor::read(&row.try_get::<String>("", "actor")?)?,
        account: account.map(counted).transpose()?.map(Account),
        event: Event::ALL.into_iter().find(|one| one.code() == event).ok_or_else(|| broken("日志事项", &event))?,
        detail: row.try_get("", "detail")?,
        address: row.try_get("", "address")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_name_of_its_own() {
        let codes: std::collections::BTreeSet<_> = Event::ALL.into_iter().map(Event::code).collect();
        let labels: std::collections::BTreeSet<_> = Event::ALL.into_iter().map(Event::label).collect();
        assert_eq!((codes.len(), labels.len()), (Event::ALL.len(), Event::ALL.len()));
    }

    #[test]
    fn who_did_it_is_read_as_it_was_written() {
        for actor in [Actor::Account(Account(7)), Actor::Nobody, Actor::Machine("root".into())] {
            assert_eq!(Actor::read(&actor.written()).unwrap(), actor);
        }
        assert!(Actor::read("somebody").is_err());
    }
}
