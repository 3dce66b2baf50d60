//! What people do with applications, through the real office, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::paper::Role;
use casework::request::Refusal;
use casework::request::act::Act;
use casework::request::facts::{Level, Service, UnclearPoint};
use casework::request::steps::Answer;
use casework::who::{Duty, Viewer};
use law::request::outcome::Outcome;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::paper::Brought;
use office::people::PeopleError;
use office::reading_log::{Line, Whose};
use office::request::{ActOfApplicant, Command, Intake, LookUpFailed, Reply, Right, Scope, Sought, Step, Which};
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

on_both!(who_looks_for_a_person_is_logged_whether_or_not_he_finds, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let (ours, auditor) = (officer(Duty::OpenGovernmentOffice), officer(Duty::AuditAdministrator));
    assert_eq!(bureau.office.requests_of(&ours, Sought::Name, "沈静澜").await.unwrap().len(), 1);
    assert!(bureau.office.requests_of(&ours, Sought::Email, "nobody@example.com").await.unwrap().is_empty());
    let refused = bureau.office.requests_of(&officer(Duty::SystemAdministrator), Sought::Name, "沈静澜").await;
    assert!(matches!(refused, Err(Failed::NotForYou(_))));

    let log = bureau.office.reading_log(&auditor, &Whose::Everybody, None, 10).await.unwrap();
    let of_search = |line: &&Line| line.purpose == "查找申请";
    let told: Vec<_> = log.iter().filter(of_search).map(|line| (line.file.clone(), line.what.as_str())).collect();
    assert!(told.contains(&(Some(file), "按姓名或者单位名称查找到这件")), "{told:?}");
    assert!(told.contains(&(None, "按电子邮箱查找，没有找到")), "{told:?}");
    assert_eq!(told.len(), 2, "who was refused has read nothing");
    let readers: Vec<_> = log.iter().filter(of_search).map(|line| line.reader).collect();
    assert!(readers.iter().all(|reader| *reader == Some(ours.author())));
    assert!(matches!(bureau.office.reading_log(&ours, &Whose::Everybody, None, 10).await, Err(Failed::NotForYou(_))));
});

on_both!(who_was_registered_under_a_wrong_name_is_found_by_the_right_one, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let Right::Registration(mut intake) = bureau.office.stated(&ours, &file, 1).await.unwrap() else {
        panic!("the first entry registers")
    };
    let stated = Intake { late_reason: String::new(), ..letter("2025-06-09") };
    assert_eq!(*intake, stated, "what was stated comes back in plain words");
    intake.person.name = "沈静兰".into();
    intake.person.phone = "无".into();
    let amend = |intake: &Intake| Step::Amend {
        on: day("2025-06-09"),
        entry: 1,
        right: Right::Registration(Box::new(intake.clone())),
        reason: "看错名字".into(),
    };
    let invalid = step(&bureau, Duty::OpenGovernmentOffice, &file, amend(&intake)).await;
    assert!(matches!(invalid, Err(Failed::Invalid(_))), "a telephone number has digits");
    intake.person.phone = "13800001235".into();
    let own = step(&bureau, Duty::IntakeOfficer, &file, amend(&intake)).await;
    assert!(matches!(own, Err(Failed::Refused(Refusal::NotYours(Act::Amend)))));
    step(&bureau, Duty::OpenGovernmentOffice, &file, amend(&intake)).await.unwrap();

    let found = async |name| bureau.office.requests_of(&ours, Sought::Name, name).await.unwrap().len();
    assert_eq!((found("沈静兰").await, found("沈静澜").await), (1, 0));
    assert_eq!(bureau.office.open_applicant(&ours, &file, "核对身份").await.unwrap().name, "沈静兰");
    let amendment = bureau.office.amendment(&ours, &file, 3).await.unwrap().unwrap();
    assert_eq!(amendment.entry, 1);
    assert_eq!(amendment.before, Right::Registration(Box::new(stated)));
    assert_eq!(amendment.after, Right::Registration(intake));
    assert_eq!(bureau.office.amendment(&ours, &file, 1).await.unwrap(), None);
});
fn jpeg(role: Role, name: &str) -> Brought {
    Brought { role, name: name.into(), content: [b"\xFF\xD8\xFF\xE0".as_slice(), &vec![7; 200_000]].concat().into() }
}

