//! What people do with publications, through the real office, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::paper::Role;
use casework::publication::Refusal;
use casework::publication::act::Act;
use casework::publication::clock::Standing;
use casework::publication::duty::What;
use casework::publication::facts::{Channel, Genre, Interpretation, Interprets, Level, Norm, Repeal, Withdrawal};
use casework::publication::text::PublicText;
use casework::who::Duty;
use law::catalogue;
use office::paper::Brought;
use office::publication::{Attachments, Begin, Command, Filter, HandIn, Step, Which};
use office::request::Scope;
use office::testing::{Bureau, day, officer, wish};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::testing::Place;

fn hand_in(on: &str, title: &str, body: &str) -> HandIn {
    let text = PublicText::new(title, "", body).unwrap();
    HandIn { on: day(on), wish: wish(on), text, attachments: Attachments::default(), justified: String::new() }
}

async fn drafted(bureau: &Bureau, on: &str, title: &str) -> FileId {
    let draft = hand_in(on, title, "全区断面水质达到或好于Ⅲ类。");
    bureau.office.draft_publication(&officer(Duty::Handler), CommandKey::random(), draft).await.unwrap()
}

async fn step(bureau: &Bureau, by: Duty, file: &FileId, step: Step) -> Result<usize, Failed> {
    let reader = officer(Duty::OpenGovernmentOffice);
    let version = bureau.office.publication_page(&reader, file).await?.version;
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_publication_step(&officer(by), command).await
}

fn yes(on: &str, level: Level) -> Step {
    Step::Review { on: day(on), level, returned: None }
}

fn publish(on: &str) -> Step {
    Step::Publish { on: day(on), document_number: None, channels: [Channel::Platform, Channel::Wechat].into() }
}

async fn published(bureau: &Bureau, on: &str, title: &str) -> FileId {
    let file = drafted(bureau, on, title).await;
    step(bureau, Duty::UnitHead, &file, yes(on, Level::UnitHead)).await.unwrap();
    step(bureau, Duty::OpenGovernmentOffice, &file, publish(on)).await.unwrap();
    file
}

on_both!(information_goes_from_the_draft_to_the_public, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = drafted(&bureau, "2025-06-09", "五月水质状况").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let page = bureau.office.publication_page(&ours, &file).await.unwrap();
    assert_eq!((page.title(), page.version, page.findings.len()), ("五月水质状况", 2, 0));
    assert_eq!(page.clock.unwrap().due_on, day("2025-07-07"));
    let too_soon = step(&bureau, Duty::OpenGovernmentOffice, &file, publish("2025-06-09")).await;
    assert!(matches!(too_soon, Err(Failed::Publication(Refusal::NotApproved))), "{too_soon:?}");
    assert!(matches!(bureau.office.public_page(&file).await, Err(Failed::NotFound)));

    bureau.on("2025-06-10");
    step(&bureau, Duty::UnitHead, &file, yes("2025-06-10", Level::UnitHead)).await.unwrap();
    let page = bureau.office.publication_page(&ours, &file).await.unwrap();
    assert_eq!((page.offers[0].act, &page.offers[0].now), (Act::Publish, &Ok(())));
    step(&bureau, Duty::OpenGovernmentOffice, &file, publish("2025-06-10")).await.unwrap();

    let public = bureau.office.public_page(&file).await.unwrap();
    assert_eq!(public.row.index_number.as_deref(), Some("014225972/2025-00001"));
    assert_eq!(public.text.unwrap().body, "全区断面水质达到或好于Ⅲ类。");
    assert!(bureau.office.public_text_is_whole(&ours, &file).await.unwrap());
    let page = bureau.office.publication_page(&ours, &file).await.unwrap();
    assert_eq!(page.clock.unwrap().standing, Standing::Done { on: day("2025-06-10"), late: false });
    assert!(page.owed.is_none());
});

