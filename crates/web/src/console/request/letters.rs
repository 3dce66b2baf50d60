//! 文书: the letters of an application, to be read on paper or worked on in WPS.

use axum::extract::Path;
use axum::response::Response;
use office::FileId;

use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::letter;
use crate::portal::private;

/// One letter, as `reply-7.pdf` or `reply-7.docx`.
pub(in crate::console) async fn letter(
    desk: Desk,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let (which, ending) = name.rsplit_once('.').ok_or(Fault::NotFound)?;
    let which = letter::which(which).ok_or(Fault::NotFound)?;
    let composed = desk.office().letter_as_settled(desk.viewer(), &file, which).await.map_err(fault)?;
    let written = match ending {
        "pdf" => letter::pdf(&composed),
        "docx" => letter::docx(&composed),
        _ => return Err(Fault::NotFound),
    };
    Ok(private(written.map_err(|why| {
        tracing::warn!(why, "a letter could not be written");
        Fault::Broken
    })?))
}
