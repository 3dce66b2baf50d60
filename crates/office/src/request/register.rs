//! An application is entered: by an officer for every door, by the applicant over the web form.

use casework::entry::{Author, Entry};
use casework::file::File;
use casework::paper::{Paper, Role};
use casework::request::facts::Arrival;
use casework::request::steps::LateEntry;
use casework::request::{Fact, Request, steps};
use casework::who::{Agency, Viewer};
use jiff::Timestamp;
use law::request::receipt::Channel;
use records::append::{Append, Numbered, Opened};
use records::file::FileId;
use records::key::CommandKey;
use records::register;
use records::request::receipt;
use records::vault::{Field, Sealing};

use super::intake::{Intake, Person};
use crate::error::Failed;
use crate::paper::Brought;
use crate::setup::Office;

/// What was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its file.
    pub file: FileId,
    /// The code for the applicant's receipt.
    pub code: String,
}

/// What an applicant gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The code by which the applicant finds the file: three groups of four signs, for the ear and for the eye.
    pub code: String,
    /// What opens the same file in the address of its page.
    pub secret: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// Signs that nobody takes for another.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

impl Office {
    /// Enters an application that came in at the desk (Arts. 29, 31 and 45). A repeated `key` answers with what the first
    /// one did.
    pub async fn register_request(&self, by: &Viewer, key: CommandKey, intake: Intake) -> Result<Registered, Failed> {
        self.register_request_with(by, key, intake, Vec::new()).await
    }

    /// The same with what came along: the scan of the letter, its envelope.
    pub async fn register_request_with(
        &self,
        by: &Viewer,
        key: CommandKey,
        intake: Intake,
        papers: Vec<Brought>,
    ) -> Result<Registered, Failed> {
        intake.check(true)?;
        let cx = self.context(by);
        steps::may_register(&Request::default(), &cx, by)?; // before anything is stored
        let file = self
            .enter(by.agency(), by.author(), key, papers, |sealing, papers| {
                let mut step = seal(sealing, &intake);
                step.late.proven = papers.iter().any(|paper| proves_the_day(paper.role));
                let mut facts = steps::register(&Request::default(), step, &cx, by)?;
                facts.extend(steps::enclosed(papers, &cx));
                Ok(facts)
            })
            .await?;
        let code = self.code_of(&file, 0);
        Ok(Registered { file, code })
    }

    /// Takes in what an applicant sends over the web form, without an account (Art. 27). It is confirmed later (Art. 31).
    pub async fn submit_request(&self, key: CommandKey, intake: Intake) -> Result<Receipt, Failed> {
        self.submit_request_with(key, intake, Vec::new()).await
    }

    /// The same with what the applicant adds.
    pub async fn submit_request_with(
        &self,
        key: CommandKey,
        intake: Intake,
        papers: Vec<Brought>,
    ) -> Result<Receipt, Failed> {
        let at = self.now();
        let today = self.settings.day(at);
        let arrival = Arrival { submitted: Some(today), ..Arrival::default() };
        let intake = Intake { channel: Channel::Internet, arrival, ..intake };
        intake.check(false)?;
        let cx = self.settings.context(self.profile.agency, today);
        let file = self
            .enter(self.profile.agency, Author::Applicant, key, papers, |sealing, papers| {
                let mut facts = steps::submit(&Request::default(), seal(sealing, &intake), &cx)?;
                facts.extend(steps::enclosed(papers, &cx));
                Ok(facts)
            })
            .await?;
        Ok(Receipt { code: self.code_of(&file, 0), secret: self.secret_of(&file, 0), at })
    }

