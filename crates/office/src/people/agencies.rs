//! The agencies of the installation as a tree: founded, renamed and ended, put under another or guided from a day on, and the
//! powers that moved between them. Each change is a line in the log of the agency that it is done to, and in that of whoever does it.

use casework::who::{Agency, Name, PeopleAct, PowerMove, PowerMoves, Tie, TieKind, Tree, Viewer};
use law::calendar::{Day, in_words};
use law::in_force::InForce;
use records::people::agency::{self, AgencyRow, FormerName};
use records::people::security_log::{self, Event, Happened};
use records::{Transaction, WriteError};

use super::sign_in::storage;
use super::{Moment, People, PeopleError, happened};

/// All agencies, and how they stand.
#[derive(Clone, Debug, Default)]
pub struct Agencies {
    /// All of them, those that have ended too, in the order in which they were added.
    pub rows: Vec<AgencyRow>,
    /// What they were called before, the latest first.
    pub former: Vec<FormerName>,
    /// Who is over whom, who guides whom.
    pub tree: Tree,
    /// What moved between them.
    pub moves: PowerMoves,
}

/// An agency that is to be founded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgency {
    /// Its code, unique in the installation.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// The agency over it.
    pub under: Agency,
    /// Its first day.
    pub from: Day,
}

impl Agencies {
    /// One of them.
    pub fn row(&self, of: Agency) -> Option<&AgencyRow> {
        self.rows.iter().find(|row| row.agency == of)
    }

    /// What it is called today; its number where it is none of them.
    pub fn name(&self, of: Agency) -> String {
        self.row(of).map_or_else(|| format!("机关{}", of.0), |row| row.name.clone())
    }

    /// What it was called on a day.
    pub fn name_on(&self, of: Agency, on: Day) -> String {
        let mut former = self.former.iter().filter(|name| name.agency == of && on <= name.until);
        former.next_back().map_or_else(|| self.name(of), |name| name.name.clone())
    }
}

impl People {
    /// The agencies and how they stand. Whom they are is public, and so is who is over whom.
    pub async fn all_agencies(&self) -> Result<Agencies, PeopleError> {
        let reading = self.records.reading();
        Ok(Agencies {
            rows: agency::list(reading).await.map_err(storage)?,
            former: agency::former_names(reading).await.map_err(storage)?,
            tree: agency::tree(reading).await.map_err(storage)?,
            moves: agency::power_moves(reading).await.map_err(storage)?,
        })
    }

    /// Whether this viewer may do this to an agency today.
    pub fn may_keep_agency(&self, by: &Viewer, act: PeopleAct, to: Agency, tree: &Tree, today: Day) -> bool {
        by.may_keep_agency(act, to, tree, today).is_ok()
    }

