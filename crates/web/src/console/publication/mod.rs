//! 信息: the list, drafting, the page of one publication, and its steps.

mod attachments;
mod draft;
mod interpretation;
mod list;
mod page;
mod review;
mod step;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use casework::publication::Refusal;
use office::publication::PublicationPage;
use office::{CommandKey, Failed, FileId};

use super::desk::{Desk, fault};
use crate::fault::Fault;
use crate::site::Site;
use crate::submitted::Submitted;

/// The addresses of publications.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/publications", get(list::list))
        .route("/console/publications/draft", get(draft::form))
        .route("/console/publications/{id}", get(page::page))
        .route("/console/publications/{id}/draft", get(draft::again))
        .route("/console/publications/{id}/attachments/{place}", get(attachments::attachment))
        .route("/console/publications/{id}/{thing}", get(step::show).post(step::take))
}

/// Where forms with files come in.
pub(super) fn uploads() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/publications/draft", post(draft::begin))
        .route("/console/publications/{id}/draft", post(draft::hand_in))
}

async fn open(desk: &Desk, id: &str) -> Result<PublicationPage, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    desk.office().publication_page(desk.viewer(), &file).await.map_err(publication_fault)
}

fn publication_fault(failed: Failed) -> Fault {
    match failed {
        Failed::Publication(reason @ (Refusal::NotYours(_) | Refusal::OtherAgency | Refusal::OtherUnit)) => {
            Fault::Forbidden(reason.to_string())
        }
        Failed::Publication(reason) => Fault::Conflict(reason.to_string()),
        other => fault(other),
    }
}

/// A sentence above the form, and whether somebody else was faster; other failures are pages of their own.
fn complaint(failed: Failed) -> Result<(String, bool), Fault> {
    match failed {
        Failed::Publication(reason) => Ok((reason.to_string(), false)),
        Failed::Conflict { .. } => {
            Ok(("您打开这一页之后，这条信息有了新的记录。您填写的内容都在，请核对后再提交。".to_owned(), true))
        }
        Failed::Invalid(invalid) => Ok((invalid.to_string(), false)),
        other => Err(fault(other)),
    }
}

/// What a form carries unseen.
struct Carried {
    version: usize,
    key: CommandKey,
}

impl Carried {
    fn new(page: &PublicationPage) -> Carried {
        Carried { version: page.version, key: CommandKey::random() }
    }

    fn sent(submitted: &Submitted) -> Result<Carried, Fault> {
        let version = submitted.get("version").parse().map_err(|_| Fault::Unreadable)?;
        Ok(Carried { version, key: CommandKey::new(submitted.get("key")).map_err(|_| Fault::Unreadable)? })
    }

    fn after(self, conflict: bool, page: &PublicationPage) -> Carried {
        if conflict { Carried { version: page.version, ..self } } else { self }
    }
}
