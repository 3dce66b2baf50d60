//! A form with files as it came in. Its files wait on the disk, encrypted, within limits that are counted while they come in; what
//! is beyond is read and thrown away, so that the form can come back filled in and say so.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use casework::paper::Role;
use office::paper::{Brought, Spool, clean_name};
use tokio::sync::Semaphore;

use crate::fault::Fault;
use crate::site::Site;
use crate::submitted::Submitted;

/// What a form with files may send in all, in bytes: beyond, the connection is broken off.
pub(crate) const UPLOAD_LIMIT: usize = 64 * 1024 * 1024;
/// Of one file so much is kept; the office's own limit lies below.
const KEPT_EACH: u64 = 32 * 1024 * 1024;
/// Of all files of one form.
const KEPT_IN_ALL: u64 = 48 * 1024 * 1024;
/// A text of a form, in bytes.
const TEXT: usize = 512 * 1024;
/// More fields than any form has.
const FIELDS: usize = 200;

/// Said where the disk does not take a file that comes in.
const UNKEPT: &str =
    "附件暂时存不下，这次没有保存。请过一会儿再提交一次，或者请系统管理员检查磁盘空间；不带附件的可以先提交。";

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

impl FromRequest<Arc<Site>> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Self::Rejection> {
        if !has_files(request.headers()) {
            return Ok(Sent { submitted: Submitted::from_request(request, site).await?, files: Files::default() });
        }
        match request.extensions().get::<Coming>().cloned() {
            Some(coming) => coming.read(Some(&site.spool)).await,
            None => read(request, Some(&site.spool)).await?.whole(),
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
    async fn read(&self, spool: Option<&Path>) -> Result<Sent, Fault> {
        let Stage::Waiting(request) = self.turn(Stage::Gone) else { return Err(Fault::Unreadable) };
        let came = read(*request, spool).await?;
        let of_files = came.sent.files.0.iter().map(|(field, _)| field.clone()).collect();
        self.turn(Stage::Read(Typed { submitted: came.sent.submitted.clone(), of_files }));
        came.whole()
    }

    async fn typed(&self) -> Option<Typed> {
        let mut stage = self.turn(Stage::Gone);
        if let waiting @ Stage::Waiting(_) = stage {
            self.turn(waiting);
            self.read(None).await.ok()?;
            stage = self.turn(Stage::Gone);
        }
        if let Stage::Read(typed) = stage { Some(typed) } else { None }
    }

    fn turn(&self, to: Stage) -> Stage {
        std::mem::replace(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), to)
    }
}

/// A form that was read to its end, and whether its files could be kept.
struct Came {
    sent: Sent,
    kept: bool,
}

impl Came {
    fn whole(self) -> Result<Sent, Fault> {
        if self.kept { Ok(self.sent) } else { Err(Fault::Unsaved(UNKEPT.to_owned())) }
    }
}

/// Reads a form. Its files wait in the folder `spool`; where none is given, their names alone are of interest.
async fn read(request: Request, spool: Option<&Path>) -> Result<Came, Fault> {
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| Fault::Unreadable)?;
    let each = if spool.is_some() { KEPT_EACH } else { 0 };
    let spool = spool.unwrap_or(Path::new(""));
    let (mut pairs, mut files, mut in_all, mut kept) = (Vec::new(), Vec::new(), 0, true);
    let mut turn = None;
    while let Some(mut field) = multipart.next_field().await.map_err(|error| fault(&error))? {
        if pairs.len() >= FIELDS {
            return Err(Fault::Unreadable);
        }
        let name = field.name().unwrap_or_default().to_owned();
        let Some(own) = field.file_name().map(str::to_owned) else {
            pairs.push((name, text(&mut field).await?));
            continue;
        };
        let most = each.min(KEPT_IN_ALL - in_all);
        let mut content = Spool::in_folder(spool);
        let mut came = 0;
        while let Some(piece) = piece_of(&mut field).await? {
            if turn.is_none() {
                turn = Some(COMING_IN.acquire().await.map_err(|_| Fault::Away)?);
            }
            came += piece.len();
            // One byte above the limit is enough for whoever counts to know.
            let room = (most + 1).saturating_sub(content.length());
            let taken = piece.len().min(usize::try_from(room).unwrap_or(usize::MAX));
            if kept && let Err(error) = content.push(&piece[..taken]).await {
                tracing::error!(%error, "a file of a form could not be kept");
                kept = false;
            }
        }
        // A field in which nothing was chosen sends a file without a name.
        if came > 0 || !own.is_empty() {
            in_all = (in_all + content.length()).min(KEPT_IN_ALL);
            let own = clean_name(&own);
            pairs.push((name.clone(), own.clone()));
            files.push((name, Brought { role: Role::Other, name: own, content: content.finish() }));
        }
    }
    Ok(Came { sent: Sent { submitted: Submitted::of(pairs), files: Files(files) }, kept })
}

