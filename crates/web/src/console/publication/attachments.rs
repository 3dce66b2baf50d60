//! 附件: those of a draft, with what the search could read of each, and what stays of them when it is written anew.

use axum::extract::Path;
use axum::response::Response;
use casework::paper::Role;
use casework::publication::text::{Attached, PublicText};
use office::FileId;
use office::publication::{Attachments, PublicationPage};

use super::publication_fault;
use crate::console::answers::Answers;
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Part};
use crate::portal::view::{Download, human_size};
use crate::portal::{ACCEPTED, private};

/// A line of the list.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) size: String,
    pub(super) href: String,
    /// Its text could not be read: somebody has to look.
    pub(super) unread: bool,
}

/// The files of the draft in hand.
pub(super) fn lines(desk: &Desk, page: &PublicationPage) -> Vec<Line> {
    let attached = page.draft.iter().flat_map(PublicText::attachments);
    let line = |(place, (one, searched)): (usize, (&Attached, &std::sync::Arc<office::publication::Searched>))| Line {
        name: one.name.clone(),
        size: human_size(one.size),
        href: desk.to(&format!("/console/publications/{}/attachments/{place}", page.file)),
        unread: !searched.read,
    };
    (1..).zip(attached.zip(&page.searched)).map(line).collect()
}

/// What may stay, and what comes in addition.
pub(super) fn part(desk: &Desk, page: Option<&PublicationPage>) -> Part {
    let mut fields = Vec::new();
    let names: Vec<&str> = match page {
        Some(PublicationPage { draft: Some(draft), .. }) => {
            draft.attachments().iter().map(|one| one.name.as_str()).collect()
        }
        Some(page) => page.public_attachments.iter().map(|one| one.name.as_str()).collect(),
        None => Vec::new(),
    };
    if !names.is_empty() {
        let choices =
            (1..).zip(&names).map(|(place, name): (usize, _)| Choice::new(place.to_string(), *name)).collect();
        let mut kept = Field::any_of("kept", "保留的附件", choices);
        kept.chosen = (1..=names.len()).map(|place| place.to_string()).collect();
        fields.push(kept);
    }
    let limits = desk.office().paper_limits();
    let size = format!("每个不超过{}MB，一次最多{}个", limits.each >> 20, limits.number);
    fields.push(
        Field::files("attachments", "附件", ACCEPTED)
            .hint(format!("pdf、ofd、docx、xlsx、jpg、png，{size}；发布前同样筛查，图片和扫描件请人工检查")),
    );
    Part::new("附件", fields)
}

/// Which stay, and the new ones.
pub(super) fn read(answers: &Answers<'_>) -> Attachments {
    Attachments {
        kept: answers.all("kept").filter_map(|place| place.parse().ok()).collect(),
        new: answers.files("attachments", Role::Other),
    }
}

pub(super) async fn attachment(desk: Desk, Path((id, place)): Path<(String, usize)>) -> Result<Response, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let opened = desk.office().open_attachment(desk.viewer(), &file, place).await.map_err(publication_fault)?;
    Ok(private(Download { name: opened.name, kind: opened.format.media_type(), bytes: opened.content }))
}
