//! A draft that was worked on in WPS and handed back in: it is compared, looked at by the whole chain again, and goes out as it then reads; on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::request::Refusal;
use casework::request::facts::{Level, Service};
use casework::request::letter::{LetterKind, letters};
use casework::request::steps::Answer;
use casework::who::Duty;
use law::request::exemption::Exemption;
use law::request::ground::GroundDraft;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::request::{Command, LetterFormat, Reply, Step, WorkedOn};
use office::testing::{Bureau, UNIT, day, letter, officer, typed_over};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::testing::Place;

const ON: &str = "2025-06-09";

async fn try_step(bureau: &Bureau, by: Duty, file: &FileId, step: Step) -> Result<usize, Failed> {
    let version = bureau.office.request_page(&officer(Duty::OpenGovernmentOffice), file).await.unwrap().version;
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&officer(by), command).await
}

async fn step(bureau: &Bureau, by: Duty, file: &FileId, step: Step) {
    try_step(bureau, by, file, step).await.unwrap();
}

async fn drafted(bureau: &Bureau, answer: Answer) -> FileId {
    let intake = officer(Duty::IntakeOfficer);
    let file = bureau.office.register_request(&intake, CommandKey::random(), letter(ON)).await.unwrap().file;
    step(bureau, Duty::IntakeOfficer, &file, Step::Assign { on: day(ON), unit: UNIT, handler: None }).await;
    let elements = [Element::FactsFound, Element::LegalBasis, Element::InformationAttached, Element::Reason].into();
    let words = "所附材料共三份。".to_owned();
    step(bureau, Duty::Handler, &file, Step::Reply(Reply { on: day(ON), answer, search: None, elements, words })).await;
    file
}

fn refusing() -> Answer {
    Answer::Refused(GroundDraft {
        what: String::new(),
        exemptions: vec![Exemption::Deliberative],
        reason: "尚在讨论".into(),
        discretion: "公开会妨碍讨论".into(),
        norm: None,
        third_party: None,
        exception_holds: false,
    })
}

async fn docx(bureau: &Bureau, file: &FileId) -> Vec<u8> {
    let by = officer(Duty::Handler);
    let page = bureau.office.request_page(&by, file).await.unwrap();
    let of = letters(&page.request).into_iter().find(|one| one.kind == LetterKind::Reply).unwrap();
    bureau.office.letter_file(&by, file, (of.kind, of.entry), LetterFormat::Docx).await.unwrap().bytes
}

async fn handed_in(bureau: &Bureau, file: &FileId, docx: &[u8]) -> Result<WorkedOn, Failed> {
    bureau.office.worked_on(&officer(Duty::Handler), file, &docx.into()).await
}

fn said(failed: Result<WorkedOn, Failed>) -> String {
    failed.unwrap_err().to_string()
}

on_both!(a_draft_that_was_worked_on_is_compared_reviewed_again_and_goes_out_as_it_reads, async |place: Place| {
    let bureau = Bureau::open(place, ON).await;
    let file = drafted(&bureau, refusing()).await;
    step(&bureau, Duty::UnitHead, &file, Step::Review { on: day(ON), level: Level::UnitHead, returned: None }).await;
    let out = docx(&bureau, &file).await;
    assert!(said(handed_in(&bureau, &file, &out).await).contains("文字相同"));

    let back = typed_over(&out, "尚在讨论。", "仍在讨论，联系人王某，电话13800001234。");
    let worked_on = handed_in(&bureau, &file, &back).await.unwrap();
    let [change] = &worked_on.changes[..] else { panic!("{:?}", worked_on.changes) };
    assert_eq!((change.what.as_str(), change.before.as_str()), ("理由", "尚在讨论。"));
    assert_eq!(change.after, "仍在讨论，联系人王某，电话13800001234。");
    assert!(worked_on.found.iter().any(|one| one.contains("13800001234")), "{:?}", worked_on.found);

    step(&bureau, Duty::Handler, &file, Step::Rework { on: day(ON), words: worked_on.words }).await;
    let page = bureau.office.request_page(&officer(Duty::OpenGovernmentOffice), &file).await.unwrap();
    assert_eq!(page.request.awaited_level(), Some(Level::UnitHead), "whoever agreed has agreed to other words");
    for (duty, level) in [
        (Duty::UnitHead, Level::UnitHead),
        (Duty::LegalReviewer, Level::LegalReviewer),
        (Duty::DeputyHead, Level::DeputyHead),
    ] {
        step(&bureau, duty, &file, Step::Review { on: day(ON), level, returned: None }).await;
    }
    step(
        &bureau,
        Duty::IntakeOfficer,
        &file,
        Step::Serve { service: Service::Post { posted_on: day(ON), signed_on: None } },
    )
    .await;
    let issued = docx(&bureau, &file).await;
    let text = typed_over(&issued, "仍在讨论，联系人王某", "仍在讨论，联系人王某");
    assert!(!text.is_empty(), "what goes out says it");
    typed_over(&issued, "澜环公复〔2025〕1号", "");
    let late = handed_in(&bureau, &file, &back).await;
    assert!(matches!(late, Err(Failed::Refused(Refusal::Closed(_)))), "{late:?}");
    let rebuilt = bureau.office.records().rebuild(bureau.office.settings().clone().into()).await.unwrap();
    assert!(rebuilt.is_same(), "{rebuilt:?}");
});

