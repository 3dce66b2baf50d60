//! An office that is open: the record, the vault, the settings and the time.

use std::sync::Arc;
use std::time::Duration;

use casework::context::{Context, Settings};
use casework::publication::numbering::Numbering;
use casework::who::{Account, Agency, Limits, Viewer};
use jiff::Timestamp;
use law::calendar::Day;
use moka::sync::Cache;
use records::Records;
use records::file::FileId;
use records::people::hashing::Cost;
use records::vault::Vault;
use screening::Masking;

use crate::clock::Clock;
use crate::paper::PaperLimits;
use crate::people::{Moment, People};
use crate::publication::Searched;
use crate::waiting::Waiting;

/// How long a list may show what it has opened before.
const TITLES: Duration = Duration::from_mins(10);
/// How long the figures of what waits may be behind another process.
const FIGURES: Duration = Duration::from_secs(20);

/// What the office of an agency works with. Clones share it.
#[derive(Clone, Debug)]
pub struct Office {
    pub(crate) records: Records,
    pub(crate) vault: Vault,
    pub(crate) people: People,
    pub(crate) settings: Arc<Settings>,
    pub(crate) profile: Arc<Profile>,
    pub(crate) clock: Clock,
    /// What was found in files of drafts, by their place in the vault: reading one takes its time.
    pub(crate) searched: Cache<String, Arc<Searched>>,
    /// How much may come with one form.
    pub(crate) paper_limits: PaperLimits,
    /// What may still be read in the place of personal data.
    pub(crate) masking: Masking,
    /// What lists have shown to whom today.
    pub(crate) titles: Cache<(Option<Account>, Day, FileId), Option<String>>,
    /// What waits for whom today.
    pub(crate) waiting: Cache<(Option<Account>, Day), Waiting>,
}

/// What an agency says of itself on letters and pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its number.
    pub agency: Agency,
    /// Its full name.
    pub name: String,
    /// What stands before the year in the numbers of applications, such as 「示环公开申」.
    pub request_mark: String,
    /// What stands before the year in the numbers of replies, such as 「示环公复」.
    pub reply_mark: String,
    /// The same of the letters on the way to a reply, such as 「示环公函」.
    pub notice_mark: String,
    /// How it writes the numbers of what it publishes.
    pub numbering: Numbering,
    /// The bodies and courts that its replies name; `None` before somebody has settled them.
    pub remedies: Option<law::request::remedy::Agency>,
    /// Where its open-government office is.
    pub address: String,
    /// Its telephone.
    pub telephone: String,
    /// The address of its column as the public sees it, with its path prefix, such as `https://www.example.gov.cn/xxgk`; empty where it is not
    /// known.
    pub site: String,
    /// When somebody is there.
    pub hours: String,
    /// Its mail address; empty where there is none.
    pub mail: String,
}

impl Office {
    /// Opens the office of an agency on a record and its vault.
    pub fn open(records: Records, vault: Vault, settings: Settings, profile: Profile, clock: Clock) -> Office {
        let people = People::new(records.clone(), vault.clone(), Limits::default(), Cost::default());
        let titles = Cache::builder().max_capacity(20_000).time_to_live(TITLES).build();
        let searched = Cache::builder().max_capacity(2_000).time_to_live(TITLES).build();
        let waiting = Cache::builder().max_capacity(20_000).time_to_live(FIGURES).build();
        let (paper_limits, masking) = (PaperLimits::default(), Masking::default());
        let (settings, profile) = (Arc::new(settings), Arc::new(profile));
        Office { records, vault, people, settings, profile, clock, searched, paper_limits, masking, titles, waiting }
    }

    /// The same office under another clock.
    #[must_use]
    pub fn under(self, clock: Clock) -> Office {
        Office { clock, ..self }
    }

    /// The same office that takes in so much with one form.
    #[must_use]
    pub fn taking(self, paper_limits: PaperLimits) -> Office {
        Office { paper_limits, ..self }
    }

    /// The same office under other limits on signing in and on sessions.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Office {
        let people = People::new(self.records.clone(), self.vault.clone(), limits, Cost::default());
        Office { people, ..self }
    }

    /// The same office, which suggests another masking of personal data in drafts.
    #[must_use]
    pub fn masking(self, masking: Masking) -> Office {
        Office { masking, ..self }
    }

    /// The record.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The vault.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Who signs in here, and what they are charged with.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// When something is done that is done now.
    pub fn moment(&self) -> Moment {
        let now = self.now();
        Moment { now, today: self.settings.day(now) }
    }

    /// What the agency says of itself.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What the agency has settled.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The day.
    pub fn today(&self) -> Day {
        self.settings.day(self.now())
    }

    /// Lets go of what lists have shown of a file.
    pub(crate) fn forget_title(&self, file: &FileId) {
        let shown: Vec<_> = self.titles.iter().filter(|(key, _)| key.2 == *file).map(|(key, _)| key).collect();
        for key in shown {
            self.titles.invalidate(&*key);
        }
        self.titles.run_pending_tasks();
    }

    /// What a step on a file of the agency must know today.
    pub(crate) fn context(&self, by: &Viewer) -> Context<'_> {
        self.settings.context(by.agency(), self.today())
    }
}
