//! A step is taken: the file is read, `casework` says what follows, and that is written together with what was sealed.

use casework::entry::{Author, Entry};
use casework::request::facts::{Counted, SearchRecord};
use casework::request::steps::{self, Mend, Vote};
use casework::request::{Fact, Refusal, Request};
use casework::who::{Subject, Viewer};
use law::request::fee::Basis;
use records::WriteError;
use records::append::{Also, Append, NotAppended, Opened, number};
use records::file::FileId;
use records::request::receipt;

use super::amendment::{self, Right};
use super::ground::{Disclosed, GroundWords};
use super::register::numbered;
use super::step::{Command, Reply, Reworded, Step};
use super::written::Written;
use crate::error::Failed;
use crate::setup::Office;

impl Office {
    /// Takes a step on an application. Errors: a [`Refusal`] for the clerk; [`Failed::Conflict`] when somebody changed the
    /// file after the version on which the command was given. A repeated key answers with what the first one did.
    pub async fn take_step(&self, by: &Viewer, command: Command) -> Result<usize, Failed> {
        /// So often a letter is written anew because another one took its number.
        const TRIES: usize = 16;
        for _ in 0..TRIES {
            let (version, again) = self.try_step(by, command.clone()).await?;
            if !again {
                return Ok(version);
            }
        }
        Err(Failed::Unreadable(NotAppended::NumberTaken.to_string()))
    }

    /// The version afterwards; and whether it has to be done again, because another letter took the number of this one.
    async fn try_step(&self, by: &Viewer, command: Command) -> Result<(usize, bool), Failed> {
        let Command { file, version, key, step } = command;
        let agency = by.agency();
        let opened: Opened<Request> = self.records.open_file(agency, &file).await?;
        // Who may not see the file does nothing on it; an applicant, who sees how it stands, acts on his own alone.
        let subject = if by.account().is_some() { Subject::File } else { Subject::Status };
        self.may_see(by, &file, &opened.file, subject)?;
        let tried = match opened.file.version() {
            now if now != version => Err(Failed::Conflict { now: i64::try_from(now).unwrap_or(i64::MAX) }),
            _ => self.facts(by, &file, &opened.file, step).await,
        };
        let Decided { facts, written, check } = match tried {
            Ok(tried) => tried,
            // What cannot be done any more may be just what this command did when it came first.
            Err(failed) => match self.records.done(agency, &key).await? {
                Some(done) => return Ok((usize::try_from(done.version).unwrap_or(version), false)),
                None => return Err(failed),
            },
        };
        // Lists have shown what was asked for as it read before.
        let (registered_anew, named) = (facts.iter().any(mends_the_registration), file.clone());
        let (at, by) = (self.now(), by.author());
        let after = facts.iter().fold(opened.file.clone(), |mut after, fact| {
            after.evolve(Entry { by, fact: fact.clone() });
            after
        });
        let numbered = numbered(&after, self.settings.day(at));
        let mut also = vec![written.rows(at)];
        also.extend(check);
        let renewed = after.codes_renewed();
        if renewed > opened.file.codes_renewed() {
            let codes = [self.code_of(&file, renewed), self.secret_of(&file, renewed)];
            also.push(receipt::renewed(agency, codes.map(|code| self.stored_code(&code)).into(), at));
        }
        let settings = self.settings.clone();
        let append = Append { agency, file, before: opened, by, at, facts, numbered, key, settings, also };
        let appended = match self.records.append(append).await {
            Err(WriteError::Refused(NotAppended::NumberTaken | NotAppended::Outdated)) => return Ok((version, true)),
            appended => appended?,
        };
        self.something_was_done();
        if registered_anew {
            self.forget_title(&named);
        }
        Ok((usize::try_from(appended.version).unwrap_or(version), false))
    }

