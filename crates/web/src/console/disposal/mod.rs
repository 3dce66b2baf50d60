//! 销毁: all disposals, the page of one, proposing one from the page of a file, and its steps.

mod link;
mod list;
mod page;
mod propose;
mod step;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use casework::disposal::Refusal;
use office::disposal::DisposalPage;
use office::{CommandKey, Failed, FileId};

use super::desk::{Desk, fault};
use crate::fault::Fault;
use crate::site::Site;
use crate::submitted::Submitted;

pub(super) use link::{Link, link};

/// The addresses of disposals.
pub(super) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/console/disposals", get(list::list))
        .route("/console/disposals/{id}", get(page::page))
        .route("/console/disposals/{id}/{thing}", get(step::show).post(step::take))
        .route("/console/requests/{id}/disposal", get(propose::of_request).post(propose::request_proposed))
        .route("/console/publications/{id}/disposal", get(propose::of_publication).post(propose::publication_proposed))
}

async fn open(desk: &Desk, id: &str) -> Result<DisposalPage, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    desk.office().disposal_page(desk.viewer(), &file).await.map_err(disposal_fault)
}

fn disposal_fault(failed: Failed) -> Fault {
    match failed {
        Failed::Disposal(reason) => refused(&reason),
        other => fault(other),
    }
}

fn refused(reason: &Refusal) -> Fault {
    match reason {
        Refusal::NotYours(_) | Refusal::OtherAgency | Refusal::OwnProposal => Fault::Forbidden(reason.to_string()),
        _ => Fault::Conflict(reason.to_string()),
    }
}

/// What a form carries unseen.
struct Carried {
    version: usize,
    key: CommandKey,
}

impl Carried {
    fn new(version: usize) -> Carried {
        Carried { version, key: CommandKey::random() }
    }

    fn sent(submitted: &Submitted) -> Result<Carried, Fault> {
        let version = submitted.get("version").parse().map_err(|_| Fault::Unreadable)?;
        Ok(Carried { version, key: CommandKey::new(submitted.get("key")).map_err(|_| Fault::Unreadable)? })
    }
}
