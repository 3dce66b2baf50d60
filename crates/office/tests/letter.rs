//! The letters of an application, composed from the record, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::request::facts::{Level, UnclearPoint};
use casework::request::steps::Answer;
use casework::who::Duty;
use documents::writing::pdf::Fonts;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::ground::GroundDraft;
use law::request::remedy::Rulings;
use law::request::reply::Element;
use office::request::{Command, LetterKind, Remedies, Reply, Step, letters};
use office::testing::{Bureau, UNIT, day, letter, officer};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::testing::Place;

async fn step(bureau: &Bureau, by: Duty, file: &FileId, step: Step) {
    let reader = officer(Duty::OpenGovernmentOffice);
    let version = bureau.office.request_page(&reader, file).await.unwrap().version;
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&officer(by), command).await.unwrap();
}

async fn registered(bureau: &Bureau, on: &str) -> FileId {
    let intake = officer(Duty::IntakeOfficer);
    let file = bureau.office.register_request(&intake, CommandKey::random(), letter(on)).await.unwrap().file;
    step(bureau, Duty::IntakeOfficer, &file, Step::Assign { on: day(on), unit: UNIT, handler: None }).await;
    file
}

/// The letters of the file, as text, by kind.
async fn texts(bureau: &Bureau, file: &FileId) -> Vec<(LetterKind, String)> {
    let by = officer(Duty::OpenGovernmentOffice);
    let page = bureau.office.request_page(&by, file).await.unwrap();
    let mut texts = Vec::new();
    for one in letters(&page.request) {
        let letter = bureau.office.letter(&by, file, (one.kind, one.entry), &remedies()).await.unwrap();
        texts.push((one.kind, letter.text()));
    }
    texts
}

fn remedies() -> Remedies {
    Remedies { agency: office::testing::remedies(), rulings: Rulings::default() }
}

fn refusing(on: &str) -> Step {
    let ground = GroundDraft {
        exemptions: vec![Exemption::Deliberative],
        reason: "文件尚未定稿".into(),
        discretion: "公开会妨碍坦率讨论".into(),
        ..GroundDraft::default()
    };
    let elements = [Element::FactsFound, Element::LegalBasis, Element::Reason].into();
    let words = "文件为尚未定稿的会商记录，公开会妨碍坦率讨论".into();
    Step::Reply(Reply { on: day(on), answer: Answer::Refused(ground), search: None, elements, words })
}

on_both!(a_refusal_is_a_draft_until_it_is_approved_and_tells_the_remedy_of_its_day, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    bureau.on("2025-06-16");
    step(&bureau, Duty::Handler, &file, refusing("2025-06-16")).await;

    let drafted = texts(&bureau, &file).await;
    let kinds: Vec<LetterKind> = drafted.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [LetterKind::Receipt, LetterKind::Reply, LetterKind::Delivery]);
    let draft = &drafted[1].1;
    assert!(!draft.contains("澜环公复") && draft.contains("\n　　年　月　日\n"), "no number, no date: {draft}");

    for (duty, level) in [
        (Duty::UnitHead, Level::UnitHead),
        (Duty::LegalReviewer, Level::LegalReviewer),
        (Duty::DeputyHead, Level::DeputyHead),
    ] {
        step(&bureau, duty, &file, Step::Review { on: day("2025-06-16"), level, returned: None }).await;
    }
    let approved = texts(&bureau, &file).await.remove(1).1;
    for says in [
        "澜环公复〔2025〕1号",
        "沈静澜：",
        "本机关于2025年6月9日收到您提交的政府信息公开申请（登记编号：澜环公开申〔2025〕1号）",
        "2023年以来静海河断面水质监测数据",
        "您申请公开的信息属于《条例》第十六条第二款规定的",
        "理由：文件尚未定稿。",
        "决定不予公开的考虑：公开会妨碍坦率讨论。",
        "文件为尚未定稿的会商记录，公开会妨碍坦率讨论。",
        "依照《条例》第十六条第二款、第三十六条第（三）项的规定，本机关对您申请公开的信息决定不予公开。",
        "应当先自收到本答复之日起六十日内向澜江区人民政府申请行政复议",
        "云州市澜江生态环境局\n2025年6月16日",
    ] {
        assert!(approved.contains(says), "{says} is not in\n{approved}");
    }
});

