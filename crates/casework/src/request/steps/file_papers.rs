//! 材料入卷: what came with a letter, or came later, is put into the file. It moves no term.

use law::calendar::Day;

use super::{settle, writable};
use crate::context::Context;
use crate::paper::Paper;
use crate::request::act::Act;
use crate::request::facts::Fact;
use crate::request::{Refusal, Request};
use crate::who::Viewer;

/// Files that are put into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePapers {
    /// The day.
    pub on: Day,
    /// The files.
    pub papers: Vec<Paper>,
}

/// Whether something can be put into the file: also after it has ended, for a postal receipt comes late.
pub fn may_file_papers(request: &Request, cx: &Context<'_>, by: &Viewer) -> Result<(), Refusal> {
    by.may(Act::FilePapers, cx)?;
    writable(request)?;
    if request.registered().is_none() { Err(Refusal::NotRegistered) } else { Ok(()) }
}

/// Puts them into the file.
pub fn file_papers(request: &Request, step: FilePapers, cx: &Context<'_>, by: &Viewer) -> Result<Vec<Fact>, Refusal> {
    may_file_papers(request, cx, by)?;
    if step.papers.is_empty() {
        return Err(Refusal::NoPapers);
    }
    settle(request, vec![Fact::PapersFiled { on: step.on, papers: step.papers }], cx)
}

/// What came with an application, right behind the facts of its entry. None where nothing came.
pub fn enclosed(papers: Vec<Paper>, cx: &Context<'_>) -> Option<Fact> {
    (!papers.is_empty()).then_some(Fact::PapersFiled { on: cx.today, papers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::given::{day, given, nothing, paper, received, withdrawn};
    use crate::who::Duty;

    fn filing(on: &str) -> FilePapers {
        FilePapers { on: day(on), papers: vec![paper(1)] }
    }

    #[test]
    fn an_envelope_is_put_into_the_file_and_moves_no_term() {
        let when = given([received("2025-06-09")]).today("2025-06-12").by(Duty::IntakeOfficer);
        let request = when.when(file_papers, filing("2025-06-12")).then();
        assert_eq!(request.papers().map(|(entry, paper)| (entry, paper.size)).collect::<Vec<_>>(), [(2, 7)]);
        assert_eq!(request.latest(), Some(day("2025-06-09")), "a later scan keeps nothing from being dated before it");
    }

    #[test]
    fn also_after_the_end_but_not_without_files_or_ahead_of_the_day() {
        let ended = || given([received("2025-06-09"), withdrawn("2025-06-10")]).today("2025-06-12");
        ended().when(file_papers, filing("2025-06-12")).then();
        ended().when(file_papers, FilePapers { papers: vec![], ..filing("2025-06-12") }).refused(Refusal::NoPapers);
        ended().when(file_papers, filing("2025-06-13")).refused(Refusal::InTheFuture(day("2025-06-13")));
        let archived = Fact::Archived { on: day("2025-06-11") };
        given([received("2025-06-09"), withdrawn("2025-06-10"), archived])
            .today("2025-06-12")
            .when(file_papers, filing("2025-06-12"))
            .refused(Refusal::Archived);
        given(nothing()).today("2025-06-12").when(file_papers, filing("2025-06-12")).refused(Refusal::NotRegistered);
    }
}