    /// What follows from a step, and the letters that it signs off.
    async fn facts(&self, by: &Viewer, file: &FileId, request: &Request, step: Step) -> Result<Decided, Failed> {
        if let Some(erasure) = request.erased() {
            return Err(Refusal::Erased(erasure.on).into());
        }
        if let Step::Amend { right: Right::Registration(intake), .. } = &step {
            intake.check(true)?;
        }
        let sealing = self.vault.file(self.records.reading(), number(by.agency()), file).await?;
        let mut written = Written::new(sealing);
        let cx = self.context(by);
        let mut check = None;
        let facts = match step {
            Step::AskFee { on, basis, words, reached_on, otherwise } => {
                steps::may_ask_fee(request, &cx, by)?; // before anybody is looked up
                let counted = match basis {
                    Basis::Pages(_) => None,
                    Basis::Cases { .. } => {
                        let (earlier, still) = self.counted_cases(by, file, request).await?;
                        check = still;
                        let otherwise = (!otherwise.trim().is_empty()).then(|| written.seal(&otherwise));
                        Some(Counted { earlier, otherwise })
                    }
                };
                let words = written.seal(&words);
                steps::ask_fee(request, steps::AskFee { on, basis, words, reached_on, counted }, &cx, by)?
            }
            Step::FilePapers { on, papers } => {
                steps::may_file_papers(request, &cx, by)?; // before anything is stored
                let papers = self.seal_papers(&mut written.sealing, papers).await?;
                steps::file_papers(request, steps::FilePapers { on, papers }, &cx, by)?
            }
            Step::Correct { on, words, good_reason, papers } => {
                let words = written.seal(&words);
                let mut facts = steps::correct(request, steps::Correct { on, words, good_reason }, &cx, by)?; // before anything is stored
                let papers = self.seal_papers(&mut written.sealing, papers).await?;
                facts.extend(steps::enclosed(papers, &cx));
                facts
            }
            step => {
                if let Step::Rework { words, .. } = &step {
                    self.may_read_like_this(by, file, request, words).await?;
                }
                decide(request, step, &cx, by, &mut written)?
            }
        };
        let letters = self.issue(by, file, request, &facts, &mut written).await?;
        Ok(Decided { facts: [facts, letters].concat(), written, check })
    }

    /// States what time alone has brought about on the agency's applications (Arts. 30, 32, 34 and 42). Returns on how many.
    pub async fn pass_time(&self) -> Result<usize, Failed> {
        const AT_ONCE: u64 = 500;
        let agency = self.profile.agency;
        let (at, today) = (self.now(), self.today());
        let mut passed = 0;
        for row in self.records.requests_waking(agency, today, AT_ONCE).await? {
            let Ok(file) = row.file.parse::<FileId>() else { continue };
            let opened: Opened<Request> = self.records.open_file(agency, &file).await?;
            let facts = steps::pass_time(&opened.file, &self.settings.context(agency, today))?;
            if facts.is_empty() {
                continue;
            }
            let key = records::key::CommandKey::random();
            let settings = self.settings.clone();
            let (by, numbered, also) = (Author::Worker, None, Vec::new());
            let append = Append { agency, file, before: opened, by, at, facts, numbered, key, settings, also };
            match self.records.append(append).await.map_err(Failed::from) {
                Ok(_) => {
                    self.something_was_done();
                    passed += 1;
                }
                Err(Failed::Conflict { .. }) => {} // somebody is at it; the next round looks again
                Err(other) => return Err(other),
            }
        }
        Ok(passed + self.pass_interpretations(agency).await?)
    }
}

/// What follows from a step, what it writes into the vault, and what must still hold when it is written.
struct Decided {
    facts: Vec<Fact>,
    written: Written,
    check: Option<Also>,
}

fn mends_the_registration(fact: &Fact) -> bool {
    matches!(fact, Fact::Amended { right, .. } if matches!(**right, Fact::Registered { .. }))
}

