//! The second factor: set up, shown after the password, taken away when it is lost.

use casework::who::{Account, PeopleAct, Viewer};
use records::WriteError;
use records::people::account::{self, AccountRow};
use records::people::second_factor::{self, Nonce, SecondFactor};
use records::people::security_log::{self, Event, Happened};
use records::people::session::{self, NewSession};
use records::people::token::SessionToken;
use zeroize::Zeroizing;

use super::sign_in::{forgive, of_account, storage};
use super::{Moment, People, PeopleError, Session, Stage, happened};

/// What to put into an authenticator. It is shown once.
#[derive(Debug)]
pub struct SetUp {
    /// As a QR code.
    pub uri: Zeroizing<String>,
    /// To be typed.
    pub secret: Zeroizing<String>,
}

/// A second factor that is in use now.
#[derive(Debug)]
pub struct TurnedOn {
    /// The session goes on under this token.
    pub token: SessionToken,
    /// For when the authenticator is lost, each good once. They are shown once.
    pub recovery_codes: Vec<Zeroizing<String>>,
}

impl People {
    /// Begins to set up a second factor for oneself. One that is in use has to be taken away first.
    pub async fn set_up_factor(&self, token: &SessionToken, at: Moment) -> Result<SetUp, PeopleError> {
        let session = self.session(token, at).await?;
        if !matches!(session.stage, Stage::In(_) | Stage::SetUpFactor) {
            return Err(PeopleError::NotYetIn);
        }
        let row = self.account_of(&session).await?;
        let nonce = Nonce::random();
        let factor = self.factor(&row, &nonce).await?;
        self.write(move |transaction| {
            Box::pin(async move {
                let begun = second_factor::begin(transaction, &row, &nonce).await?;
                if begun { Ok(()) } else { Err(WriteError::Refused(PeopleError::FactorInUse)) }
            })
        })
        .await?;
        Ok(SetUp { uri: factor.uri(), secret: factor.secret() })
    }

    /// Puts it to use by its first digits. Other sessions end; this one goes on under a new token.
    pub async fn turn_on_factor(
        &self,
        token: &SessionToken,
        digits: &str,
        at: Moment,
    ) -> Result<TurnedOn, PeopleError> {
        let session = self.session(token, at).await?;
        if !matches!(session.stage, Stage::In(_) | Stage::SetUpFactor) {
            return Err(PeopleError::NotYetIn);
        }
        if session.has_factor {
            return Err(PeopleError::FactorInUse);
        }
        let row = self.account_of(&session).await?;
        let step = self.step(&row, digits, at).await?.ok_or(PeopleError::WrongDigits)?;
        let (next, begins) = self.next(&session, at).await?;
        let recovery_codes = self
            .write(move |transaction| {
                Box::pin(async move {
                    if !second_factor::use_step(transaction, &row, step).await? {
                        return Err(WriteError::Refused(PeopleError::WrongDigits));
                    }
                    let codes = second_factor::new_recovery_codes(transaction, &row).await?;
                    session::end_all(transaction, row.agency, row.account, None, at.now).await?;
                    session::begin(transaction, &begins, at.now).await?;
                    let set = of_account(&row, Event::FactorSet, &begins.address);
                    security_log::add(transaction, &set, at.now).await?;
                    Ok(codes)
                })
            })
            .await?;
        self.cache.forget_all();
        Ok(TurnedOn { token: next, recovery_codes })
    }

    /// Shows the second factor: six digits, or a recovery code. The session goes on under a new token; after too many
    /// failures it ends.
    pub async fn show_factor(&self, token: &SessionToken, code: &str, at: Moment) -> Result<SessionToken, PeopleError> {
        let session = self.session(token, at).await?;
        if session.stage != Stage::Factor {
            return Err(PeopleError::NotYetIn);
        }
        let row = self.account_of(&session).await?;
        let (next, begins) = self.next(&session, at).await?;
        if let Err(shut) = self.count(&row.login, &begins.address, at).await {
            self.sign_out(token, at).await?;
            return Err(shut);
        }
        let (step, typed) = (self.step(&row, code.trim(), at).await?, code.to_owned());
        let (known, address, ends) = (row.clone(), begins.address.clone(), session.id.clone());
        let shown = self
            .write(move |transaction| {
                Box::pin(async move {
                    forgive(transaction, &begins.address, &row.login).await?;
                    let event = match step {
                        Some(step) => {
                            second_factor::use_step(transaction, &row, step).await?.then_some(Event::SignedIn)
                        }
                        None => second_factor::use_recovery_code(transaction, &row, &typed, at.now)
                            .await?
                            .then_some(Event::RecoveryCodeUsed),
                    };
                    let event = event.ok_or(WriteError::Refused(PeopleError::WrongDigits))?;
                    session::end(transaction, row.agency, row.account, &ends, at.now).await?;
                    session::begin(transaction, &begins, at.now).await?;
                    Ok(security_log::add(transaction, &of_account(&row, event, &begins.address), at.now).await?)
                })
            })
            .await;
        if shown == Err(PeopleError::WrongDigits) {
            self.log_failure(Some(known.clone()), &known.login, &address, Event::FactorFailed, at).await?;
        }
        shown?;
        self.cache.forget(&session.id);
        Ok(next)
    }

    /// How many recovery codes somebody has left.
    pub async fn recovery_codes_left(&self, by: &Viewer) -> Result<i64, PeopleError> {
        let account = by.account().ok_or(PeopleError::SignedOut)?;
        second_factor::recovery_codes_left(self.records.reading(), by.agency(), account).await.map_err(storage)
    }

    /// Takes another's lost second factor away. His sessions end.
    pub async fn reset_second_factor(&self, by: &Viewer, of: Account, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::ResetSecondFactor, Some(of), at).await?;
        let row = self.in_use(by, of).await?;
        let reset = Happened { account: Some(of), ..happened(by, Event::FactorReset) };
        self.write(move |transaction| {
            Box::pin(async move {
                second_factor::remove(transaction, &row).await?;
                session::end_all(transaction, row.agency, row.account, None, at.now).await?;
                Ok(security_log::add(transaction, &reset, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }

    async fn account_of(&self, session: &Session) -> Result<AccountRow, PeopleError> {
        let row = account::get(self.records.reading(), session.agency, session.account).await.map_err(storage)?;
        row.ok_or(PeopleError::SignedOut)
    }

    /// The session that follows this one, with the second factor shown.
    async fn next(&self, session: &Session, at: Moment) -> Result<(SessionToken, NewSession), PeopleError> {
        let listed = self.listed(session, at).await?;
        let token = SessionToken::random();
        let begins = NewSession {
            id: token.id(),
            agency: session.agency,
            account: session.account,
            factor_passed: true,
            address: listed.address,
            client: listed.client,
        };
        Ok((token, begins))
    }

    async fn factor(&self, row: &AccountRow, nonce: &Nonce) -> Result<SecondFactor, PeopleError> {
        let agencies = self.agencies().await?;
        let issuer = agencies.iter().find(|agency| agency.agency == row.agency).map_or("", |agency| &agency.name);
        Ok(SecondFactor::new(&self.vault, row, nonce, issuer))
    }

    async fn step(&self, row: &AccountRow, digits: &str, at: Moment) -> Result<Option<i64>, PeopleError> {
        let nonce = second_factor::nonce(self.records.reading(), row.agency, row.account).await.map_err(storage)?;
        let Some(nonce) = nonce else { return Ok(None) };
        Ok(self.factor(row, &nonce).await?.step(digits, at.now))
    }
}
