//! The matter itself: who proposes, who agrees, what the file says afterwards, and what is refused.

use casework::disposal::Refusal;
use casework::disposal::state::Stage;
use casework::publication::text::PublicText;
use casework::remedy_case::{Ended, Ending, Kind, RemedyCase, Role};
use casework::request;
use casework::who::{Agency, Duty};
use office::disposal::{Command, GONE, GroundKind, Proposal, Step, TargetKind};
use office::publication::HandIn;
use office::remedy_case::Seen;
use office::request::{Scope, Step as RequestStep, Which, letters};
use office::testing::{Bureau, day, letter, officer, wish};
use office::{CommandKey, Failed};
use records::on_both;
use records::testing::Place;

use crate::given::{answered, destroyed, proposal, proposes, registered, says, step};

on_both!(two_others_agree_and_the_file_says_what_became_of_it, async |place: Place| {
    let bureau = Bureau::open(place, "2019-06-03").await;
    let file = answered(&bureau, "2019-06-03").await;
    let office = officer(Duty::OpenGovernmentOffice);
    bureau.on("2029-12-31");
    let early = proposes(&bureau, &file, GroundKind::TermOver).await;
    assert!(matches!(early, Err(Failed::Disposal(Refusal::NotOver(_)))), "{early:?}");

    bureau.on("2030-01-02");
    // Somebody has it in a list before, so that what the list remembers would show.
    let listed = bureau.office.requests(&office, None, 10).await.unwrap();
    assert_eq!(listed[0].title.as_deref(), Some("2023年以来静海河断面水质监测数据"));
    let disposal = proposes(&bureau, &file, GroundKind::TermOver).await.unwrap();
    let twice = proposes(&bureau, &file, GroundKind::TermOver).await;
    assert!(matches!(twice, Err(Failed::Disposal(Refusal::AlreadyProposed))), "{twice:?}");
    let own = says(&bureau, Duty::OpenGovernmentOffice, &disposal, Step::Approve).await;
    assert!(matches!(own, Err(Failed::Disposal(Refusal::OwnProposal))), "{own:?}");
    says(&bureau, Duty::DeputyHead, &disposal, Step::Approve).await.unwrap();
    let early = says(&bureau, Duty::OpenGovernmentOffice, &disposal, Step::CarryOut).await;
    assert!(matches!(early, Err(Failed::Disposal(Refusal::NotApproved))), "{early:?}");
    let minor = says(&bureau, Duty::LegalReviewer, &disposal, Step::Approve).await;
    assert!(matches!(minor, Err(Failed::Disposal(Refusal::NeedsDecider(_)))), "{minor:?}");
    says(&bureau, Duty::OpenGovernmentOfficeHead, &disposal, Step::Approve).await.unwrap();
    says(&bureau, Duty::OpenGovernmentOffice, &disposal, Step::CarryOut).await.unwrap();

    let page = bureau.office.disposal_page(&office, &disposal).await.unwrap();
    assert_eq!((page.disposal.stage(), page.number.as_deref()), (Stage::CarriedOut, Some("澜环公开申〔2019〕1号")));
    let file_page = bureau.office.request_page(&office, &file).await.unwrap();
    assert_eq!((file_page.wanted.title.as_str(), file_page.timeline[0].text.as_str()), (GONE, GONE));
    assert!(file_page.timeline.iter().all(|one| one.words.is_none()), "nothing is left to be opened");
    assert!(letters(&file_page.request).is_empty());
    assert_eq!(bureau.office.requests(&office, None, 10).await.unwrap()[0].title, None, "no list remembers");
    let person = bureau.office.open_applicant(&office, &file, "电话联系申请人").await;
    assert!(matches!(person, Err(Failed::Refused(request::Refusal::Erased(_)))), "{person:?}");
    let away = step(&bureau, Duty::IntakeOfficer, &file, RequestStep::Archive { on: day("2030-01-02") }).await;
    assert!(matches!(away, Err(Failed::Refused(request::Refusal::Erased(_)))), "{away:?}");
    let again = proposes(&bureau, &file, GroundKind::Ordered).await;
    assert!(matches!(again, Err(Failed::Disposal(Refusal::AlreadyErased(_)))), "{again:?}");
    let chance = bureau.office.disposal_chance(&office, TargetKind::Request, &file).await.unwrap();
    assert_eq!(chance.disposal, Some(disposal), "the file leads to what destroyed it");
});