    /// Founds an agency below another. It has no accounts yet: its first administrators are made at the machine.
    pub async fn found_agency(&self, by: &Viewer, new: NewAgency, at: Moment) -> Result<Agency, PeopleError> {
        self.keeps(by, PeopleAct::FoundAgency, new.under, at).await?;
        let NewAgency { code, name, under, from } = new;
        let (code, name) = (code.trim().to_owned(), Name::new(&name)?);
        if code.is_empty()
            || code.chars().nth(40).is_some()
            || code.chars().any(|c| c.is_control() || c.is_whitespace())
        {
            return Err(PeopleError::AgencyCode);
        }
        let log = Log::of(by, at);
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock_all(transaction).await?;
                if agency::of_code(transaction, &code).await?.is_some() {
                    return Err(WriteError::Refused(PeopleError::AgencyTaken(code)));
                }
                let over = standing(transaction, under).await?;
                if !over.days.contains(from) {
                    return Err(WriteError::Refused(PeopleError::NotThereThen(over.name)));
                }
                let founded = agency::add(transaction, &code, &name, InForce::since(from)).await?;
                let tie = Tie { agency: founded, above: under, kind: TieKind::Superior, days: InForce::since(from) };
                agency::tie(transaction, tie).await?.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                let said = format!("{name}（{code}），上级机关{}，自{}起", over.name, in_words(from, 0));
                log.both(transaction, Event::AgencyAdded, founded, said).await?;
                Ok(founded)
            })
        })
        .await
    }

    /// Writes the name of an agency anew; `from` is the first day of the new one, today at the latest. Reports that are
    /// frozen keep the name of their day.
    pub async fn rename_agency(
        &self,
        by: &Viewer,
        of: Agency,
        name: &str,
        from: Day,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.keeps(by, PeopleAct::RenameAgency, of, at).await?;
        let name = Name::new(name)?;
        if from > at.today {
            return Err(PeopleError::InTheFuture);
        }
        let log = Log::of(by, at);
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock_all(transaction).await?;
                let old = standing(transaction, of).await?;
                let last = from.yesterday().unwrap_or(Day::MIN);
                let before = agency::former_names(transaction).await?;
                let newest = before.iter().find(|name| name.agency == of).map(|name| name.until);
                if newest.max(old.days.first_day()).is_some_and(|day| last < day) {
                    return Err(WriteError::Refused(PeopleError::RenamedLater));
                }
                agency::rename(transaction, &old, &name, last).await?;
                let said = format!("{}→{name}，自{}起", old.name, in_words(from, 0));
                log.both(transaction, Event::AgencyRenamed, of, said).await
            })
        })
        .await
    }

    /// Says which day is the last of an agency. What stands below it was given another place before.
    pub async fn end_agency(&self, by: &Viewer, of: Agency, last: Day, at: Moment) -> Result<(), PeopleError> {
        self.keeps(by, PeopleAct::EndAgency, of, at).await?;
        let log = Log::of(by, at);
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock_all(transaction).await?;
                let row = standing(transaction, of).await?;
                if row.days.first_day().is_some_and(|first| last < first) {
                    return Err(WriteError::Refused(PeopleError::EndsBeforeItBegins));
                }
                let ties = agency::tree(transaction).await?.ending(of, last);
                let ties = ties.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                agency::set_ties(transaction, of, &ties)
                    .await?
                    .map_err(|refusal| WriteError::Refused(refusal.into()))?;
                agency::end(transaction, of, last).await?;
                log.both(transaction, Event::AgencyEnded, of, format!("{}，至{}", row.name, in_words(last, 0))).await
            })
        })
        .await
    }

    /// Puts an agency under another from a day on, or under none.
    pub async fn set_superior(
        &self,
        by: &Viewer,
        of: Agency,
        above: Option<Agency>,
        from: Day,
        at: Moment,
    ) -> Result<(), PeopleError> {
        let event = if above.is_some() { Event::AgencyTied } else { Event::AgencyUntied };
        self.change_ties(by, of, event, at, move |tree, names| {
            let ties = tree.with_superior(of, above, from)?;
            let above = match above {
                Some(above) => format!("上级机关：{}", there(names, above, from)?),
                None => "没有上级机关".to_owned(),
            };
            Ok((ties, format!("{above}，自{}起", in_words(from, 0))))
        })
        .await
    }

    /// Lets another one guide an agency from a day on.
    pub async fn add_guide(
        &self,
        by: &Viewer,
        of: Agency,
        guide: Agency,
        from: Day,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.change_ties(by, of, Event::AgencyTied, at, move |tree, names| {
            let ties = tree.with_guide(of, guide, from)?;
            Ok((ties, format!("指导机关：{}，自{}起", there(names, guide, from)?, in_words(from, 0))))
        })
        .await
    }

    /// Says on which day somebody guides an agency for the last time.
    pub async fn end_guide(
        &self,
        by: &Viewer,
        of: Agency,
        guide: Agency,
        last: Day,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.change_ties(by, of, Event::AgencyUntied, at, move |tree, names| {
            let ties = tree.without_guide(of, guide, last)?;
            let name = names.iter().find(|row| row.agency == guide).map_or("", |row| &row.name);
            Ok((ties, format!("指导机关：{name}，至{}", in_words(last, 0))))
        })
        .await
    }

    /// Records that a power moved out of the hands of one agency into those of another.
    pub async fn move_power(&self, by: &Viewer, new: PowerMove, at: Moment) -> Result<(), PeopleError> {
        self.keeps(by, PeopleAct::MovePower, new.from, at).await?;
        let log = Log::of(by, at);
        self.write(move |transaction| {
            Box::pin(async move {
                let to = standing(transaction, new.to).await?;
                if !to.days.contains(new.on) {
                    return Err(WriteError::Refused(PeopleError::NotThereThen(to.name)));
                }
                let what = match &new.power {
                    casework::who::Power::Named(name) => name.trim().to_owned(),
                    casework::who::Power::Rest => "其余全部职权".to_owned(),
                };
                let (from, on) = (new.from, new.on);
                let moved = agency::move_power(transaction, new).await?;
                moved.map_err(|refusal| WriteError::Refused(refusal.into()))?;
                let said = format!("“{what}”划转给{}，自{}起", to.name, in_words(on, 0));
                log.both(transaction, Event::PowerMoved, from, said).await
            })
        })
        .await
    }

    async fn change_ties(
        &self,
        by: &Viewer,
        of: Agency,
        event: Event,
        at: Moment,
        change: impl FnOnce(&Tree, &[AgencyRow]) -> Result<(Vec<Tie>, String), PeopleError> + Send + 'static,
    ) -> Result<(), PeopleError> {
        self.keeps(by, PeopleAct::TieAgency, of, at).await?;
        let log = Log::of(by, at);
        self.write(move |transaction| {
            Box::pin(async move {
                records::people::lock_all(transaction).await?;
                let rows = agency::list(transaction).await?;
                let tree = agency::tree(transaction).await?;
                let (ties, said) = change(&tree, &rows).map_err(WriteError::Refused)?;
                agency::set_ties(transaction, of, &ties)
                    .await?
                    .map_err(|refusal| WriteError::Refused(refusal.into()))?;
                let name = rows.iter().find(|row| row.agency == of).map_or("", |row| &row.name);
                log.both(transaction, event, of, format!("{name}，{said}")).await
            })
        })
        .await
    }

    /// Whether this viewer may do this to an agency; who tries what is not his is logged.
    async fn keeps(&self, by: &Viewer, act: PeopleAct, to: Agency, at: Moment) -> Result<(), PeopleError> {
        let tree = self.tree().await?;
        let Err(refusal) = by.may_keep_agency(act, to, &tree, at.today) else { return Ok(()) };
        let tried = Happened { detail: act.label().to_owned(), ..happened(by, Event::Refused) };
        self.write(move |transaction| {
            Box::pin(async move { Ok(security_log::add(transaction, &tried, at.now).await?) })
        })
        .await?;
        Err(refusal.into())
    }
}