on_both!(letters_on_the_way_follow_from_their_entries, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let consult = Step::Consult {
        on: day("2025-06-10"),
        consulted: Consulted::ThirdParty,
        party: "澜江精细化工有限公司，澜江区西街2号".into(),
        reached_on: None,
    };
    bureau.on("2025-06-10");
    step(&bureau, Duty::Handler, &file, consult).await;
    let days = law::request::extension::ExtensionDays::new(law::calendar::WorkingDays(10)).unwrap();
    let extend = Step::Extend { on: day("2025-06-10"), days, reason: "需要核对五年的监测原始记录".into() };
    step(&bureau, Duty::OpenGovernmentOfficeHead, &file, extend).await;

    let texts = texts(&bureau, &file).await;
    let text = |kind| &texts.iter().find(|(one, _)| *one == kind).unwrap().1;
    let asked = text(LetterKind::Consultation);
    assert!(asked.contains("澜江精细化工有限公司：") && !asked.contains("沈静澜"), "{asked}");
    let told = text(LetterKind::ConsultationTold);
    assert!(told.contains("沈静澜：") && !told.contains("精细化工"), "{told}");
    let extended = text(LetterKind::Extension);
    assert!(extended.contains("答复期限延长10个工作日，本机关将于2025年"), "{extended}");
    assert!(extended.contains("因下列原因，需要延长答复期限：需要核对五年的监测原始记录。"), "{extended}");
    let receipt = text(LetterKind::Receipt);
    assert!(receipt.contains("登记编号 | 澜环公开申〔2025〕1号\n查询码 | "), "{receipt}");
});

on_both!(a_correction_is_asked_for_by_its_points, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let ask = Step::AskCorrection {
        on: day("2025-06-10"),
        points: [UnclearPoint::Title, UnclearPoint::Period].into(),
        words: "请写明断面名称".into(),
        answer_by: day("2025-06-24"),
    };
    bureau.on("2025-06-10");
    step(&bureau, Duty::Handler, &file, ask).await;
    let texts = texts(&bureau, &file).await;
    let (_, asked) = texts.iter().find(|(kind, _)| *kind == LetterKind::Correction).unwrap();
    assert!(asked.contains("1.信息的名称。\n2.所属时期。\n补正的指导和释明：请写明断面名称。"), "{asked}");
    assert!(asked.contains("2025年6月24日前（含当日）"));
});

on_both!(a_letter_is_only_for_who_may_see_the_applicant_and_only_of_entries_that_are_there, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let letter = |by, of| {
        let (office, file) = (&bureau.office, &file);
        async move { office.letter(&officer(by), file, of, &remedies()).await }
    };
    let receipt = letter(Duty::IntakeOfficer, (LetterKind::Receipt, 1)).await.unwrap();
    assert!(receipt.docx().is_ok() && receipt.pdf(Fonts::bundled()).is_ok());
    for duty in [Duty::SystemAdministrator, Duty::SecurityAdministrator] {
        let refused = letter(duty, (LetterKind::Receipt, 1)).await;
        assert!(matches!(refused, Err(Failed::NotForYou(_))), "{duty:?}: {refused:?}");
    }
    for of in [(LetterKind::Reply, 1), (LetterKind::Correction, 1), (LetterKind::Receipt, 0), (LetterKind::Receipt, 99)]
    {
        assert!(matches!(letter(Duty::IntakeOfficer, of).await, Err(Failed::NotFound)), "{of:?}");
    }
});
