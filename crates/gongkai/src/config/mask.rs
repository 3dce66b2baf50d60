//! What may still be read where a draft's personal data is to be masked. No norm fixes it, so the agency says it once for all.

use anyhow::bail;
use office::Masking;
use serde::Deserialize;

/// The section `[masking]`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Mask {
    keep_surname: Option<bool>,
    keep_last: Option<usize>,
}

impl Mask {
    /// The masking that follows; more than its most is refused, not cut.
    pub(crate) fn masking(self) -> anyhow::Result<Masking> {
        let most = Masking::MOST_LAST;
        if let Some(more) = self.keep_last.filter(|last| *last > most) {
            bail!("masking.keep_last 应当在0到{most}之间，写的却是{more}");
        }
        Ok(Masking::new(self.keep_surname.unwrap_or(true), self.keep_last.unwrap_or(most)))
    }
}
