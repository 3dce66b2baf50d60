//! Workbooks (SpreadsheetML): every sheet, hidden ones too, with the values as they are stored.
//!
//! Our own walk: numbers must keep their digits, hidden and covered cells must be read, and a sheet that claims a million empty
//! rows must cost nothing.

mod number;
mod sheet;
mod style;
mod workbook;

use super::archive::Archive;
use super::budget::Budget;
use super::xml::Node;
use super::{Block, Format, Line, Part, Place, Reading, Unreadable, properties, shapes};
use sheet::Book;

/// Reads the sheets in the order of the workbook, then comments, drawings and properties.
pub(super) fn read(mut archive: Archive<'_>, budget: &mut Budget) -> Result<Reading, Unreadable> {
    let workbook = workbook::read(&mut archive)?;
    let book = Book {
        strings: strings(&mut archive, budget)?,
        styles: style::read(&mut archive)?,
        counts_from_1904: workbook.counts_from_1904,
    };
    let mut doubts = Vec::new();
    let (mut parts, mut others) = (Vec::new(), Vec::new());
    for listed in workbook.sheets {
        let Some(xml) = archive.xml(Format::Xlsx, &listed.member)? else { continue };
        let sheet = sheet::read(xml, &book, &listed.name, budget)?;
        doubts.extend(sheet.doubts);
        others.extend(sheet.margins);
        parts.push(Part { place: Place::Sheet { name: listed.name, hidden: listed.hidden }, blocks: sheet.blocks });
    }
    parts.append(&mut others);
    parts.extend(comments(&mut archive, budget)?);
    parts.extend(shapes::read(&mut archive, Format::Xlsx, budget)?);
    parts.extend(properties::read(&mut archive, Format::Xlsx, budget)?);
    doubts.extend(shapes::unread(&archive));
    Ok(Reading { format: Format::Xlsx, parts, doubts })
}

/// The texts that cells refer to by number. Phonetic hints (`rPh`) are not part of the text.
fn strings(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Vec<String>, Unreadable> {
    let mut strings = Vec::new();
    let members = archive.members_of("spreadsheetml.sharedStrings+xml", |name| name == "xl/sharedStrings.xml");
    for member in members {
        let Some(mut xml) = archive.xml(Format::Xlsx, &member)? else { continue };
        let mut text = String::new();
        let mut in_text = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) if tag.name() == "rPh" => xml.skip()?,
                Node::Open(tag) if tag.name() == "t" => in_text = true,
                Node::Text(piece) if in_text => text.push_str(&piece),
                Node::Close(end) => match end.name() {
                    "t" => in_text = false,
                    "si" => {
                        budget.line()?;
                        strings.push(std::mem::take(&mut text));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }
    Ok(strings)
}

/// Comments on cells, the plain and the threaded ones: a part each.
fn comments(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
    let mut members = archive.members_of("spreadsheetml.comments+xml", |name| name.starts_with("xl/comments"));
    members
        .extend(archive.members_of("ms-excel.threadedcomments+xml", |name| name.starts_with("xl/threadedComments/")));
    let mut parts = Vec::new();
    for member in members {
        let Some(mut xml) = archive.xml(Format::Xlsx, &member)? else { continue };
        let mut text = String::new();
        let mut in_text = false;
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(tag) if tag.name() == "rPh" => xml.skip()?,
                Node::Open(tag) if matches!(tag.name(), "t" | "author") => in_text = matches!(tag.name(), "t"),
                Node::Open(tag) if tag.name() == "text" && member.contains("threaded") => in_text = true,
                Node::Text(piece) if in_text => text.push_str(&piece),
                Node::Close(end) => match end.name() {
                    "t" => in_text = false,
                    "comment" | "threadedComment" => {
                        in_text = false;
                        let mut blocks = Vec::new();
                        for line in std::mem::take(&mut text).lines() {
                            budget.line()?;
                            budget.text(line)?;
                            blocks.push(Block::Line(Line { text: line.to_owned(), ..Line::default() }));
                        }
                        parts.push(Part { place: Place::Comment, blocks });
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }
    Ok(parts)
}
