//! 附件: sealed with the draft, searched before anybody sees it, public with the text.

use std::collections::BTreeSet;
use std::sync::Arc;

use casework::publication::text::{Attached, PublicText, TextDigest};
use casework::publication::{Publication, Refusal};
use casework::who::Viewer;
use documents::reading::{Block, Limits, read};
use records::append::number;
use records::file::FileId;
use records::publication::text::digest_of;
use records::vault::{OpenError, Reader, Sealing, VaultError};
use screening::{Masking, Screener};

use super::screening::{Screened, found};
use crate::error::Failed;
use crate::paper::{Brought, Spooled, clean_name, honest_name, not_stored};
use crate::request::OpenedPaper;
use crate::setup::Office;

/// The files of a draft as its writer hands it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments {
    /// Those of the draft in hand, or else of what is public, that stay: by their place, from 1.
    pub kept: BTreeSet<usize>,
    /// New ones, which come behind.
    pub new: Vec<Brought>,
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// The findings.
    pub findings: Vec<Screened>,
    /// Whether its text could be read at all. Scans and pictures are for people to look at.
    pub read: bool,
}

impl Office {
    /// The text with its files: those that stay and, stored now, the new ones. What was found in all of them comes along.
    pub(super) async fn attach(
        &self,
        by: &Viewer,
        file: &FileId,
        publication: &Publication,
        text: PublicText,
        attachments: Attachments,
        sealing: &mut Sealing,
    ) -> Result<(PublicText, Vec<Screened>), Failed> {
        let Attachments { kept, new } = attachments;
        if kept.is_empty() && new.is_empty() {
            return Ok((text, Vec::new()));
        }
        let new = self.checked("attachments", new).await?;
        let before = if kept.is_empty() { Vec::new() } else { self.attached_before(by, file, publication).await? };
        let before = (1..).zip(before).filter(|(place, _)| kept.contains(place)).map(|(_, attached)| attached);
        let mut attached: Vec<Attached> = before.collect();
        for (Brought { name, content, .. }, format) in new {
            let name = honest_name(&clean_name(&name), format);
            let (digest, searched) = searched(name.clone(), content.clone(), self.masking).await?;
            if let marks @ 1.. = found(&searched.findings).secrecy_marks {
                return Err(Refusal::SecrecyMark(marks).into()); // not even sealed here
            }
            let sealed = self.vault.upload(sealing, self.paper_limits.each, content.pieces()).await;
            let sealed = sealed.map_err(not_stored)?;
            self.searched.insert(sealed.reference().to_owned(), Arc::new(searched));
            attached.push(Attached { name, format, size: content.length(), digest, content: sealed });
        }
        let text = text.with_attachments(attached);
        let searched = self.search_attachments(by, file, &text).await?;
        let findings = searched.iter().flat_map(|one| one.findings.iter().cloned()).collect();
        Ok((text, findings))
    }

    /// What was found in the files of a text, in their order.
    pub(super) async fn search_attachments(
        &self,
        by: &Viewer,
        file: &FileId,
        text: &PublicText,
    ) -> Result<Vec<Arc<Searched>>, Failed> {
        let mut all = Vec::with_capacity(text.attachments().len());
        for attached in text.attachments() {
            let reference = attached.content.reference().to_owned();
            if let Some(known) = self.searched.get(&reference) {
                all.push(known);
                continue;
            }
            let content = self.content(by, file, attached, "筛查附件").await?;
            let searched = Arc::new(searched(attached.name.clone(), content.into(), self.masking).await?.1);
            self.searched.insert(reference, Arc::clone(&searched));
            all.push(searched);
        }
        Ok(all)
    }

