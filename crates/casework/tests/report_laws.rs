//! Whatever an office does over two years, as far as the steps allow it: its report is right by every rule of the form.

use std::collections::BTreeSet;

use jiff::ToSpan;
use law::calendar::{Calendar, Day, WorkingDays};
use law::report::{Finding, check, check_with_previous};
use law::request::consultation::Consulted;
use law::request::exemption::Exemption;
use law::request::extension::ExtensionDays;
use law::request::fee::Basis;
use law::request::ground::{GroundDraft, Norm, PartDraft, Rank};
use law::request::practice::Practice;
use law::request::receipt::Channel;
use law::request::reply::Element;
use law::request::situation::{MiscReason, MiscRows, Situation};
use proptest::prelude::*;
use proptest::sample::select;

use casework::context::{Context, ReviewChain};
use casework::entry::{Author, Entry};
use casework::request::counted::report;
use casework::request::facts::{Applicant, Arrival, Fact, Level, Said, SearchRecord, Service, UnclearPoint};
use casework::request::steps::{self, Answer, Mend, Vote};
use casework::request::{Refusal, Request};
use casework::sealed::Sealed;
use casework::who::{Account, Agency, Duty, Held, Viewer};

/// Something that somebody tries: so many days after the last thing, dated back by so many days.
#[derive(Clone, Debug)]
struct Try {
    later: i64,
    back: i64,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Confirm(bool),
    AskCorrection(i64),
    Correct(bool),
    Consult(u8),
    AnswerConsultation(usize, Said),
    Extend(u16),
    TellExtension,
    AskReasons(i64),
    GiveReasons,
    Delay(i64),
    AskFee(u32),
    PayFee,
    TellThirdParty(usize),
    Reply(usize),
    Review(bool),
    Serve(bool),
    Withdraw,
    AmendRegistration(Applicant, i64),
    AmendService(i64),
    Strike(usize),
    Archive,
    PassTime,
}

fn what() -> impl Strategy<Value = What> {
    let said = select(vec![Said::Consented, Said::Objected, Said::ObjectedWithoutReason]);
    prop_oneof![
        2 => any::<bool>().prop_map(What::Confirm),
        1 => (1_i64..30).prop_map(What::AskCorrection),
        2 => any::<bool>().prop_map(What::Correct),
        1 => (0_u8..3).prop_map(What::Consult),
        2 => (1_usize..8, said).prop_map(|(entry, said)| What::AnswerConsultation(entry, said)),
        1 => (1_u16..=20).prop_map(What::Extend),
        1 => Just(What::TellExtension),
        1 => (1_i64..20).prop_map(What::AskReasons),
        1 => Just(What::GiveReasons),
        1 => (1_i64..90).prop_map(What::Delay),
        1 => (0_u32..300).prop_map(What::AskFee),
        1 => Just(What::PayFee),
        1 => (1_usize..8).prop_map(What::TellThirdParty),
        6 => (0_usize..24).prop_map(What::Reply),
        6 => prop::bool::weighted(0.85).prop_map(What::Review),
        6 => any::<bool>().prop_map(What::Serve),
        1 => Just(What::Withdraw),
        1 => (select(Applicant::ALL.to_vec()), 0_i64..40).prop_map(|(kind, back)| What::AmendRegistration(kind, back)),
        1 => (0_i64..40).prop_map(What::AmendService),
        1 => (1_usize..8).prop_map(What::Strike),
        1 => Just(What::Archive),
        2 => Just(What::PassTime),
    ]
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (0_i64..12, prop_oneof![3 => Just(0_i64), 1 => 0_i64..8], what()).prop_map(|(later, back, what)| Try {
        later,
        back,
        what,
    });
    prop::collection::vec(one, 0..24)
}

/// The start of an application, in days after 1 September of the first year, and all that is tried on it.
fn history() -> impl Strategy<Value = (Channel, Applicant, i64, Vec<Try>)> {
    (select(Channel::ALL.to_vec()), select(Applicant::ALL.to_vec()), 0_i64..480, tries())
}

fn sealed(number: u8) -> Sealed {
    Sealed::new(&format!("v-{number}"), &"0a".repeat(32)).expect("it has the form of a reference")
}

fn whole_office(account: u64) -> Viewer {
    let duties = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator());
    let held = duties.map(|duty| Held { duty, from: Day::constant(2018, 1, 1), to: None }).collect();
    Viewer::new(Account(account), Agency(1), held).expect("no administrator is among them")
}

