//! What the layouts ask about the page that they frame.

use law::calendar::Day;

use crate::site::AgencyCard;
use crate::visit::{Mode, Visit};

/// One page: its title, its place, and the addresses that its templates need. Every template that extends a layout has
/// it as its field `page`.
pub struct Page<'v> {
    visit: &'v Visit,
    /// The title, without the name of the site.
    pub title: String,
    /// One sentence for search engines; empty where there is none.
    pub description: String,
    /// Further META tags, as readers of government websites expect them (`ArticleTitle`, `PubDate` …).
    pub meta: Vec<(&'static str, String)>,
    /// The modules that make the page better where scripts run, by their names in `assets/`.
    pub scripts: Vec<&'static str>,
    /// True for pages of one person, which search engines and stores must not keep.
    pub private: bool,
    section: &'static str,
}

impl<'v> Page<'v> {
    pub(crate) fn new(visit: &'v Visit, title: String) -> Page<'v> {
        Page {
            visit,
            title,
            description: String::new(),
            meta: Vec::new(),
            scripts: Vec::new(),
            private: false,
            section: "",
        }
    }

    /// The part of the site to which the page belongs, for the mark in its navigation.
    #[must_use]
    pub fn under(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// With one sentence about it.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// With a module.
    #[must_use]
    pub fn with_script(mut self, name: &'static str) -> Self {
        self.scripts.push(name);
        self
    }

    /// With a META tag.
    #[must_use]
    pub fn with_meta(mut self, name: &'static str, content: impl Into<String>) -> Self {
        self.meta.push((name, content.into()));
        self
    }

    /// A page of one person.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// The address of a page of ours; `path` begins with a slash.
    pub fn to(&self, path: impl AsRef<str>) -> String {
        self.visit.site.base.to(path.as_ref())
    }

    /// The address of a page of ours with its host, for paper and feeds.
    pub fn absolute(&self, path: &str) -> String {
        self.visit.site.absolute(path)
    }

    /// The address of a file in `assets/`.
    pub fn asset(&self, name: &str) -> String {
        format!("{}/assets/{}", self.visit.site.base.as_str(), self.visit.site.assets().hashed(name))
    }

    /// Whether the site has a tour: the demonstration alone.
    pub fn has_tour(&self) -> bool {
        self.visit.site.tour.is_some()
    }

    /// Whose site it is.
    pub fn agency(&self) -> &AgencyCard {
        &self.visit.site.agency
    }

    /// Today.
    pub fn today(&self) -> Day {
        self.visit.site.today()
    }

    /// Whether the page belongs to this part of the site.
    pub fn is_under(&self, section: &str) -> bool {
        self.section == section
    }

    /// 长辈版.
    pub fn is_elder(&self) -> bool {
        self.visit.mode == Mode::Elder
    }

    /// The address of this page in the other mode.
    pub fn other_mode(&self) -> String {
        self.visit.in_the_other_mode()
    }
}
