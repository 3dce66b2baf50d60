//! How much may come with one form.

use office::paper::PaperLimits;
use serde::Deserialize;

/// The section `[uploads]`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Uploads {
    /// The greatest size of one file, in MB.
    pub(crate) each_mb: u8,
    /// How many files.
    pub(crate) number: u8,
    /// The greatest size of all of them, in MB.
    pub(crate) total_mb: u8,
}

impl Default for Uploads {
    fn default() -> Uploads {
        Uploads { each_mb: 10, number: 5, total_mb: 20 }
    }
}

impl Uploads {
    /// What a form holds in memory is limited, so that these cannot be any number.
    pub(crate) fn limits(self) -> anyhow::Result<PaperLimits> {
        let Uploads { each_mb, number, total_mb } = self;
        anyhow::ensure!(
            (1..=30).contains(&each_mb) && (each_mb..=45).contains(&total_mb) && (1..=20).contains(&number),
            "[uploads] 每个文件1至30MB，合计不小于每个、不大于45MB，文件数1至20个"
        );
        let bytes = |megabytes: u8| u64::from(megabytes) << 20;
        Ok(PaperLimits { each: bytes(each_mb), number: number.into(), total: bytes(total_mb) })
    }
}