    /// A file of the draft in hand, or else of what is public, by its place from 1. Its opening is logged.
    pub async fn open_attachment(&self, by: &Viewer, file: &FileId, place: usize) -> Result<OpenedPaper, Failed> {
        let publication = self.read_publication(by, file).await?;
        let attached = self.attached_before(by, file, &publication).await?;
        let attached = place.checked_sub(1).and_then(|index| attached.get(index)).ok_or(Failed::NotFound)?;
        let content = self.content(by, file, attached, "办理信息").await?;
        Ok(OpenedPaper { name: attached.name.clone(), format: attached.format, content })
    }

    /// A file of what is public, for everybody.
    pub async fn public_attachment(&self, file: &FileId, place: i64) -> Result<OpenedPaper, Failed> {
        let page = self.public_page(file).await?;
        let row = page.attachments.iter().find(|row| row.number == place).ok_or(Failed::NotFound)?;
        let attached = row.attached().ok_or(Failed::NotFound)?;
        let agency = number(self.profile.agency);
        let content = match self.vault.public_content(&self.records, agency, file, &attached.content).await {
            Err(VaultError::Open(OpenError::Erased)) => return Err(Failed::NotFound), // gone with the key of its file
            other => other?,
        };
        Ok(OpenedPaper { name: attached.name, format: attached.format, content: content.to_vec() })
    }

    /// The files of the draft in hand, or else of what is public.
    async fn attached_before(
        &self,
        by: &Viewer,
        file: &FileId,
        publication: &Publication,
    ) -> Result<Vec<Attached>, Failed> {
        let Some(subject) = publication.subject() else { return Ok(Vec::new()) };
        let words = self.open_words(by, file, &subject.text, "办理信息").await?;
        let text: PublicText = serde_json::from_str(&words).map_err(|error| Failed::Unreadable(error.to_string()))?;
        Ok(text.attachments().to_vec())
    }

    async fn content(&self, by: &Viewer, file: &FileId, attached: &Attached, purpose: &str) -> Result<Vec<u8>, Failed> {
        let reader = Reader { by: by.author(), purpose, at: self.now() };
        let agency = number(by.agency());
        Ok(self.vault.download(&self.records, agency, file, &attached.content, reader).await?.to_vec())
    }
}

/// Searches a file off the threads that answer others: its digest, and what was found. Readers need a file whole, so that it is in
/// memory for as long as that takes.
async fn searched(name: String, content: Spooled, masking: Masking) -> Result<(TextDigest, Searched), Failed> {
    let failed = |error: &dyn std::fmt::Display| Failed::Unreadable(format!("附件没能筛查，请稍后再试（{error}）"));
    let whole = content.whole().await.map_err(|error| failed(&error))?;
    let searching = tokio::task::spawn_blocking(move || (digest_of(&whole), search(&name, &whole, masking)));
    searching.await.map_err(|error| failed(&error))
}

/// Every line and cell, headers, comments and what was deleted but is still in the file.
fn search(name: &str, content: &[u8], masking: Masking) -> Searched {
    let Ok(reading) = read(content, name, &Limits::default()) else { return Searched::default() };
    let screener = Screener::new(masking);
    let mut findings = Vec::new();
    for block in reading.parts.iter().flat_map(|part| &part.blocks) {
        let texts: Vec<&str> = match block {
            Block::Line(line) => vec![&line.text],
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect()
            }
        };
        for text in texts {
            let found = screener.screen(text).into_iter();
            findings.extend(found.map(|finding| Screened { place: format!("附件“{name}”"), finding }));
        }
    }
    Searched { findings, read: !reading.is_blank() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_to_be_unread() {
        assert_eq!(search("图.jpg", b"\xFF\xD8\xFF\xE0", Masking::default()), Searched::default());
        assert_eq!(search("坏.pdf", b"%PDF-1.7 and nothing", Masking::default()), Searched::default());
    }

    #[test]
    fn a_table_of_people_is_found() {
        let searched = search("名单.csv", "姓名,身份证号\n张三,11010519491231002X\n".as_bytes(), Masking::default());
        assert!(searched.read);
        assert!(searched.findings.iter().any(|one| one.place == "附件“名单.csv”"), "{searched:?}");
    }
}