on_both!(what_comes_with_a_letter_lies_sealed_in_its_file_and_its_opening_is_logged, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-12").await;
    let (intake, key) = (officer(Duty::IntakeOfficer), CommandKey::random());
    let papers = vec![jpeg(Role::Envelope, "C:\\扫描\\信封.jpg"), jpeg(Role::Letter, "张三来信.exe")];
    let register = || bureau.office.register_request_with(&intake, key.clone(), letter("2025-06-09"), papers.clone());
    let file = register().await.unwrap().file;
    assert_eq!(register().await.unwrap().file, file, "a second click");
    let blobs = || walk(&bureau.folder().join("blobs"));
    assert_eq!(blobs().len(), 2, "and stores nothing twice");

    let ours = officer(Duty::OpenGovernmentOffice);
    let page = bureau.office.request_page(&ours, &file).await.unwrap();
    let entry = page.request.papers().next().unwrap().0;
    let opened = bureau.office.open_paper(&ours, &file, entry, 2).await.unwrap();
    assert_eq!((opened.name.as_str(), opened.content.len()), ("张三来信.exe.jpg", 200_004));
    assert_eq!(bureau.office.open_paper(&ours, &file, entry, 1).await.unwrap().name, "信封.jpg");
    for (entry, index) in [(entry, 0), (entry, 3), (entry + 1, 1), (0, 1)] {
        let nothing = bureau.office.open_paper(&ours, &file, entry, index).await.map(|_| ());
        assert!(matches!(nothing, Err(Failed::NotFound)), "{entry} {index}");
    }
    let other = bureau.office.open_paper(&officer(Duty::SystemAdministrator), &file, entry, 1).await.map(|_| ());
    assert!(matches!(other, Err(Failed::NotForYou(_))));
    let log = records::vault::reading::readings(bureau.office.records(), 1, &file, 20).await.unwrap();
    assert_eq!(log.iter().filter(|one| one.purpose == "查看材料").count(), 4, "name and content, twice");
    assert!(page.timeline.iter().any(|one| one.text == "材料入卷：信封（邮戳）、来信、申请书扫描件（2份）"));
    let history = format!("{:?}", page.request.history());
    assert!(!history.contains("张三") && !history.contains("信封.jpg"), "no name of a file is in an entry");

    let later = Step::FilePapers { on: day("2025-06-12"), papers: vec![jpeg(Role::SignOff, "回执.jpg")] };
    step(&bureau, Duty::IntakeOfficer, &file, later).await.unwrap();
    let wrong = Brought { content: b"MZ\x90\x00".to_vec().into(), ..jpeg(Role::Other, "病毒.pdf") };
    let wrong = Step::FilePapers { on: day("2025-06-12"), papers: vec![wrong] };
    let refused = step(&bureau, Duty::IntakeOfficer, &file, wrong).await;
    assert!(matches!(&refused, Err(Failed::Invalid(why)) if why.to_string().contains("“病毒.pdf”不是可以接收的格式")));
    assert_eq!(blobs().len(), 3, "what was refused is not stored");
});

on_both!(what_an_applicant_added_is_gone_with_the_key_of_the_file, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-12").await;
    let mut online = letter("2025-06-12");
    online.person.address = "澜江区东街8号".into();
    let papers = vec![jpeg(Role::Identity, "身份证.jpg")];
    let receipt = bureau.office.submit_request_with(CommandKey::random(), online, papers).await.unwrap();
    let file = bureau.office.file_of(&receipt.code).await.unwrap();
    let ours = officer(Duty::OpenGovernmentOffice);
    let entry = bureau.office.request_page(&ours, &file).await.unwrap().request.papers().next().unwrap().0;
    bureau.office.open_paper(&ours, &file, entry, 1).await.unwrap();
    let (vault, records) = (bureau.office.vault(), bureau.office.records());
    vault.erase(records, 1, &file, ours.author(), bureau.office.now()).await.unwrap();
    assert!(walk(&bureau.folder().join("blobs")).is_empty());
    assert!(bureau.office.open_paper(&ours, &file, entry, 1).await.is_err());
});

