//! What every handler is given: the site that it speaks for.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use law::calendar::{Calendar, Day};
use office::Office;

use crate::assets::Assets;
use crate::base::BasePath;
use crate::caller::Network;
use crate::look::palette::Palette;
use crate::portal::{Source, Tour};
use crate::store::Store;
use crate::token::FormKey;

/// The time, as whoever runs the site gives it: the machine's, or that of a simulation.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// One site: where it stands, whose it is, what it shows.
#[derive(Clone)]
pub struct Site {
    /// The path prefix of all addresses.
    pub base: BasePath,
    /// Scheme and host as the public sees them, such as `https://www.example.gov.cn`, for feeds, the site map and codes
    /// on paper. Empty: addresses there are paths only.
    pub origin: String,
    /// Whose site it is.
    pub agency: AgencyCard,
    /// What time it is.
    pub clock: Clock,
    /// The zone in which days begin.
    pub zone: TimeZone,
    /// Which days are worked: the national one, or one with the days of a later year added.
    pub calendar: Arc<Calendar>,
    /// Whether browsers reach it by https, so that cookies must not travel otherwise.
    pub secure: bool,
    /// Reverse proxies whose `X-Forwarded-For` is believed; none unless they are named.
    pub proxies: Vec<Network>,
    /// The key of form tokens, the same in every process of the installation.
    pub form_key: FormKey,
    /// Where the public's pages get what they show.
    pub portal: Arc<dyn Source>,
    /// The office behind the console; `None` on a site that shows the public's pages alone.
    pub office: Option<Office>,
    /// Where files wait, encrypted, while their form is read; not in a folder that is itself in memory.
    pub spool: PathBuf,
    /// What a guest of a demonstration is told; `None` on every other site.
    pub tour: Option<Tour>,
    assets: Arc<Assets>,
    store: Store,
}

/// What the public must know about an agency on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyCard {
    /// The full name.
    pub name: String,
    /// The address of its open-government office.
    pub address: String,
    /// Its telephone.
    pub telephone: String,
    /// When somebody is there: 「工作日 9:00–17:30」.
    pub hours: String,
    /// The mail address for questions; empty where there is none.
    pub mail: String,
    /// 网站标识码 of the site that the column belongs to.
    pub site_code: String,
    /// ICP and police numbers, as they are printed at the foot.
    pub filings: Vec<String>,
    /// The page where faults of government websites are reported (我为政府网站找错).
    pub fault_report: Option<String>,
    /// True where nothing on the site is real, which every page then says.
    pub demonstration: bool,
}

impl AgencyCard {
    /// The telephone number as a telephone dials it.
    pub fn telephone_digits(&self) -> String {
        self.telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

impl Site {
    /// A site without prefix, in the time zone of the whole country, in the usual colour. Set what is otherwise.
    pub fn new(agency: AgencyCard, clock: Clock, form_key: FormKey, portal: Arc<dyn Source>) -> Site {
        Site {
            base: BasePath::default(),
            origin: String::new(),
            agency,
            clock,
            zone: TimeZone::fixed(jiff::tz::offset(8)),
            calendar: Arc::new(Calendar::national().clone()),
            secure: false,
            proxies: Vec::new(),
            form_key,
            portal,
            office: None,
            spool: std::env::temp_dir(),
            tour: None,
            store: Store::default(),
            assets: Arc::new(Assets::new(&Palette::default())),
        }
    }

    /// The same site with the office's own pages.
    #[must_use]
    pub fn with_console(mut self, office: Office) -> Site {
        self.office = Some(office);
        self
    }

    /// The same site in the agency's main colour.
    #[must_use]
    pub fn in_colour(mut self, palette: &Palette) -> Site {
        self.assets = Arc::new(Assets::new(palette));
        self
    }

    /// The instant.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The day.
    pub fn today(&self) -> Day {
        self.now().to_zoned_datetime(self.zone.clone()).date()
    }

    /// Which days are worked.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The public's pages that are kept ready.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// The style sheets, modules and pictures.
    pub(crate) fn assets(&self) -> &Assets {
        &self.assets
    }

    /// The address of a page of ours as it stands outside of the site: on paper, in feeds.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.origin, self.base.to(path))
    }
}
