//! What runs by itself: seals what is recorded, states what time alone has brought about, signs the head of each day,
//! forgets what no limit needs. Any number of processes may run it; what must not happen twice is leased or keyed.

use std::time::Duration;

use ed25519_dalek::SigningKey;
use records::seal::{Sealer, heads};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::setup::Office;

/// How often each thing is looked at.
const SEAL: Duration = Duration::from_millis(500);
const PASS: Duration = Duration::from_secs(30);
const FORGET: Duration = Duration::from_hours(1);

/// The work of one process.
#[derive(Debug)]
pub struct Worker {
    office: Office,
    key: SigningKey,
    sealer: Sealer,
}

impl Worker {
    /// A worker of this name, which tells processes apart.
    pub fn new(office: Office, key: SigningKey, name: &str) -> Worker {
        Worker { office, key, sealer: Sealer::new(name) }
    }

    /// Works until `stop` says so, then seals what is left and gives up its lease. What fails is tried again at the next
    /// turn: the database may be away for a while.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let [mut seal, mut pass, mut forget] = [SEAL, PASS, FORGET].map(|every| {
            let mut turns = interval(every);
            turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
            turns
        });
        self.sweep().await;
        while !*stop.borrow() {
            tokio::select! {
                _ = seal.tick() => self.seal().await,
                _ = pass.tick() => self.pass().await,
                _ = forget.tick() => self.forget().await,
                changed = stop.changed() => if changed.is_err() { break },
            }
        }
        self.seal().await;
        if let Err(error) = self.sealer.give_up(self.office.records()).await {
            tracing::warn!(%error, "the lease of the sealer was not given up; it runs out by itself");
        }
    }

    /// An erasure that was interrupted is brought to its end.
    async fn sweep(&self) {
        match self.office.vault().sweep(self.office.records()).await {
            Ok(0) => {}
            Ok(uploads) => tracing::info!(uploads, "removed uploads of erased files"),
            Err(error) => tracing::warn!(%error, "uploads of erased files were not looked for; the next start does it"),
        }
    }

    async fn seal(&mut self) {
        let (records, now) = (self.office.records().clone(), self.office.now());
        let sealed = match Sealer::waits(&records).await {
            Ok(false) => return,
            Ok(true) => self.sealer.seal_all(&records, now).await.map(|_| ()),
            Err(error) => Err(error),
        };
        if let Err(error) = sealed {
            tracing::warn!(%error, "nothing was sealed at this turn");
        }
    }

    async fn pass(&mut self) {
        match self.office.pass_time().await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "stated what time has brought about"),
            Err(error) => tracing::warn!(%error, "what time has brought about was not stated at this turn"),
        }
        if let Err(error) = heads::sign_daily(self.office.records(), &self.key, self.office.now()).await {
            tracing::warn!(%error, "the head of the day was not signed at this turn");
        }
    }

    async fn forget(&mut self) {
        if let Err(error) = self.office.people().forget(self.office.moment()).await {
            tracing::warn!(%error, "old failures and sessions were not forgotten at this turn");
        }
    }
}