on_both!(what_an_applicant_makes_clear_may_bring_files_and_comes_once, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let mut online = letter("2025-06-09");
    online.person.address = "澜江区东街8号".into();
    let receipt = bureau.office.submit_request(CommandKey::random(), online).await.unwrap();
    let file = bureau.office.file_of(&receipt.code).await.unwrap();
    let key = CommandKey::random();
    let answer = |key: &CommandKey, name: &str, content: &[u8]| {
        let papers = vec![Brought { role: Role::Supporting, name: name.into(), content: content.into() }];
        let act = ActOfApplicant::Correct { words: "要静海河一号断面的".into(), papers };
        bureau.office.act_of_applicant(&receipt.secret, key.clone(), act)
    };
    let blobs = || walk(&bureau.folder().join("blobs")).len();
    let unasked = answer(&key, "位置图.pdf", b"%PDF-1.7").await;
    assert!(matches!(unasked, Err(Failed::Refused(Refusal::NoCorrectionAsked))), "{unasked:?}");
    assert_eq!(blobs(), 0, "what was not asked for is not stored");
    let confirm = Step::Confirm { on: day("2025-06-09"), reached: true };
    step(&bureau, Duty::IntakeOfficer, &file, confirm).await.unwrap();
    let ask = Step::AskCorrection {
        on: day("2025-06-09"),
        points: [UnclearPoint::Title].into(),
        words: "请写明断面".into(),
        answer_by: day("2025-06-20"),
    };
    step(&bureau, Duty::OpenGovernmentOffice, &file, ask).await.unwrap();
    let letters = blobs(); // of which one asks for the correction, in two formats

    bureau.on("2025-06-12");
    let wrong = answer(&key, "病毒.pdf", b"MZ\x90").await;
    assert!(matches!(&wrong, Err(Failed::Invalid(why)) if why.0[0].field == "papers"), "{wrong:?}");
    for _ in 0..2 {
        answer(&key, "沈静澜的位置图.pdf", b"%PDF-1.7").await.unwrap();
    }
    assert_eq!(blobs(), letters + 1, "a second click stores nothing twice");
    let ours = officer(Duty::OpenGovernmentOffice);
    let page = bureau.office.request_page(&ours, &file).await.unwrap();
    let papers: Vec<_> = page.request.papers().map(|(entry, paper)| (entry, paper.role, paper.size)).collect();
    assert_eq!(papers.iter().map(|(_, role, size)| (*role, *size)).collect::<Vec<_>>(), [(Role::Supporting, 8)]);
    let told = page.timeline.iter().filter(|one| one.text == "收到补正" || one.text.starts_with("材料入卷")).count();
    assert_eq!(told, 2, "one answer and what came with it");
    let opened = bureau.office.open_paper(&ours, &file, papers[0].0, 1).await.unwrap();
    assert_eq!((opened.name.as_str(), &*opened.content), ("沈静澜的位置图.pdf", b"%PDF-1.7".as_slice()));
    let late = answer(&CommandKey::random(), "二.pdf", b"%PDF-1.7").await;
    assert!(matches!(late, Err(Failed::Refused(Refusal::AlreadyCorrected))), "{late:?}");
    assert_eq!(blobs(), letters + 1);
});