fn answer(number: usize) -> Answer {
    let ground = |exemption| GroundDraft {
        exemptions: vec![exemption],
        reason: "属实".into(),
        discretion: "需要".into(),
        norm: Some(Norm { rank: Rank::Law, title: "统计法第九条".into() }),
        ..GroundDraft::default()
    };
    let situations = [
        Situation::AlreadyPublished,
        Situation::Disclosable,
        Situation::NotExisting,
        Situation::NotThisAgency,
        Situation::Repeated,
        Situation::RegistryQuery,
        Situation::NeedsCreation,
        Situation::Petition,
        Situation::Publication,
        Situation::Excessive,
        Situation::Reissue,
        Situation::StillUnclear,
        Situation::NotCorrected,
        Situation::FeeUnpaid,
        Situation::Misc(MiscReason::Withdrawn),
        Situation::Misc(MiscReason::Inquiry),
    ];
    match number.checked_sub(situations.len()) {
        None => Answer::Otherwise(situations[number]),
        Some(rest) => match Exemption::ALL.get(rest) {
            Some(exemption) => Answer::Refused(ground(*exemption)),
            None => Answer::Partly(vec![PartDraft::Withheld(ground(Exemption::Deliberative))]),
        },
    }
}

fn draft(number: usize, on: Day) -> steps::Draft {
    let elements: BTreeSet<Element> = [
        Element::FactsFound,
        Element::LegalBasis,
        Element::InformationAttached,
        Element::WayToFind,
        Element::Reason,
        Element::ResponsibleAgency,
        Element::EarlierReply,
        Element::SpecialRules,
    ]
    .into();
    let search = Some(SearchRecord { on, by: Account(1), stores: vec!["档案室".into()], words: sealed(9) });
    steps::Draft { on, answer: answer(number), search, grounds: Vec::new(), elements, words: sealed(6) }
}

/// The days of a way in that began on `day`.
fn way_in(channel: Channel, day: Day) -> Arrival {
    match channel {
        Channel::Counter | Channel::Oral => Arrival { handed_in: Some(day), ..Arrival::default() },
        Channel::RegisteredPost => Arrival { signed: Some(day), ..Arrival::default() },
        _ => Arrival { submitted: Some(day), ..Arrival::default() },
    }
}

fn attempt(request: &Request, what: &What, on: Day, cx: &Context<'_>) -> Result<Vec<Fact>, Refusal> {
    let (writer, second) = (whole_office(1), whole_office(2));
    let (by, words) = (&writer, sealed(7));
    let before = |days: i64| on.checked_sub(days.days()).expect("within the calendar");
    let mend = |entry, mend| steps::Amend { on, entry, mend, reason: sealed(8) };
    match *what {
        What::Confirm(reached) => steps::confirm(request, steps::Confirm { on, reached }, cx, by),
        What::AskCorrection(days) => {
            let answer_by = on.checked_add(days.days()).expect("within the calendar");
            let step = steps::AskCorrection { on, points: [UnclearPoint::Title].into(), words, answer_by };
            steps::ask_correction(request, step, cx, by)
        }
        What::Correct(good_reason) => steps::correct(request, steps::Correct { on, words, good_reason }, cx, by),
        What::Consult(party) => {
            let consulted = if party == 0 { Consulted::Agency } else { Consulted::ThirdParty };
            let step = steps::Consult { on, consulted, party: sealed(party), reached_on: None };
            steps::consult(request, step, cx, by)
        }
        What::AnswerConsultation(consultation, said) => {
            let step = steps::AnswerConsultation { on, consultation, said, words };
            steps::answer_consultation(request, step, cx, by)
        }
        What::Extend(days) => {
            let days = ExtensionDays::new(WorkingDays(days)).expect("1 to 20");
            steps::extend(request, steps::Extend { on, days, reason: None }, cx, by)
        }
        What::TellExtension => steps::tell_extension(request, steps::TellExtension { on }, cx, by),
        What::AskReasons(days) => {
            let answer_by = on.checked_add(days.days()).expect("within the calendar");
            steps::ask_reasons(request, steps::AskReasons { on, words, answer_by }, cx, by)
        }
        What::GiveReasons => steps::give_reasons(request, steps::GiveReasons { on, words }, cx, by),
        What::Delay(days) => {
            let until = on.checked_add(days.days()).expect("within the calendar");
            steps::delay(request, steps::Delay { on, until, words }, cx, by)
        }
        What::AskFee(pages) => {
            let step = steps::AskFee { on, basis: Basis::Pages(pages), words, reached_on: None, counted: None };
            steps::ask_fee(request, step, cx, by)
        }
        What::PayFee => steps::pay_fee(request, steps::PayFee { on }, cx, by),
        What::TellThirdParty(consultation) => {
            steps::tell_third_party(request, steps::TellThirdParty { on, consultation, words }, cx, by)
        }
        What::Reply(number) => steps::reply(request, draft(number, on), cx, by),
        What::Review(yes) => {
            let level = request.awaited_level().unwrap_or(Level::UnitHead);
            let vote = if yes { Vote::Approve } else { Vote::Return { words } };
            steps::review(request, steps::Review { on, level, vote }, cx, &second)
        }
        What::Serve(posted) => {
            let by_post = Service::Post { posted_on: on, signed_on: None };
            let by_hand = Service::ByHand { signed_on: on };
            let service = if posted { by_post } else { by_hand };
            steps::serve(request, steps::Serve { service }, cx, by)
        }
        What::Withdraw => steps::withdraw(request, steps::Withdraw { on, words }, cx, by),
        What::AmendRegistration(applicant, days) => {
            let Some(Fact::Registered { on: entered, channel, person, words, .. }) =
                request.entry(1).map(|one| &one.fact)
            else {
                return Ok(Vec::new());
            };
            let (person, words, arrival) = (person.clone(), words.clone(), way_in(*channel, before(days)));
            let right = Fact::Registered { on: *entered, channel: *channel, arrival, applicant, person, words };
            steps::amend(request, mend(1, Mend::Replace(Box::new(right))), cx, &second)
        }
        What::AmendService(days) => {
            let served = request.valid().find(|(_, entry)| matches!(entry.fact, Fact::Served { .. }));
            let Some((number, _)) = served else { return Ok(Vec::new()) };
            let service = Service::ByHand { signed_on: before(days) };
            steps::amend(request, mend(number, Mend::Replace(Box::new(Fact::Served { service }))), cx, &second)
        }
        What::Strike(entry) => steps::amend(request, mend(entry, Mend::Strike), cx, &second),
        What::Archive => steps::archive(request, steps::Archive { on }, cx, by),
        What::PassTime => steps::pass_time(request, cx),
    }
}