on_both!(the_applicants_page_says_so_too, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let receipt = bureau.office.submit_request(CommandKey::random(), letter("2025-06-09")).await.unwrap();
    let file = bureau.office.file_of(&receipt.code).await.unwrap();
    let words = "不需要了".to_owned();
    step(&bureau, Duty::IntakeOfficer, &file, RequestStep::Withdraw { on: day("2025-06-09"), words }).await.unwrap();
    destroyed(&bureau, &file, GroundKind::Ordered).await;
    let status = bureau.office.request_status(&receipt.code).await.unwrap();
    assert_eq!((status.title.as_str(), status.timeline[0].text.as_str()), (GONE, GONE));
    assert!(status.letters.is_empty() && !status.may_withdraw);
});

on_both!(what_was_entered_by_mistake_leaves_the_worklist_and_the_figures, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, letter("2025-06-09")).await;
    let records = bureau.office.records().clone();
    let figures = async || format!("{:?}", records.year_figures(Agency(1), 2025).await.unwrap());
    let with_it = figures().await;
    for ground in [GroundKind::TermOver, GroundKind::Ordered] {
        let refused = proposes(&bureau, &file, ground).await;
        assert!(matches!(refused, Err(Failed::Disposal(Refusal::Unfinished))), "{refused:?}");
    }
    destroyed(&bureau, &file, GroundKind::WronglyEntered).await;
    assert_ne!(figures().await, with_it);
    let office = officer(Duty::OpenGovernmentOffice);
    assert!(bureau.office.worklist(&office, Scope::Office, Which::Open, None, 10).await.unwrap().is_empty());
    bureau.on("2025-09-01");
    assert_eq!(bureau.office.pass_time().await.unwrap(), 0, "time brings nothing about on it");
    let page = bureau.office.request_page(&office, &file).await.unwrap();
    assert!(page.request.is_void() && page.owed.is_empty());
    let rebuilt = records.rebuild(std::sync::Arc::default()).await.unwrap();
    assert!(rebuilt.is_same(), "{:?}", rebuilt.differences);
});

on_both!(a_suit_keeps_the_file, async |place: Place| {
    let bureau = Bureau::open(place, "2019-06-03").await;
    let file = answered(&bureau, "2019-06-03").await;
    bureau.on("2030-01-02");
    let lawyer = officer(Duty::LegalReviewer);
    let case = |ended| RemedyCase::new(Kind::LitigationDirect, Role::OriginalAct, day("2029-11-05"), ended).unwrap();
    let id =
        bureau.office.keep_remedy_case(&lawyer, Seen::nothing(), case(None), Some(file.clone()), "").await.unwrap();
    let refused = proposes(&bureau, &file, GroundKind::TermOver).await;
    assert!(matches!(refused, Err(Failed::Disposal(Refusal::InDispute))), "{refused:?}");
    let ended = Some(Ended { on: day("2030-01-02"), result: Ending::Upheld });
    bureau
        .office
        .keep_remedy_case(&lawyer, Seen { id, version: 1 }, case(ended), Some(file.clone()), "")
        .await
        .unwrap();
    let longer = proposes(&bureau, &file, GroundKind::TermOver).await;
    assert!(matches!(longer, Err(Failed::Disposal(Refusal::NotOver(day))) if day.year() == 2050), "{longer:?}");
});

on_both!(one_who_does_not_agree_ends_it_and_a_new_one_may_begin, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, letter("2025-06-09")).await;
    let disposal = proposes(&bureau, &file, GroundKind::WronglyEntered).await.unwrap();
    let named = Step::Refuse { reason: "申请人电话13800001234，确有其事".into() };
    assert!(matches!(says(&bureau, Duty::Head, &disposal, named).await, Err(Failed::Invalid(_))), "it names somebody");
    let no = Step::Refuse { reason: "本卷不是误录入，请继续办理".into() };
    says(&bureau, Duty::Head, &disposal, no).await.unwrap();
    let page = bureau.office.disposal_page(&officer(Duty::OpenGovernmentOffice), &disposal).await.unwrap();
    assert_eq!(page.refused.as_deref(), Some("本卷不是误录入，请继续办理"));
    assert!(proposes(&bureau, &file, GroundKind::WronglyEntered).await.is_ok());
    let lines = bureau.office.disposals(&officer(Duty::Head), None, 10).await.unwrap();
    assert_eq!(lines.iter().filter_map(|line| line.row.stage()).collect::<Vec<_>>(), [Stage::Proposed, Stage::Refused]);
    let page = bureau.office.request_page(&officer(Duty::OpenGovernmentOffice), &file).await.unwrap();
    assert!(page.request.erased().is_none(), "nothing was touched");
});