fn decide(
    request: &Request,
    step: Step,
    cx: &casework::context::Context<'_>,
    by: &Viewer,
    sealing: &mut Written,
) -> Result<Vec<Fact>, Refusal> {
    match step {
        Step::Confirm { on, reached } => steps::confirm(request, steps::Confirm { on, reached }, cx, by),
        Step::Assign { on, unit, handler } => steps::assign(request, steps::Assign { on, unit, handler }, cx, by),
        Step::AskCorrection { on, points, words, answer_by } => {
            let words = sealing.seal(&words);
            steps::ask_correction(request, steps::AskCorrection { on, points, words, answer_by }, cx, by)
        }
        Step::Consult { on, consulted, party, reached_on } => {
            let party = sealing.seal(&party);
            steps::consult(request, steps::Consult { on, consulted, party, reached_on }, cx, by)
        }
        Step::AnswerConsultation { on, consultation, said, words } => {
            let words = sealing.seal(&words);
            steps::answer_consultation(request, steps::AnswerConsultation { on, consultation, said, words }, cx, by)
        }
        Step::Extend { on, days, reason } => {
            let reason = (!reason.trim().is_empty()).then(|| sealing.seal(&reason));
            steps::extend(request, steps::Extend { on, days, reason }, cx, by)
        }
        Step::TellExtension { on } => steps::tell_extension(request, steps::TellExtension { on }, cx, by),
        Step::AskReasons { on, words, answer_by } => {
            let words = sealing.seal(&words);
            steps::ask_reasons(request, steps::AskReasons { on, words, answer_by }, cx, by)
        }
        Step::GiveReasons { on, words } => {
            let words = sealing.seal(&words);
            steps::give_reasons(request, steps::GiveReasons { on, words }, cx, by)
        }
        Step::Delay { on, until, words } => {
            let words = sealing.seal(&words);
            steps::delay(request, steps::Delay { on, until, words }, cx, by)
        }
        Step::PayFee { on } => steps::pay_fee(request, steps::PayFee { on }, cx, by),
        Step::TellThirdParty { on, consultation, information, reason } => {
            let words = sealing.seal(&Disclosed { information, reason }.written());
            steps::tell_third_party(request, steps::TellThirdParty { on, consultation, words }, cx, by)
        }
        Step::Reply(reply) => steps::reply(request, draft(reply, by, sealing), cx, by),
        Step::Rework { on, words } => {
            let Reworded { words, grounds, search } = words;
            let words = sealing.seal(&words);
            let grounds =
                grounds.into_iter().map(|ground| ground.map(|ground| sealing.seal(&ground.written()))).collect();
            let search = search.map(|search| sealing.seal(&search));
            steps::rework(request, steps::Rework { on, words, grounds, search }, cx, by)
        }
        Step::Review { on, level, returned } => {
            let vote = match returned {
                None => Vote::Approve,
                Some(words) => Vote::Return { words: sealing.seal(&words) },
            };
            steps::review(request, steps::Review { on, level, vote }, cx, by)
        }
        Step::Serve { service } => steps::serve(request, steps::Serve { service }, cx, by),
        Step::Withdraw { on, words } => {
            let words = sealing.seal(&words);
            steps::withdraw(request, steps::Withdraw { on, words }, cx, by)
        }
        Step::TellClosing { on } => steps::tell_closing(request, steps::TellClosing { on }, cx, by),
        Step::Strike { on, entry, reason } => {
            let reason = sealing.seal(&reason);
            steps::amend(request, steps::Amend { on, entry, mend: Mend::Strike, reason }, cx, by)
        }
        Step::Amend { on, entry, right, reason } => {
            let wrong = request.entry(entry).ok_or(Refusal::NoEntry(entry))?;
            let right = amendment::fact(right, wrong.fact.on(), &mut sealing.sealing)?;
            let (mend, reason) = (Mend::Replace(Box::new(right)), sealing.seal(&reason));
            steps::amend(request, steps::Amend { on, entry, mend, reason }, cx, by)
        }
        Step::RenewCode { seen } => {
            let seen = sealing.seal(&seen);
            steps::renew_code(request, steps::RenewCode { on: cx.today, seen }, cx, by)
        }
        // Files come with them, which are stored on the way; what is charged is counted.
        Step::FilePapers { .. } | Step::Correct { .. } => Err(Refusal::NoPapers),
        Step::AskFee { .. } => Err(Refusal::NothingToCharge),
        Step::Archive { on } => steps::archive(request, steps::Archive { on }, cx, by),
    }
}

fn draft(reply: Reply, by: &Viewer, sealing: &mut Written) -> steps::Draft {
    let Reply { on, answer, search, elements, words } = reply;
    let search = search.zip(by.account()).map(|(search, by)| SearchRecord {
        on: search.on,
        by,
        stores: search.stores,
        words: sealing.seal(&search.words),
    });
    let grounds = GroundWords::of(&answer).iter().map(|ground| sealing.seal(&ground.written())).collect();
    steps::Draft { on, answer, search, grounds, elements, words: sealing.seal(&words) }
}
