//! A form with files as it came in. The files are held in memory within limits that are counted while they come in; what is
//! beyond is read and thrown away, so that the form can come back filled in and say so.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use casework::paper::Role;
use office::paper::{Brought, clean_name};
use tokio::sync::Semaphore;

use crate::fault::Fault;
use crate::submitted::Submitted;

/// What a form with files may send in all, in bytes: beyond, the connection is broken off.
pub(crate) const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
/// Of one file so much is held; the office's own limit lies below.
const HELD_EACH: usize = 32 * 1024 * 1024;
/// Of all files of one form.
const HELD_IN_ALL: usize = 48 * 1024 * 1024;
/// A text of a form, in bytes.
const TEXT: usize = 512 * 1024;
/// More fields than any form has.
const FIELDS: usize = 200;

/// A file that stands still for so long is broken off: its place is for others.
const STALLED: Duration = Duration::from_secs(20);

/// Files of so many forms come in at the same time; more wait. A form without files waits for none of them.
static COMING_IN: Semaphore = Semaphore::const_new(8);

/// A form, and the files that came with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    /// Its fields; of files, their names.
    pub(crate) submitted: Submitted,
    /// Its files, by the name of their field.
    pub(crate) files: Files,
}

/// Files of a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(Vec<(String, Brought)>);

impl Files {
    /// Those of a field, as what they are to the matter.
    pub(crate) fn of(&self, field: &str, role: Role) -> Vec<Brought> {
        let own = self.0.iter().filter(|(name, _)| name == field);
        own.map(|(_, brought)| Brought { role, ..brought.clone() }).collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            return Ok(Sent { submitted: Submitted::from_request(request, state).await?, files: Files::default() });
        }
        let multipart = Multipart::from_request(request, state).await.map_err(|_| Fault::Unreadable)?;
        read(multipart).await
    }
}

async fn read(mut multipart: Multipart) -> Result<Sent, Fault> {
    let (mut pairs, mut files, mut held) = (Vec::new(), Vec::new(), 0);
    let mut turn = None;
    while let Some(mut field) = multipart.next_field().await.map_err(|error| fault(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        // A field in which nothing was chosen sends a file without a name.
        let chosen = field.file_name().is_some_and(|own| !own.is_empty());
        let own = field.file_name().map(clean_name);
        let most = if own.is_some() { HELD_EACH.min(HELD_IN_ALL - held) } else { TEXT };
        let mut content = Vec::new();
        while let Some(piece) = piece_of(&mut field).await? {
            if own.is_some() && turn.is_none() {
                turn = Some(COMING_IN.acquire().await.map_err(|_| Fault::Away)?);
            }
            if own.is_none() && content.len() + piece.len() > most {
                return Err(Fault::TooLarge);
            }
            // One byte above the limit is enough for whoever counts to know.
            let room = (most + 1).saturating_sub(content.len());
            content.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        if pairs.len() >= FIELDS {
            return Err(Fault::Unreadable);
        }
        match own {
            Some(_) if !chosen && content.is_empty() => {}
            Some(own) => {
                held = (held + content.len()).min(HELD_IN_ALL);
                pairs.push((name.clone(), own.clone()));
                files.push((name, Brought { role: Role::Other, name: own, content }));
            }
            None => pairs.push((name, String::from_utf8(content).map_err(|_| Fault::Unreadable)?)),
        }
    }
    Ok(Sent { submitted: Submitted::of(pairs), files: Files(files) })
}

/// The next piece of a field.
async fn piece_of(field: &mut Field<'_>) -> Result<Option<Bytes>, Fault> {
    let arrived = tokio::time::timeout(STALLED, field.chunk()).await.map_err(|_| Fault::Unreadable)?;
    arrived.map_err(|error| fault(&error))
}

fn fault(error: &axum::extract::multipart::MultipartError) -> Fault {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge,
        _ => Fault::Unreadable,
    }
}
