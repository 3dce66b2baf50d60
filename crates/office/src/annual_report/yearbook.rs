//! The yearly reports of one agency, as the record has them. It needs no vault, for nothing in a report is sealed, and no viewer
//! where it reads what is public.

use std::sync::Arc;

use casework::context::Settings;
use casework::who::Agency;
use records::Records;

use crate::setup::Office;

/// The yearly reports of one agency.
#[derive(Clone, Debug)]
pub struct Yearbook {
    pub(super) records: Records,
    pub(super) settings: Arc<Settings>,
    pub(super) agency: Agency,
    /// Its full name, for the titles of what is compiled now. What is frozen keeps the name of its day.
    pub(super) name: String,
}

impl Yearbook {
    /// Of an agency and its full name.
    pub fn new(records: Records, settings: Arc<Settings>, agency: Agency, name: String) -> Yearbook {
        Yearbook { records, settings, agency, name }
    }
}

impl Office {
    /// The yearly reports of this agency.
    pub fn yearbook(&self, agency: Agency) -> Yearbook {
        Yearbook::new(self.records.clone(), Arc::clone(&self.settings), agency, self.profile.name.clone())
    }
}
