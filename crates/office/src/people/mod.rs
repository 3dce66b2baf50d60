//! What people do about people: sign in and out, change passwords, hand out accounts and duties, stand in for each other.
//! Who may is the table `people.toml` of casework; what may be is decided in `casework::who`; every act is in the log.

mod account;
mod agencies;
mod agency;
mod at_the_machine;
mod duty;
mod error;
mod factor;
mod password;
mod query_code;
mod session;
mod sign_in;

use std::sync::{Arc, OnceLock};

use casework::who::{Account, Limits, PeopleAct, Viewer};
use jiff::Timestamp;
use law::calendar::Day;
use records::people::hashing::{Cost, Verdict};
use records::people::security_log::{self, Happened};
use records::vault::Vault;
use records::{Records, StorageError, Transaction, WriteError};
use tokio::sync::Semaphore;

pub use account::{Colleague, Made, NewPerson, Person};
pub use agencies::{Agencies, NewAgency};
pub use at_the_machine::AtTheMachine;
pub use duty::{GiveDuty, Lend};
pub use error::PeopleError;
pub use factor::{SetUp, TurnedOn};
pub use records::people::account::{AccountRow, AccountState};
pub use records::people::agency::{AgencyRow, FormerName};
pub use records::people::duty::{DelegationRow, DutyRow};
pub use records::people::security_log::{Actor, Event, Logged};
pub use records::people::session::SessionListed;
pub use records::people::token::{SessionId, SessionToken};
pub use records::people::unit::UnitRow;
pub use session::{Session, Stage, WhyNewPassword};
pub use sign_in::Knock;

/// How many passwords are hashed at once: each takes 19 MiB and a processor for as long as it runs.
const HASHING_AT_ONCE: usize = 2;

/// When something is done: the instant, and the day that it is at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub now: Timestamp,
    /// The day.
    pub today: Day,
}

/// The use cases about people.
#[derive(Clone, Debug)]
pub struct People {
    records: Records,
    vault: Vault,
    limits: Limits,
    hashing: Arc<Hashing>,
    cache: Arc<session::Cache>,
}

#[derive(Debug)]
struct Hashing {
    cost: Cost,
    gate: Semaphore,
    /// What a name that nobody has is compared with, so that it takes as long as any other.
    nobody: OnceLock<String>,
}

impl People {
    /// Over this record and vault, under these limits.
    pub fn new(records: Records, vault: Vault, limits: Limits, cost: Cost) -> People {
        let hashing = Hashing { cost, gate: Semaphore::new(HASHING_AT_ONCE), nobody: OnceLock::new() };
        People { records, vault, limits, hashing: Arc::new(hashing), cache: Arc::default() }
    }

    /// The record that it works on.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The vault from whose key second factors follow.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Forgets what no limit needs any more: old failures, and sessions that ended long ago. For the worker, once an hour.
    pub async fn forget(&self, at: Moment) -> Result<(), PeopleError> {
        let Limits { shut_for, longest, .. } = self.limits;
        self.write(move |transaction| {
            Box::pin(async move {
                let before = |span| at.now.checked_sub(span).unwrap_or(Timestamp::MIN);
                records::people::login_failure::forget_before(transaction, before(shut_for * 2)).await?;
                records::people::session::forget_before(transaction, before(longest * 2)).await?;
                Ok(())
            })
        })
        .await
    }

    async fn write<T, F>(&self, command: F) -> Result<T, PeopleError>
    where
        F: for<'t> FnOnce(&'t Transaction) -> futures::future::BoxFuture<'t, Result<T, WriteError<PeopleError>>>
            + Send
            + 'static,
        T: Send + 'static,
    {
        self.records.write(command).await.map_err(PeopleError::from)
    }

    async fn hash(&self, password: String) -> Result<String, PeopleError> {
        let hashing = self.hashing.clone();
        self.aside(move || hashing.cost.hash(&password)).await
    }

    /// Compares with a stored hash, or with nobody's.
    async fn verify(&self, password: String, stored: Option<String>) -> Result<Verdict, PeopleError> {
        let hashing = self.hashing.clone();
        self.aside(move || {
            // Made by the first who signs in, whoever it is: a start does not wait for it.
            let nobody = hashing.nobody.get_or_init(|| hashing.cost.hash("nobody has this password"));
            let verdict = hashing.cost.verify(&password, stored.as_ref().unwrap_or(nobody));
            if stored.is_some() { verdict } else { Verdict::Wrong }
        })
        .await
    }

    /// Runs what takes a processor away from the threads that answer pages, a few at once.
    async fn aside<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PeopleError> {
        let _turn = self.hashing.gate.acquire().await.expect("nobody closes the gate");
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| PeopleError::Storage(StorageError::Away("系统正在停止".to_owned())))
    }

    /// Whether this viewer may do this to this account of his agency; who tries what is not his is logged.
    async fn permit(&self, by: &Viewer, act: PeopleAct, to: Option<Account>, at: Moment) -> Result<(), PeopleError> {
        let Err(refusal) = by.may_manage(act, by.agency(), to, at.today) else { return Ok(()) };
        let tried = Happened { account: to, detail: act.label().to_owned(), ..happened(by, Event::Refused) };
        self.write(move |transaction| {
            Box::pin(async move { Ok(security_log::add(transaction, &tried, at.now).await?) })
        })
        .await?;
        Err(refusal.into())
    }
}

/// Something that this viewer did.
fn happened(by: &Viewer, event: Event) -> Happened {
    let actor = by.account().map_or(Actor::Nobody, Actor::Account);
    Happened { agency: Some(by.agency()), actor, account: None, event, detail: String::new(), address: String::new() }
}