on_both!(what_a_screening_finds_is_mended_or_justified_and_a_secret_is_not_stored, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let by = officer(Duty::Handler);
    let with = |body: &str| hand_in("2025-06-09", "关于处罚的公示", body);
    let id = "当事人身份证号码11010519491231002X。";
    let file = bureau.office.draft_publication(&by, CommandKey::random(), with(id)).await.unwrap();
    let refused = step(&bureau, Duty::UnitHead, &file, yes("2025-06-09", Level::UnitHead)).await;
    assert!(matches!(refused, Err(Failed::Publication(Refusal::FindingsOpen(_)))), "{refused:?}");
    let page = bureau.office.publication_page(&officer(Duty::OpenGovernmentOffice), &file).await.unwrap();
    assert!(page.findings.iter().any(|one| one.place == "第1段"));
    let justify = Step::Justify { on: day("2025-06-09"), words: "示例号码，非真实身份。".into() };
    step(&bureau, Duty::Handler, &file, justify).await.unwrap();
    step(&bureau, Duty::UnitHead, &file, yes("2025-06-09", Level::UnitHead)).await.unwrap();
    let words = bureau.office.open_publication_entry(&by, &file, 3).await.unwrap();
    assert_eq!(words.as_deref(), Some("示例号码，非真实身份。"));

    let secret = bureau.office.draft_publication(&by, CommandKey::random(), with("秘密★1年")).await;
    assert!(matches!(secret, Err(Failed::Publication(Refusal::SecrecyMark(_)))), "{secret:?}");
    let all = bureau.office.publications(&by, Scope::Mine, None, None, 10).await.unwrap();
    assert_eq!(all.len(), 1);
});

on_both!(a_double_click_makes_one_publication_and_the_second_officer_is_told, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let (by, key) = (officer(Duty::Handler), CommandKey::random());
    let draft = || hand_in("2025-06-09", "五月水质状况", "正文。");
    let first = bureau.office.draft_publication(&by, key.clone(), draft()).await.unwrap();
    let again = bureau.office.draft_publication(&by, key, draft()).await.unwrap();
    assert_eq!(first, again);
    let key = CommandKey::random();
    let approve = |version, key: &CommandKey| Command {
        file: first.clone(),
        version,
        key: key.clone(),
        step: yes("2025-06-09", Level::UnitHead),
    };
    let head = officer(Duty::UnitHead);
    assert_eq!(bureau.office.take_publication_step(&head, approve(2, &key)).await.unwrap(), 3);
    assert_eq!(bureau.office.take_publication_step(&head, approve(2, &key)).await.unwrap(), 3, "the same click");
    let late = bureau.office.take_publication_step(&head, approve(2, &CommandKey::random())).await;
    assert!(matches!(late, Err(Failed::Conflict { now: 3 })), "{late:?}");
});

on_both!(the_portal_lists_what_is_public_by_item_and_year, async |place: Place| {
    let bureau = Bureau::open(place, "2024-12-30").await;
    published(&bureau, "2024-12-30", "十一月水质状况").await;
    bureau.on("2025-06-09");
    published(&bureau, "2025-06-09", "五月水质状况").await;
    drafted(&bureau, "2025-06-09", "还没有公开的").await;
    let catalogue = bureau.office.public_catalogue(catalogue::Level::County).await.unwrap();
    assert_eq!((catalogue.total, catalogue.years), (2, vec![(2025, 1), (2024, 1)]));
    let item = catalogue.items.iter().find(|(item, _)| item.code.to_string() == "20.13").unwrap();
    assert_eq!((catalogue.items.len(), item.1), (22, 2));
    let first = bureau.office.public_list(&Filter::default(), &Begin::First, 1).await.unwrap();
    assert_eq!((first.lines[0].title.as_str(), first.previous), ("五月水质状况", None));
    let begin = Begin::After(first.next.unwrap());
    let second = bureau.office.public_list(&Filter::default(), &begin, 1).await.unwrap();
    assert_eq!((second.lines[0].title.as_str(), second.next), ("十一月水质状况", None));
});