on_both!(a_command_that_comes_twice_is_done_once, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, letter("2025-06-09")).await;
    let (office, key) = (officer(Duty::OpenGovernmentOffice), CommandKey::random());
    let propose = || bureau.office.propose_disposal(&office, key.clone(), proposal(&file, GroundKind::WronglyEntered));
    let (first, second) = (propose().await.unwrap(), propose().await.unwrap());
    assert_eq!(first, second);
    says(&bureau, Duty::LegalReviewer, &first, Step::Approve).await.unwrap();
    says(&bureau, Duty::Head, &first, Step::Approve).await.unwrap();
    let carry_out =
        |key: &CommandKey| Command { file: first.clone(), version: 3, key: key.clone(), step: Step::CarryOut };
    let (key, other) = (CommandKey::random(), CommandKey::random());
    let once = bureau.office.take_disposal_step(&office, carry_out(&key)).await.unwrap();
    let twice = bureau.office.take_disposal_step(&office, carry_out(&key)).await.unwrap();
    assert_eq!((once, twice), (4, 4));
    let late = bureau.office.take_disposal_step(&office, carry_out(&other)).await;
    assert!(matches!(late, Err(Failed::Conflict { now: 4 })), "{late:?}");
});

on_both!(who_sees_no_files_sees_no_disposal, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let file = registered(&bureau, letter("2025-06-09")).await;
    let disposal = proposes(&bureau, &file, GroundKind::WronglyEntered).await.unwrap();
    for duty in [Duty::Handler, Duty::Supervisor, Duty::SystemAdministrator, Duty::AuditAdministrator] {
        let by = officer(duty);
        assert!(matches!(bureau.office.disposal_page(&by, &disposal).await, Err(Failed::NotForYou(_))), "{duty:?}");
        assert!(matches!(bureau.office.disposals(&by, None, 10).await, Err(Failed::NotForYou(_))), "{duty:?}");
        let proposed =
            bureau.office.propose_disposal(&by, CommandKey::random(), proposal(&file, GroundKind::WronglyEntered));
        assert!(proposed.await.is_err(), "{duty:?}");
    }
});

on_both!(a_draft_that_should_not_be_here_goes_the_same_way, async |place: Place| {
    let bureau = Bureau::open(place, "2025-06-09").await;
    let text = PublicText::new("内部会议记录", "", "讨论情况如下。").unwrap();
    let draft = HandIn {
        on: day("2025-06-09"),
        wish: wish("2025-06-09"),
        text,
        attachments: office::publication::Attachments::default(),
        justified: String::new(),
    };
    let file = bureau.office.draft_publication(&officer(Duty::Handler), CommandKey::random(), draft).await.unwrap();
    let office = officer(Duty::OpenGovernmentOffice);
    let listed = bureau.office.publications(&office, Scope::Office, None, None, 10).await.unwrap();
    assert_eq!(listed[0].title.as_deref(), Some("内部会议记录"));
    let proposal = Proposal {
        kind: TargetKind::Publication,
        file: file.clone(),
        ground: GroundKind::WronglyEntered,
        reason: "会议记录属内部事务，误录入".into(),
    };
    let disposal = bureau.office.propose_disposal(&office, CommandKey::random(), proposal).await.unwrap();
    says(&bureau, Duty::DeputyHead, &disposal, Step::Approve).await.unwrap();
    says(&bureau, Duty::Head, &disposal, Step::Approve).await.unwrap();
    says(&bureau, Duty::OpenGovernmentOfficeHead, &disposal, Step::CarryOut).await.unwrap();
    let page = bureau.office.publication_page(&office, &file).await.unwrap();
    assert_eq!((page.title(), page.draft.is_none()), (GONE, true));
    assert!(page.owed.is_none() && page.offers.iter().all(|offer| offer.now.is_err()));
    let listed = bureau.office.publications(&office, Scope::Office, None, None, 10).await.unwrap();
    assert_eq!((listed[0].title.as_ref(), listed[0].row.stage.as_str()), (None, "erased"));
    let rebuilt = bureau.office.records().rebuild(std::sync::Arc::default()).await.unwrap();
    assert!(rebuilt.is_same(), "{:?}", rebuilt.differences);
});
