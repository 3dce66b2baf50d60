//! What a Word document holds beside plain words: what nobody sees, and what is no text. For whoever takes words out of a document and must not lose
//! or smuggle anything with them.

use std::collections::BTreeSet;
use std::io::BufRead;

use super::main_member;
use crate::reading::archive::Archive;
use crate::reading::open::guarded;
use crate::reading::xml::{Node, Tag, Xml};
use crate::reading::{Format, Limits, Unreadable};

/// What is there beside plain words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    /// Hidden text, by itself or by its style.
    pub hidden: bool,
    /// Pictures, drawings, embedded objects.
    pub pictures: bool,
    /// Numbers that the program counts, which stand in no text.
    pub numbering: bool,
}

impl Unseen {
    /// Looks through the body of a Word document. Limits and errors are those of [`crate::reading::read`].
    pub fn of(bytes: &[u8], limits: &Limits) -> Result<Unseen, Unreadable> {
        let mut archive = guarded("压缩包", || Archive::open(bytes, limits))?;
        guarded("docx", || {
            let styles = match archive.xml(Format::Docx, "word/styles.xml")? {
                Some(xml) => Styles::of(xml)?,
                None => Styles::default(),
            };
            let main = main_member(&archive)?;
            match archive.xml(Format::Docx, &main)? {
                Some(xml) => look(xml, &styles),
                None => Ok(Unseen::default()),
            }
        })
    }
}

/// Styles that hide their text, and styles that number their paragraphs.
#[derive(Default)]
struct Styles {
    hiding: BTreeSet<String>,
    numbering: BTreeSet<String>,
}

impl Styles {
    fn of<R: BufRead>(mut xml: Xml<R>) -> Result<Styles, Unreadable> {
        let (mut styles, mut own) = (Styles::default(), String::new());
        while let Some(node) = xml.next()? {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "style" => own = tag.attribute("styleId").unwrap_or_default(),
                "vanish" if is_on(&tag) => drop(styles.hiding.insert(own.clone())),
                "numId" if counts(&tag) => drop(styles.numbering.insert(own.clone())),
                _ => {}
            }
        }
        Ok(styles)
    }
}

fn look<R: BufRead>(mut xml: Xml<R>, styles: &Styles) -> Result<Unseen, Unreadable> {
    let (mut unseen, mut in_marks) = (Unseen::default(), 0_usize);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(tag) => match tag.name() {
                "pPr" => in_marks += 1,
                // A hidden mark of a paragraph hides no text.
                "vanish" if in_marks == 0 && is_on(&tag) => unseen.hidden = true,
                "numId" if counts(&tag) => unseen.numbering = true,
                "drawing" | "pict" | "object" => unseen.pictures = true,
                "pStyle" | "rStyle" => {
                    let style = tag.attribute("val").unwrap_or_default();
                    unseen.hidden |= styles.hiding.contains(&style);
                    unseen.numbering |= styles.numbering.contains(&style);
                }
                _ => {}
            },
            Node::Close(end) if end.name() == "pPr" => in_marks = in_marks.saturating_sub(1),
            _ => {}
        }
    }
    Ok(unseen)
}

/// An on-off element is on where it says nothing else.
fn is_on(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// Number 0 takes a paragraph out of a list.
fn counts(tag: &Tag<'_>) -> bool {
    tag.attribute("val").is_some_and(|value| value != "0")
}
