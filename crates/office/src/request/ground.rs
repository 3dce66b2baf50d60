//! The words of what is withheld or disclosed against somebody's will, as they lie in the vault: the entry holds the codes of the grounds alone.

use casework::request::steps::Answer;
use law::request::ground::{GroundDraft, PartDraft};
use serde::{Deserialize, Serialize};

use crate::error::Failed;

/// The words of one ground.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroundWords {
    /// Art. 37: which part; empty where all of it is withheld.
    pub what: String,
    /// Why it falls under the exemption, or is no government information.
    pub reason: String,
    /// Art. 16: why the discretion is used.
    pub discretion: String,
}

/// Art. 32: what a third party is told that objected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Disclosed {
    /// What is disclosed.
    pub(super) information: String,
    /// Why: what withholding it would do to the public interest.
    pub(super) reason: String,
}

impl GroundWords {
    /// The words of an answer's grounds, in its order.
    pub(super) fn of(answer: &Answer) -> Vec<GroundWords> {
        match answer {
            Answer::Refused(ground) => vec![GroundWords::from(ground)],
            Answer::Partly(parts) => parts.iter().map(GroundWords::from).collect(),
            Answer::Otherwise(_) => Vec::new(),
        }
    }

    /// As it is sealed.
    pub(super) fn written(&self) -> String {
        json(self)
    }

    /// Reads what was sealed.
    pub(super) fn read(text: &str) -> Result<GroundWords, Failed> {
        serde_json::from_str(text).map_err(|error| Failed::Unreadable(error.to_string()))
    }
}

impl Disclosed {
    pub(super) fn written(&self) -> String {
        json(self)
    }

    pub(super) fn read(text: &str) -> Result<Disclosed, Failed> {
        serde_json::from_str(text).map_err(|error| Failed::Unreadable(error.to_string()))
    }
}

impl From<&GroundDraft> for GroundWords {
    fn from(ground: &GroundDraft) -> GroundWords {
        let GroundDraft { what, reason, discretion, .. } = ground.clone();
        GroundWords { what, reason, discretion }
    }
}

impl From<&PartDraft> for GroundWords {
    fn from(part: &PartDraft) -> GroundWords {
        match part {
            PartDraft::Withheld(ground) => GroundWords::from(ground),
            PartDraft::NotGovernmentInformation { what, reason } => {
                GroundWords { what: what.clone(), reason: reason.clone(), discretion: String::new() }
            }
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts under names are always JSON")
}
