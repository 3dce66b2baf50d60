//! A form with files as it came in. The files are held in memory within limits that are counted while they come in; what is
//! beyond is read and thrown away, so that the form can come back filled in and say so.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
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
        if !has_files(request.headers()) {
            return Ok(Sent { submitted: Submitted::from_request(request, state).await?, files: Files::default() });
        }
        match request.extensions().get::<Coming>().cloned() {
            Some(coming) => coming.read(Content::Held).await,
            None => read(request, Content::Held).await,
        }
    }
}

fn has_files(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// What is typed in a form with files, and which files were chosen; their content is not kept with it.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    /// All of its fields; of files, their names.
    pub(crate) submitted: Submitted,
    /// The fields of files.
    pub(crate) of_files: Vec<String>,
}

/// A form with files on its way in. Whoever is answered that it could not be saved gets back what was typed, whether or not
/// anybody came to read it before the answer.
#[derive(Clone)]
struct Coming(Arc<Mutex<Stage>>);

enum Stage {
    /// Nobody has asked for it yet.
    Waiting(Box<Request>),
    /// It was read.
    Read(Typed),
    /// It is being read, or could not be.
    Gone,
}

/// Gives what was typed to an answer that says that it passes.
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    if !has_files(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let coming = Coming(Arc::new(Mutex::new(Stage::Waiting(Box::new(Request::from_parts(parts.clone(), body))))));
    let mut request = Request::from_parts(parts, Body::empty());
    request.extensions_mut().insert(coming.clone());
    let mut response = next.run(request).await;
    if response.extensions().get::<Fault>().is_some_and(Fault::passes)
        && let Some(typed) = coming.typed().await
    {
        response.extensions_mut().insert(typed);
    }
    response
}

impl Coming {
    async fn read(&self, content: Content) -> Result<Sent, Fault> {
        let Stage::Waiting(request) = self.turn(Stage::Gone) else { return Err(Fault::Unreadable) };
        let sent = read(*request, content).await?;
        let of_files = sent.files.0.iter().map(|(field, _)| field.clone()).collect();
        self.turn(Stage::Read(Typed { submitted: sent.submitted.clone(), of_files }));
        Ok(sent)
    }

    async fn typed(&self) -> Option<Typed> {
        let mut stage = self.turn(Stage::Gone);
        if let waiting @ Stage::Waiting(_) = stage {
            self.turn(waiting);
            self.read(Content::Dropped).await.ok()?;
            stage = self.turn(Stage::Gone);
        }
        if let Stage::Read(typed) = stage { Some(typed) } else { None }
    }

    fn turn(&self, to: Stage) -> Stage {
        std::mem::replace(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), to)
    }
}

/// What becomes of the files of a form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Held,
    Dropped,
}

async fn read(request: Request, content: Content) -> Result<Sent, Fault> {
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| Fault::Unreadable)?;
    let each = if content == Content::Held { HELD_EACH } else { 0 };
    let (mut pairs, mut files, mut held) = (Vec::new(), Vec::new(), 0);
    let mut turn = None;
    while let Some(mut field) = multipart.next_field().await.map_err(|error| fault(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        // A field in which nothing was chosen sends a file without a name.
        let chosen = field.file_name().is_some_and(|own| !own.is_empty());
        let own = field.file_name().map(clean_name);
        let most = if own.is_some() { each.min(HELD_IN_ALL - held) } else { TEXT };
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
