//! Letters that are signed off: each has the next number of its register, and its bytes never change; on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::request::facts::{Level, Said, Service, UnclearPoint};
use casework::request::letter::{LetterKind, letters};
use casework::request::steps::Answer;
use casework::who::Duty;
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::fee::Basis;
use law::request::ground::{GroundDraft, PartDraft};
use law::request::outcome::Outcome;
use law::request::reply::Element;
use law::request::situation::Situation;
use office::request::{ActOfApplicant, Command, LetterFile, LetterFormat, Reply, Step};
use office::testing::{Bureau, UNIT, day, letter, officer};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::seal::verify::{Check, verify};
use records::testing::Place;

const OURS: Duty = Duty::OpenGovernmentOffice;

async fn step(bureau: &Bureau, by: Duty, file: &FileId, step: Step) {
    let version = bureau.office.request_page(&officer(OURS), file).await.unwrap().version;
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&officer(by), command).await.unwrap();
}

async fn registered(bureau: &Bureau, on: &str) -> FileId {
    let intake = officer(Duty::IntakeOfficer);
    let file = bureau.office.register_request(&intake, CommandKey::random(), letter(on)).await.unwrap().file;
    step(bureau, Duty::IntakeOfficer, &file, Step::Assign { on: day(on), unit: UNIT, handler: None }).await;
    file
}

fn replying(on: &str, answer: Answer) -> Step {
    let elements = [Element::FactsFound, Element::LegalBasis, Element::InformationAttached, Element::Reason].into();
    Step::Reply(Reply { on: day(on), answer, search: None, elements, words: "所附材料共三份。".into() })
}

async fn approved(bureau: &Bureau, file: &FileId, on: &str) {
    for (duty, level) in [
        (Duty::UnitHead, Level::UnitHead),
        (Duty::LegalReviewer, Level::LegalReviewer),
        (Duty::DeputyHead, Level::DeputyHead),
    ] {
        step(bureau, duty, file, Step::Review { on: day(on), level, returned: None }).await;
    }
}

async fn had(bureau: &Bureau, file: &FileId, kind: LetterKind, format: LetterFormat) -> LetterFile {
    let by = officer(OURS);
    let page = bureau.office.request_page(&by, file).await.unwrap();
    let of = letters(&page.request).into_iter().find(|one| one.kind == kind).unwrap();
    bureau.office.letter_file(&by, file, (kind, of.entry), format).await.unwrap()
}

/// The letter of a kind as text, and its number.
async fn said(bureau: &Bureau, file: &FileId, kind: LetterKind) -> (String, String) {
    let by = officer(OURS);
    let page = bureau.office.request_page(&by, file).await.unwrap();
    let of = letters(&page.request).into_iter().find(|one| one.kind == kind).unwrap();
    let remedies = office::request::Remedies {
        agency: office::testing::remedies(),
        rulings: law::request::remedy::Rulings::default(),
    };
    let text = bureau.office.letter(&by, file, (kind, of.entry), &remedies).await.unwrap().text();
    let number = page.request.issued(kind, of.entry).unwrap().number.to_string();
    assert!(text.contains(&number), "{number} stands in\n{text}");
    (text, number)
}

fn posted(on: &str) -> Step {
    Step::Serve { service: Service::Post { posted_on: day(on), signed_on: None } }
}

on_both!(a_reply_is_numbered_when_the_last_level_agrees_and_its_bytes_stay, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    step(&bureau, Duty::Handler, &file, replying("2025-06-09", Answer::Otherwise(Situation::Disclosable))).await;
    let draft = had(&bureau, &file, LetterKind::Reply, LetterFormat::Pdf).await;
    assert!(!draft.issued && !draft.name.contains('号'), "{}", draft.name);
    approved(&bureau, &file, "2025-06-09").await;

    let print = had(&bureau, &file, LetterKind::Reply, LetterFormat::Pdf).await;
    let word = had(&bureau, &file, LetterKind::Reply, LetterFormat::Docx).await;
    assert!(print.issued && print.bytes.starts_with(b"%PDF") && word.bytes.starts_with(b"PK"));
    assert_eq!(print.name, "政府信息公开申请答复书（澜环公复〔2025〕1号）");
    bureau.on("2025-07-09");
    step(&bureau, Duty::IntakeOfficer, &file, posted("2025-06-10")).await;
    assert_eq!(had(&bureau, &file, LetterKind::Reply, LetterFormat::Pdf).await, print);
    assert_eq!(had(&bureau, &file, LetterKind::Reply, LetterFormat::Docx).await, word);

    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    let entry = page.request.letters_issued()[0].about;
    let registered = office::request::letters_sent(&page.request);
    assert!(registered.iter().any(|one| (one.kind, one.entry) == (LetterKind::Reply, entry)));
});

