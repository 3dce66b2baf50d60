//! What comes in from outside: whose word is taken for where a visitor is, and how much a form may bring.

use anyhow::Context;
use office::paper::PaperLimits;
use serde::Deserialize;
use web::caller::Network;

/// How a site serves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServeConfig {
    /// Reverse proxies whose `X-Forwarded-For` is believed: addresses and networks. Nobody unless they are named.
    trusted_proxies: Vec<String>,
}

/// How much may come with one form.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct UploadsConfig {
    /// The greatest size of one file, in MB.
    each_mb: u8,
    /// How many files.
    number: u8,
    /// The greatest size of all of them, in MB.
    total_mb: u8,
}

impl Default for UploadsConfig {
    fn default() -> UploadsConfig {
        UploadsConfig { each_mb: 10, number: 5, total_mb: 20 }
    }
}

impl ServeConfig {
    /// The proxies that are believed.
    pub(crate) fn proxies(&self) -> anyhow::Result<Vec<Network>> {
        let proxies = self.trusted_proxies.iter().map(|proxy| proxy.parse());
        proxies.collect::<Result<_, _>>().context("serve.trusted_proxies")
    }
}

impl UploadsConfig {
    /// What a form may leave on the disk while it is read is limited, so that these cannot be any number.
    pub(crate) fn limits(self) -> anyhow::Result<PaperLimits> {
        let UploadsConfig { each_mb, number, total_mb } = self;
        anyhow::ensure!(
            (1..=30).contains(&each_mb) && (each_mb..=45).contains(&total_mb) && (1..=20).contains(&number),
            "uploads：每个文件1至30MB，合计不小于每个、不大于45MB，文件数1至20个"
        );
        let bytes = |megabytes: u8| u64::from(megabytes) << 20;
        Ok(PaperLimits { each: bytes(each_mb), number: number.into(), total: bytes(total_mb) })
    }
}
