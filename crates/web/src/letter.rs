//! Letters as files: how one is named in an address, and how it is taken home.

use office::request::{LetterFile, LetterFormat, LetterKind, LetterOf};

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

/// The letter as it is taken home.
pub(crate) fn download(letter: LetterFile) -> Download {
    let LetterFile { name, format, bytes, .. } = letter;
    let (ending, kind) = match format {
        LetterFormat::Pdf => ("pdf", "application/pdf"),
        LetterFormat::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    };
    Download { name: format!("{name}.{ending}"), kind, bytes }
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
