//! What an agency is made of: its units and its leading group.

use std::collections::BTreeSet;

use casework::who::{Account, LeadingGroup, Membership, NewUnit, PeopleAct, Unit, Viewer};
use law::calendar::Day;
use law::in_force::InForce;
use records::WriteError;
use records::people::agency::AgencyRow;
use records::people::security_log::{self, Event, Happened};
use records::people::unit::UnitRow;
use records::people::{account, agency, leading_group, unit};

use super::sign_in::storage;
use super::{Moment, People, PeopleError, happened};

impl People {
    /// All agencies of the installation: whom they are is public.
    pub async fn agencies(&self) -> Result<Vec<AgencyRow>, PeopleError> {
        agency::list(self.records.reading()).await.map_err(storage)
    }

    /// How they stand to each other.
    pub async fn tree(&self) -> Result<casework::who::Tree, PeopleError> {
        agency::tree(self.records.reading()).await.map_err(storage)
    }

    /// The units of the viewer's agency, those that are closed too.
    pub async fn units(&self, by: &Viewer) -> Result<Vec<UnitRow>, PeopleError> {
        unit::list(self.records.reading(), by.agency()).await.map_err(storage)
    }

    /// Founds a unit.
    pub async fn add_unit(&self, by: &Viewer, new: NewUnit, at: Moment) -> Result<Unit, PeopleError> {
        self.permit(by, PeopleAct::AddUnit, None, at).await?;
        let agency = by.agency();
        let added = Happened { detail: new.name.to_string(), ..happened(by, Event::UnitAdded) };
        self.write(move |transaction| {
            Box::pin(async move {
                let unit = unit::add(transaction, agency, &new).await?;
                security_log::add(transaction, &added, at.now).await?;
                Ok(unit)
            })
        })
        .await
    }

    /// Closes a unit with this last day, today or later. Duties in it are ended one by one by the security administrator.
    pub async fn end_unit(&self, by: &Viewer, closing: Unit, last: Day, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::EndUnit, None, at).await?;
        if last < at.today {
            return Err(PeopleError::InThePast);
        }
        let row = self.units(by).await?.into_iter().find(|row| row.unit == closing);
        let row = row.ok_or(PeopleError::NoSuchUnit)?;
        let agency = by.agency();
        let ended = Happened { detail: format!("{}，至{last}", row.name), ..happened(by, Event::UnitEnded) };
        self.write(move |transaction| {
            Box::pin(async move {
                unit::end(transaction, agency, closing, last).await?;
                Ok(security_log::add(transaction, &ended, at.now).await?)
            })
        })
        .await
    }

    /// The leading group of the viewer's agency, with its history.
    pub async fn leading_group(&self, by: &Viewer) -> Result<LeadingGroup, PeopleError> {
        leading_group::read(self.records.reading(), by.agency()).await.map_err(storage)
    }

    /// Writes the leading group anew, history and all.
    pub async fn set_leading_group(
        &self,
        by: &Viewer,
        members: Vec<Membership>,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::SetLeadingGroup, None, at).await?;
        let agency = by.agency();
        let set = Happened { detail: format!("{}人", members.len()), ..happened(by, Event::GroupSet) };
        self.write(move |transaction| {
            Box::pin(async move {
                let ours = account::list(transaction, agency).await?;
                let ours: BTreeSet<Account> = ours.into_iter().map(|row| row.account).collect();
                if members.iter().any(|member| !ours.contains(&member.account)) {
                    return Err(WriteError::Refused(PeopleError::NoAccount));
                }
                let group = leading_group::set(transaction, agency, members).await?;
                group.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                Ok(security_log::add(transaction, &set, at.now).await?)
            })
        })
        .await
    }

    /// Takes somebody into the leading group. Whoever else changes it at the same time loses nothing.
    pub async fn add_to_leading_group(&self, by: &Viewer, new: Membership, at: Moment) -> Result<(), PeopleError> {
        self.change_leading_group(by, at, move |mut members| {
            members.push(new);
            Ok(members)
        })
        .await
    }

    /// Ends a membership with this last day; it is over at once where that is yesterday.
    pub async fn end_membership(
        &self,
        by: &Viewer,
        ending: Membership,
        last: Day,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.change_leading_group(by, at, move |mut members| {
            let one = members.iter_mut().find(|one| **one == ending).ok_or(PeopleError::NoMember)?;
            one.days = InForce::new(one.days.first_day(), Some(last)).map_err(|_| PeopleError::EndsBeforeItBegins)?;
            Ok(members)
        })
        .await
    }

    async fn change_leading_group(
        &self,
        by: &Viewer,
        at: Moment,
        change: impl FnOnce(Vec<Membership>) -> Result<Vec<Membership>, PeopleError> + Send + 'static,
    ) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::SetLeadingGroup, None, at).await?;
        let agency = by.agency();
        let set = happened(by, Event::GroupSet);
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock(transaction, agency).await?;
                let before = leading_group::read(transaction, agency).await?;
                let members = change(before.history().to_vec()).map_err(WriteError::Refused)?;
                let ours = account::list(transaction, agency).await?;
                if members.iter().any(|member| ours.iter().all(|row| row.account != member.account)) {
                    return Err(WriteError::Refused(PeopleError::NoAccount));
                }
                let set = Happened { detail: format!("{}人次", members.len()), ..set };
                let group = leading_group::set(transaction, agency, members).await?;
                group.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                Ok(security_log::add(transaction, &set, at.now).await?)
            })
        })
        .await
    }
}
