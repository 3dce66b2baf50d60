//! 制发: a letter that is signed off gets the next number of its register and is stored as it reads, both in the step that signs it off. What is
//! printed, posted and handed out afterwards are these bytes.

use std::collections::HashMap;

use casework::entry::Entry;
use casework::request::letter::{LetterNumber, LetterOf, Register, signed_off};
use casework::request::{Fact, Request};
use casework::who::Viewer;
use records::file::FileId;
use records::register;

use super::desk::Desk;
use super::{printed, unwritten};
use crate::error::Failed;
use crate::request::written::Written;
use crate::setup::Office;

impl Office {
    /// The letters that these facts sign off, as facts of their own. A reply whose remedy the agency's data do not tell yet is not signed off: its
    /// page says what lacks, and it is signed off when it is served.
    pub(in crate::request) async fn issue(
        &self,
        by: &Viewer,
        file: &FileId,
        before: &Request,
        facts: &[Fact],
        written: &mut Written,
    ) -> Result<Vec<Fact>, Failed> {
        let due = signed_off(before, facts);
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let author = by.author();
        let request = facts.iter().fold(before.clone(), |mut after, fact| {
            after.evolve(Entry { by: author, fact: fact.clone() });
            after
        });
        let mut next: HashMap<(Register, i16), u32> = HashMap::new();
        let mut issued = Vec::new();
        for LetterOf { kind, entry, on } in due {
            let Some(book) = kind.register() else { continue };
            let year = on.year();
            let serial = match next.get(&(book, year)) {
                Some(serial) => *serial,
                None => self.records.next_number(by.agency(), &register::of_year(book.code(), year)).await?,
            };
            let number = LetterNumber { mark: self.mark(book).to_owned(), year, serial };
            let desk =
                Desk { office: self, by, file, request: &request, kind, texts: written.texts(), number: Some(&number) };
            let letter = match desk.write(entry, None).await {
                Ok(letter) => letter.compose(),
                // Nothing but this letter comes of the step that tells of an end.
                Err(Failed::Invalid(lacking)) if !tells_of_an_end(facts) => {
                    tracing::warn!(%lacking, "a letter is not signed off");
                    continue;
                }
                Err(failed) => return Err(failed),
            };
            let docx = written.store(&self.vault, letter.docx().map_err(|error| unwritten(&error))?).await?;
            let pdf = match printed(&letter)? {
                Some(pdf) => Some(written.store(&self.vault, pdf).await?),
                None => None,
            };
            next.insert((book, year), serial.saturating_add(1));
            issued.push(Fact::LetterIssued { on, letter: kind, about: entry, number, docx, pdf });
        }
        Ok(issued)
    }

    /// The agency's word for the letters of a register.
    fn mark(&self, book: Register) -> &str {
        match book {
            Register::Replies => &self.profile.reply_mark,
            Register::Notices => &self.profile.notice_mark,
        }
    }
}

fn tells_of_an_end(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| matches!(fact, Fact::ClosingTold { .. }))
}
