//! Art. 42: what a fee by case goes by is counted from the record; on both databases.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use casework::request::Refusal;
use casework::request::facts::{Applicant, Counted, Fact};
use casework::who::Duty;
use law::request::fee::{Basis, Yuan};
use office::request::{Command, Intake, Organisation, Person, Right, Step};
use office::testing::{Bureau, day, letter, officer};
use office::{CommandKey, Failed, FileId};
use records::on_both;
use records::testing::Place;

const OURS: Duty = Duty::OpenGovernmentOffice;

async fn enter(bureau: &Bureau, intake: Intake) -> FileId {
    let by = officer(Duty::IntakeOfficer);
    bureau.office.register_request(&by, CommandKey::random(), intake).await.unwrap().file
}

async fn take(bureau: &Bureau, by: Duty, file: &FileId, step: Step) -> Result<usize, Failed> {
    let version = bureau.office.request_page(&officer(OURS), file).await.unwrap().version;
    let command = Command { file: file.clone(), version, key: CommandKey::random(), step };
    bureau.office.take_step(&officer(by), command).await
}

fn somebody(on: &str, change: impl FnOnce(&mut Person)) -> Intake {
    let mut intake = letter(on);
    change(&mut intake.person);
    intake
}

fn by_case(earlier: u32, otherwise: &str) -> Step {
    let (on, basis) = (day("2025-06-20"), Basis::Cases { earlier, now: 1 });
    Step::AskFee { on, basis, words: "凭缴款码".into(), reached_on: None, otherwise: otherwise.into() }
}

async fn counted(bureau: &Bureau, file: &FileId) -> (u32, usize) {
    let cases = bureau.office.earlier_cases(&officer(OURS), file).await.unwrap();
    (cases.count(), cases.namesakes.len())
}

on_both!(cases_of_the_same_applicant_in_the_month_are_counted_in_the_order_of_receipt, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-20").await;
    enter(&bureau, letter("2025-05-30")).await; // the month before
    let first = enter(&bureau, letter("2025-06-03")).await;
    let late = enter(&bureau, letter("2025-06-20")).await;
    let backdated = enter(&bureau, letter("2025-06-02")).await; // registered last, received first
    let written_otherwise = somebody("2025-06-04", |person| person.id_number = "11010519491231 002x".into());
    enter(&bureau, written_otherwise).await;
    for (file, expected) in [(&backdated, 0), (&first, 1), (&late, 3)] {
        assert_eq!(counted(&bureau, file).await, (expected, 0));
    }
});

on_both!(a_name_alone_is_no_proof_and_another_document_is_another_person, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-20").await;
    let plain = |person: &mut Person| (person.id_number, person.phone) = (String::new(), String::new());
    enter(&bureau, somebody("2025-06-02", plain)).await; // 同名, nothing else
    enter(&bureau, somebody("2025-06-03", |person| person.id_number.clear())).await; // and the same telephone
    enter(&bureau, somebody("2025-06-04", |person| person.id_number = "110105194912310038".into())).await;
    let company = |name: &str, code: &str| Intake {
        applicant: Applicant::Enterprise,
        ..somebody("2025-06-05", |person| {
            let (name, code) = (name.into(), code.into());
            person.organisation = Some(Organisation { name, code, representative: String::new() });
        })
    };
    // 沈静澜 writes for it: its cases are not hers.
    enter(&bureau, company("澜江化工有限公司", "91320684MA1M2345XY")).await;
    let own = enter(&bureau, letter("2025-06-20")).await;
    assert_eq!(counted(&bureau, &own).await, (1, 1));
    let companys = enter(&bureau, company("澜江化工有限公司", "91320684MA1M2345XY")).await;
    enter(&bureau, company("别家有限公司", "91320684MA1M6789YQ")).await;
    assert_eq!(counted(&bureau, &companys).await, (1, 0));
});

on_both!(the_number_is_held_against_the_record_when_the_fee_is_asked, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-20").await;
    for _ in 0..12 {
        enter(&bureau, letter("2025-06-03")).await;
    }
    let own = enter(&bureau, letter("2025-06-20")).await;
    let refused = take(&bureau, OURS, &own, by_case(11, "")).await.unwrap_err();
    assert!(matches!(refused, Failed::Refused(Refusal::CountedOtherwise { counted: 12, stated: 11 })), "{refused}");
    // Somebody enters a letter that came earlier while the form lies open: what the form said is no longer so.
    enter(&bureau, letter("2025-06-04")).await;
    let refused = take(&bureau, OURS, &own, by_case(12, "")).await.unwrap_err();
    assert!(matches!(refused, Failed::Refused(Refusal::CountedOtherwise { counted: 13, stated: 12 })), "{refused}");
    take(&bureau, OURS, &own, by_case(12, "一件是误登")).await.unwrap();
    let page = bureau.office.request_page(&officer(OURS), &own).await.unwrap();
    let asked = page.request.valid().find_map(|(entry, made)| match &made.fact {
        Fact::FeeAsked { amount, counted, .. } => Some((entry, *amount, counted.clone())),
        _ => None,
    });
    let (entry, amount, counted) = asked.unwrap();
    assert!(amount == Yuan(100) && matches!(counted, Some(Counted { earlier: 13, otherwise: Some(_) })));
    let why = bureau.office.open_entry(&officer(OURS), &own, entry, "查阅").await.unwrap();
    assert_eq!(why.as_deref(), Some("一件是误登"));
});

on_both!(a_registration_that_is_mended_counts_as_it_now_reads, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-20").await;
    let other = |person: &mut Person| {
        (person.name, person.id_number, person.phone) =
            ("吴某".into(), "110105194912310038".into(), "13900001111".into());
    };
    let wrong = enter(&bureau, somebody("2025-06-03", other)).await;
    let own = enter(&bureau, letter("2025-06-20")).await;
    assert_eq!(counted(&bureau, &own).await, (0, 0));
    let right = Right::Registration(Box::new(letter("2025-06-03")));
    let amend = Step::Amend { on: day("2025-06-20"), entry: 1, right, reason: "登记错了人".into() };
    take(&bureau, OURS, &wrong, amend).await.unwrap();
    assert_eq!(counted(&bureau, &own).await, (1, 0));
});
