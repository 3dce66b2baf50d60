//! What people do with applications, through the real office, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::request::Refusal;
use casework::request::act::Act;
use casework::request::facts::{Level, Service};
use casework::request::steps::Answer;
use casework::who::{Duty, Viewer};
use law::request::outcome::Outcome;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::request::{Command, Reply, Scope, Step, Which};
use office::testing::{Bureau, UNIT, day, letter, officer};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::testing::Place;

async fn step(bureau: &Bureau, by: Duty, file: &FileId, step: Step) -> Result<usize, Failed> {
    let reader = officer(Duty::OpenGovernmentOffice);
    let version = bureau.office.request_page(&reader, file).await?.version;
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&officer(by), command).await
}

fn granting(on: &str) -> Step {
    let elements = [Element::FactsFound, Element::LegalBasis, Element::InformationAttached, Element::Reason].into();
    let answer = Answer::Otherwise(Situation::Disclosable);
    Step::Reply(Reply { on: day(on), answer, search: None, elements, words: "现予以公开，见附件。".into() })
}

async fn registered(bureau: &Bureau, on: &str) -> FileId {
    let intake = officer(Duty::IntakeOfficer);
    bureau.office.register_request(&intake, CommandKey::random(), letter(on)).await.unwrap().file
}

on_both!(an_application_goes_from_the_counter_to_the_archive, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let page = bureau.office.request_page(&ours, &file).await.unwrap();
    assert_eq!(page.number.as_deref(), Some("澜环公开申〔2025〕1号"));
    assert_eq!(
        (page.clock.due_on, page.wanted.title.as_str()),
        (Some(day("2025-07-07")), "2023年以来静海河断面水质监测数据")
    );

    let unassigned = step(&bureau, Duty::Handler, &file, granting("2025-06-09")).await;
    assert!(matches!(unassigned, Err(Failed::NotForYou(_))), "a handler works on the files of his unit");
    let assign = Step::Assign { on: day("2025-06-09"), unit: UNIT, handler: None };
    step(&bureau, Duty::IntakeOfficer, &file, assign).await.unwrap();

    bureau.on("2025-06-16");
    step(&bureau, Duty::Handler, &file, granting("2025-06-16")).await.unwrap();
    for (duty, level) in [
        (Duty::UnitHead, Level::UnitHead),
        (Duty::LegalReviewer, Level::LegalReviewer),
        (Duty::DeputyHead, Level::DeputyHead),
    ] {
        let yes = Step::Review { on: day("2025-06-16"), level, returned: None };
        step(&bureau, duty, &file, yes).await.unwrap();
    }
    bureau.on("2025-06-18");
    let posted = Service::Post { posted_on: day("2025-06-18"), signed_on: None };
    step(&bureau, Duty::IntakeOfficer, &file, Step::Serve { service: posted }).await.unwrap();
    step(&bureau, Duty::IntakeOfficer, &file, Step::Archive { on: day("2025-06-18") }).await.unwrap();

    let page = bureau.office.request_page(&ours, &file).await.unwrap();
    assert_eq!(page.request.ended().unwrap().outcome, Outcome::Granted);
    assert!(page.request.is_archived() && page.owed.is_empty());
    assert!(bureau.office.worklist(&ours, Scope::Office, Which::Open, None, 10).await.unwrap().is_empty());
});

on_both!(the_applicant_sees_the_same_file_by_the_receipt_alone, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let key = CommandKey::random();
    let mut online = letter("2025-06-09");
    online.person.address = "澜江区东街8号".into();
    let first = bureau.office.submit_request(key.clone(), online.clone()).await.unwrap();
    let again = bureau.office.submit_request(key, online).await.unwrap();
    assert_eq!(first.code, again.code, "a double click shows the same receipt");
    let status = bureau.office.request_status(&first.code.to_lowercase().replace('-', " ")).await.unwrap();
    assert_eq!((status.title.as_str(), status.number), ("2023年以来静海河断面水质监测数据", None));
    assert!(matches!(bureau.office.request_status("AAAA-AAAA-AAAA").await, Err(Failed::NotFound)));

    let ours = officer(Duty::IntakeOfficer);
    let waiting = bureau.office.worklist(&ours, Scope::Office, Which::Unconfirmed, None, 10).await.unwrap();
    let [line] = &waiting[..] else { panic!("one application waits: {waiting:?}") };
    let confirmed = Step::Confirm { on: day("2025-06-09"), reached: true };
    step(&bureau, Duty::IntakeOfficer, &line.file, confirmed).await.unwrap();
    let status = bureau.office.request_status(&first.code).await.unwrap();
    assert_eq!(status.number.as_deref(), Some("澜环公开申〔2025〕1号"));
    assert!(status.timeline.iter().all(|line| !line.text.contains("沈静澜")));
});