/// One application as far as the steps allow; what is refused is left out. Nothing is done after `last`.
fn live(channel: Channel, applicant: Applicant, start: i64, tries: &[Try], last: Day) -> Request {
    let first = Day::constant(2020, 9, 1).checked_add(start.days()).expect("within the calendar");
    let (practice, misc_rows) = (Practice::default(), MiscRows::default());
    let chain = ReviewChain::new(vec![Level::UnitHead]).expect("one level");
    let context = |today| Context {
        agency: Agency(1),
        today,
        calendar: Calendar::national(),
        practice: &practice,
        misc_rows: &misc_rows,
        review_chain: &chain,
    };
    let arrival = way_in(channel, first);
    let step = steps::Register {
        channel,
        arrival,
        applicant,
        person: sealed(1),
        words: sealed(2),
        late: steps::LateEntry::default(),
    };
    let registered = steps::register(&Request::default(), step, &context(first), &whole_office(1));
    let entry = |fact| Entry { by: Author::Account(Account(1)), fact };
    let mut request = Request::of(registered.expect("it has all that registering asks for").into_iter().map(entry));
    let mut today = first;
    for Try { later, back, what } in tries {
        today = today.checked_add(later.days()).expect("within the calendar").min(last);
        let on = today.checked_sub(back.days()).expect("within the calendar");
        for fact in attempt(&request, what, on, &context(today)).unwrap_or_default() {
            request.evolve(entry(fact));
        }
    }
    request
}

fn told(findings: Vec<Finding>) -> Vec<String> {
    findings.into_iter().map(|finding| finding.message).collect()
}

/// Both forms are in it: 2020 is reported on the older one.
const YEARS: [i16; 4] = [2019, 2020, 2021, 2022];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_report_is_right_by_every_rule(histories in prop::collection::vec(history(), 1..24)) {
        let last = Day::constant(2022, 12, 31);
        let requests: Vec<Request> = histories
            .iter()
            .map(|(channel, applicant, start, tries)| live(*channel, *applicant, *start, tries, last))
            .collect();
        let reports = YEARS.map(|year| report(year, &requests));
        for report in &reports {
            prop_assert_eq!(told(check(report).violations), Vec::<String>::new());
        }
        for pair in reports.windows(2) {
            prop_assert_eq!(told(check_with_previous(&pair[1], &pair[0]).violations), Vec::<String>::new());
        }
    }

    #[test]
    fn a_file_read_again_from_its_entries_is_the_same((channel, applicant, start, tries) in history()) {
        let request = live(channel, applicant, start, &tries, Day::constant(2022, 12, 31));
        prop_assert_eq!(&Request::of(request.history().iter().cloned()), &request);
        for entry in request.history() {
            let payload = <Request as casework::file::File>::write(&entry.fact);
            prop_assert_eq!(&<Request as casework::file::File>::read(&payload).expect("it was just written"), &entry.fact);
        }
    }

    #[test]
    fn nothing_ends_before_it_is_received((channel, applicant, start, tries) in history()) {
        let request = live(channel, applicant, start, &tries, Day::constant(2022, 12, 31));
        if let (Some(received), Some(ended)) = (request.received(), request.ended()) {
            prop_assert!(received.day() <= ended.on);
        }
    }
}

/// The test above would say nothing of years in which nothing is done: most kinds of ending are reached.
#[test]
fn the_random_office_reaches_most_endings() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut endings = BTreeSet::new();
    for _ in 0..1500 {
        let (channel, applicant, start, tries) = history().new_tree(&mut runner).expect("a history").current();
        let request = live(channel, applicant, start, &tries, Day::constant(2022, 12, 31));
        endings.extend(request.ended().map(|ended| ended.outcome));
    }
    assert!(endings.len() >= 15, "{endings:?}");
}
