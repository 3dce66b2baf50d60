//! Who a request comes from. A session is read in one query and kept for a few seconds; one that is ended here stops here
//! at once, and on other machines when their few seconds are over.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use casework::who::{Account, Agency, Limits, PeopleAct, Viewer};
use jiff::{SignedDuration, Timestamp};
use records::people::account::AccountState;
use records::people::security_log::{self, Event, Happened};
use records::people::session::{self, Factor, SessionListed, SessionRow};
use records::people::token::{SessionId, SessionToken};

use super::sign_in::storage;
use super::{Moment, People, PeopleError, happened};

/// For how long a session that was read is taken as it was.
const KEPT: SignedDuration = SignedDuration::from_secs(3);
/// How many sessions are kept at most.
const KEPT_AT_MOST: usize = 10_000;
/// How exactly it is written down when a session was last used.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id, under which a list names it.
    pub id: SessionId,
    /// The agency.
    pub agency: Agency,
    /// The account.
    pub account: Account,
    /// The name to sign in.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// Whether a second factor is in use.
    pub has_factor: bool,
    /// How far in somebody is.
    pub stage: Stage,
}

/// How far in somebody is. Only who is all the way in reads or does anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// All the way.
    In(Viewer),
    /// The second factor is to be shown.
    Factor,
    /// A new password is to be set.
    NewPassword(WhyNewPassword),
    /// A second factor is to be set up: a duty asks for one.
    SetUpFactor,
}

/// Why a new password is to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNewPassword {
    /// The one in use was handed out.
    First,
    /// The one in use is too old.
    Old,
}

impl Session {
    /// The viewer, of somebody who is all the way in.
    pub fn viewer(&self) -> Result<&Viewer, PeopleError> {
        match &self.stage {
            Stage::In(viewer) => Ok(viewer),
            Stage::Factor | Stage::NewPassword(_) | Stage::SetUpFactor => Err(PeopleError::NotYetIn),
        }
    }
}

impl People {
    /// The session of this token, where it holds.
    pub async fn session(&self, token: &SessionToken, at: Moment) -> Result<Session, PeopleError> {
        let id = token.id();
        let row = match self.cache.get(&id, at.now) {
            Some(row) => row,
            None => self.read(&id, at).await?,
        };
        if row.state != AccountState::Active {
            return Err(PeopleError::SignedOut);
        }
        row.times.check(at.now, &self.limits)?;
        if at.now.duration_since(row.times.last_seen) >= SEEN_EVERY {
            self.see(&row, &id, at).await?;
        }
        let stage = stage(&row, at, &self.limits)?;
        let has_factor = row.factor != Factor::Unused;
        let SessionRow { agency, account, login, name, .. } = row;
        Ok(Session { id, agency, account, login, name, has_factor, stage })
    }

    async fn read(&self, id: &SessionId, at: Moment) -> Result<SessionRow, PeopleError> {
        let since = self.cache.forgettings();
        let row = session::get(self.records.reading(), id).await.map_err(storage)?.ok_or(PeopleError::SignedOut)?;
        self.cache.keep(id, &row, at.now, since);
        Ok(row)
    }

    async fn see(&self, row: &SessionRow, id: &SessionId, at: Moment) -> Result<(), PeopleError> {
        self.cache.see(id, at.now);
        let (agency, id) = (row.agency, id.clone());
        self.write(move |transaction| {
            Box::pin(async move { Ok(session::seen(transaction, agency, &id, at.now).await?) })
        })
        .await
    }

    /// The sessions of an account that still hold: one's own, or another's by who may end them.
    pub async fn sessions(&self, by: &Viewer, of: Account, at: Moment) -> Result<Vec<SessionListed>, PeopleError> {
        self.permit(by, PeopleAct::RevokeSessions, Some(of), at).await?;
        let since = at.now.checked_sub(self.limits.idle).unwrap_or(Timestamp::MIN);
        let mut sessions = session::list(self.records.reading(), by.agency(), of, since).await.map_err(storage)?;
        sessions.retain(|one| at.now.duration_since(one.began) < self.limits.longest);
        Ok(sessions)
    }

