//! Where one letter is written: the file, for whom it is opened, and what stands in every letter.

use casework::request::letter::{LetterKind, LetterNumber};
use casework::request::{Fact, Request, state};
use casework::sealed::Sealed;
use casework::who::Viewer;
use documents::letter::{Addressee, Application, Contact, DocumentNumber, Letter, Matter};
use law::calendar::Day;
use records::file::FileId;

use super::Remedies;
use crate::error::Failed;
use crate::request::intake::{Person, Wanted};
use crate::setup::Office;

/// The desk.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) office: &'a Office,
    pub(super) by: &'a Viewer,
    pub(super) file: &'a FileId,
    pub(super) request: &'a Request,
    pub(super) kind: LetterKind,
    /// What was sealed in the step that signs the letter off, and does not lie in the vault yet.
    pub(super) texts: &'a [(Sealed, String)],
    /// The number that it is to bear; one that was signed off bears its own.
    pub(super) number: Option<&'a LetterNumber>,
}

impl Desk<'_> {
    /// Writes the letter about an entry. `remedies` are those of the agency's own data where none are given.
    pub(super) async fn write(&self, entry: usize, remedies: Option<&Remedies>) -> Result<Letter, Failed> {
        let fact = &self.request.entry(entry).ok_or(Failed::NotFound)?.fact;
        let letter = match (self.kind, fact) {
            (LetterKind::Receipt, Fact::Registered { .. }) => self.receipt().await?,
            (LetterKind::Correction, Fact::CorrectionAsked { .. }) => self.correction(fact).await?,
            (LetterKind::Consultation, Fact::OpinionAsked { .. }) => self.consultation(fact).await?,
            (LetterKind::ConsultationTold, Fact::OpinionAsked { consulted, .. }) => {
                self.consultation_told(*consulted, fact.on()).await?
            }
            (LetterKind::ThirdPartyTold, Fact::ThirdPartyTold { .. }) => self.third_party_told(fact).await?,
            (LetterKind::Extension, Fact::ExtensionApproved { .. }) => self.extension(fact).await?,
            (LetterKind::Reasons, Fact::ReasonsAsked { .. }) => self.reasons(fact).await?,
            (LetterKind::Delay, Fact::Delayed { .. }) => self.delay(fact).await?,
            (LetterKind::Fee, Fact::FeeAsked { .. }) => self.fee(fact).await?,
            (LetterKind::Reply, fact) => match remedies {
                Some(remedies) => self.reply(entry, fact, remedies).await?,
                None => self.reply(entry, fact, &self.office.remedies()?).await?,
            },
            (LetterKind::Delivery, Fact::ReplyDrafted { reply, .. }) => self.delivery(reply.kind, entry).await?,
            _ => return Err(Failed::NotFound),
        };
        Ok(Letter { number: self.number_of_letter(self.kind, entry), ..letter })
    }

    /// What it bears: the number that it was signed off with, or is being signed off with. A reply of a release before there was a register of
    /// letters bore the serial of its application.
    pub(super) fn number_of_letter(&self, kind: LetterKind, entry: usize) -> Option<DocumentNumber> {
        let issued = self.request.issued(kind, entry).map(|issued| &issued.number);
        if let Some(LetterNumber { mark, year, serial }) = issued.or(self.number) {
            return DocumentNumber::new(mark, *year, *serial).ok();
        }
        let served = |fact: &Fact| matches!(fact, Fact::Served { .. });
        let drafted = self.request.entry(entry).is_some_and(|made| matches!(made.fact, Fact::ReplyDrafted { .. }));
        let of_old = kind == LetterKind::Reply && drafted && self.request.valid().any(|(_, made)| served(&made.fact));
        let number = self.request.number().filter(|_| of_old)?;
        DocumentNumber::new(&self.office.profile().reply_mark, number.year, number.serial).ok()
    }

    pub(super) async fn open(&self, words: &Sealed) -> Result<String, Failed> {
        if let Some((_, text)) = self.texts.iter().find(|(sealed, _)| sealed == words) {
            return Ok(text.clone());
        }
        let purpose = format!("制作{}", self.kind.label());
        self.office.open_words(self.by, self.file, words, &purpose).await
    }

    pub(super) async fn applicant(&self) -> Result<(Person, Wanted), Failed> {
        let (person, words) = crate::request::file::sealed(self.request).ok_or(Failed::NotFound)?;
        let unreadable = |error: serde_json::Error| Failed::Unreadable(error.to_string());
        let person = serde_json::from_str(&self.open(person).await?).map_err(unreadable)?;
        let wanted = serde_json::from_str(&self.open(words).await?).map_err(unreadable)?;
        Ok((person, wanted))
    }

    /// A letter of the agency; its number is put to it at the end.
    pub(super) fn letter(&self, to: Addressee, on: Option<Day>, matter: Matter) -> Letter {
        let profile = self.office.profile();
        let contact =
            Contact { name: String::new(), phone: profile.telephone.clone(), address: profile.address.clone() };
        Letter { agency: profile.name.clone(), number: None, to, dated: on, contact, attachments: Vec::new(), matter }
    }

    pub(super) fn application(&self, wanted: &Wanted) -> Result<Application, Failed> {
        let received = self.request.received().ok_or(Failed::NotFound)?;
        let corrected_on = match self.request.correction() {
            state::Correction::Answered { on } => Some(on),
            state::Correction::None | state::Correction::Asked { .. } => None,
        };
        Ok(Application {
            number: self.number_of_application(),
            received_on: received.day(),
            corrected_on,
            content: content(wanted),
        })
    }

    pub(super) fn number_of_application(&self) -> String {
        self.office.number_of(self.request).unwrap_or_default()
    }
}

/// Who gets the letters of an application.
pub(super) fn addressee(person: &Person) -> Addressee {
    match &person.organisation {
        Some(organisation) if !organisation.name.trim().is_empty() => {
            Addressee::Organisation(organisation.name.clone())
        }
        _ => Addressee::Person(person.name.clone()),
    }
}

/// What is asked for, in one sentence and its description.
pub(super) fn content(wanted: &Wanted) -> String {
    let Wanted { title, document_number, description, .. } = wanted;
    let number = document_number.trim();
    let number = if number.is_empty() { String::new() } else { format!("（{number}）") };
    let named = format!("{}{number}", title.trim());
    match (named.is_empty(), description.trim().is_empty()) {
        (_, true) => named,
        (true, false) => description.clone(),
        (false, false) => format!("{named}\n{description}"),
    }
}
