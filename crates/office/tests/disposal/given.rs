//! An application that was answered, and what people say to its destruction.

use casework::request::facts::{Level, Service};
use casework::request::steps::Answer;
use casework::who::Duty;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::disposal::{Command, GroundKind, Proposal, Step, TargetKind};
use office::request::{self, Intake, Reply};
use office::testing::{Bureau, UNIT, day, letter, officer};
use office::{CommandKey, Failed, FileId};

/// What the reply says; it stands in no list and on no other page.
pub(crate) const REPLY: &str = "现予以公开，静海河断面监测数据见附件。";

pub(crate) async fn registered(bureau: &Bureau, intake: Intake) -> FileId {
    let by = officer(Duty::IntakeOfficer);
    bureau.office.register_request(&by, CommandKey::random(), intake).await.unwrap().file
}

/// The letter of somebody else.
pub(crate) fn of_another(on: &str) -> Intake {
    let mut intake = letter(on);
    intake.person.name = "钱远山".into();
    intake.person.phone = "13900005678".into();
    intake.person.id_kind = "其他".into();
    intake.person.id_number = "演示证件0002".into();
    intake
}

pub(crate) async fn step(bureau: &Bureau, by: Duty, file: &FileId, step: request::Step) -> Result<usize, Failed> {
    let version = bureau.office.request_version(&officer(Duty::OpenGovernmentOffice), file).await?;
    let command = request::Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&officer(by), command).await
}

/// Handed in, answered and served on one day.
pub(crate) async fn answered(bureau: &Bureau, on: &str) -> FileId {
    answered_to(bureau, on, letter(on)).await
}

pub(crate) async fn answered_to(bureau: &Bureau, on: &str, intake: Intake) -> FileId {
    let file = registered(bureau, intake).await;
    let today = day(on);
    let assign = request::Step::Assign { on: today, unit: UNIT, handler: None };
    step(bureau, Duty::IntakeOfficer, &file, assign).await.unwrap();
    let elements = [Element::FactsFound, Element::LegalBasis, Element::InformationAttached, Element::Reason].into();
    let answer = Answer::Otherwise(Situation::Disclosable);
    let reply = Reply { on: today, answer, search: None, elements, words: REPLY.into() };
    step(bureau, Duty::Handler, &file, request::Step::Reply(reply)).await.unwrap();
    for (duty, level) in [
        (Duty::UnitHead, Level::UnitHead),
        (Duty::LegalReviewer, Level::LegalReviewer),
        (Duty::DeputyHead, Level::DeputyHead),
    ] {
        step(bureau, duty, &file, request::Step::Review { on: today, level, returned: None }).await.unwrap();
    }
    let service = Service::ByHand { signed_on: today };
    step(bureau, Duty::IntakeOfficer, &file, request::Step::Serve { service }).await.unwrap();
    file
}

pub(crate) fn proposal(file: &FileId, ground: GroundKind) -> Proposal {
    Proposal { kind: TargetKind::Request, file: file.clone(), ground, reason: "年度鉴定后提请".into() }
}

pub(crate) async fn proposes(bureau: &Bureau, file: &FileId, ground: GroundKind) -> Result<FileId, Failed> {
    let by = officer(Duty::OpenGovernmentOffice);
    bureau.office.propose_disposal(&by, CommandKey::random(), proposal(file, ground)).await
}

pub(crate) async fn says(bureau: &Bureau, by: Duty, disposal: &FileId, step: Step) -> Result<usize, Failed> {
    let version = bureau.office.disposal_page(&officer(by), disposal).await?.version;
    let command = Command { file: disposal.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_disposal_step(&officer(by), command).await
}

/// Proposed, agreed to by two and carried out. The disposal.
pub(crate) async fn destroyed(bureau: &Bureau, file: &FileId, ground: GroundKind) -> FileId {
    let disposal = proposes(bureau, file, ground).await.unwrap();
    says(bureau, Duty::LegalReviewer, &disposal, Step::Approve).await.unwrap();
    says(bureau, Duty::Head, &disposal, Step::Approve).await.unwrap();
    says(bureau, Duty::OpenGovernmentOffice, &disposal, Step::CarryOut).await.unwrap();
    disposal
}