    async fn enter(
        &self,
        agency: Agency,
        by: Author,
        key: CommandKey,
        papers: Vec<Brought>,
        step: impl FnOnce(&mut Sealing, Vec<Paper>) -> Result<Vec<Fact>, casework::request::Refusal>,
    ) -> Result<FileId, Failed> {
        let at = self.now();
        let file = FileId::random();
        let mut sealing = self.vault.new_file(records::append::number(agency), &file)?;
        if !papers.is_empty()
            && let Some(done) = self.records.done(agency, &key).await?
        {
            return done.file.parse().map_err(|_| Failed::NotFound); // a second click stores nothing twice
        }
        let papers = self.seal_papers(&mut sealing, papers).await?;
        let facts = step(&mut sealing, papers)?;
        let after = Request::of(facts.iter().cloned().map(|fact| Entry { by, fact }));
        let numbered = numbered(&after, self.settings.day(at));
        let codes = [self.code_of(&file, 0), self.secret_of(&file, 0)].map(|code| self.stored_code(&code));
        let also = vec![sealing.rows(at), receipt::rows(agency, codes.into(), at)];
        let settings = self.settings.clone();
        let append = Append { agency, file, before: Opened::default(), by, at, facts, numbered, key, settings, also };
        let appended = self.records.append(append).await?;
        self.something_was_done();
        appended.file.parse().map_err(|_| Failed::NotFound)
    }

    /// The code on the receipt of a file: for the ear and for paper. It follows from the file, so that a repeated command
    /// shows the same receipt and an officer can print it again. `renewed`: how many times a new one was issued.
    pub(super) fn code_of(&self, file: &FileId, renewed: u32) -> String {
        let text = self.signs("receipt-code", file, renewed, 12);
        format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..])
    }

    /// What opens the same file in an address, too long for paper.
    pub(super) fn secret_of(&self, file: &FileId, renewed: u32) -> String {
        self.signs("receipt-secret", file, renewed, 32)
    }

    /// The address of the page where a receipt's code is typed in, as it stands on paper; `None` where the site's own address is not set.
    pub(super) fn lookup_page(&self) -> Option<String> {
        let site = self.profile.site.trim_end_matches('/');
        (!site.is_empty()).then(|| format!("{site}/status"))
    }

    /// The address that opens the page of a file, for the camera.
    pub(super) fn status_page(&self, file: &FileId, renewed: u32) -> Option<String> {
        self.lookup_page().map(|page| format!("{page}/{}", self.secret_of(file, renewed)))
    }

    fn signs(&self, purpose: &str, file: &FileId, renewed: u32, count: usize) -> String {
        let bytes = match renewed {
            0 => self.vault.derive(purpose, file.text()),
            _ => self.vault.derive(purpose, &format!("{}/{renewed}", file.text())),
        };
        bytes.iter().take(count).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
    }

    /// What the record keeps of a code.
    pub(super) fn stored_code(&self, code: &str) -> String {
        use std::fmt::Write;
        let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let bytes = self.vault.derive("receipt-index", &plain.to_ascii_uppercase());
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// The number that is owed once the day of receipt is certain.
pub(super) fn numbered(request: &Request, on: law::calendar::Day) -> Option<Numbered<Request>> {
    let (year, fact) = steps::number(request, on)?;
    Some(Numbered { register: register::of_year(Request::KIND, year), fact: Box::new(fact) })
}

/// The step with what is personal in the vault, and the file to be found by it.
pub(super) fn seal(sealing: &mut Sealing, intake: &Intake) -> steps::Register {
    let Intake { channel, arrival, applicant, person, wanted, late_reason } = intake;
    let sealed_person = sealing.seal(&json(person));
    let words = sealing.seal(&json(wanted));
    let Person { name, id_number, phone, email, organisation, .. } = person;
    sealing.find_by(Field::Name, name);
    sealing.find_by(Field::DocumentNumber, id_number);
    sealing.find_by(Field::Phone, phone);
    sealing.find_by(Field::Email, email);
    if let Some(organisation) = organisation {
        sealing.find_by(Field::Name, &organisation.name);
        sealing.find_by(Field::DocumentNumber, &organisation.code);
    }
    let reason = (!late_reason.trim().is_empty()).then(|| sealing.seal(late_reason));
    let late = LateEntry { proven: false, reason };
    steps::Register { channel: *channel, arrival: *arrival, applicant: *applicant, person: sealed_person, words, late }
}

/// Scans on which the day of a letter stands: its postmark, its signature, the stamp of its receipt.
fn proves_the_day(role: Role) -> bool {
    matches!(role, Role::Letter | Role::Envelope | Role::SignOff)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("texts under names are always JSON")
}