on_both!(a_draft_that_was_given_back_can_be_worked_on, async |place: Place| {
    let bureau = Bureau::open(place, ON).await;
    let file = drafted(&bureau, Answer::Otherwise(Situation::Disclosable)).await;
    let returned = Step::Review { on: day(ON), level: Level::UnitHead, returned: Some("请写明份数".into()) };
    step(&bureau, Duty::UnitHead, &file, returned).await;
    let back = typed_over(&docx(&bureau, &file).await, "共三份", "共四份，附目录");
    let worked_on = handed_in(&bureau, &file, &back).await.unwrap();
    assert_eq!(worked_on.words.words, "所附材料共四份，附目录。");
    step(&bureau, Duty::Handler, &file, Step::Rework { on: day(ON), words: worked_on.words }).await;
    let page = bureau.office.request_page(&officer(Duty::OpenGovernmentOffice), &file).await.unwrap();
    assert_eq!(page.request.awaited_level(), Some(Level::UnitHead));
});

on_both!(what_is_not_taken_is_said_in_a_sentence_and_nothing_is_stored, async |place: Place| {
    let bureau = Bureau::open(place, ON).await;
    let file = drafted(&bureau, refusing()).await;
    let other = drafted(&bureau, refusing()).await;
    let out = docx(&bureau, &file).await;
    let before = bureau.office.request_page(&officer(Duty::OpenGovernmentOffice), &file).await.unwrap().version;
    for (from, to, sentence) in [
        ("申请行政复议", "申请复议", "救济途径"),
        ("沈静澜：", "沈某：", "主送"),
        ("尚在讨论。", "尚在讨论。秘密★1年。", "密级标志"),
        ("公开会妨碍讨论。", "", "决定不予公开的考虑被删空了"),
    ] {
        let said = said(handed_in(&bureau, &file, &typed_over(&out, from, to)).await);
        assert!(said.contains(sentence), "{from}: {said}");
    }
    let of_other = typed_over(&docx(&bureau, &other).await, "尚在讨论。", "仍在讨论。");
    let said = said(handed_in(&bureau, &file, &of_other).await);
    assert!(said.contains("请从案卷重新下载"), "{said}");
    let after = bureau.office.request_page(&officer(Duty::OpenGovernmentOffice), &file).await.unwrap().version;
    assert_eq!(before, after);

    // Whoever sends words without a document is held to the same.
    let words = handed_in(&bureau, &file, &typed_over(&out, "尚在讨论。", "仍在讨论。")).await.unwrap().words;
    let mut marked = words.clone();
    marked.words = "机密★10年".into();
    let refused = try_step(&bureau, Duty::Handler, &file, Step::Rework { on: day(ON), words: marked }).await;
    assert!(matches!(refused, Err(Failed::Invalid(_))), "{refused:?}");
    let mut other = words.clone();
    other.grounds.clear();
    let refused = try_step(&bureau, Duty::Handler, &file, Step::Rework { on: day(ON), words: other }).await;
    assert!(matches!(refused, Err(Failed::Refused(Refusal::OtherDraft))), "{refused:?}");
    let refused = try_step(&bureau, Duty::LegalReviewer, &file, Step::Rework { on: day(ON), words }).await;
    assert!(refused.is_err());
});
