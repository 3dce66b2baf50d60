//! The words of an entry: a notice, an opinion, a draft. Reading them is logged.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use law::calendar::in_words;
use office::FileId;

use super::file::{Heading, heading};
use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/request/entry.html")]
struct EntryPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: Heading,
    entry: usize,
    title: String,
    when: String,
    mended: bool,
    words: String,
}

pub(in crate::console) async fn entry(desk: Desk, Path((id, entry)): Path<(String, usize)>) -> Result<Response, Fault> {
    let id: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let file = desk.office().request_page(desk.viewer(), &id).await.map_err(fault)?;
    let one = file.timeline.iter().find(|one| one.entry == entry).ok_or(Fault::NotFound)?;
    let words = desk.office().open_entry(desk.viewer(), &id, entry, "查阅案卷").await.map_err(fault)?;
    let words = words.ok_or(Fault::NotFound)?;
    // What was registered is kept as fields; its page is the file itself.
    let words = if words.starts_with('{') { super::file::wanted_in_words(&file) } else { words };
    Ok(respond::private(&EntryPage {
        page: desk.page(one.text.clone()),
        rail: desk.rail(),
        heading: heading(&desk, &file),
        entry,
        title: one.text.clone(),
        when: in_words(one.on, 0),
        mended: one.mended,
        words,
    }))
}
