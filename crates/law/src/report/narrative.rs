//! The text of a report, section by section.

/// The narrative of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrative {
    /// What stands between the title and section one (a statement of the period, as a rule).
    pub preface: Vec<String>,
    /// The sections that were found, in the order of the source.
    pub sections: Vec<Section>,
}

/// One of the six sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6, after the form.
    pub number: u8,
    /// The heading as printed, with its number.
    pub heading: String,
    /// Its paragraphs, tables left out.
    pub paragraphs: Vec<String>,
}

impl Narrative {
    /// A section by its number.
    pub fn section(&self, number: u8) -> Option<&Section> {
        self.sections.iter().find(|section| section.number == number)
    }

    /// Every paragraph with the number of its section (0 for the preface).
    pub fn paragraphs(&self) -> impl Iterator<Item = (u8, &str)> {
        let preface = self.preface.iter().map(|text| (0, text.as_str()));
        let sections = self.sections.iter().flat_map(|s| s.paragraphs.iter().map(|text| (s.number, text.as_str())));
        preface.chain(sections)
    }
}
