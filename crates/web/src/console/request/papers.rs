//! 材料: a file that came with an application, saved and never shown. Each opening is logged.

use axum::extract::Path;
use axum::response::Response;
use office::FileId;
use office::request::FilePage;

use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::portal::{private, view::Download, view::human_size};

/// A line of the list of files.
pub(super) struct PaperLine {
    pub(super) role: &'static str,
    pub(super) format: &'static str,
    pub(super) size: String,
    pub(super) entry: usize,
    pub(super) href: String,
}

/// What is in the file, in the order in which it came. Names of files stay closed: people write their own into them.
pub(super) fn lines(desk: &Desk, file: &FilePage) -> Vec<PaperLine> {
    let mut lines: Vec<PaperLine> = Vec::new();
    for (entry, paper) in file.request.papers() {
        let index = lines.iter().filter(|line| line.entry == entry).count() + 1;
        lines.push(PaperLine {
            role: paper.role.label(),
            format: paper.format.ending(),
            size: human_size(paper.size),
            entry,
            href: desk.to(&format!("/console/requests/{}/papers/{entry}/{index}", file.file)),
        });
    }
    lines
}

pub(in crate::console) async fn paper(
    desk: Desk,
    Path((id, entry, index)): Path<(String, usize, usize)>,
) -> Result<Response, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let opened = desk.office().open_paper(desk.viewer(), &file, entry, index).await.map_err(fault)?;
    Ok(private(Download { name: opened.name, kind: opened.format.media_type(), bytes: opened.content }))
}
