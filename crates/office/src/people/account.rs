//! Accounts: made and shut by the system administrator, who can give them nothing.

use std::collections::{BTreeMap, BTreeSet};

use casework::request::act::Act;
use casework::who::{Account, Agency, Login, Name, NotForYou, PeopleAct, Reach, Subject, Viewer};
use law::calendar::Day;
use records::WriteError;
use records::people::account::{self, AccountRow, AccountState, NewAccount};
use records::people::duty::{self, DelegationRow, DutyRow};
use records::people::security_log::{self, Event, Happened, Logged};
use records::people::session;
use records::people::token::first_password;
use zeroize::Zeroizing;

use super::sign_in::storage;
use super::{Moment, People, PeopleError, happened};

/// Somebody who is to get an account.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The name to sign in, as typed.
    pub login: String,
    /// The person's name, as typed.
    pub name: String,
}

/// An account that was made, and the password to hand out, which its owner has to change.
#[derive(Debug)]
pub struct Made {
    /// The account.
    pub account: Account,
    /// The first password. It is shown once.
    pub first_password: Zeroizing<String>,
}

/// An account with all that its owner was ever charged with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub row: AccountRow,
    /// Duties of his own, on whatever days.
    pub duties: Vec<DutyRow>,
    /// For whom he stands in, on whatever days.
    pub stands_in: Vec<DelegationRow>,
}

/// Somebody of the same agency, as everybody there may know him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The account.
    pub account: Account,
    /// The person's name.
    pub name: String,
    /// Whether the account is in use.
    pub active: bool,
}

impl People {
    /// Makes an account in the viewer's agency. It holds no duty.
    pub async fn add_account(&self, by: &Viewer, new: NewPerson, at: Moment) -> Result<Made, PeopleError> {
        self.permit(by, PeopleAct::AddAccount, None, at).await?;
        let (login, name) = (Login::new(&new.login)?, Name::new(&new.name)?);
        let first_password = first_password();
        let password = self.hash(first_password.to_string()).await?;
        let new = NewAccount { agency: by.agency(), login, name, password };
        let added = happened(by, Event::AccountAdded);
        let account =
            self.write(move |transaction| Box::pin(async move { add(transaction, &new, added, at).await })).await?;
        Ok(Made { account, first_password })
    }