async fn text(field: &mut Field<'_>) -> Result<String, Fault> {
    let mut content = Vec::new();
    while let Some(piece) = piece_of(field).await? {
        if content.len() + piece.len() > TEXT {
            return Err(Fault::TooLarge);
        }
        content.extend_from_slice(&piece);
    }
    String::from_utf8(content).map_err(|_| Fault::Unreadable)
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

#[cfg(test)]
mod tests {
    use axum::extract::DefaultBodyLimit;
    use futures::stream;

    use super::*;

    const PIECE: usize = 1 << 20;

    /// A form with a text and one file of so many megabytes, made while it is read.
    fn form(megabytes: usize) -> Request {
        let head = "--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n一\r\n--x\r\n\
                    Content-Disposition: form-data; name=\"papers\"; filename=\"大.pdf\"\r\n\r\n";
        let pieces = (0..megabytes).map(|_| Bytes::from(vec![b'7'; PIECE]));
        let whole = [Bytes::from(head)].into_iter().chain(pieces).chain([Bytes::from("\r\n--x--\r\n")]);
        let body = Body::from_stream(stream::iter(whole.map(Ok::<_, std::convert::Infallible>)));
        let request = Request::post("/").header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        let mut request = request.body(body).unwrap();
        DefaultBodyLimit::max(UPLOAD_LIMIT).apply(&mut request);
        request
    }

    #[tokio::test]
    async fn a_large_file_is_whole_and_no_more_of_it_is_held_than_of_a_small_one() {
        let folder = std::env::temp_dir();
        let mut held = Vec::new();
        for megabytes in [1, 30] {
            let sent = read(form(megabytes), Some(&folder)).await.unwrap().whole().unwrap();
            let papers = sent.files.of("papers", Role::Other);
            assert_eq!((papers.len(), papers[0].content.length()), (1, (megabytes * PIECE) as u64));
            assert_eq!(sent.submitted.get("words"), "一");
            held.push(papers[0].content.held());
        }
        assert_eq!(held[0], held[1]);
    }

    #[tokio::test]
    async fn what_is_beyond_the_limit_is_thrown_away_and_seen_to_be_beyond_it() {
        let folder = std::env::temp_dir();
        let sent = read(form(40), Some(&folder)).await.unwrap().whole().unwrap();
        assert_eq!(sent.files.of("papers", Role::Other)[0].content.length(), KEPT_EACH + 1);
        let far = read(form(65), Some(&folder)).await.map(|_| ());
        assert_eq!(far, Err(Fault::TooLarge));
    }

    #[tokio::test]
    async fn without_a_disk_to_keep_files_on_what_was_typed_is_not_lost() {
        let coming = Coming(Arc::new(Mutex::new(Stage::Waiting(Box::new(form(1))))));
        let refused = coming.read(Some(Path::new("/nowhere/at/all"))).await.map(|_| ());
        assert!(matches!(refused, Err(Fault::Unsaved(_))), "{refused:?}");
        let typed = coming.typed().await.unwrap();
        assert_eq!((typed.submitted.get("words"), typed.submitted.get("papers")), ("一", "大.pdf"));
        assert_eq!(typed.of_files, ["papers"]);
    }
}
