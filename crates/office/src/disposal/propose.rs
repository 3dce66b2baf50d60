//! Proposing that a file be destroyed; and what the file's own page says of that.

use casework::disposal::facts::{GroundKind, Target, TargetKind};
use casework::disposal::steps::{self, Propose};
use casework::disposal::{Disposable, Disposal, Refusal, Subject};
use casework::file::FileNumber;
use casework::who::{self, Viewer};
use records::append::{Append, Opened, number};
use records::file::FileId;
use records::key::CommandKey;
use screening::Screener;

use crate::error::{Failed, Invalid};
use crate::setup::Office;

/// What somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The kind of file.
    pub kind: TargetKind,
    /// Which one.
    pub file: FileId,
    /// On which ground.
    pub ground: GroundKind,
    /// Why in words, without a name or a number of anybody.
    pub reason: String,
}

/// What the page of a file says of its destruction.
#[derive(Clone, Debug)]
pub struct Chance {
    /// What the file says of itself.
    pub subject: Subject,
    /// Whether this viewer may propose it now, or why not.
    pub now: Result<(), Refusal>,
    /// The disposal that is under way, or that destroyed it.
    pub disposal: Option<FileId>,
}

impl Office {
    /// Proposes that the words of a file be destroyed. A repeated key answers with what the first one did. Errors: a
    /// [`Refusal`] for the clerk; [`Failed::Invalid`] where the reason is missing or names somebody.
    pub async fn propose_disposal(&self, by: &Viewer, key: CommandKey, proposal: Proposal) -> Result<FileId, Failed> {
        let Proposal { kind, file: target, ground, reason } = proposal;
        let agency = by.agency();
        if let Some(done) = self.records.done(agency, &key).await? {
            return done.file.parse().map_err(|_| Failed::NotFound);
        }
        checked(&reason)?;
        let target = Target { kind, file: file_number(&target)? };
        let subject = self.subject(by, &target).await?;
        if self.records.open_disposal_of(agency, &target.file).await?.is_some() {
            return Err(Refusal::AlreadyProposed.into());
        }
        let file = FileId::random();
        let at = self.now();
        let mut sealing = self.vault.new_file(number(agency), &file)?;
        let reason = sealing.seal(reason.trim());
        let facts = steps::propose(subject, Propose { target, ground, reason }, &self.context(by), by)?;
        let before: Opened<Disposal> = Opened::default();
        let (settings, also) = (self.settings.clone(), vec![sealing.rows(at)]);
        let append = Append { agency, file, before, by: by.author(), at, facts, numbered: None, key, settings, also };
        let appended = self.records.append(append).await?;
        appended.file.parse().map_err(|_| Failed::NotFound)
    }

    /// Whether the destruction of this file can be proposed, for its page.
    pub async fn disposal_chance(&self, by: &Viewer, kind: TargetKind, file: &FileId) -> Result<Chance, Failed> {
        let target = Target { kind, file: file_number(file)? };
        let (subject, erased_by) = self.subject_and_end(by, &target).await?;
        let open = self.records.open_disposal_of(by.agency(), &target.file).await?.and_then(|row| row.file());
        let now = match open {
            Some(_) => Err(Refusal::AlreadyProposed),
            None => steps::may_propose(subject, &self.context(by), by),
        };
        Ok(Chance { subject, now, disposal: open.or(erased_by) })
    }

    /// What the file says of itself, where this viewer may see it.
    pub(super) async fn subject(&self, by: &Viewer, target: &Target) -> Result<Subject, Failed> {
        Ok(self.subject_and_end(by, target).await?.0)
    }

    async fn subject_and_end(&self, by: &Viewer, target: &Target) -> Result<(Subject, Option<FileId>), Failed> {
        let file = file_id(&target.file)?;
        let (subject, erasure) = match target.kind {
            TargetKind::Request => {
                let request = self.read(by, &file, who::Subject::File).await?;
                let disputes = self.records.disputes_about(by.agency(), &file).await?;
                let subject = request.for_disposal();
                let subject =
                    if disputes.is_empty() { subject } else { subject.disputed(disputes.iter().any(|ended| !ended)) };
                (subject, request.erased().cloned())
            }
            TargetKind::Publication => {
                let publication = self.read_publication(by, &file).await?;
                (publication.for_disposal(), publication.erased().cloned())
            }
        };
        Ok((subject, erasure.and_then(|erasure| erasure.disposal.text().parse().ok())))
    }
}

/// A reason that says something and names nobody.
pub(super) fn checked(reason: &str) -> Result<(), Invalid> {
    const LONGEST: usize = 500;
    let mut wrong = Invalid::default();
    let findings = Screener::default().screen(reason);
    if reason.trim().is_empty() {
        wrong.say("reason", "请写明理由");
    } else if reason.chars().count() > LONGEST {
        wrong.say("reason", format!("理由最多{LONGEST}字，请缩短"));
    } else if let Some(finding) = findings.first() {
        let text = &finding.text;
        wrong.say("reason", format!("理由里的“{text}”像是个人信息；销毁记录要长期保存，请改用卷号等说法"));
    }
    wrong.settle()
}

pub(super) fn file_number(file: &FileId) -> Result<FileNumber, Failed> {
    FileNumber::new(file.text()).map_err(|_| Failed::NotFound)
}

pub(super) fn file_id(number: &FileNumber) -> Result<FileId, Failed> {
    number.text().parse().map_err(|_| Failed::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_nobody() {
        assert_eq!(checked("本卷系重复登记，内容与〔2025〕3号相同"), Ok(()));
        for reason in ["", "  \n", "申请人电话13800001234要求删除", "身份证号码11010519491231002X误录入"]
        {
            assert!(checked(reason).is_err(), "{reason}");
        }
        assert!(checked(&"长".repeat(501)).is_err());
    }
}