on_both!(the_applicant_has_the_bytes_that_were_served, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let receipt = bureau.office.submit_request(CommandKey::random(), letter("2025-06-09")).await.unwrap();
    let file = bureau.office.file_of(&receipt.code).await.unwrap();
    step(&bureau, Duty::IntakeOfficer, &file, Step::Confirm { on: day("2025-06-09"), reached: true }).await;
    step(&bureau, OURS, &file, replying("2025-06-09", Answer::Otherwise(Situation::Disclosable))).await;
    let handed = Step::Assign { on: day("2025-06-09"), unit: UNIT, handler: None };
    step(&bureau, OURS, &file, handed).await;
    approved(&bureau, &file, "2025-06-09").await;
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    let which = (LetterKind::Reply, page.request.letters_issued()[0].about);
    let early = bureau.office.letter_of_applicant(&receipt.code, which).await;
    assert!(matches!(early, Err(Failed::NotFound)), "it has not gone out");
    step(&bureau, Duty::IntakeOfficer, &file, posted("2025-06-09")).await;
    let ours = had(&bureau, &file, LetterKind::Reply, LetterFormat::Pdf).await;
    assert_eq!(bureau.office.letter_of_applicant(&receipt.code, which).await.unwrap(), ours);
    let status = bureau.office.request_status(&receipt.code).await.unwrap();
    let number = status.letters.iter().find(|one| one.of.kind == LetterKind::Reply).unwrap().number.as_deref();
    assert_eq!(number, Some("澜环公复〔2025〕1号"));
});

on_both!(registers_have_no_gap_though_two_letters_want_the_same_number, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let mut files = Vec::new();
    for _ in 0..4 {
        files.push(registered(&bureau, "2025-06-09").await);
    }
    let ask = || Step::AskCorrection {
        on: day("2025-06-09"),
        points: [UnclearPoint::Title].into(),
        words: "请写明断面名称".into(),
        answer_by: day("2025-06-24"),
    };
    let [one, two, three, four] = &files[..] else { panic!("four files") };
    tokio::join!(
        step(&bureau, Duty::Handler, one, ask()),
        step(&bureau, Duty::Handler, two, ask()),
        step(&bureau, Duty::Handler, three, ask()),
        step(&bureau, Duty::Handler, four, ask()),
    );
    let mut numbers = Vec::new();
    for file in &files {
        let (_, number) = said(&bureau, file, LetterKind::Correction).await;
        numbers.push(number);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4].map(|serial| format!("澜环公函〔2025〕{serial}号")));

    let rebuilt = bureau.office.records().rebuild(bureau.office.settings().clone().into()).await.unwrap();
    assert!(rebuilt.is_same(), "{rebuilt:?}");
    let check = Check { vault: Some(bureau.office.vault()), uploads: true, ..Check::default() };
    let report = verify(bureau.office.records(), check).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
});

on_both!(each_part_that_is_left_out_has_its_words_in_the_letter, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let parts = vec![
        PartDraft::Withheld(GroundDraft {
            what: "第三章会商意见".into(),
            exemptions: vec![Exemption::Deliberative],
            reason: "尚未形成最终意见".into(),
            discretion: "公开会妨碍坦率讨论".into(),
            ..GroundDraft::default()
        }),
        PartDraft::NotGovernmentInformation {
            what: "附件二".into(), reason: "为企业之间的往来信件".into()
        },
    ];
    step(&bureau, Duty::Handler, &file, replying("2025-06-09", Answer::Partly(parts))).await;
    approved(&bureau, &file, "2025-06-09").await;
    let (text, _) = said(&bureau, &file, LetterKind::Reply).await;
    for says in [
        "（一）第三章会商意见。该部分内容属于",
        "理由：尚未形成最终意见。",
        "决定不予公开的考虑：公开会妨碍坦率讨论。",
        "（二）附件二。该部分内容不属于",
        "理由：为企业之间的往来信件。",
    ] {
        assert!(text.contains(says), "{says} is not in\n{text}");
    }
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    let entry = page.request.letters_issued()[0].about;
    let words = bureau.office.open_grounds(&officer(OURS), &file, entry, "审核答复稿").await.unwrap();
    assert_eq!(words[0].as_ref().unwrap().what, "第三章会商意见");
});

