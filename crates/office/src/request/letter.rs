//! The letters of an application: which there are, and each of them composed from what the record says, or, once it is signed off, handed out
//! as the very bytes that were stored. Names and words are opened for it, and logged.
//!
//! `desk` is where one letter is written, `on_the_way` and `answer` say what stands in it, `issue` gives it its number and stores it,
//! `worked_on` takes a draft back that was worked on in WPS.

mod answer;
mod desk;
mod issue;
mod on_the_way;
mod worked_on;

use casework::request::letter::{LetterKind, letters, letters_sent};
use casework::request::{Fact, Request};
use casework::who::{Subject, Viewer};
use documents::letter::{Composed, Letter};
use documents::writing::pdf::Fonts;
use law::request::remedy::{self, RemedyError, Rulings};
use records::append::number;
use records::file::FileId;
use records::vault::Reader;

use self::desk::Desk;
pub use self::worked_on::{WordsChanged, WorkedOn};
use crate::error::{Failed, Invalid};
use crate::setup::Office;

/// The bodies and courts that a reply names, and what a lawyer has settled where the law has not.
#[derive(Clone, Debug)]
pub struct Remedies {
    /// The agency's bodies and courts, with their days.
    pub agency: remedy::Agency,
    /// What is settled by the agency.
    pub rulings: Rulings,
}

/// In which form a letter is had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterFormat {
    /// For WPS and Word.
    Docx,
    /// For print.
    Pdf,
}

/// A letter as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFile {
    /// What it is called, without an ending: 「政府信息公开申请答复书（示环公复〔2025〕27号）」.
    pub name: String,
    /// Its form: a letter that no font at hand can print is a Word document, whatever was asked for.
    pub format: LetterFormat,
    /// Its content.
    pub bytes: Vec<u8>,
    /// It was signed off, and these are the bytes that were stored then.
    pub issued: bool,
}

impl Office {
    /// One of [`letters`] in words, written anew from the record. Errors: it is not there, or not for this viewer; for a reply, what the agency's
    /// data lack to tell the remedy.
    pub async fn letter(
        &self,
        by: &Viewer,
        file: &FileId,
        (kind, entry): (LetterKind, usize),
        remedies: &Remedies,
    ) -> Result<Composed, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        if !letters(&request).iter().any(|one| one.kind == kind && one.entry == entry) {
            return Err(Failed::NotFound);
        }
        Ok(self.desk(by, file, &request, kind).write(entry, Some(remedies)).await?.compose())
    }

    /// One of [`letters`] as a file: the stored bytes once it is signed off, before that as it would read now.
    pub async fn letter_file(
        &self,
        by: &Viewer,
        file: &FileId,
        which: (LetterKind, usize),
        format: LetterFormat,
    ) -> Result<LetterFile, Failed> {
        let request = self.read(by, file, Subject::PersonalData).await?;
        if !letters(&request).iter().any(|one| (one.kind, one.entry) == which) {
            return Err(Failed::NotFound);
        }
        self.hand_out(by, file, &request, which, format).await
    }

    /// A letter that has gone out to the applicant, for whoever holds the receipt: never a draft, never another's.
    pub async fn letter_of_applicant(&self, code: &str, which: (LetterKind, usize)) -> Result<LetterFile, Failed> {
        let (file, by) = self.applicant(code).await?;
        let request: Request = self.records.open_file(by.agency(), &file).await?.file;
        if !letters_sent(&request).iter().any(|one| (one.kind, one.entry) == which) {
            return Err(Failed::NotFound);
        }
        self.hand_out(&by, &file, &request, which, LetterFormat::Pdf).await
    }

    async fn hand_out(
        &self,
        by: &Viewer,
        file: &FileId,
        request: &Request,
        (kind, entry): (LetterKind, usize),
        format: LetterFormat,
    ) -> Result<LetterFile, Failed> {
        let Some(issued) = request.issued(kind, entry) else {
            let letter = self.desk(by, file, request, kind).write(entry, None).await?;
            let (format, bytes) = dressed(&letter.compose(), format)?;
            return Ok(LetterFile {
                name: named(&letter.matter.title(), letter_number(&letter)),
                format,
                bytes,
                issued: false,
            });
        };
        let (format, sealed) = match (format, &issued.pdf) {
            (LetterFormat::Pdf, Some(pdf)) => (LetterFormat::Pdf, pdf),
            _ => (LetterFormat::Docx, &issued.docx),
        };
        let purpose = format!("取用{}", kind.label());
        let reader = Reader { by: by.author(), purpose: &purpose, at: self.now() };
        let bytes = self.vault.download(&self.records, number(by.agency()), file, sealed, reader).await?;
        let name = named(&title(request, kind, entry), Some(issued.number.to_string()));
        Ok(LetterFile { name, format, bytes: bytes.to_vec(), issued: true })
    }

    fn desk<'a>(&'a self, by: &'a Viewer, file: &'a FileId, request: &'a Request, kind: LetterKind) -> Desk<'a> {
        Desk { office: self, by, file, request, kind, texts: &[], number: None }
    }

    fn remedies(&self) -> Result<Remedies, Failed> {
        let lacking = || {
            let mut lacking = Invalid::default();
            lacking.say(
                "remedies",
                "还没有设置复议机关和管辖法院，不能制作答复书，请系统管理员在配置文件的 [agency.remedies] 里补充",
            );
            Failed::Invalid(lacking)
        };
        let agency = self.profile.remedies.clone().ok_or_else(lacking)?;
        Ok(Remedies { agency, rulings: Rulings::default() })
    }
}

/// The letter in the form that is asked for; as a Word document where no font at hand draws all of it.
fn dressed(letter: &Composed, format: LetterFormat) -> Result<(LetterFormat, Vec<u8>), Failed> {
    let pdf = match format {
        LetterFormat::Pdf => printed(letter)?,
        LetterFormat::Docx => None,
    };
    match pdf {
        Some(pdf) => Ok((LetterFormat::Pdf, pdf)),
        None => Ok((LetterFormat::Docx, letter.docx().map_err(|error| unwritten(&error))?)),
    }
}

/// The letter for print; `None` where no font at hand draws all of its characters.
fn printed(letter: &Composed) -> Result<Option<Vec<u8>>, Failed> {
    match letter.pdf(Fonts::bundled()) {
        Ok(pdf) => Ok(Some(pdf)),
        Err(documents::writing::WriteError::MissingGlyphs { .. }) => Ok(None),
        Err(error) => Err(unwritten(&error)),
    }
}

fn unwritten(error: &documents::writing::WriteError) -> Failed {
    Failed::Unreadable(error.to_string())
}

fn letter_number(letter: &Letter) -> Option<String> {
    letter.number.as_ref().map(ToString::to_string)
}

fn named(title: &str, number: Option<String>) -> String {
    number.map_or_else(|| title.to_owned(), |number| format!("{title}（{number}）"))
}

/// The title of a letter that is not composed again.
fn title(request: &Request, kind: LetterKind, entry: usize) -> String {
    match request.entry(entry).map(|made| &made.fact) {
        Some(Fact::ReplyDrafted { reply, .. }) if kind == LetterKind::Reply => {
            documents::letter::Reply::title(reply.kind)
        }
        _ => format!("政府信息公开{}", kind.label()),
    }
}

/// What the agency's data lack is for its settings to mend.
fn untold(error: &RemedyError) -> Failed {
    let mut invalid = Invalid::default();
    invalid.say("remedies", error.to_string());
    Failed::Invalid(invalid)
}
