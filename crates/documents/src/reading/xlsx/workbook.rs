//! Which sheets there are, under which names, and where they are kept.

use std::collections::HashMap;

use crate::reading::archive::{Archive, has_ending, normal};
use crate::reading::xml::Node;
use crate::reading::{Format, Unreadable};

pub(super) struct Workbook {
    pub(super) sheets: Vec<Listed>,
    /// Dates count from 1904 (old Macs), not from 1900.
    pub(super) counts_from_1904: bool,
}

pub(super) struct Listed {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) member: String,
}

/// The list of sheets; sheets that are in the file but in no list come last, as hidden ones.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Workbook, Unreadable> {
    let is_main = |name: &str| name == "xl/workbook.xml";
    let main = archive
        .members_of(".main+xml", is_main)
        .into_iter()
        .next()
        .or_else(|| archive.names().iter().find(|name| is_main(name)).cloned());
    let broken = || Unreadable::Broken { format: "xlsx", place: "没有工作簿（xl/workbook.xml）".to_owned() };
    let main = main.ok_or_else(broken)?;
    let targets = targets(archive, &main)?;
    let mut workbook = Workbook { sheets: Vec::new(), counts_from_1904: false };
    let mut xml = archive.xml(Format::Xlsx, &main)?.ok_or_else(broken)?;
    while let Some(node) = xml.next()? {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "workbookPr" => workbook.counts_from_1904 = tag.is_on("date1904"),
            "sheet" => {
                let name = tag.attribute("name").unwrap_or_default();
                let hidden = tag.attribute("state").is_some_and(|state| state != "visible");
                let by_order = || format!("xl/worksheets/sheet{}.xml", workbook.sheets.len() + 1);
                let member = tag.attribute("id").and_then(|id| targets.get(&id).cloned()).unwrap_or_else(by_order);
                workbook.sheets.push(Listed { name, hidden, member });
            }
            _ => {}
        }
    }
    drop(xml);
    let known: std::collections::HashSet<String> = workbook.sheets.iter().map(|sheet| sheet.member.clone()).collect();
    let all = archive.members_of("spreadsheetml.worksheet+xml", |name| {
        name.starts_with("xl/worksheets/") && has_ending(name, "xml")
    });
    for member in all.into_iter().filter(|member| !known.contains(member)) {
        workbook.sheets.push(Listed { name: member.clone(), hidden: true, member });
    }
    Ok(workbook)
}

/// Members by the id under which the workbook refers to them.
fn targets(archive: &mut Archive<'_>, main: &str) -> Result<HashMap<String, String>, Unreadable> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let mut targets = HashMap::new();
    let Some(mut xml) = archive.xml(Format::Xlsx, &format!("{folder}/_rels/{file}.rels"))? else { return Ok(targets) };
    while let Some(node) = xml.next()? {
        if let Node::Open(tag) = node
            && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
        {
            let member = if target.starts_with('/') { normal(&target) } else { normal(&format!("{folder}/{target}")) };
            targets.insert(id, member);
        }
    }
    Ok(targets)
}