on_both!(a_third_party_is_told_what_is_disclosed_against_its_will, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let party = "澜江精细化工有限公司，澜江区西街2号".to_owned();
    let on = day("2025-06-09");
    let consult = Step::Consult { on, consulted: Consulted::ThirdParty, party, reached_on: None };
    step(&bureau, Duty::Handler, &file, consult).await;
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    let consultation = page.request.consultations()[0].entry;
    let objected = Step::AnswerConsultation { on, consultation, said: Said::Objected, words: "属商业秘密".into() };
    step(&bureau, Duty::Handler, &file, objected).await;
    step(&bureau, Duty::Handler, &file, replying("2025-06-09", Answer::Otherwise(Situation::Disclosable))).await;
    approved(&bureau, &file, "2025-06-09").await;
    let told = Step::TellThirdParty {
        on,
        consultation,
        information: "2024年度排放数据".into(),
        reason: "涉及下游饮用水安全".into(),
    };
    step(&bureau, Duty::Handler, &file, told).await;
    let (text, number) = said(&bureau, &file, LetterKind::ThirdPartyTold).await;
    assert!(text.contains("澜江精细化工有限公司：") && !text.contains("沈静澜"), "{text}");
    assert!(text.contains("2024年度排放数据") && text.contains("涉及下游饮用水安全"), "{text}");
    assert_eq!(number, "澜环公函〔2025〕3号", "after the two letters of the consultation");
});

on_both!(reasons_are_asked_for_given_on_line_and_put_the_reply_off, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let receipt = bureau.office.submit_request(CommandKey::random(), letter("2025-06-09")).await.unwrap();
    let file = bureau.office.file_of(&receipt.code).await.unwrap();
    let on = day("2025-06-09");
    step(&bureau, Duty::IntakeOfficer, &file, Step::Confirm { on, reached: true }).await;
    let ask = Step::AskReasons { on, words: "本月已收到您的申请31件".into(), answer_by: day("2025-06-20") };
    step(&bureau, OURS, &file, ask).await;
    let (text, _) = said(&bureau, &file, LetterKind::Reasons).await;
    assert!(text.contains("本月已收到您的申请31件") && text.contains("2025年6月20日前（含当日）"), "{text}");
    let status = bureau.office.request_status(&receipt.code).await.unwrap();
    assert_eq!(status.reasons_by, Some(day("2025-06-20")));
    let given = ActOfApplicant::GiveReasons { words: "用于毕业论文".into() };
    bureau.office.act_of_applicant(&receipt.code, CommandKey::random(), given).await.unwrap();
    assert_eq!(bureau.office.request_status(&receipt.code).await.unwrap().reasons_by, None);
    let put_off = Step::Delay { on, until: day("2025-09-30"), words: "需要逐件核对".into() };
    step(&bureau, OURS, &file, put_off).await;
    let (text, _) = said(&bureau, &file, LetterKind::Delay).await;
    assert!(text.contains("延迟至2025年9月30日前"), "{text}");
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    assert_eq!(page.clock.due_on, Some(day("2025-09-30")));
});

on_both!(reasons_that_do_not_hold_end_in_the_row_of_article_35, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let on = day("2025-06-09");
    let ask = Step::AskReasons { on, words: "本月已收到您的申请31件".into(), answer_by: day("2025-06-20") };
    step(&bureau, OURS, &file, ask).await;
    bureau.on("2025-06-23");
    step(&bureau, Duty::Handler, &file, replying("2025-06-23", Answer::Otherwise(Situation::Excessive))).await;
    approved(&bureau, &file, "2025-06-23").await;
    let (text, _) = said(&bureau, &file, LetterKind::Reply).await;
    assert!(text.contains("本机关于2025年6月9日要求您说明理由。您没有说明合理的理由。"), "{text}");
    step(&bureau, Duty::IntakeOfficer, &file, posted("2025-06-23")).await;
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    assert_eq!(page.request.ended().unwrap().outcome, Outcome::DeclinedExcessive);
});