on_both!(a_list_leads_on_and_back_and_its_ends_say_so, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let mut files = Vec::new();
    for title in ["甲", "乙", "丙", "丁", "戊"] {
        files.push(published(&bureau, "2025-06-09", title).await); // one day: the file decides
    }
    let list = async |begin: Begin| bureau.office.public_list(&Filter::default(), &begin, 2).await.unwrap();
    let first = list(Begin::First).await;
    let second = list(Begin::After(first.next.clone().unwrap())).await;
    let third = list(Begin::After(second.next.clone().unwrap())).await;
    assert_eq!((first.lines.len(), second.lines.len(), third.lines.len()), (2, 2, 1));
    assert_eq!((&first.previous, &third.next), (&None, &None));
    assert_eq!(list(Begin::Before(third.previous.clone().unwrap())).await, second);
    assert_eq!(list(Begin::Before(second.previous.clone().unwrap())).await, first);

    // What the links lead to may have gone since: nobody is shown an empty page, or a link to one.
    let office = Duty::OpenGovernmentOfficeHead;
    let withdraw = |file: &str| {
        let (file, words) = (file.parse::<FileId>().unwrap(), "内容有误".to_owned());
        let gone = Step::Withdraw { on: day("2025-06-09"), why: Withdrawal::Wrong, words };
        let bureau = &bureau;
        async move { step(bureau, office, &file, gone).await.unwrap() }
    };
    withdraw(&third.lines[0].file).await;
    assert_eq!(list(Begin::After(second.next.unwrap())).await.lines, first.lines);
    assert_eq!(list(Begin::Before(third.previous.unwrap())).await.next, None);
    for line in &first.lines {
        withdraw(&line.file).await;
    }
    let left = list(Begin::After(first.next.unwrap())).await;
    assert_eq!((left.lines, left.previous), (second.lines, None));
});

on_both!(worklists_name_drafts_and_show_each_level_its_own, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = drafted(&bureau, "2025-06-09", "五月水质状况").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let titles = async |which| {
        let lines = bureau.office.open_publications(&ours, Scope::Office, which, None, 10).await.unwrap();
        lines.into_iter().map(|line| line.title.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(titles(Which::For(Level::UnitHead)).await, ["五月水质状况"]);
    assert!(titles(Which::ToPublish).await.is_empty());
    step(&bureau, Duty::UnitHead, &file, yes("2025-06-09", Level::UnitHead)).await.unwrap();
    assert_eq!(titles(Which::ToPublish).await, ["五月水质状况"]);
    bureau.on("2025-07-08");
    assert_eq!(titles(Which::Overdue).await, ["五月水质状况"]);
    let administrator = officer(Duty::SystemAdministrator);
    let nobody = bureau.office.open_publications(&administrator, Scope::Office, Which::Open, None, 10);
    assert!(matches!(nobody.await, Err(Failed::NotForYou(_))));
});

on_both!(what_is_public_is_revised_ends_and_is_taken_back, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = published(&bureau, "2025-06-09", "五月水质状况").await;
    bureau.on("2025-06-16");
    let revision = hand_in("2025-06-16", "五月水质状况（更正）", "更正后的正文。");
    step(&bureau, Duty::Handler, &file, Step::HandIn(revision)).await.unwrap();
    assert_eq!(bureau.office.public_page(&file).await.unwrap().text.unwrap().title, "五月水质状况");
    step(&bureau, Duty::UnitHead, &file, yes("2025-06-16", Level::UnitHead)).await.unwrap();
    step(&bureau, Duty::OpenGovernmentOffice, &file, Step::Revise { on: day("2025-06-16") }).await.unwrap();
    let page = bureau.office.public_page(&file).await.unwrap();
    assert_eq!((page.row.edition, page.text.unwrap().title.as_str()), (2, "五月水质状况（更正）"));

    let ended = Step::Repeal { on: day("2025-06-16"), how: Repeal::Superseded, by_document: None };
    step(&bureau, Duty::OpenGovernmentOffice, &file, ended).await.unwrap();
    assert!(bureau.office.public_page(&file).await.unwrap().text.is_some(), "it stays public with the mark");
    let words = "夹带了个人信息".to_owned();
    let gone = Step::Withdraw { on: day("2025-06-16"), why: Withdrawal::Leak, words };
    step(&bureau, Duty::OpenGovernmentOfficeHead, &file, gone).await.unwrap();
    let page = bureau.office.public_page(&file).await.unwrap();
    assert_eq!((page.withdrawal(), page.text), (Some(Withdrawal::Leak), None));
    assert!(bureau.office.records().public_text(casework::who::Agency(1), &file, 1).await.unwrap().is_none());
    let lines = bureau.office.publications(&officer(Duty::OpenGovernmentOffice), Scope::Office, None, None, 10).await;
    assert_eq!(lines.unwrap()[0].title, None);
});

