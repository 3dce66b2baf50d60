//! What a document says about itself: author, company, title, own fields.

use super::archive::{Archive, has_ending};
use super::budget::Budget;
use super::xml::Node;
use super::{Block, Format, Line, Part, Place, Unreadable};

/// `docProps/*.xml`: every leaf that says something, under its own name; own properties under the name that people gave them.
pub(super) fn read(archive: &mut Archive<'_>, format: Format, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
    let mut parts = Vec::new();
    let members =
        archive.names().iter().filter(|name| name.starts_with("docProps/") && has_ending(name, "xml")).cloned();
    for member in members.collect::<Vec<_>>() {
        let Some(mut xml) = archive.xml(format, &member)? else { continue };
        let mut own_name = None;
        let mut leaf = String::new();
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) => {
                    leaf.clear();
                    if tag.name() == "property" {
                        own_name = tag.attribute("name");
                    }
                }
                Node::Text(text) => leaf.push_str(&text),
                Node::Close(end) => {
                    let text = std::mem::take(&mut leaf);
                    if !text.trim().is_empty() {
                        let name = own_name.clone().unwrap_or_else(|| end.name().to_owned());
                        parts.push(property(&name, text, budget)?);
                    }
                    if end.name() == "property" {
                        own_name = None;
                    }
                }
                Node::Other => {}
            }
        }
    }
    Ok(parts)
}

/// A property as a part of its own.
pub(super) fn property(name: &str, text: String, budget: &mut Budget) -> Result<Part, Unreadable> {
    budget.line()?;
    budget.text(&text)?;
    let blocks = vec![Block::Line(Line { text, ..Line::default() })];
    Ok(Part { place: Place::Property(name.to_owned()), blocks })
}