on_both!(who_lost_the_receipt_gets_a_new_code_at_the_counter_and_the_old_one_is_dead, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let mut online = letter("2025-06-09");
    online.person.address = "澜江区东街8号".into();
    let lost = bureau.office.submit_request(CommandKey::random(), online).await.unwrap();
    let file = bureau.office.file_of(&lost.code).await.unwrap();
    bureau.on("2025-06-12");
    let renew = || Step::RenewCode { seen: "本人，居民身份证".into() };
    let handler = step(&bureau, Duty::Handler, &file, renew()).await;
    assert!(handler.is_err(), "only at the counter");
    step(&bureau, Duty::IntakeOfficer, &file, renew()).await.unwrap();
    let intake = officer(Duty::IntakeOfficer);
    let code = bureau.office.printed_code(&intake, &file).await.unwrap();
    assert_ne!(code, lost.code);
    let status = bureau.office.request_status(&code).await.unwrap();
    assert_eq!((status.code.as_str(), status.came_on), (code.as_str(), day("2025-06-09")));
    assert!(status.timeline.iter().any(|one| one.text.contains("原查询码作废")));
    for dead in [&lost.code, &lost.secret] {
        let old = bureau.office.request_status(dead).await.map(|_| ());
        assert!(matches!(old, Err(Failed::NotFound)), "neither the old code nor the old address opens anything");
    }
    assert!(bureau.office.request_status(&status.secret).await.is_ok());
    step(&bureau, Duty::IntakeOfficer, &file, renew()).await.unwrap();
    assert!(bureau.office.request_status(&code).await.is_err(), "nor does the one in between");
});

on_both!(codes_are_not_guessed_from_one_address_and_right_ones_do_not_count, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let mut online = letter("2025-06-09");
    online.person.address = "澜江区东街8号".into();
    let receipt = bureau.office.submit_request(CommandKey::random(), online).await.unwrap();
    let look = async |code: &str, from: &str| match bureau.office.look_up(code, from).await {
        Ok(found) => Some(found.is_some()),
        Err(LookUpFailed::NotCounted(PeopleError::Shut(_))) => None,
        Err(other) => panic!("{other}"),
    };
    for _ in 0..30 {
        assert_eq!(look(&receipt.code, "203.0.113.7").await, Some(true), "a whole village behind one address");
    }
    for _ in 0..20 {
        assert_eq!(look("AAAABBBBCCCC", "203.0.113.7").await, Some(false));
    }
    assert_eq!(look(&receipt.code, "203.0.113.7").await, None, "not even a right one is looked at");
    assert_eq!(look(&receipt.code, "203.0.113.8").await, Some(true), "others go on");
    bureau.on("2025-06-10");
    assert_eq!(look(&receipt.code, "203.0.113.7").await, Some(true));
});

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

on_both!(what_came_days_ago_is_entered_with_the_scan_of_its_day_or_a_reason, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-12").await;
    let by = officer(Duty::IntakeOfficer);
    let came = |on: &str, why: &str| Intake { late_reason: why.into(), ..letter(on) };
    let enter =
        async |intake, papers| bureau.office.register_request_with(&by, CommandKey::random(), intake, papers).await;
    for on in ["2025-06-12", "2025-06-11"] {
        assert!(enter(came(on, ""), Vec::new()).await.is_ok(), "{on} needs nothing");
    }
    let refused = enter(came("2025-06-09", ""), Vec::new()).await.unwrap_err();
    assert!(matches!(refused, Failed::Refused(Refusal::LateEntry(_))), "{refused}");
    assert!(refused.to_string().contains("2025年6月9日就到了") && refused.to_string().contains("信封（邮戳）"));
    let scan = |role| vec![Brought { role, name: "扫描.jpg".into(), content: b"\xFF\xD8\xFF\xE0".to_vec().into() }];
    let other = enter(came("2025-06-09", ""), scan(Role::Other)).await.unwrap_err();
    assert!(matches!(other, Failed::Refused(Refusal::LateEntry(_))), "it shows no day");
    enter(came("2025-06-09", ""), scan(Role::Envelope)).await.unwrap();
    let explained = enter(came("2025-06-09", "信送到了下属单位"), Vec::new()).await.unwrap().file;
    let page = bureau.office.request_page(&by, &explained).await.unwrap();
    let entry = page.timeline.iter().find(|one| one.text == "说明迟登的理由").unwrap().entry;
    let why = bureau.office.open_entry(&by, &explained, entry, "查阅").await.unwrap();
    assert_eq!(why.as_deref(), Some("信送到了下属单位"));
    assert_eq!(
        page.request.received().unwrap().day(),
        day("2025-06-09"),
        "the term runs from the day on which it came"
    );
});
