//! A step is taken: the report is read and, where the step needs it, compiled; `casework` says what follows, and that is
//! written together with the texts that its facts name.

use ::screening::Kind;
use casework::annual_report::note::Note;
use casework::annual_report::state::{self, Stage};
use casework::annual_report::steps::{self, TakenOver, Vote};
use casework::annual_report::{AnnualReport, Fact, Refusal};
use casework::context::Context;
use casework::who::Viewer;
use law::calendar::Day;
use law::report::Report;
use records::annual_report::content;
use records::append::{Append, Opened};

use super::compile::written;
use super::failed::ReportFailed;
use super::screening;
use super::step::{Command, Step};
use crate::error::Failed;
use crate::publication::Screened;
use crate::setup::Office;

/// Facts, and the texts that they name.
type Follows = (Vec<Fact>, Vec<String>);

impl Office {
    /// Takes a step on a report. Errors: a [`Refusal`] for the clerk; [`Failed::Conflict`] when somebody changed the report
    /// after the version on which the command was given. A repeated key answers with what the first one did.
    pub async fn take_report_step(&self, by: &Viewer, command: Command) -> Result<usize, ReportFailed> {
        let Command { file, version, key, step } = command;
        let agency = by.agency();
        let opened: Opened<AnnualReport> = self.records.open_file(agency, &file).await?;
        let tried = match opened.file.version() {
            now if now != version => Err(Failed::Conflict { now: i64::try_from(now).unwrap_or(i64::MAX) }.into()),
            _ => self.follows(by, &opened.file, step).await,
        };
        let (facts, texts) = match tried {
            Ok(follows) => follows,
            // What cannot be done any more may be just what this command did when it came first.
            Err(failed) => match self.records.done(agency, &key).await? {
                Some(done) => return Ok(usize::try_from(done.version).unwrap_or(version)),
                None => return Err(failed),
            },
        };
        if facts.is_empty() {
            return Ok(version); // the same text once more
        }
        let also = texts.into_iter().map(|text| content::row(agency, text)).collect();
        let (at, settings) = (self.now(), self.settings.clone());
        let append =
            Append { agency, file, before: opened, by: by.author(), at, facts, numbered: None, key, settings, also };
        let appended = self.records.append(append).await.map_err(Failed::from)?;
        self.something_was_done();
        Ok(usize::try_from(appended.version).unwrap_or(version))
    }

    async fn follows(&self, by: &Viewer, report: &AnnualReport, step: Step) -> Result<Follows, ReportFailed> {
        let cx = self.context(by);
        match step {
            Step::Declare { on, cell, figure, source } => {
                let step = steps::Declare { on, cell, figure, source: Note::new(&source)? };
                Ok((steps::declare(report, step, &cx, by)?, Vec::new()))
            }
            Step::DeclareAll { on, figures, source } => {
                let source = Note::new(&source)?;
                let mut facts = Vec::with_capacity(figures.len());
                for (cell, figure) in figures {
                    let step = steps::Declare { on, cell, figure, source: source.clone() };
                    facts.extend(steps::declare(report, step, &cx, by)?);
                }
                Ok((facts, Vec::new()))
            }
            Step::WithdrawDeclaration { on, cell } => {
                let step = steps::WithdrawDeclaration { on, cell };
                Ok((steps::withdraw_declaration(report, step, &cx, by)?, Vec::new()))
            }
            Step::WriteNarrative { on, section, text } => {
                let text = lines(&text);
                refuse_secrets(&screening::paragraphs(section, text.lines(), self.masking))?;
                let step = steps::WriteNarrative { on, section, digest: content::digest(&text) };
                Ok((steps::write_narrative(report, step, &cx, by)?, vec![text]))
            }
            Step::Submit { on, carried_in_differs } => self.submit(by, report, &cx, on, carried_in_differs).await,
            Step::TakeBack { on } => Ok((steps::take_back(report, steps::TakeBack { on }, &cx, by)?, Vec::new())),
            Step::Review { on, level, returned } => {
                let vote = match returned {
                    None => Vote::Approve,
                    Some(reason) => Vote::Return { reason: Note::new(&reason)? },
                };
                Ok((steps::review(report, steps::Review { on, level, vote }, &cx, by)?, Vec::new()))
            }
            Step::Publish { on } => self.publish(by, report, &cx, on).await,
            Step::SendToSupervisor { on } => {
                let step = steps::SendToSupervisor { on };
                Ok((steps::send_to_supervisor(report, step, &cx, by)?, Vec::new()))
            }
            Step::Correct { on, reason } => self.correct(by, report, &cx, on, &reason).await,
        }
    }