fn file(name: &str, content: &[u8]) -> Brought {
    Brought { role: Role::Other, name: name.into(), content: content.into() }
}

on_both!(files_are_public_with_their_text_and_not_before, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let by = officer(Duty::Handler);
    let new = vec![file("../附表.exe", b"%PDF-1.7 not quite"), file("图.jpg", b"\xFF\xD8\xFF\xE0")];
    let attachments = Attachments { new, ..Attachments::default() };
    let draft = HandIn { attachments, ..hand_in("2025-06-09", "五月水质状况", "见附件。") };
    let id = bureau.office.draft_publication(&by, CommandKey::random(), draft).await.unwrap();
    let ours = officer(Duty::OpenGovernmentOffice);
    let page = bureau.office.publication_page(&ours, &id).await.unwrap();
    assert_eq!(page.searched.iter().map(|one| one.read).collect::<Vec<_>>(), [false, false], "for people to look at");
    assert_eq!(bureau.office.open_attachment(&ours, &id, 2).await.unwrap().name, "图.jpg");
    assert!(matches!(bureau.office.public_attachment(&id, 1).await.map(|_| ()), Err(Failed::NotFound)));

    step(&bureau, Duty::UnitHead, &id, yes("2025-06-09", Level::UnitHead)).await.unwrap();
    step(&bureau, Duty::OpenGovernmentOffice, &id, publish("2025-06-09")).await.unwrap();
    let public = bureau.office.public_page(&id).await.unwrap();
    let rows: Vec<_> = public.attachments.iter().map(|one| (one.name.as_str(), one.size)).collect();
    assert_eq!(rows, [("附表.exe.pdf", 18), ("图.jpg", 4)]);
    let opened = bureau.office.public_attachment(&id, 1).await.unwrap();
    assert_eq!((opened.name.as_str(), opened.content.as_slice()), ("附表.exe.pdf", b"%PDF-1.7 not quite".as_slice()));
    assert!(bureau.office.public_text_is_whole(&ours, &id).await.unwrap());

    bureau.on("2025-06-16");
    let attachments = Attachments { kept: [2].into(), new: vec![file("新.png", b"\x89PNG\r\n\x1a\n")] };
    let draft = HandIn { attachments, ..hand_in("2025-06-16", "五月水质状况（更正）", "见附件。") };
    step(&bureau, Duty::Handler, &id, Step::HandIn(draft)).await.unwrap();
    assert_eq!(bureau.office.public_page(&id).await.unwrap().attachments.len(), 2, "a revision is not out yet");
    step(&bureau, Duty::UnitHead, &id, yes("2025-06-16", Level::UnitHead)).await.unwrap();
    step(&bureau, Duty::OpenGovernmentOffice, &id, Step::Revise { on: day("2025-06-16") }).await.unwrap();
    let public = bureau.office.public_page(&id).await.unwrap();
    assert_eq!(public.attachments.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["图.jpg", "新.png"]);

    let words = "夹带了个人信息".to_owned();
    let gone = Step::Withdraw { on: day("2025-06-16"), why: Withdrawal::Leak, words };
    step(&bureau, Duty::OpenGovernmentOfficeHead, &id, gone).await.unwrap();
    assert!(matches!(bureau.office.public_attachment(&id, 1).await.map(|_| ()), Err(Failed::NotFound)));
});

on_both!(a_file_that_is_no_document_or_a_secret_is_refused, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let by = officer(Duty::Handler);
    let with = |new: Vec<Brought>| HandIn {
        attachments: Attachments { new, ..Attachments::default() },
        ..hand_in("2025-06-09", "五月水质状况", "见附件。")
    };
    let wrong = bureau.office.draft_publication(&by, CommandKey::random(), with(vec![file("a.pdf", b"MZ")])).await;
    assert!(matches!(&wrong, Err(Failed::Invalid(why)) if why.0[0].field == "attachments"), "{wrong:?}");
    let many = vec![file("一.pdf", b"%PDF-1.7"); 6];
    assert!(bureau.office.draft_publication(&by, CommandKey::random(), with(many)).await.is_err());
});

