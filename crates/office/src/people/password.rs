//! Passwords: changed by their owner, or reset by one administrator and released by another.

use casework::who::{Account, Counted, Password, PeopleAct, Viewer, WeakPassword};
use records::people::account::{self, AccountRow, AccountState};
use records::people::hashing::Verdict;
use records::people::security_log::{self, Event, Happened};
use records::people::token::{SessionToken, first_password};
use records::people::{login_failure, session};
use zeroize::Zeroizing;

use super::sign_in::{forgive, of_account, storage};
use super::{Moment, People, PeopleError, Stage, happened};

impl People {
    /// Sets a new password in place of the one in use, ends all other sessions and goes on in a new one.
    pub async fn change_password(
        &self,
        token: &SessionToken,
        in_use: String,
        new: String,
        at: Moment,
    ) -> Result<SessionToken, PeopleError> {
        let session = self.session(token, at).await?;
        if session.stage == Stage::Factor {
            return Err(PeopleError::NotYetIn);
        }
        let proof =
            account::proof_of(self.records.reading(), session.agency, session.account).await.map_err(storage)?;
        let proof = proof.ok_or(PeopleError::SignedOut)?;
        let listed = self.listed(&session, at).await?;
        self.count(&session.login, &listed.address, at).await?;
        if self.verify(in_use.clone(), Some(proof.password)).await? == Verdict::Wrong {
            self.log_failure(Some(proof.row), &session.login, &listed.address, Event::SignInFailed, at).await?;
            return Err(PeopleError::WrongPassword);
        }
        let password = Password::new(&new, &[&session.login, &session.name])?;
        if new == in_use {
            return Err(WeakPassword::Unchanged.into());
        }
        let hash = self.hash(password.text().to_owned()).await?;
        let next = SessionToken::random();
        let begins = session::NewSession {
            id: next.id(),
            agency: session.agency,
            account: session.account,
            factor_passed: session.has_factor,
            address: listed.address,
            client: listed.client,
        };
        let row = proof.row;
        self.write(move |transaction| {
            Box::pin(async move {
                forgive(transaction, &begins.address, &row.login).await?;
                account::set_password(transaction, &row, &hash, false, at.now).await?;
                session::end_all(transaction, row.agency, row.account, None, at.now).await?;
                session::begin(transaction, &begins, at.now).await?;
                let changed = of_account(&row, Event::PasswordChanged, &begins.address);
                Ok(security_log::add(transaction, &changed, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(next)
    }

    /// Gives another account a new first password, for its owner to change. The account stays shut until another
    /// administrator has released it: who resets a password alone must not be able to use it.
    pub async fn reset_password(&self, by: &Viewer, of: Account, at: Moment) -> Result<Zeroizing<String>, PeopleError> {
        self.permit(by, PeopleAct::ResetPassword, Some(of), at).await?;
        let row = self.in_use(by, of).await?;
        let password = first_password();
        let hash = self.hash(password.to_string()).await?;
        let reset = Happened { account: Some(of), ..happened(by, Event::PasswordReset) };
        self.write(move |transaction| {
            Box::pin(async move {
                login_failure::forgive(transaction, Counted::Name, &row.login).await?;
                account::set_password(transaction, &row, &hash, true, at.now).await?;
                account::set_state(transaction, &row, AccountState::AwaitingRelease).await?;
                session::end_all(transaction, row.agency, row.account, None, at.now).await?;
                Ok(security_log::add(transaction, &reset, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(password)
    }

    /// Lets an account in again after its password was reset.
    pub async fn release_account(&self, by: &Viewer, of: Account, at: Moment) -> Result<(), PeopleError> {
        self.permit(by, PeopleAct::ReleaseAccount, Some(of), at).await?;
        let row = self.in_use(by, of).await?;
        if row.state != AccountState::AwaitingRelease {
            return Err(PeopleError::NothingToRelease);
        }
        let released = Happened { account: Some(of), ..happened(by, Event::AccountReleased) };
        self.write(move |transaction| {
            Box::pin(async move {
                account::set_state(transaction, &row, AccountState::Active).await?;
                Ok(security_log::add(transaction, &released, at.now).await?)
            })
        })
        .await?;
        self.cache.forget_all();
        Ok(())
    }

    /// An account of the viewer's agency that is not shut for good.
    pub(super) async fn in_use(&self, by: &Viewer, of: Account) -> Result<AccountRow, PeopleError> {
        let row = account::get(self.records.reading(), by.agency(), of).await.map_err(storage)?;
        match row.ok_or(PeopleError::NoAccount)? {
            AccountRow { state: AccountState::Disabled, .. } => Err(PeopleError::Disabled),
            row => Ok(row),
        }
    }
}
