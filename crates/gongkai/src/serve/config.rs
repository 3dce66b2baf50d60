//! The configuration file.

use std::fs;
use std::path::Path;

use anyhow::Context;
use office::paper::PaperLimits;
use serde::Deserialize;

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
    /// Whose column it is.
    pub(crate) agency: AgencyConfig,
    /// How it serves.
    pub(crate) serve: ServeConfig,
    /// What may be uploaded.
    pub(crate) uploads: UploadsConfig,
}

/// How a site serves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServeConfig {
    /// Reverse proxies whose `X-Forwarded-For` is believed: addresses and networks. Nobody unless they are named.
    pub(crate) trusted_proxies: Vec<String>,
}

/// How much may come with one form.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct UploadsConfig {
    /// The greatest size of one file, in MB.
    pub(crate) each_mb: u8,
    /// How many files.
    pub(crate) number: u8,
    /// The greatest size of all of them, in MB.
    pub(crate) total_mb: u8,
}

impl Default for UploadsConfig {
    fn default() -> UploadsConfig {
        UploadsConfig { each_mb: 10, number: 5, total_mb: 20 }
    }
}

impl UploadsConfig {
    /// What a form holds in memory is limited, so that these cannot be any number.
    pub(crate) fn limits(self) -> anyhow::Result<PaperLimits> {
        let UploadsConfig { each_mb, number, total_mb } = self;
        anyhow::ensure!(
            (1..=30).contains(&each_mb) && (each_mb..=45).contains(&total_mb) && (1..=20).contains(&number),
            "[uploads] 每个文件1至30MB，合计不小于每个、不大于45MB，文件数1至20个"
        );
        let bytes = |megabytes: u8| u64::from(megabytes) << 20;
        Ok(PaperLimits { each: bytes(each_mb), number: number.into(), total: bytes(total_mb) })
    }
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
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Config> {
        let text = fs::read_to_string(path).with_context(|| format!("读不了配置文件「{}」", path.display()))?;
        toml::from_str(&text).with_context(|| format!("配置文件「{}」不合格式", path.display()))
    }

    /// The prefix, empty where there is none.
    pub(crate) fn base(&self) -> &str {
        self.base.as_deref().unwrap_or_default()
    }
}