/// The name of an agency that is there on a day.
fn there(names: &[AgencyRow], of: Agency, on: Day) -> Result<String, PeopleError> {
    let row = names.iter().find(|row| row.agency == of).ok_or(PeopleError::NoSuchAgency)?;
    if row.days.contains(on) { Ok(row.name.clone()) } else { Err(PeopleError::NotThereThen(row.name.clone())) }
}

async fn standing(transaction: &Transaction, of: Agency) -> Result<AgencyRow, WriteError<PeopleError>> {
    agency::get(transaction, of).await?.ok_or(WriteError::Refused(PeopleError::NoSuchAgency))
}

/// Who changes something about an agency, and when.
struct Log {
    by: Happened,
    at: Moment,
}

impl Log {
    fn of(by: &Viewer, at: Moment) -> Log {
        Log { by: happened(by, Event::AgencyTied), at }
    }

    /// A line in the log of the agency that it is done to, and one in that of whoever does it, where that is another.
    async fn both(
        &self,
        transaction: &Transaction,
        event: Event,
        to: Agency,
        detail: String,
    ) -> Result<(), WriteError<PeopleError>> {
        let own = self.by.agency;
        let mut logs = vec![(own, detail.clone())];
        if own != Some(to) {
            let by = match own {
                Some(own) => agency::get(transaction, own).await?.map(|row| row.name),
                None => None,
            };
            logs.push((Some(to), format!("{detail}（由{}办理）", by.unwrap_or_default())));
        }
        for (agency, detail) in logs {
            let line = Happened { agency, event, detail, ..self.by.clone() };
            security_log::add(transaction, &line, self.at.now).await?;
        }
        Ok(())
    }
}
