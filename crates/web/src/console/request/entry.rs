//! The words of an entry: a notice, an opinion, a draft. Reading them is logged.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use law::calendar::in_words;
use office::FileId;
use office::request::Mended;

use super::file::{Heading, heading};
use super::step::{Changed, changes};
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
    mended: &'static str,
    words_are: &'static str,
    words: String,
    changes: Vec<Changed>,
    mend: Option<String>,
}

pub(in crate::console) async fn entry(desk: Desk, Path((id, entry)): Path<(String, usize)>) -> Result<Response, Fault> {
    let id: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let file = desk.office().request_page(desk.viewer(), &id).await.map_err(fault)?;
    let one = file.timeline.iter().find(|one| one.entry == entry).ok_or(Fault::NotFound)?;
    let words = desk.office().open_entry(desk.viewer(), &id, entry, "查阅案卷").await.map_err(fault)?;
    let words = words.ok_or(Fault::NotFound)?;
    // What was registered is kept as fields; its page is the file itself.
    let words = if words.starts_with('{') { super::file::wanted_in_words(&file) } else { words };
    let changes = changes(&desk, &file, entry).await?;
    let may_mend = desk.office().may_mend(desk.viewer(), &file.request, entry)[1].is_ok();
    let mend = may_mend.then(|| desk.to(&format!("/console/requests/{id}/entries/{entry}/amendment")));
    Ok(respond::private(&EntryPage {
        page: desk.page(one.text.clone()),
        rail: desk.rail(),
        heading: heading(&desk, &file),
        entry,
        title: one.text.clone(),
        when: in_words(one.on, 0),
        mended: match one.mended {
            Some(Mended::Amended) => "已更正，以更正后的内容为准",
            Some(Mended::Struck) => "已撤销，不再作数",
            None => "",
        },
        words_are: if changes.is_some() { "更正的原因" } else { "" },
        words,
        changes: changes.unwrap_or_default(),
        mend,
    }))
}
