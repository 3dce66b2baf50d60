//! What an applicant sees: the answer first, in plain words, and how it came about.

use casework::request::Request;
use casework::request::state::Correction;
use casework::who::Viewer;
use law::calendar::Day;
use law::request::clock::Clock;
use law::request::outcome::Outcome;
use records::file::FileId;

use super::file::sealed;
use super::intake::Wanted;
use super::timeline::{self, Plain};
use crate::error::Failed;
use crate::setup::Office;

/// An application as its applicant sees it.
#[derive(Clone, Debug)]
pub struct StatusPage {
    /// 「示环公开申〔2025〕27号」; `None` before it is confirmed.
    pub number: Option<String>,
    /// What was asked for.
    pub title: String,
    /// Where the law sees it today, explained.
    pub clock: Clock,
    /// Until when the applicant has to make it clear, where he was asked to.
    pub correct_by: Option<Day>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What has happened, the latest first.
    pub timeline: Vec<Plain>,
}

impl Office {
    /// Where the application with this receipt stands. A code that opens nothing is [`Failed::NotFound`], whatever is wrong
    /// with it.
    pub async fn request_status(&self, code: &str) -> Result<StatusPage, Failed> {
        let (file, by) = self.applicant(code).await?;
        let request: Request = self.records.open_file(by.agency(), &file).await?.file;
        let (_, words) = sealed(&request).ok_or(Failed::NotFound)?;
        let text = self.open_words(&by, &file, words, "申请人查询进度").await?;
        let wanted: Wanted = serde_json::from_str(&text).map_err(|error| Failed::Unreadable(error.to_string()))?;
        let title = if wanted.title.is_empty() { wanted.description } else { wanted.title };
        Ok(StatusPage {
            number: self.number_of(&request),
            title,
            clock: request.clock(&self.context(&by))?,
            correct_by: match request.correction() {
                Correction::Asked { answer_by } if request.ended().is_none() => Some(answer_by),
                _ => None,
            },
            outcome: request.ended().map(|ended| ended.outcome),
            timeline: timeline::plain(&request),
        })
    }

    /// The applicant who holds this receipt.
    async fn applicant(&self, code: &str) -> Result<(FileId, Viewer), Failed> {
        let agency = self.profile.agency;
        let file = self.records.file_of_receipt(agency, &self.stored_code(code)).await?.ok_or(Failed::NotFound)?;
        let viewer = Viewer::applicant(agency, file.text());
        Ok((file, viewer))
    }
}
