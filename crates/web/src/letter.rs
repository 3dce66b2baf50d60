//! Letters as files: how one is named in an address, and how it is written in each format.

use office::request::{Composed, Fonts, LetterKind, LetterOf};

use crate::portal::view::Download;

/// Its name in addresses: `reply-7`.
pub(crate) fn id(of: &LetterOf) -> String {
    format!("{}-{}", of.kind.code(), of.entry)
}

/// Which letter an address names.
pub(crate) fn which(id: &str) -> Option<(LetterKind, usize)> {
    let (code, entry) = id.rsplit_once('-')?;
    let kind = LetterKind::ALL.into_iter().find(|kind| kind.code() == code)?;
    Some((kind, entry.parse().ok()?))
}

/// For paper and for whoever only reads. The error is a sentence for the log and the clerk.
pub(crate) fn pdf(letter: &Composed) -> Result<Download, String> {
    let bytes = letter.pdf(Fonts::bundled()).map_err(|error| error.to_string())?;
    Ok(Download { name: format!("{}.pdf", letter.title()), kind: "application/pdf", bytes })
}

/// For WPS and Word.
pub(crate) fn docx(letter: &Composed) -> Result<Download, String> {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let bytes = letter.docx().map_err(|error| error.to_string())?;
    Ok(Download { name: format!("{}.docx", letter.title()), kind, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_letter_or_none() {
        let day = law::calendar::Day::constant(2025, 6, 9);
        for kind in LetterKind::ALL {
            let of = LetterOf { kind, entry: 7, on: day };
            assert_eq!(which(&id(&of)), Some((kind, 7)));
        }
        for wrong in ["", "reply", "reply-", "reply--1", "lost-1", "reply-1.pdf"] {
            assert_eq!(which(wrong), None, "{wrong}");
        }
    }
}
