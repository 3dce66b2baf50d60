//! Tries of query codes, counted as those of signing in are: per address and in all, in the record, so that many processes
//! count as one. A try counts as wrong before it is looked at, and no more when it was right.

use casework::who::Counted;
use records::WriteError;
use records::people::login_failure;

use super::{Moment, People, PeopleError};

/// All of them together.
const EVERYBODY: &str = "";

impl People {
    /// Counts a try from an address. [`PeopleError::Shut`] where there were too many; nothing is looked at then.
    pub(crate) async fn count_code(&self, address: &str, at: Moment) -> Result<(), PeopleError> {
        let (address, limits) = (address.to_owned(), self.limits);
        self.write(move |transaction| {
            Box::pin(async move {
                for (counted, of) in [(Counted::CodesOfAddress, address.as_str()), (Counted::Codes, EVERYBODY)] {
                    login_failure::count(transaction, counted, of, at.now, &limits)
                        .await?
                        .map_err(|shut| WriteError::Refused(shut.into()))?;
                }
                Ok(())
            })
        })
        .await
    }

    /// The code was right after all.
    pub(crate) async fn forgive_code(&self, address: &str) -> Result<(), PeopleError> {
        let address = address.to_owned();
        self.write(move |transaction| {
            Box::pin(async move {
                login_failure::forgive(transaction, Counted::CodesOfAddress, &address).await?;
                Ok(login_failure::forgive(transaction, Counted::Codes, EVERYBODY).await?)
            })
        })
        .await
    }
}
