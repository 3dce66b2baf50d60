//! The parts of a running installation, put together.

use std::sync::Arc;

use anyhow::Context;
use ed25519_dalek::SigningKey;
use office::people::People;
use office::{Clock, Office, Profile};
use records::people::hashing::Cost;
use records::seal::sealing_key;
use web::{AgencyCard, BasePath, FormKey, Palette, Site, portal};

use crate::config::Config;
use crate::place::Place;

/// What serves.
pub(crate) struct Parts {
    /// Everything that is needed to run.
    pub(crate) running: Running,
}

/// The pieces.
pub(crate) struct Running {
    pub(crate) site: Site,
    pub(crate) office: Office,
    pub(crate) sealing_key: SigningKey,
}

impl Parts {
    /// Opens an installation at its place, making what is new.
    pub(crate) async fn open(place: &Place, config: &Config, clock: Clock) -> anyhow::Result<Parts> {
        let records = place.open_or_create().await?;
        let vault = place.vault_and_uploads(&records, &config.blobs).await?;
        vault.blobs().takes().await?;
        let limits = config.sign_in.limits()?;
        let people = People::new(records.clone(), vault.clone(), limits, Cost::default());
        let agency = super::agency(&people, &config.agency).await?;
        let row = people.agencies().await?.into_iter().find(|row| row.agency == agency);
        let name = row.map(|row| row.name).context("登记的机关读不出来")?;
        let own = config.agency.clone();
        let mark = |given: Option<String>, end: &str| given.unwrap_or_else(|| format!("{name}{end}"));
        let profile = Profile {
            agency,
            name: name.clone(),
            numbering: own.numbering()?,
            request_mark: mark(own.request_mark, "公开申"),
            reply_mark: mark(own.reply_mark, "公复"),
            notice_mark: mark(own.notice_mark, "公函"),
            remedies: own.remedies.clone(),
            site: config.origin.as_ref().map(|origin| format!("{origin}{}", config.base())).unwrap_or_default(),
            address: own.address.clone(),
            telephone: own.telephone.clone(),
            hours: own.hours.clone(),
            mail: own.mail.clone(),
        };
        let office = Office::open(records, vault.clone(), config.settings(), profile, clock.clone());
        let office = office.limited(limits).masking(config.masking.masking()?).taking(config.uploads.limits()?);
        let card = AgencyCard {
            name,
            address: own.address,
            telephone: own.telephone,
            hours: own.hours,
            mail: own.mail,
            site_code: own.site_code,
            filings: own.filings,
            fault_report: None,
            demonstration: own.demonstration,
        };
        let form_key = FormKey::new(vault.derive("form-token", ""));
        let source = Arc::new(portal::OfOffice::new(office.clone()));
        let mut site = Site::new(card, Arc::new(move || clock.now()), form_key, source).with_console(office.clone());
        site.base = BasePath::new(config.base())?;
        site.origin = config.origin.clone().unwrap_or_default();
        site.proxies = config.serve.proxies()?;
        site.secure = site.origin.starts_with("https://");
        if let Some(colour) = &config.colour {
            site = site.in_colour(&Palette::of(colour)?);
        }
        let sealing_key = sealing_key::open_or_create(office.records(), &place.sealing_key()).await?;
        Ok(Parts { running: Running { site, office, sealing_key } })
    }
}
