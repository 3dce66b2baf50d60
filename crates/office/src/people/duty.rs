//! Duties: given and ended by the security administrator, who can make nobody; and who stands in for whom.

use std::collections::BTreeSet;

use casework::who::{Account, Agency, Delegation, Duty, Held, NotForYou, PeopleAct, Reach, Subject, Unit, Viewer};
use law::calendar::Day;
use records::people::account::{self, AccountState};
use records::people::duty::DelegationRow;
use records::people::security_log::{self, Event, Happened};
use records::people::{duty, unit};
use records::{Transaction, WriteError};

use super::sign_in::storage;
use super::{Moment, People, PeopleError, happened};

/// A duty that somebody is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GiveDuty {
    /// Who.
    pub account: Account,
    /// The duty and its days.
    pub held: Held,
    /// In which unit; `None` for the whole agency.
    pub unit: Option<Unit>,
}

/// Somebody who is to stand in for a holder of duties.
pub type Lend = Delegation;

impl People {
    /// Charges somebody with a duty, from today or later.
    pub async fn give_duty(&self, by: &Viewer, new: GiveDuty, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::GiveDuty, Some(new.account), at).await?;
        if new.held.from < at.today {
            return Err(PeopleError::InThePast);
        }
        let (agency, given) = (by.agency(), happened(by, Event::DutyGiven));
        self.write(move |transaction| Box::pin(async move { give(transaction, agency, new, given, at).await })).await?;
        self.cache.forget_all();
        Ok(())
    }

    /// Ends a duty: `last` is its last day, today or later; it is over at once where that is yesterday.
    pub async fn end_duty(&self, by: &Viewer, id: i64, last: Day, at: Moment) -> Result<(), PeopleError> {
        let agency = by.agency();
        let found = duty::get(self.records.reading(), agency, id).await.map_err(storage)?;
        let row = found.ok_or(PeopleError::NoDuty)?;
        self.permit(by, PeopleAct::EndDuty, Some(row.account), at).await?;
        if last < at.today.yesterday().unwrap_or(Day::MIN) {
            return Err(PeopleError::InThePast);
        }
        let detail = format!("{}，至{last}", row.held.duty.label());
        let ended = Happened { account: Some(row.account), detail, ..happened(by, Event::DutyEnded) };
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock(transaction, agency).await?;
                duty::end(transaction, agency, id, ends(row.held, last)).await?;
                Ok(security_log::add(transaction, &ended, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }

    /// Lets somebody stand in: the holder himself says so, or the security administrator.
    pub async fn delegate(&self, by: &Viewer, new: Lend, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::Delegate, Some(new.principal), at).await?;
        if new.from < at.today {
            return Err(PeopleError::InThePast);
        }
        let (agency, lent) = (by.agency(), happened(by, Event::Delegated));
        self.write(move |transaction| Box::pin(async move { lend(transaction, agency, &new, lent, at).await })).await?;
        self.cache.forget_all();
        Ok(())
    }

    /// Ends it before its time: the substitute's rights end with yesterday.
    pub async fn end_delegation(&self, by: &Viewer, id: i64, at: Moment) -> Result<(), PeopleError> {
        let agency = by.agency();
        let found = duty::delegation(self.records.reading(), agency, id).await.map_err(storage)?;
        let row = found.ok_or(PeopleError::NoDelegation)?;
        self.permit(by, PeopleAct::EndDelegation, Some(row.principal), at).await?;
        let last = ends(row.held, at.today.yesterday().unwrap_or(Day::MIN));
        let detail = row.held.duty.label().to_owned();
        let ended = Happened { account: Some(row.substitute), detail, ..happened(by, Event::DelegationEnded) };
        self.write(move |transaction| {
            Box::pin(async move {
                duty::end_delegation(transaction, agency, id, last).await?;
                Ok(security_log::add(transaction, &ended, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }

    /// Who stands in for whom, the latest first: of the whole agency for those who see its accounts, of oneself for others.
    pub async fn delegations(&self, by: &Viewer, at: Moment) -> Result<Vec<DelegationRow>, PeopleError> {
        let mut rows = duty::delegations(self.records.reading(), by.agency()).await.map_err(storage)?;
        if !matches!(by.reach(Subject::Accounts, at.today), Reach::Agency | Reach::Supervised) {
            let own = by.account().ok_or(NotForYou(Subject::Accounts))?;
            rows.retain(|row| row.principal == own || row.substitute == own);
        }
        Ok(rows)
    }

    /// The duties for which the agency asks a second factor, for those who see its accounts.
    pub async fn duties_with_factor(&self, by: &Viewer, at: Moment) -> Result<BTreeSet<Duty>, PeopleError> {
        if by.reach(Subject::Accounts, at.today) == Reach::Nothing {
            return Err(NotForYou(Subject::Accounts).into());
        }
        duty::needing_factor(self.records.reading(), by.agency()).await.map_err(storage)
    }

    /// Says for which duties the agency asks a second factor.
    pub async fn require_second_factor(
        &self,
        by: &Viewer,
        duties: BTreeSet<Duty>,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::RequireSecondFactor, None, at).await?;
        let agency = by.agency();
        let detail = duties.iter().map(|duty| duty.label()).collect::<Vec<_>>().join("、");
        let required = Happened { detail, ..happened(by, Event::FactorRequired) };
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock(transaction, agency).await?;
                duty::need_factor(transaction, agency, &duties).await?;
                Ok(security_log::add(transaction, &required, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }
}

/// Gives a duty where it may be, and logs it.
pub(super) async fn give(
    transaction: &Transaction,
    agency: Agency,
    new: GiveDuty,
    given: Happened,
    at: Moment,
) -> Result<(), WriteError<PeopleError>> {
    records::people::lock(transaction, agency).await?;
    active(transaction, agency, new.account).await?;
    let GiveDuty { account, held, unit } = new;
    if held.to.is_some_and(|to| to < held.from) {
        return Err(WriteError::Refused(PeopleError::EndsBeforeItBegins));
    }
    let place = fits(transaction, agency, held, unit).await?;
    let mut charges = duty::charges(transaction, agency, account).await?;
    charges.push(casework::who::Charge { held, unit, instead_of: None });
    Viewer::staff(account, agency, charges).map_err(|refusal| WriteError::Refused(refusal.into()))?;
    duty::give(transaction, agency, account, held, unit).await?;
    let until = held.to.map(|to| format!("至{to}")).unwrap_or_default();
    let detail = format!("{}{place}，自{}{until}", held.duty.label(), held.from);
    let given = Happened { account: Some(account), agency: Some(agency), detail, ..given };
    Ok(security_log::add(transaction, &given, at.now).await?)
}

/// Whether the duty is given where it belongs; what the log says of the place.
async fn fits(
    transaction: &Transaction,
    agency: Agency,
    held: Held,
    unit: Option<Unit>,
) -> Result<String, WriteError<PeopleError>> {
    let refused = |refusal| Err(WriteError::Refused(refusal));
    let label = held.duty.label();
    let Some(unit) = unit else {
        return if held.duty.is_of_a_unit() { refused(PeopleError::NeedsUnit(label)) } else { Ok(String::new()) };
    };
    // A deputy head may be in charge of some units only (分管).
    if !held.duty.is_of_a_unit() && held.duty != Duty::DeputyHead {
        return refused(PeopleError::NoUnit(label));
    }
    let units = unit::list(transaction, agency).await?;
    match units.into_iter().find(|row| row.unit == unit && row.days.contains(held.from)) {
        Some(row) => Ok(format!("（{}）", row.name)),
        None => refused(PeopleError::NoSuchUnit),
    }
}

async fn lend(
    transaction: &Transaction,
    agency: Agency,
    new: &Lend,
    lent: Happened,
    at: Moment,
) -> Result<(), WriteError<PeopleError>> {
    records::people::lock(transaction, agency).await?;
    active(transaction, agency, new.principal).await?;
    active(transaction, agency, new.substitute).await?;
    let of_principal = duty::charges(transaction, agency, new.principal).await?;
    let of_substitute = duty::charges(transaction, agency, new.substitute).await?;
    new.check(&of_principal, &of_substitute).map_err(|refusal| WriteError::Refused(refusal.into()))?;
    duty::delegate(transaction, agency, new).await?;
    let duties = new.duties.iter().map(|duty| duty.label()).collect::<Vec<_>>().join("、");
    let detail = format!("代理账号{}的{duties}，{}至{}", new.principal.0, new.from, new.to);
    let lent = Happened { account: Some(new.substitute), detail, ..lent };
    Ok(security_log::add(transaction, &lent, at.now).await?)
}

async fn active(transaction: &Transaction, agency: Agency, of: Account) -> Result<(), WriteError<PeopleError>> {
    match account::get(transaction, agency, of).await? {
        None => Err(WriteError::Refused(PeopleError::NoAccount)),
        Some(row) if row.state == AccountState::Disabled => Err(WriteError::Refused(PeopleError::Disabled)),
        Some(_) => Ok(()),
    }
}

/// The last day to write for something that ends with `last`: never past its own end, and before its first day where it never
/// came to be.
pub(super) fn ends(held: Held, last: Day) -> Day {
    let last = held.to.map_or(last, |to| to.min(last));
    last.max(held.from.yesterday().unwrap_or(Day::MIN))
}