    /// From where a session that holds was begun.
    pub(super) async fn listed(&self, session: &Session, at: Moment) -> Result<SessionListed, PeopleError> {
        let since = at.now.checked_sub(self.limits.longest).unwrap_or(Timestamp::MIN);
        let all =
            session::list(self.records.reading(), session.agency, session.account, since).await.map_err(storage)?;
        all.into_iter().find(|one| one.id == session.id).ok_or(PeopleError::SignedOut)
    }

    /// Ends one session of an account: one's own, or another's by who may. One that is over already is no error.
    pub async fn revoke(&self, by: &Viewer, of: Account, id: SessionId, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::RevokeSessions, Some(of), at).await?;
        let (agency, ends) = (by.agency(), id.clone());
        let ended = Happened { account: Some(of), ..happened(by, Event::SessionEnded) };
        self.write(move |transaction| {
            Box::pin(async move {
                if session::end(transaction, agency, of, &ends, at.now).await? {
                    security_log::add(transaction, &ended, at.now).await?;
                }
                Ok(())
            })
        })
        .await?;
        self.cache.forget(&id);
        Ok(())
    }

    /// Ends all sessions of an account, but perhaps the one to keep.
    pub async fn revoke_all(
        &self,
        by: &Viewer,
        of: Account,
        but: Option<SessionId>,
        at: Moment,
    ) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::RevokeSessions, Some(of), at).await?;
        let agency = by.agency();
        let ended = Happened { account: Some(of), detail: "全部".to_owned(), ..happened(by, Event::SessionEnded) };
        self.write(move |transaction| {
            Box::pin(async move {
                if session::end_all(transaction, agency, of, but.as_ref(), at.now).await? > 0 {
                    security_log::add(transaction, &ended, at.now).await?;
                }
                Ok(())
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }
}

fn stage(row: &SessionRow, at: Moment, limits: &Limits) -> Result<Stage, PeopleError> {
    if row.factor == Factor::Asked {
        return Ok(Stage::Factor);
    }
    if row.must_change {
        return Ok(Stage::NewPassword(WhyNewPassword::First));
    }
    if limits.password_lasts.is_some_and(|lasts| at.now.duration_since(row.password_at) >= lasts) {
        return Ok(Stage::NewPassword(WhyNewPassword::Old));
    }
    let viewer = Viewer::staff(row.account, row.agency, row.charges.clone())?;
    let asked = viewer.duties(at.today).iter().any(|duty| row.factor_duties.contains(duty));
    if asked && row.factor == Factor::Unused { Ok(Stage::SetUpFactor) } else { Ok(Stage::In(viewer)) }
}

/// The sessions that were read a moment ago.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    sessions: HashMap<SessionId, (SessionRow, Timestamp)>,
    /// How often something was forgotten: what was read before that is not kept after it.
    forgettings: u64,
}

impl Cache {
    fn get(&self, id: &SessionId, now: Timestamp) -> Option<SessionRow> {
        let kept = self.lock();
        let (row, read_at) = kept.sessions.get(id)?;
        // A clock that was set back makes nothing younger.
        let fresh = *read_at <= now && now.duration_since(*read_at) < KEPT;
        fresh.then(|| row.clone())
    }

    fn keep(&self, id: &SessionId, row: &SessionRow, now: Timestamp, since: u64) {
        let mut kept = self.lock();
        if kept.forgettings != since {
            return;
        }
        if kept.sessions.len() >= KEPT_AT_MOST {
            kept.sessions.retain(|_, (_, read_at)| *read_at <= now && now.duration_since(*read_at) < KEPT);
        }
        if kept.sessions.len() < KEPT_AT_MOST {
            kept.sessions.insert(id.clone(), (row.clone(), now));
        }
    }

    fn see(&self, id: &SessionId, now: Timestamp) {
        if let Some((row, _)) = self.lock().sessions.get_mut(id) {
            row.times.last_seen = row.times.last_seen.max(now);
        }
    }

    fn forgettings(&self) -> u64 {
        self.lock().forgettings
    }

    pub(super) fn forget(&self, id: &SessionId) {
        let mut kept = self.lock();
        kept.sessions.remove(id);
        kept.forgettings += 1;
    }

    /// After a change of duties or accounts, which may touch whoever stands in for whom.
    pub(super) fn forget_all(&self) {
        let mut kept = self.lock();
        kept.sessions.clear();
        kept.forgettings += 1;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner) // nothing in it is ever half changed
    }
}
