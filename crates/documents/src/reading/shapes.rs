//! What stands in drawings, charts and diagrams, and what in a document cannot be read at all.

use super::archive::{Archive, has_ending};
use super::budget::Budget;
use super::xml::Node;
use super::{Block, Doubt, Format, Line, Part, Place, Unreadable};

/// The text of all drawing members (`drawings`, `charts`, `diagrams`): one part each, one line a paragraph.
pub(super) fn read(archive: &mut Archive<'_>, format: Format, budget: &mut Budget) -> Result<Vec<Part>, Unreadable> {
    let is_drawing = |name: &str| {
        has_ending(name, "xml")
            && ["/drawings/", "/charts/chart", "/diagrams/data"].iter().any(|piece| name.contains(piece))
    };
    let members: Vec<String> = archive.names().iter().filter(|name| is_drawing(name)).cloned().collect();
    let mut parts = Vec::new();
    for member in members {
        let Some(mut xml) = archive.xml(format, &member)? else { continue };
        let mut blocks = Vec::new();
        let mut line = String::new();
        let mut in_text = 0;
        while let Some(node) = xml.next()? {
            match node {
                // `a:t` is text of a shape, `c:v` a cached value of a chart.
                Node::Open(tag) if matches!(tag.name(), "t" | "v") => in_text += 1,
                Node::Text(text) if in_text > 0 => line.push_str(&text),
                Node::Close(end) => {
                    in_text -= i32::from(matches!(end.name(), "t" | "v"));
                    if matches!(end.name(), "p" | "v") && !line.trim().is_empty() {
                        budget.line()?;
                        budget.text(&line)?;
                        blocks.push(Block::Line(Line { text: std::mem::take(&mut line), ..Line::default() }));
                    }
                }
                _ => {}
            }
        }
        if !blocks.is_empty() {
            parts.push(Part { place: Place::TextBox, blocks });
        }
    }
    Ok(parts)
}

/// Pictures and embedded files are not read; whoever screens a document must know that they are there.
pub(super) fn unread(archive: &Archive<'_>) -> Vec<Doubt> {
    let count =
        |folder: &str| archive.names().iter().filter(|name| name.contains(folder) && !name.ends_with('/')).count();
    let mut doubts = Vec::new();
    let mut doubt = |count: usize, message: String| {
        if count > 0 {
            doubts.push(Doubt { page: None, message });
        }
    };
    let pictures = count("/media/");
    doubt(pictures, format!("文件里有{pictures}张图片，图片里的文字没有读"));
    let embedded = count("/embeddings/") + count("word/afchunk");
    doubt(embedded, format!("文件里嵌有{embedded}个其他文件，其中的内容没有读"));
    doubts
}
