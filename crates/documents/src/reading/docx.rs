//! Word documents (WordprocessingML), as Word, WPS and LibreOffice write them, transitional and strict.
//!
//! Our own walk over the XML, since what leaks stands where libraries do not look: deletions, comments, headers, text boxes.

mod flow;
mod table;
mod unseen;
mod walk;

use std::collections::BTreeSet;

use super::archive::{Archive, has_ending};
use super::budget::Budget;
use super::{Format, Part, Place, Reading, Unreadable, properties, shapes};
pub use unseen::Unseen;
use walk::Walk;

/// The members that hold running text: place, piece of the content type, beginning of the name where no type is listed.
const MEMBERS: [(Place, &str, &str); 5] = [
    (Place::Header, "wordprocessingml.header+xml", "word/header"),
    (Place::Footer, "wordprocessingml.footer+xml", "word/footer"),
    (Place::Footer, "wordprocessingml.footnotes+xml", "word/footnotes"),
    (Place::Footer, "wordprocessingml.endnotes+xml", "word/endnotes"),
    (Place::Comment, "wordprocessingml.comments+xml", "word/comments.xml"),
];

/// Reads the body, then headers, footers, notes and comments, then drawings and properties.
pub(super) fn read(mut archive: Archive<'_>, budget: &mut Budget) -> Result<Reading, Unreadable> {
    let main = main_member(&archive)?;
    let mut authors = Authors::default();
    let mut parts = Vec::new();
    let mut read_member = |archive: &mut Archive<'_>, name: &str, place: Place| -> Result<(), Unreadable> {
        if let Some(xml) = archive.xml(Format::Docx, name)? {
            parts.extend(Walk::new(place, budget, &mut authors).read(xml)?);
        }
        Ok(())
    };
    read_member(&mut archive, &main, Place::Body)?;
    for (place, kind, stem) in MEMBERS {
        for name in archive.members_of(kind, |name| name.starts_with(stem) && has_ending(name, "xml")) {
            read_member(&mut archive, &name, place.clone())?;
        }
    }
    parts.extend(shapes::read(&mut archive, Format::Docx, budget)?);
    parts.extend(authors.parts(budget)?);
    parts.extend(properties::read(&mut archive, Format::Docx, budget)?);
    Ok(Reading { format: Format::Docx, parts, doubts: shapes::unread(&archive) })
}

/// The member that holds the body.
fn main_member(archive: &Archive<'_>) -> Result<String, Unreadable> {
    let broken = || Unreadable::Broken { format: "docx", place: "没有正文（word/document.xml）".to_owned() };
    archive
        .members_of(".main+xml", |_| false)
        .into_iter()
        .find(|name| has_ending(name, "xml"))
        .or_else(|| archive.names().iter().find(|name| *name == "word/document.xml").cloned())
        .ok_or_else(broken)
}

/// People whom comments and tracked changes name.
#[derive(Default)]
struct Authors {
    comments: BTreeSet<String>,
    changes: BTreeSet<String>,
}

impl Authors {
    fn parts(self, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
        let named = |name: &'static str, people: BTreeSet<String>| people.into_iter().map(move |person| (name, person));
        named("批注作者", self.comments)
            .chain(named("修订作者", self.changes))
            .map(|(name, person)| properties::property(name, person, budget))
            .collect()
    }
}