on_both!(a_fee_is_computed_told_and_when_it_is_not_paid_the_worker_ends_the_file, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, "2025-06-09").await;
    let on = day("2025-06-09");
    let ask = Step::AskFee {
        on,
        basis: Basis::Pages(119),
        words: "凭缴款码到银行缴纳".into(),
        reached_on: None,
        otherwise: String::new(),
    };
    step(&bureau, OURS, &file, ask).await;
    let (text, _) = said(&bureau, &file, LetterKind::Fee).await;
    assert!(text.contains("收费数额：1080元。") && text.contains("凭缴款码到银行缴纳"), "{text}");
    bureau.on("2025-07-07");
    assert_eq!(bureau.office.pass_time().await.unwrap(), 0, "the last day is in time");
    bureau.on("2025-07-08");
    assert_eq!(bureau.office.pass_time().await.unwrap(), 1);
    assert_eq!(bureau.office.pass_time().await.unwrap(), 0);
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    assert_eq!(page.request.ended().unwrap().outcome, Outcome::OtherFeeUnpaid);
    let closing = had(&bureau, &file, LetterKind::Reply, LetterFormat::Docx).await;
    assert!(!closing.issued, "nobody has signed it off");
    step(&bureau, OURS, &file, Step::TellClosing { on: day("2025-07-08") }).await;
    let (text, number) = said(&bureau, &file, LetterKind::Reply).await;
    assert!(text.contains("您逾期未缴纳信息处理费") && text.contains("2025年7月8日"), "{text}");
    assert_eq!(number, "澜环公复〔2025〕1号");
    step(&bureau, Duty::IntakeOfficer, &file, Step::PayFee { on: day("2025-07-07") }).await;
    let page = bureau.office.request_page(&officer(OURS), &file).await.unwrap();
    assert_eq!((page.request.ended(), page.clock.due_on), (None, Some(day("2025-08-04"))));
});

on_both!(what_time_or_the_applicant_ended_is_signed_off_and_kept_like_every_letter, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let ask = || Step::AskCorrection {
        on: day("2025-06-09"),
        points: [UnclearPoint::Title].into(),
        words: "请写明断面名称".into(),
        answer_by: day("2025-06-24"),
    };
    let receipt = bureau.office.submit_request(CommandKey::random(), letter("2025-06-09")).await.unwrap();
    let online = bureau.office.file_of(&receipt.code).await.unwrap();
    step(&bureau, Duty::IntakeOfficer, &online, Step::Confirm { on: day("2025-06-09"), reached: true }).await;
    step(&bureau, OURS, &online, ask()).await;
    let gone = registered(&bureau, "2025-06-09").await;
    step(&bureau, Duty::IntakeOfficer, &gone, Step::Withdraw { on: day("2025-06-09"), words: "不需要了".into() }).await;
    bureau.on("2025-06-26");
    assert_eq!(bureau.office.pass_time().await.unwrap(), 1);

    // Before it is signed off it is a draft without number and day, for the office alone.
    let page = bureau.office.request_page(&officer(OURS), &online).await.unwrap();
    let (about, _) = page.request.closing().unwrap();
    let draft = had(&bureau, &online, LetterKind::Reply, LetterFormat::Pdf).await;
    assert!(!draft.issued && !draft.name.contains('号'));
    let which = (LetterKind::Reply, about);
    assert!(matches!(bureau.office.letter_of_applicant(&receipt.code, which).await, Err(Failed::NotFound)));

    step(&bureau, OURS, &online, Step::TellClosing { on: day("2025-06-26") }).await;
    step(&bureau, OURS, &gone, Step::TellClosing { on: day("2025-06-26") }).await;
    let mut numbers = Vec::new();
    for (file, words) in [(&online, "您无正当理由逾期不补正"), (&gone, "您于2025年6月9日撤回申请")]
    {
        let (text, number) = said(&bureau, file, LetterKind::Reply).await;
        assert!(text.contains(words) && text.contains("申请行政复议") && text.contains("\n2025年6月26日"), "{text}");
        numbers.push(number);
    }
    assert_eq!(numbers, ["澜环公复〔2025〕1号", "澜环公复〔2025〕2号"]);
    let print = had(&bureau, &online, LetterKind::Reply, LetterFormat::Pdf).await;
    bureau.on("2025-08-01");
    assert_eq!(had(&bureau, &online, LetterKind::Reply, LetterFormat::Pdf).await, print);
    assert_eq!(bureau.office.letter_of_applicant(&receipt.code, which).await.unwrap(), print);
    let rebuilt = bureau.office.records().rebuild(bureau.office.settings().clone().into()).await.unwrap();
    assert!(rebuilt.is_same(), "{rebuilt:?}");
});

on_both!(a_character_that_no_font_draws_stops_no_letter, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let mut intake = letter("2025-06-09");
    intake.person.name = "沈𪚥澜".into();
    let by = officer(Duty::IntakeOfficer);
    let file = bureau.office.register_request(&by, CommandKey::random(), intake).await.unwrap().file;
    let ask = Step::AskCorrection {
        on: day("2025-06-09"),
        points: [UnclearPoint::Title].into(),
        words: "请写明断面名称".into(),
        answer_by: day("2025-06-24"),
    };
    step(&bureau, OURS, &file, ask).await;
    let word = had(&bureau, &file, LetterKind::Correction, LetterFormat::Pdf).await;
    assert_eq!((word.issued, word.format), (true, LetterFormat::Docx));
});