    /// Writes a person's name anew.
    pub async fn rename_account(&self, by: &Viewer, of: Account, name: String, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::RenameAccount, Some(of), at).await?;
        let (row, name) = (self.in_use(by, of).await?, Name::new(&name)?);
        let renamed = Happened {
            account: Some(of),
            detail: format!("{}→{name}", row.name),
            ..happened(by, Event::AccountRenamed)
        };
        self.write(move |transaction| {
            Box::pin(async move {
                account::rename(transaction, &row, &name).await?;
                Ok(security_log::add(transaction, &renamed, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }

    /// Shuts an account for good. Its sessions end, its duties end today, and nobody stands in for it any more.
    pub async fn disable_account(&self, by: &Viewer, of: Account, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::DisableAccount, Some(of), at).await?;
        let row = self.in_use(by, of).await?;
        let disabled = Happened { account: Some(of), ..happened(by, Event::AccountDisabled) };
        self.write(move |transaction| Box::pin(async move { disable(transaction, &row, disabled, at).await })).await?;
        self.cache.forget_all();
        Ok(())
    }

    /// All accounts of the viewer's agency with their duties.
    pub async fn accounts(&self, by: &Viewer, at: Moment) -> Result<Vec<Person>, PeopleError> {
        may_read(by, Subject::Accounts, at)?;
        let reading = self.records.reading();
        let rows = account::list(reading, by.agency()).await.map_err(storage)?;
        let mut people: BTreeMap<Account, Person> = rows
            .into_iter()
            .map(|row| (row.account, Person { row, duties: Vec::new(), stands_in: Vec::new() }))
            .collect();
        for duty in duty::list(reading, by.agency()).await.map_err(storage)? {
            people.entry(duty.account).and_modify(|person| person.duties.push(duty));
        }
        for delegation in duty::delegations(reading, by.agency()).await.map_err(storage)? {
            people.entry(delegation.substitute).and_modify(|person| person.stands_in.push(delegation));
        }
        Ok(people.into_values().collect())
    }

    /// The names of everybody in the viewer's agency: whom one hands a file to, or asks to stand in.
    pub async fn colleagues(&self, by: &Viewer) -> Result<Vec<Colleague>, PeopleError> {
        if by.account().is_none() {
            return Err(NotForYou(Subject::Accounts).into());
        }
        let rows = account::list(self.records.reading(), by.agency()).await.map_err(storage)?;
        let colleague = |row: AccountRow| Colleague {
            account: row.account,
            name: row.name,
            active: row.state == AccountState::Active,
        };
        Ok(rows.into_iter().map(colleague).collect())
    }

    /// Who can handle files today: whoever holds a duty that answers applications. An administrator is not among them.
    pub async fn handlers(&self, by: &Viewer, today: Day) -> Result<BTreeSet<Account>, PeopleError> {
        let rows = duty::list(self.records.reading(), by.agency()).await.map_err(storage)?;
        let handles = |duty| Act::Reply.duties().contains(&duty);
        Ok(rows.into_iter().filter(|row| handles(row.held.duty) && row.held.on(today)).map(|row| row.account).collect())
    }

    /// A page of the log of the viewer's agency, the latest first.
    pub async fn security_log(
        &self,
        by: &Viewer,
        before: Option<i64>,
        rows: u64,
        at: Moment,
    ) -> Result<Vec<Logged>, PeopleError> {
        self.log_of(by, Some(by.agency()), before, rows, at).await
    }

    /// The same of what belongs to no agency: what was done at the machine itself, and knocks of names that nobody has. Every
    /// auditor reads it, for whoever works at the machine works on the record of all.
    pub async fn machine_log(
        &self,
        by: &Viewer,
        before: Option<i64>,
        rows: u64,
        at: Moment,
    ) -> Result<Vec<Logged>, PeopleError> {
        self.log_of(by, None, before, rows, at).await
    }

    async fn log_of(
        &self,
        by: &Viewer,
        agency: Option<Agency>,
        before: Option<i64>,
        rows: u64,
        at: Moment,
    ) -> Result<Vec<Logged>, PeopleError> {
        may_read(by, Subject::SecurityLog, at)?;
        security_log::list(self.records.reading(), agency, before, rows).await.map_err(storage)
    }
}

/// Whether this viewer sees this of the whole agency.
fn may_read(by: &Viewer, subject: Subject, at: Moment) -> Result<(), PeopleError> {
    match by.reach(subject, at.today) {
        Reach::Agency | Reach::Supervised => Ok(()),
        Reach::Nothing | Reach::OwnFile(_) | Reach::Units(_) => Err(NotForYou(subject).into()),
    }
}

/// Adds an account whose login name is free, and logs it.
pub(super) async fn add(
    transaction: &records::Transaction,
    new: &NewAccount,
    added: Happened,
    at: Moment,
) -> Result<Account, WriteError<PeopleError>> {
    records::people::lock_all(transaction).await?; // login names are unique in the installation
    if account::of_login(transaction, &new.login).await?.is_some() {
        return Err(WriteError::Refused(PeopleError::LoginTaken(new.login.as_str().to_owned())));
    }
    let account = account::add(transaction, new, at.now).await?;
    let detail = format!("{}（{}）", new.name, new.login.as_str());
    let added = Happened { account: Some(account), agency: Some(new.agency), detail, ..added };
    security_log::add(transaction, &added, at.now).await?;
    Ok(account)
}

/// Shuts an account for good, and logs it.
pub(super) async fn disable(
    transaction: &records::Transaction,
    row: &AccountRow,
    disabled: Happened,
    at: Moment,
) -> Result<(), WriteError<PeopleError>> {
    records::people::lock(transaction, row.agency).await?;
    account::set_state(transaction, row, AccountState::Disabled).await?;
    session::end_all(transaction, row.agency, row.account, None, at.now).await?;
    for held in duty::list(transaction, row.agency).await? {
        if held.account == row.account && held.held.to.is_none_or(|to| to > at.today) {
            duty::end(transaction, row.agency, held.id, super::duty::ends(held.held, at.today)).await?;
        }
    }
    Ok(security_log::add(transaction, &disabled, at.now).await?)
}