    async fn submit(
        &self,
        by: &Viewer,
        report: &AnnualReport,
        cx: &Context<'_>,
        on: Day,
        carried_in_differs: Option<String>,
    ) -> Result<Follows, ReportFailed> {
        steps::may_submit(report, cx, by)?; // before a whole year is counted
        let whole = self.yearbook(by.agency()).whole(report, opened(report)?).await?;
        let (text, digest) = written(&whole.report);
        let carried_in_differs = carried_in_differs.as_deref().map(Note::new).transpose()?;
        let step =
            steps::Submit { on, report: &whole.report, digest, previous: whole.previous.as_ref(), carried_in_differs };
        Ok((steps::submit(report, step, cx, by)?, vec![text]))
    }

    async fn publish(
        &self,
        by: &Viewer,
        report: &AnnualReport,
        cx: &Context<'_>,
        on: Day,
    ) -> Result<Follows, ReportFailed> {
        steps::may_publish(report, cx, by)?;
        let (yearbook, of) = (self.yearbook(by.agency()), opened(report)?);
        let Stage::Approved { digest } = report.stage() else { return Err(Refusal::NotApproved.into()) };
        let approved = yearbook.frozen(of.year, digest).await?;
        let now = yearbook.whole(report, of).await?.report;
        let before = self.newest_frozen(by, report, of.year).await?;
        let position = self.records.sealed_up_to().await?;
        let step = steps::Publish {
            on,
            approved: &approved,
            digest: digest.clone(),
            now: &now,
            before: before.as_ref(),
            position,
        };
        Ok((steps::publish(report, step, cx, by)?, Vec::new()))
    }

    async fn correct(
        &self,
        by: &Viewer,
        report: &AnnualReport,
        cx: &Context<'_>,
        on: Day,
        reason: &str,
    ) -> Result<Follows, ReportFailed> {
        steps::may_correct(report, cx, by)?;
        let newest = self.newest_frozen(by, report, opened(report)?.year).await?;
        let imported = report.published().is_some_and(|newest| newest.imported);
        let (taken_over, texts) = newest.filter(|_| imported).map(|newest| taken_over(&newest)).unwrap_or_default();
        let step = steps::Correct { on, reason: Note::new(reason)?, taken_over };
        Ok((steps::correct(report, step, cx, by)?, texts))
    }

    async fn newest_frozen(
        &self,
        by: &Viewer,
        report: &AnnualReport,
        year: i16,
    ) -> Result<Option<Report>, ReportFailed> {
        match report.published() {
            Some(newest) => Ok(Some(self.yearbook(by.agency()).frozen(year, &newest.digest).await?)),
            None => Ok(None),
        }
    }
}

/// What bears a mark of secrecy is not even kept.
fn refuse_secrets(screened: &[Screened]) -> Result<(), Refusal> {
    match screened.iter().filter(|one| one.finding.kind == Kind::SecrecyMark).count() {
        0 => Ok(()),
        marks => Err(Refusal::SecrecyMark(marks)),
    }
}

fn opened(report: &AnnualReport) -> Result<state::Opened, Refusal> {
    report.opened().ok_or(Refusal::NotOpened)
}

/// What an imported report holds, in the form in which this file would hold it.
fn taken_over(newest: &Report) -> (TakenOver, Vec<String>) {
    let figures = newest.tables.iter().filter_map(|(cell, one)| Some((cell, one.value()?))).collect();
    let mut by_section = std::collections::BTreeMap::<u8, Vec<&str>>::new();
    for (section, text) in newest.narrative.paragraphs() {
        by_section.entry(section).or_default().push(text);
    }
    let by_section: Vec<(u8, String)> =
        by_section.into_iter().map(|(section, paragraphs)| (section, lines(&paragraphs.join("\n")))).collect();
    let texts = by_section.iter().map(|(section, text)| (*section, content::digest(text))).collect();
    (TakenOver { figures, texts }, by_section.into_iter().map(|(_, text)| text).collect())
}

/// A text as it is kept: one paragraph a line, nothing around them, whatever the browser sends.
fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_as_its_paragraphs() {
        assert_eq!(lines("\r\n 第一段。 \r\n\r\n第二段。\n"), "第一段。\n第二段。");
        assert_eq!(lines(" \n"), "");
    }
}