on_both!(two_officers_on_one_file_do_not_overwrite_each_other, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let version = bureau.office.request_page(&ours, &file).await.unwrap().version;
    let withdraw = |key: &CommandKey| Command {
        file: file.clone(),
        version,
        key: key.clone(),
        step: Step::Withdraw { on: day("2025-06-09"), words: "电话中表示不再需要".into() },
    };
    let (one, two) = (CommandKey::random(), CommandKey::random());
    let first = bureau.office.take_step(&ours, withdraw(&one)).await.unwrap();
    assert!(matches!(bureau.office.take_step(&ours, withdraw(&two)).await, Err(Failed::Conflict { .. })));
    let repeated = bureau.office.take_step(&ours, withdraw(&one)).await.unwrap();
    assert_eq!(repeated, first, "the same command answers with what it did");
});

on_both!(what_the_law_does_not_allow_is_refused_through_this_door_too, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let days = law::request::extension::ExtensionDays::new(law::calendar::WorkingDays(10)).unwrap();
    let extend = Step::Extend { on: day("2025-06-09"), days, reason: String::new() };
    let refused = step(&bureau, Duty::OpenGovernmentOffice, &file, extend).await;
    assert!(matches!(refused, Err(Failed::Refused(Refusal::NotYours(Act::Extend)))), "{refused:?}");
    let served = Step::Serve { service: Service::ByHand { signed_on: day("2025-06-09") } };
    assert!(matches!(
        step(&bureau, Duty::IntakeOfficer, &file, served).await,
        Err(Failed::Refused(Refusal::NotApproved))
    ));
});

on_both!(nobody_without_the_duty_reads_and_every_reading_is_logged, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    for duty in [Duty::SystemAdministrator, Duty::SecurityAdministrator, Duty::AuditAdministrator, Duty::Supervisor] {
        let somebody: Viewer = officer(duty);
        assert!(matches!(bureau.office.request_page(&somebody, &file).await, Err(Failed::NotForYou(_))), "{duty:?}");
        assert!(bureau.office.worklist(&somebody, Scope::Office, Which::Open, None, 10).await.is_err());
    }
    let ours = officer(Duty::IntakeOfficer);
    let person = bureau.office.open_applicant(&ours, &file, "电话联系申请人").await.unwrap();
    assert_eq!(person.name, "沈静澜");
    let found = bureau.office.requests_of(&ours, records::vault::Field::Phone, "138-0000-1234").await.unwrap();
    assert_eq!(found.len(), 1);
});

on_both!(what_time_brings_about_is_stated_by_the_worker_once, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let ask = Step::AskCorrection {
        on: day("2025-06-09"),
        points: [casework::request::facts::UnclearPoint::Title].into(),
        words: "请说明所需信息的名称。".into(),
        answer_by: day("2025-06-20"),
    };
    step(&bureau, Duty::IntakeOfficer, &file, ask).await.unwrap();
    bureau.on("2025-06-20");
    assert_eq!(bureau.office.pass_time().await.unwrap(), 0);
    bureau.on("2025-06-23");
    assert_eq!(bureau.office.pass_time().await.unwrap(), 1);
    assert_eq!(bureau.office.pass_time().await.unwrap(), 0);
    let page = bureau.office.request_page(&officer(Duty::Head), &file).await.unwrap();
    assert!(page.request.is_given_up());
});
