//! The configuration file: what an installation is told. `mistake` says in one sentence what is wrong with it and where, `blobs`,
//! `door`, `sign_in` and `mask` hold what has limits of its own.

mod blobs;
mod door;
mod mask;
mod mistake;
mod sign_in;

use std::path::{Path, PathBuf};

use anyhow::Context;
use casework::context::{ReviewChain, Settings};
use casework::publication::numbering::Numbering;
use casework::request::facts::Level;
use law::identifier::index_number::IndexPattern;
use law::request::practice::Practice;
use law::request::situation::MiscRows;
use serde::Deserialize;
use web::{BasePath, Palette};

pub(crate) use blobs::BlobsConfig;
pub(crate) use door::{ServeConfig, UploadsConfig};
pub(crate) use mask::Mask;
pub(crate) use sign_in::SignIn;

use crate::input::read_text;

/// Nobody types more, in bytes.
const LIMIT: u64 = 1 << 20;

/// The largest calendar: a table of ten thousand years of festivals is smaller.
const CALENDAR_LIMIT: u64 = 4 << 20;

/// Stands in index numbers where the configuration names no code.
const ORGANISATION: &str = "000000000";

/// What a site is told. All of it may be left out but the agency's code and name.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// The path prefix behind a county portal, such as `/xxgk`.
    pub(crate) base: Option<String>,
    /// Scheme and host as the public sees them, such as `https://www.example.gov.cn`.
    pub(crate) origin: Option<String>,
    /// The main colour, `#rrggbb`.
    pub(crate) colour: Option<String>,
    /// A calendar laid over the national one, beside this file unless its path begins at the root.
    pub(crate) calendar: Option<PathBuf>,
    /// Who looks at a reply before it goes out, in this order.
    pub(crate) review_chain: Option<Vec<Level>>,
    /// What the agency holds where practice differs.
    pub(crate) practice: Practice,
    /// In which row of the report cases count that fit none.
    pub(crate) misc_rows: MiscRows,
    /// Limits on signing in and on sessions.
    pub(crate) sign_in: SignIn,
    /// What may still be read in the place of personal data.
    pub(crate) masking: Mask,
    /// How it serves.
    pub(crate) serve: ServeConfig,
    /// What may be uploaded.
    pub(crate) uploads: UploadsConfig,
    /// Where uploads lie.
    pub(crate) blobs: BlobsConfig,
    /// Whose column it is.
    pub(crate) agency: AgencyConfig,
    /// What follows from the calendar, the chain and the practice; made when the file is read.
    #[serde(skip)]
    pub(crate) settings: Settings,
}

/// What an agency says of itself.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AgencyConfig {
    /// Its code in this installation.
    pub(crate) code: Option<String>,
    /// Its full name.
    pub(crate) name: Option<String>,
    /// Its nine-character organisation code, which index numbers (索引号) begin with.
    pub(crate) organisation: Option<String>,
    /// What stands before the year in the numbers of applications.
    pub(crate) request_mark: Option<String>,
    /// The same of replies.
    pub(crate) reply_mark: Option<String>,
    /// The same of the letters on the way to a reply.
    pub(crate) notice_mark: Option<String>,
    /// The bodies and courts that its replies name, each with its days.
    pub(crate) remedies: Option<law::request::remedy::Agency>,
    /// Where its open-government office is.
    pub(crate) address: String,
    /// Its telephone.
    pub(crate) telephone: String,
    /// When somebody is there.
    pub(crate) hours: String,
    /// Its mail address.
    pub(crate) mail: String,
    /// 网站标识码.
    pub(crate) site_code: String,
    /// Nothing of it is real, which every page then says.
    #[serde(skip)]
    pub(crate) demonstration: bool,
    /// ICP and police numbers.
    pub(crate) filings: Vec<String>,
}

impl Config {
    /// Reads a file; without one, everything is as it is unless somebody says otherwise.
    pub(crate) fn read(path: Option<&Path>) -> anyhow::Result<Config> {
        let Some(path) = path else { return Ok(Config::default()) };
        let text = read_text(path, LIMIT)?;
        Config::parse(&text, path.parent().unwrap_or(Path::new("")))
            .with_context(|| format!("配置文件「{}」", path.display()))
    }

    /// The configuration in a text that lies in `folder`. What no place can be named for names its key.
    fn parse(text: &str, folder: &Path) -> anyhow::Result<Config> {
        let mut config: Config = toml::from_str(text).map_err(|error| mistake::of(text, &error))?;
        BasePath::new(config.base()).context("base")?;
        if let Some(colour) = &config.colour {
            Palette::of(colour).context("colour")?;
        }
        config.agency.numbering().context("agency.organisation")?;
        config.sign_in.limits()?;
        config.serve.proxies()?;
        config.uploads.limits()?;
        config.blobs.check()?;
        config.blobs.beside(folder);
        config.masking.masking()?;
        config.settings.practice = config.practice;
        config.settings.misc_rows = config.misc_rows.clone();
        if let Some(levels) = &config.review_chain {
            config.settings.review_chain = ReviewChain::new(levels.clone()).context("review_chain")?;
        }
        if let Some(calendar) = &config.calendar {
            let days = read_text(&folder.join(calendar), CALENDAR_LIMIT).context("calendar")?;
            config.settings.calendar = config.settings.calendar.with(&days).context("calendar")?;
        }
        Ok(config)
    }

    /// The prefix, empty where there is none.
    pub(crate) fn base(&self) -> &str {
        self.base.as_deref().unwrap_or_default()
    }

    /// The calendar, and what the agency has settled where it may.
    pub(crate) fn settings(&self) -> Settings {
        self.settings.clone()
    }
}

impl AgencyConfig {
    /// How the agency writes index numbers.
    pub(crate) fn numbering(&self) -> anyhow::Result<Numbering> {
        Ok(Numbering::new(IndexPattern::default(), self.organisation.as_deref().unwrap_or(ORGANISATION))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::request::practice::{ConsultationDays, Late};

    fn parsed(text: &str) -> Config {
        Config::parse(text, Path::new("")).unwrap()
    }

    #[test]
    fn an_empty_file_changes_nothing() {
        let (empty, usual) = (parsed(""), Settings::default());
        assert_eq!((empty.settings().practice, empty.settings().review_chain), (usual.practice, usual.review_chain));
        assert_eq!(empty.sign_in.limits().unwrap(), casework::who::Limits::default());
        assert_eq!(empty.masking.masking().unwrap(), office::Masking::default());
    }

    #[test]
    fn what_is_settled_is_what_steps_are_judged_by() {
        let settings = parsed(
            "review_chain = [\"legal_reviewer\", \"head\"]\n[practice]\nconsultation_days = \"from_asking_to_the_end\"\n\
             late_extension = \"counts\"\n[misc_rows]\ninquiry = \"declined_petition\"\n",
        )
        .settings();
        assert_eq!(settings.review_chain.levels(), [Level::LegalReviewer, Level::Head]);
        assert_eq!(settings.practice.consultation_days, ConsultationDays::FromAskingToTheEnd);
        assert_eq!(
            (settings.practice.late_extension, settings.practice.late_correction),
            (Late::Counts, Late::default())
        );
        assert_ne!(settings.misc_rows, MiscRows::default());
    }
}
