//! What whoever works at the machine itself may do, before anybody can sign in and when nobody can any more: the first
//! agency, the first administrators, a way back in. It is logged under the name by which the system knows that person.

use casework::who::{Account, Agency, Duty, Held, Login, Name, NewUnit, PowerMove, Tie, Unit};
use jiff::Timestamp;
use law::in_force::InForce;
use records::WriteError;
use records::people::account::{self, AccountRow, AccountState, NewAccount};
use records::people::security_log::{self, Actor, Event, Happened};
use records::people::token::first_password;
use records::people::unit::UnitRow;
use records::people::{agency, session, unit};
use zeroize::Zeroizing;

use super::sign_in::storage;
use super::{GiveDuty, Made, Moment, NewPerson, People, PeopleError};

/// Somebody at the machine.
#[derive(Clone, Debug)]
pub struct AtTheMachine<'a> {
    people: &'a People,
    name: String,
}

impl People {
    /// Speaks as whoever works at the machine, by the name that the system knows.
    pub fn at_the_machine(&self, name: &str) -> AtTheMachine<'_> {
        AtTheMachine { people: self, name: name.chars().filter(|c| !c.is_control()).take(60).collect() }
    }
}

impl AtTheMachine<'_> {
    /// Adds an agency. Its code is unique in the installation.
    pub async fn add_agency(&self, code: &str, name: &str, days: InForce, at: Moment) -> Result<Agency, PeopleError> {
        let (code, name) = (code.trim().to_owned(), Name::new(name)?);
        let added = self.happened(Event::AgencyAdded);
        self.people
            .write(move |transaction| {
                Box::pin(async move {
                    records::people::lock_all(transaction).await?;
                    if code.is_empty() || agency::of_code(transaction, &code).await?.is_some() {
                        return Err(WriteError::Refused(PeopleError::AgencyTaken(code)));
                    }
                    let agency = agency::add(transaction, &code, &name, days).await?;
                    let added = Happened { agency: Some(agency), detail: format!("{name}（{code}）"), ..added };
                    security_log::add(transaction, &added, at.now).await?;
                    Ok(agency)
                })
            })
            .await
    }

    /// The agency of this code; without a code, the only one that there is.
    pub async fn agency(&self, code: Option<&str>) -> Result<Agency, PeopleError> {
        let agencies = self.people.agencies().await?;
        match code {
            Some(code) => agencies.into_iter().find(|row| row.code == code.trim()),
            None if agencies.len() == 1 => agencies.into_iter().next(),
            None => None,
        }
        .map(|row| row.agency)
        .ok_or_else(|| PeopleError::NoAgency(code.unwrap_or_default().to_owned()))
    }

    /// Puts one agency below another.
    pub async fn tie(&self, tie: Tie, at: Moment) -> Result<(), PeopleError> {
        let detail = format!("{}：机关{}", tie.kind.code(), tie.above.0);
        let tied = Happened { agency: Some(tie.agency), detail, ..self.happened(Event::AgencyTied) };
        self.people
            .write(move |transaction| {
                Box::pin(async move {
                    let done = agency::tie(transaction, tie).await?;
                    done.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                    Ok(security_log::add(transaction, &tied, at.now).await?)
                })
            })
            .await
    }

    /// Records that a power moved from one agency to another.
    pub async fn move_power(&self, new: PowerMove, at: Moment) -> Result<(), PeopleError> {
        let detail = format!("划转给机关{}，自{}起", new.to.0, new.on);
        let moved = Happened { agency: Some(new.from), detail, ..self.happened(Event::PowerMoved) };
        self.people
            .write(move |transaction| {
                Box::pin(async move {
                    let done = agency::move_power(transaction, new).await?;
                    done.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                    Ok(security_log::add(transaction, &moved, at.now).await?)
                })
            })
            .await
    }

    /// Founds a unit.
    pub async fn add_unit(&self, agency: Agency, new: NewUnit, at: Moment) -> Result<Unit, PeopleError> {
        let detail = new.name.to_string();
        let added = Happened { agency: Some(agency), detail, ..self.happened(Event::UnitAdded) };
        self.people
            .write(move |transaction| {
                Box::pin(async move {
                    let unit = unit::add(transaction, agency, &new).await?;
                    security_log::add(transaction, &added, at.now).await?;
                    Ok(unit)
                })
            })
            .await
    }

    /// The units of an agency, those that are closed too.
    pub async fn units(&self, agency: Agency) -> Result<Vec<UnitRow>, PeopleError> {
        unit::list(self.people.records.reading(), agency).await.map_err(storage)
    }

    /// Makes an account with a first password to hand out.
    pub async fn add_account(&self, agency: Agency, new: NewPerson, at: Moment) -> Result<Made, PeopleError> {
        let first_password = first_password();
        let account = self.add_with(agency, new, &first_password, true, at).await?;
        Ok(Made { account, first_password })
    }

    /// Makes an account whose password everybody may know and nobody has to change, now or after years of a simulated
    /// clock: for demonstrations alone.
    pub async fn add_demonstration_account(
        &self,
        agency: Agency,
        new: NewPerson,
        password: &str,
        at: Moment,
    ) -> Result<Account, PeopleError> {
        self.add_with(agency, new, password, false, at).await
    }

    async fn add_with(
        &self,
        agency: Agency,
        new: NewPerson,
        password: &str,
        must_change: bool,
        at: Moment,
    ) -> Result<Account, PeopleError> {
        let (login, name) = (Login::new(&new.login)?, Name::new(&new.name)?);
        let hash = self.people.hash(password.to_owned()).await?;
        let new = NewAccount { agency, login, name, password: hash.clone() };
        let added = self.happened(Event::AccountAdded);
        self.people
            .write(move |transaction| {
                Box::pin(async move {
                    let made = super::account::add(transaction, &new, added, at).await?;
                    if !must_change && let Some(row) = account::get(transaction, agency, made).await? {
                        account::set_password(transaction, &row, &hash, false, never_old()).await?;
                    }
                    Ok(made)
                })
            })
            .await
    }

    /// Charges somebody with a duty, from whatever day.
    pub async fn give_duty(
        &self,
        agency: Agency,
        account: Account,
        held: Held,
        unit: Option<Unit>,
        at: Moment,
    ) -> Result<(), PeopleError> {
        let (new, given) = (GiveDuty { account, held, unit }, self.happened(Event::DutyGiven));
        self.people
            .write(move |transaction| {
                Box::pin(async move { super::duty::give(transaction, agency, new, given, at).await })
            })
            .await?;
        self.people.cache.forget_all();
        Ok(())
    }

    /// Makes an account and charges it with a duty from today, both or neither.
    pub async fn add_account_with_duty(
        &self,
        agency: Agency,
        new: NewPerson,
        duty: Duty,
        unit: Option<Unit>,
        at: Moment,
    ) -> Result<Made, PeopleError> {
        let (login, name) = (Login::new(&new.login)?, Name::new(&new.name)?);
        let first_password = first_password();
        let hash = self.people.hash(first_password.to_string()).await?;
        let new = NewAccount { agency, login, name, password: hash };
        let (added, given) = (self.happened(Event::AccountAdded), self.happened(Event::DutyGiven));
        let account = self
            .people
            .write(move |transaction| {
                Box::pin(async move {
                    let account = super::account::add(transaction, &new, added, at).await?;
                    let held = Held { duty, from: at.today, to: None };
                    super::duty::give(transaction, agency, GiveDuty { account, held, unit }, given, at).await?;
                    Ok(account)
                })
            })
            .await?;
        Ok(Made { account, first_password })
    }

    /// A new first password for an account, which its owner has to change. Where it waited for release, it is released.
    pub async fn reset_password(&self, login: &str, at: Moment) -> Result<Zeroizing<String>, PeopleError> {
        let row = self.account(login).await?;
        let password = first_password();
        let hash = self.people.hash(password.to_string()).await?;
        let reset = self.to(&row, Event::PasswordReset);
        self.people
            .write(move |transaction| {
                Box::pin(async move {
                    account::set_password(transaction, &row, &hash, true, at.now).await?;
                    account::set_state(transaction, &row, AccountState::Active).await?;
                    session::end_all(transaction, row.agency, row.account, None, at.now).await?;
                    Ok(security_log::add(transaction, &reset, at.now).await?)
                })
            })
            .await?;
        self.people.cache.forget_all();
        Ok(password)
    }

    /// Shuts an account for good.
    pub async fn disable_account(&self, login: &str, at: Moment) -> Result<(), PeopleError> {
        let row = self.account(login).await?;
        let disabled = self.to(&row, Event::AccountDisabled);
        self.people
            .write(move |transaction| {
                Box::pin(async move { super::account::disable(transaction, &row, disabled, at).await })
            })
            .await?;
        self.people.cache.forget_all();
        Ok(())
    }

    async fn account(&self, login: &str) -> Result<AccountRow, PeopleError> {
        let found = account::of_login(self.people.records.reading(), &Login::new(login)?).await.map_err(storage)?;
        match found.ok_or(PeopleError::NoAccount)? {
            AccountRow { state: AccountState::Disabled, .. } => Err(PeopleError::Disabled),
            row => Ok(row),
        }
    }

    fn to(&self, row: &AccountRow, event: Event) -> Happened {
        Happened { agency: Some(row.agency), account: Some(row.account), ..self.happened(event) }
    }

    fn happened(&self, event: Event) -> Happened {
        Happened {
            agency: None,
            actor: Actor::Machine(self.name.clone()),
            account: None,
            event,
            detail: String::new(),
            address: String::new(),
        }
    }
}

/// When a password was set that no limit makes old.
fn never_old() -> Timestamp {
    Timestamp::MAX
}
