//! What an applicant sees: the answer first, in plain words, and how it came about.

use casework::disposal::GONE;
use casework::request::letter::{LetterOf, letters_sent};
use casework::request::state::{Correction, Reasons};
use casework::request::{Request, steps};
use casework::who::Viewer;
use law::calendar::Day;
use law::request::clock::{Application, Clock};
use law::request::outcome::Outcome;
use records::file::FileId;
use records::key::CommandKey;
use thiserror::Error;

use super::file::{read_wanted, sealed};
use super::intake::{Delivery, Wanted};
use super::step::{Command, Step};
use super::timeline::{self, Plain};
use crate::error::Failed;
use crate::paper::Brought;
use crate::people::PeopleError;
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
    /// The facts that the clock was read from, in the law's words.
    pub application: Application,
    /// The code on the receipt.
    pub code: String,
    /// What opens the page.
    pub secret: String,
    /// The day on which it came.
    pub came_on: Day,
    /// How the answer is wanted.
    pub delivery: Delivery,
    /// Whether the applicant may withdraw now.
    pub may_withdraw: bool,
    /// Until when the applicant has to make it clear, where he was asked to.
    pub correct_by: Option<Day>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Until when the applicant is asked to give reasons (Art. 35); nothing is lost with the day but the chance.
    pub reasons_by: Option<Day>,
    /// The letters that were sent.
    pub letters: Vec<SentLetter>,
    /// What has happened, the latest first.
    pub timeline: Vec<Plain>,
}

/// A letter that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLetter {
    /// Which one.
    pub of: LetterOf,
    /// Its number as printed, where it has one.
    pub number: Option<String>,
}

/// What an applicant does on the page of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActOfApplicant {
    /// 撤回.
    Withdraw {
        /// Why, or in which words.
        words: String,
    },
    /// 说明理由 (Art. 35).
    GiveReasons {
        /// The reasons.
        words: String,
    },
    /// 补正.
    Correct {
        /// The application as it now is.
        words: String,
        /// What comes along; nothing has to.
        papers: Vec<Brought>,
    },
}

/// Why a code was not looked up.
#[derive(Debug, Error)]
pub enum LookUpFailed {
    /// Too many wrong ones, or the count could not be kept.
    #[error(transparent)]
    NotCounted(#[from] PeopleError),
    /// The file could not be read.
    #[error(transparent)]
    Office(#[from] Failed),
}

impl Office {
    /// Where the application with this receipt stands. A code that opens nothing is [`Failed::NotFound`], whatever is wrong
    /// with it.
    pub async fn request_status(&self, code: &str) -> Result<StatusPage, Failed> {
        let (file, by) = self.applicant(code).await?;
        let request: Request = self.records.open_file(by.agency(), &file).await?.file;
        let cx = self.context(&by);
        let (_, words) = sealed(&request).ok_or(Failed::NotFound)?;
        let wanted = match request.erased() {
            Some(_) => Wanted { title: GONE.to_owned(), ..Wanted::default() },
            None => read_wanted(&self.open_words(&by, &file, words, "申请人查询进度").await?)?,
        };
        let delivery = wanted.delivery;
        let title = if wanted.title.is_empty() { wanted.description } else { wanted.title };
        Ok(StatusPage {
            number: self.number_of(&request),
            title,
            clock: request.clock(&cx)?,
            application: request.application().ok_or(Failed::NotFound)?,
            code: self.code_of(&file, request.codes_renewed()),
            secret: self.secret_of(&file, request.codes_renewed()),
            came_on: came_on(&request).unwrap_or(cx.today),
            delivery,
            may_withdraw: steps::may_withdraw(&request, &cx, &by).is_ok(),
            correct_by: match request.correction() {
                Correction::Asked { answer_by } if request.ended().is_none() && request.erased().is_none() => {
                    Some(answer_by)
                }
                _ => None,
            },
            outcome: request.ended().map(|ended| ended.outcome),
            reasons_by: match request.reasons() {
                Reasons::Asked { answer_by, .. } if steps::may_give_reasons(&request, &cx, &by).is_ok() => {
                    Some(answer_by)
                }
                _ => None,
            },
            letters: letters_sent(&request).into_iter().map(|of| sent(&request, of)).collect(),
            timeline: timeline::plain(&request),
        })
    }

    /// The same for a code that somebody typed in, from this address: so many wrong ones from one address or from all, and
    /// none is looked at for a while ([`PeopleError::Shut`]).
    pub async fn look_up(&self, code: &str, address: &str) -> Result<Option<StatusPage>, LookUpFailed> {
        self.people.count_code(address, self.moment()).await?;
        match self.request_status(code).await {
            Ok(page) => {
                self.people.forgive_code(address).await?;
                Ok(Some(page))
            }
            Err(Failed::NotFound) => Ok(None),
            Err(failed) => Err(failed.into()),
        }
    }

    /// Takes what the applicant does on the page of the application (Arts. 30, 31 and 35): withdraws it, makes it clear, or
    /// gives reasons.
    pub async fn act_of_applicant(&self, code: &str, key: CommandKey, act: ActOfApplicant) -> Result<(), Failed> {
        let (file, by) = self.applicant(code).await?;
        let version = self.records.open_file::<Request>(by.agency(), &file).await?.file.version();
        let on = self.today();
        let step = match act {
            ActOfApplicant::Withdraw { words } => Step::Withdraw { on, words },
            ActOfApplicant::GiveReasons { words } => Step::GiveReasons { on, words },
            ActOfApplicant::Correct { words, papers } => Step::Correct { on, words, good_reason: false, papers },
        };
        self.take_step(&by, Command { file, version, key, step }).await.map(|_| ())
    }

    /// The file of a receipt, for an officer to whom the applicant shows it.
    pub async fn file_of(&self, code: &str) -> Result<FileId, Failed> {
        Ok(self.applicant(code).await?.0)
    }

    /// The applicant who holds this receipt.
    pub(super) async fn applicant(&self, code: &str) -> Result<(FileId, Viewer), Failed> {
        let agency = self.profile.agency;
        let file = self.records.file_of_receipt(agency, &self.stored_code(code)).await?.ok_or(Failed::NotFound)?;
        let viewer = Viewer::applicant(agency, file.text());
        Ok((file, viewer))
    }
}

fn sent(request: &Request, of: LetterOf) -> SentLetter {
    let number = request.issued(of.kind, of.entry).map(|issued| issued.number.to_string());
    SentLetter { of, number }
}

/// The day on which it came, by whatever door.
fn came_on(request: &Request) -> Option<Day> {
    let arrival = request.registered()?.arrival;
    [arrival.submitted, arrival.handed_in, arrival.signed, arrival.arrived].into_iter().flatten().next()
}