/// A 行政规范性文件 that becomes public on this day.
async fn document(bureau: &Bureau, on: &str, title: &str) -> FileId {
    let mut draft = hand_in(on, title, "现予印发。");
    (draft.wish.document, draft.wish.genre) = (Some(Norm::NormativeDocument), Genre::Notice);
    let file = bureau.office.draft_publication(&officer(Duty::Handler), CommandKey::random(), draft).await.unwrap();
    step(bureau, Duty::UnitHead, &file, yes(on, Level::UnitHead)).await.unwrap();
    step(bureau, Duty::OpenGovernmentOffice, &file, publish(on)).await.unwrap();
    file
}

async fn interpretation(bureau: &Bureau, on: &str, of: &FileId) -> FileId {
    let mut draft = hand_in(on, "《办法》解读", "为什么制定、怎样执行。");
    draft.wish.genre = Genre::Interpretation;
    draft.wish.interprets = Some(Interprets { kind: Interpretation::Policy, document: Some(of.text().to_owned()) });
    bureau.office.draft_publication(&officer(Duty::Handler), CommandKey::random(), draft).await.unwrap()
}

on_both!(a_document_owes_an_interpretation_until_one_is_public, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-13").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let document = document(&bureau, "2025-06-13", "饮用水水源保护办法").await;
    let page = async || bureau.office.publication_page(&ours, &document).await.unwrap();
    let owed = page().await.owed.unwrap();
    assert_eq!((owed.what, owed.by), (What::Interpret, Some(day("2025-06-18"))));

    bureau.on("2025-06-19");
    assert_eq!(page().await.interpretation.unwrap().standing, Some(Standing::Overdue));
    let late = bureau.office.open_publications(&ours, Scope::Office, Which::Overdue, None, 10).await.unwrap();
    assert_eq!(late.len(), 1, "it stands among what is overdue");
    let text = interpretation(&bureau, "2025-06-19", &document).await;
    assert!(page().await.owed.is_some(), "a draft is no interpretation");
    step(&bureau, Duty::UnitHead, &text, yes("2025-06-19", Level::UnitHead)).await.unwrap();
    step(&bureau, Duty::OpenGovernmentOffice, &text, publish("2025-06-19")).await.unwrap();

    let after = page().await;
    assert!(after.owed.is_none());
    assert_eq!(after.interpretation.unwrap().standing, Some(Standing::Done { on: day("2025-06-19"), late: true }));
    assert_eq!(bureau.office.pass_interpretations(casework::who::Agency(1)).await.unwrap(), 0, "it is stated once");
    let waived = Step::WaiveInterpretation { on: day("2025-06-19"), words: "不需要".into() };
    let refused = step(&bureau, Duty::Handler, &document, waived).await;
    assert!(matches!(refused, Err(Failed::Publication(Refusal::NoInterpretationOwed))), "{refused:?}");
});

on_both!(a_stated_reason_ends_the_duty_and_who_is_in_time_is_told_so, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-13").await;
    let ours = officer(Duty::OpenGovernmentOffice);
    let first = document(&bureau, "2025-06-13", "某办法的修改决定").await;
    let words = "只改一个名称，原解读仍然适用".to_owned();
    let waived = Step::WaiveInterpretation { on: day("2025-06-13"), words: words.clone() };
    step(&bureau, Duty::Handler, &first, waived).await.unwrap();
    let page = bureau.office.publication_page(&ours, &first).await.unwrap();
    assert!(page.owed.is_none() && page.interpretation.unwrap().standing.is_none());
    let read = bureau.office.open_publication_entry(&ours, &first, page.version).await.unwrap();
    assert_eq!(read.as_deref(), Some(words.as_str()), "the reason is sealed and can be opened");

    let second = document(&bureau, "2025-06-13", "另一办法").await;
    let text = interpretation(&bureau, "2025-06-13", &second).await;
    step(&bureau, Duty::UnitHead, &text, yes("2025-06-13", Level::UnitHead)).await.unwrap();
    step(&bureau, Duty::OpenGovernmentOffice, &text, publish("2025-06-13")).await.unwrap();
    let page = bureau.office.publication_page(&ours, &second).await.unwrap();
    assert_eq!(page.interpretation.unwrap().standing, Some(Standing::Done { on: day("2025-06-13"), late: false }));
    assert_eq!(bureau.office.pass_time().await.unwrap(), 0);
});
