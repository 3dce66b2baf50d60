//! 文书: the letters of an application, to be read on paper or worked on in WPS.

use axum::extract::Path;
use axum::response::Response;
use office::FileId;
use office::request::LetterFormat;

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
    let format = match ending {
        "pdf" => LetterFormat::Pdf,
        "docx" => LetterFormat::Docx,
        _ => return Err(Fault::NotFound),
    };
    let written = desk.office().letter_file(desk.viewer(), &file, which, format).await.map_err(fault)?;
    Ok(private(letter::download(written)))
}
