//! Signing in and out.

use casework::who::{Counted, Login};
use records::people::account::{self, AccountRow, AccountState, Proof};
use records::people::hashing::Verdict;
use records::people::security_log::{self, Actor, Event, Happened};
use records::people::token::SessionToken;
use records::people::{login_failure, session};
use records::{StorageError, WriteError};

use super::{Moment, People, PeopleError};

/// Somebody at the door.
#[derive(Clone)]
pub struct Knock {
    /// The name, as typed.
    pub login: String,
    /// The password, as typed.
    pub password: String,
    /// From which address.
    pub address: String,
    /// What the browser says of itself.
    pub client: String,
}

impl std::fmt::Debug for Knock {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Knock").field("address", &self.address).finish_non_exhaustive()
    }
}

impl People {
    /// Signs in with name and password: a new session, in which a second factor or a new password may be asked first
    /// ([`super::Stage`]). A name that nobody has gets the same answer after the same work.
    pub async fn sign_in(&self, knock: Knock, at: Moment) -> Result<SessionToken, PeopleError> {
        let login = Login::new(&knock.login).ok();
        let tried = tried(&knock, login.as_ref());
        self.count(&tried, &knock.address, at).await?;
        let proof = match &login {
            Some(login) => account::proof(self.records.reading(), login).await.map_err(storage)?,
            None => None,
        };
        let stored = proof.as_ref().map(|proof| proof.password.clone());
        let verdict = self.verify(knock.password.clone(), stored).await?;
        match proof {
            Some(Proof { row, .. }) if verdict != Verdict::Wrong => match row.state {
                AccountState::Active => self.let_in(row, knock, tried, verdict, at).await,
                AccountState::AwaitingRelease => Err(PeopleError::AwaitingRelease),
                AccountState::Disabled => Err(PeopleError::Disabled),
            },
            proof => {
                let known = proof.map(|proof| proof.row);
                self.log_failure(known, &tried, &knock.address, Event::SignInFailed, at).await?;
                Err(PeopleError::WrongNameOrPassword)
            }
        }
    }

    /// Counts the try as failed before it is looked at.
    pub(super) async fn count(&self, tried: &str, address: &str, at: Moment) -> Result<(), PeopleError> {
        let (tried, address, limits) = (tried.to_owned(), address.to_owned(), self.limits);
        self.write(move |transaction| {
            Box::pin(async move {
                for (counted, of) in [(Counted::Address, &address), (Counted::Name, &tried)] {
                    login_failure::count(transaction, counted, of, at.now, &limits)
                        .await?
                        .map_err(|shut| WriteError::Refused(shut.into()))?;
                }
                Ok(())
            })
        })
        .await
    }

    async fn let_in(
        &self,
        row: AccountRow,
        knock: Knock,
        tried: String,
        verdict: Verdict,
        at: Moment,
    ) -> Result<SessionToken, PeopleError> {
        let costlier = match verdict {
            Verdict::RightButCheap => Some(self.hash(knock.password).await?),
            _ => None,
        };
        let token = SessionToken::random();
        let begins = session::NewSession {
            id: token.id(),
            agency: row.agency,
            account: row.account,
            factor_passed: false,
            address: knock.address.clone(),
            client: knock.client,
        };
        self.write(move |transaction| {
            Box::pin(async move {
                forgive(transaction, &knock.address, &tried).await?;
                if let Some(hash) = costlier {
                    account::rehash(transaction, &row, &hash).await?;
                }
                session::begin(transaction, &begins, at.now).await?;
                let signed_in = of_account(&row, Event::SignedIn, &knock.address);
                Ok(security_log::add(transaction, &signed_in, at.now).await?)
            })
        })
        .await?;
        Ok(token)
    }

    /// Logs a failure, and that it shut the name where it did.
    pub(super) async fn log_failure(
        &self,
        known: Option<AccountRow>,
        tried: &str,
        address: &str,
        event: Event,
        at: Moment,
    ) -> Result<(), PeopleError> {
        let (tried, address) = (tried.to_owned(), address.to_owned());
        self.write(move |transaction| {
            Box::pin(async move {
                let of = |event| match &known {
                    Some(row) => Happened { actor: Actor::Nobody, ..of_account(row, event, &address) },
                    None => Happened {
                        agency: None,
                        actor: Actor::Nobody,
                        account: None,
                        event,
                        detail: "没有这个登录名".to_owned(), // not what was typed: it may be a password
                        address: address.clone(),
                    },
                };
                security_log::add(transaction, &of(event), at.now).await?;
                let failures = login_failure::read(transaction, Counted::Name, &tried).await?;
                if failures.may_try(at.now).is_err() {
                    security_log::add(transaction, &of(Event::Shut), at.now).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Signs out. A session that is over already is no error.
    pub async fn sign_out(&self, token: &SessionToken, at: Moment) -> Result<(), PeopleError> {
        let id = token.id();
        let Some(row) = session::get(self.records.reading(), &id).await.map_err(storage)? else { return Ok(()) };
        self.cache.forget(&id);
        let ends = id.clone();
        self.write(move |transaction| {
            Box::pin(async move {
                if session::end(transaction, row.agency, row.account, &ends, at.now).await? {
                    let out = Happened {
                        agency: Some(row.agency),
                        actor: Actor::Account(row.account),
                        account: Some(row.account),
                        event: Event::SignedOut,
                        detail: String::new(),
                        address: String::new(),
                    };
                    security_log::add(transaction, &out, at.now).await?;
                }
                Ok(())
            })
        })
        .await?;
        self.cache.forget(&id); // a page that was read meanwhile may have put it back
        Ok(())
    }
}

/// A try was good after all. Rows are taken in one order everywhere (address, name, account, session, log), so that no two
/// transactions wait for each other.
pub(super) async fn forgive(
    transaction: &records::Transaction,
    address: &str,
    tried: &str,
) -> Result<(), WriteError<PeopleError>> {
    login_failure::forgive(transaction, Counted::Address, address).await?;
    Ok(login_failure::forgive(transaction, Counted::Name, tried).await?)
}

/// Under what a try is counted: the login name, or whatever was typed in its place.
fn tried(knock: &Knock, login: Option<&Login>) -> String {
    login.map_or_else(|| knock.login.trim().to_lowercase(), |login| login.as_str().to_owned())
}

pub(super) fn of_account(row: &AccountRow, event: Event, address: &str) -> Happened {
    Happened {
        agency: Some(row.agency),
        actor: Actor::Account(row.account),
        account: Some(row.account),
        event,
        detail: String::new(),
        address: address.to_owned(),
    }
}

/// What a read that failed means.
pub(super) fn storage(error: impl Into<StorageError>) -> PeopleError {
    PeopleError::Storage(error.into())
}
