//! Who comes in: the session of a browser becomes an officer.

use async_trait::async_trait;
use casework::who::{Account, Unit, Viewer};
use jiff::Timestamp;
use office::Office;
use thiserror::Error;

/// What the console works with: the office, and who keeps its door.
pub struct Console {
    /// The use cases.
    pub office: Office,
    /// Who is let in.
    pub door: Box<dyn Door>,
}

/// Somebody of the office who is signed in.
#[derive(Clone, Debug)]
pub struct Officer {
    /// The person's name.
    pub name: String,
    /// What this person may see and do.
    pub viewer: Viewer,
}

/// Why nobody is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Shut {
    /// No session, or one that is over.
    #[error("请先登录")]
    SignIn,
    /// Nobody can say, for now.
    #[error("暂时无法核对登录，请稍后再试")]
    Away,
}

/// The names of units and colleagues, for lists and choices.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Units in use, in their order.
    pub units: Vec<(Unit, String)>,
    /// People in use, in their order.
    pub people: Vec<(Account, String)>,
}

/// Keeps the door.
#[async_trait]
pub trait Door: Send + Sync {
    /// Whose session this is.
    async fn officer(&self, session: &str, now: Timestamp) -> Result<Officer, Shut>;

    /// What units and colleagues of the officer's agency are called.
    async fn names(&self, of: &Viewer) -> Result<Names, Shut>;
}

impl Names {
    /// The name of a unit.
    pub fn unit(&self, unit: Unit) -> String {
        let found = self.units.iter().find(|(one, _)| *one == unit);
        found.map_or_else(|| format!("科室（单位）{}", unit.0), |(_, name)| name.clone())
    }

    /// The name of somebody.
    pub fn person(&self, account: Account) -> String {
        let found = self.people.iter().find(|(one, _)| *one == account);
        found.map_or_else(|| format!("{}号账号", account.0), |(_, name)| name.clone())
    }
}
