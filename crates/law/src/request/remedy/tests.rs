//! The table of the three periods, row by row, and the words that a reader gets.

use jiff::civil::date;

use super::agency::{DatedStanding, Standing};
use super::wording::{Ruling, RulingError};
use super::*;
use crate::in_force::InForce;

const PERIODS: [Date; 3] = [Date::constant(2023, 12, 31), Date::constant(2025, 5, 31), Date::constant(2025, 6, 1)];

/// A county bureau that became a branch of the city's bureau in 2020; its county became a district in the same year.
fn bureau() -> Agency {
    let standing = |standing, in_force| DatedStanding { standing, in_force };
    let body = |seat, name: &str, in_force, online: Option<&str>| Body {
        seat,
        name: name.into(),
        in_force,
        online: online.map(Into::into),
    };
    let (old, new) = (InForce::until(date(2020, 6, 30)), InForce::since(date(2020, 7, 1)));
    Agency::new(
        vec![standing(Standing::Department, old), standing(Standing::BranchByDistrict, new)],
        vec![
            body(Seat::OwnGovernment, "海门市人民政府", old, None),
            body(Seat::SuperiorDepartment, "南通市生态环境局", old, None),
            body(Seat::OwnGovernment, "南通市人民政府", new, Some("https://fy.example.gov.cn")),
            body(Seat::SettingDepartment, "南通市生态环境局", new, None),
            body(Seat::LocalGovernment, "南通市海门区人民政府", new, None),
        ],
        vec![Court { name: "南通经济技术开发区人民法院".into(), in_force: InForce::ALWAYS }],
    )
    .unwrap()
}

fn county_department() -> Agency {
    let body = |seat, name: &str| Body { seat, name: name.into(), in_force: InForce::ALWAYS, online: None };
    Agency::new(
        vec![DatedStanding { standing: Standing::Department, in_force: InForce::ALWAYS }],
        vec![body(Seat::OwnGovernment, "沭阳县人民政府"), body(Seat::SuperiorDepartment, "宿迁市民政局")],
        vec![Court { name: "宿迁市宿城区人民法院".into(), in_force: InForce::ALWAYS }],
    )
    .unwrap()
}

fn told(act: Act, on: Date, agency: &Agency) -> Remedy {
    let question = Question { act, on, agency, served_online: false };
    remedy(question, &Rulings::default()).unwrap().unwrap()
}

fn names(remedy: &Remedy) -> Vec<&str> {
    remedy.bodies.iter().map(|body| body.name.as_str()).collect()
}

#[test]
fn the_way_follows_from_the_row_and_the_period() {
    use Outcome::*;
    use Route::{FreeChoice, ReconsiderationFirst, ReconsiderationFirstForWithheld};
    let agency = bureau();
    for row in Outcome::ALL {
        let expected = match row {
            RefusedStateSecret
            | RefusedByLaw
            | RefusedSecurityStability
            | RefusedThirdParty
            | RefusedInternalAffairs
            | RefusedDeliberative
            | RefusedEnforcementFile => {
                [(FreeChoice, true), (ReconsiderationFirst, true), (ReconsiderationFirst, true)]
            }
            PartlyGranted => {
                [(FreeChoice, true), (ReconsiderationFirstForWithheld, true), (ReconsiderationFirstForWithheld, true)]
            }
            Granted
            | UnavailableNotHeld
            | UnavailableStillUnclear
            | Other
            | OtherNotCorrected
            | OtherFeeUnpaid
            | OtherMisc => [(FreeChoice, true); 3],
            RefusedRegistryQuery
            | UnavailableNeedsCreation
            | DeclinedPetition
            | DeclinedRepeat
            | DeclinedPublication
            | DeclinedExcessive
            | DeclinedReissue => [(FreeChoice, true), (FreeChoice, true), (FreeChoice, false)],
        };
        let found = PERIODS.map(|on| told(Act::Reply(row), on, &agency)).map(|remedy| (remedy.route, remedy.settled));
        assert_eq!(found, expected, "{row}");
    }
    let silence = PERIODS.map(|on| told(Act::NoReply, on, &agency)).map(|remedy| (remedy.route, remedy.settled));
    assert_eq!(silence, [(FreeChoice, true), (ReconsiderationFirst, false), (ReconsiderationFirst, false)]);
}

#[test]
fn a_period_begins_on_its_first_day() {
    let agency = bureau();
    let route = |row, on| told(Act::Reply(row), on, &agency).route;
    assert_eq!(route(Outcome::RefusedThirdParty, date(2023, 12, 31)), Route::FreeChoice);
    assert_eq!(route(Outcome::RefusedThirdParty, date(2024, 1, 1)), Route::ReconsiderationFirst);
}

#[test]
fn the_department_above_is_named_until_2023_only() {
    let agency = county_department();
    let act = Act::Reply(Outcome::Granted);
    assert_eq!(names(&told(act, date(2023, 12, 31), &agency)), ["沭阳县人民政府", "宿迁市民政局"]);
    assert_eq!(names(&told(act, date(2024, 1, 1), &agency)), ["沭阳县人民政府"]);
}

#[test]
fn a_branch_by_district_names_two_governments() {
    let agency = bureau();
    let act = Act::Reply(Outcome::RefusedDeliberative);
    assert_eq!(names(&told(act, date(2025, 7, 1), &agency)), ["南通市人民政府", "南通市海门区人民政府"]);
    assert_eq!(names(&told(act, date(2021, 7, 1), &agency)), ["南通市生态环境局", "南通市人民政府"]);
    // Before the reform the same bureau was a department of its county.
    assert_eq!(names(&told(act, date(2020, 6, 30), &agency)), ["海门市人民政府", "南通市生态环境局"]);
}

#[test]
fn a_refusal_of_2025_is_told_in_these_words() {
    let remedy = told(Act::Reply(Outcome::RefusedDeliberative), date(2025, 7, 1), &bureau());
    insta::assert_snapshot!(remedy.text(), @"如不服本答复，根据《中华人民共和国行政复议法》第二十三条的规定，应当先自收到本答复之日起六十日内向南通市人民政府或者南通市海门区人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向南通经济技术开发区人民法院等有管辖权的人民法院提起行政诉讼。行政复议机关决定不予受理、驳回申请或者受理后超过行政复议期限不作答复的，可以自收到决定书之日起或者行政复议期限届满之日起十五日内提起行政诉讼。");
    let articles: Vec<_> = remedy.articles.iter().map(ToString::to_string).collect();
    assert_eq!(
        articles,
        ["51", "行政复议法20", "行政复议法23¶1(4)", "行政复议法24¶4", "行政复议法34", "行政诉讼法45", "行政诉讼法46"]
    );
}

#[test]
fn the_same_refusal_in_2023_was_told_in_these() {
    let remedy = told(Act::Reply(Outcome::RefusedDeliberative), date(2023, 7, 3), &county_department());
    insta::assert_snapshot!(remedy.text(), @"如不服本答复，可以自收到本答复之日起六十日内向沭阳县人民政府或者宿迁市民政局申请行政复议，也可以自收到本答复之日起六个月内向宿迁市宿城区人民法院提起行政诉讼。");
}

#[test]
fn a_partial_disclosure_tells_both_ways() {
    let remedy = told(Act::Reply(Outcome::PartlyGranted), date(2024, 7, 1), &county_department());
    insta::assert_snapshot!(remedy.text(), @"如不服本答复中不予公开的部分，根据《中华人民共和国行政复议法》第二十三条的规定，应当先自收到本答复之日起六十日内向沭阳县人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向宿迁市宿城区人民法院等有管辖权的人民法院提起行政诉讼。行政复议机关决定不予受理、驳回申请或者受理后超过行政复议期限不作答复的，可以自收到决定书之日起或者行政复议期限届满之日起十五日内提起行政诉讼。如不服本答复的其他部分，可以自收到本答复之日起六十日内向沭阳县人民政府申请行政复议，也可以自收到本答复之日起六个月内向宿迁市宿城区人民法院提起行政诉讼。");
}

#[test]
fn silence_is_counted_from_the_end_of_the_term() {
    let remedy = told(Act::NoReply, date(2023, 7, 3), &county_department());
    insta::assert_snapshot!(remedy.text(), @"本机关逾期未作答复的，可以自答复期限届满之日起六十日内向沭阳县人民政府或者宿迁市民政局申请行政复议，也可以自答复期限届满之日起六个月内向宿迁市宿城区人民法院提起行政诉讼。");
    let remedy = told(Act::NoReply, date(2025, 7, 1), &county_department());
    assert!(remedy.text().contains("应当先自答复期限届满之日起六十日内向沭阳县人民政府申请行政复议"));
}

#[test]
fn letters_on_the_way_carry_no_remedy() {
    let agency = bureau();
    for notice in Notice::ALL {
        for on in PERIODS {
            let question = Question { act: Act::Notice(notice), on, agency: &agency, served_online: true };
            assert_eq!(remedy(question, &Rulings::default()), Ok(None), "{notice:?}");
        }
    }
}

#[test]
fn what_is_served_on_line_gives_the_on_line_way() {
    let agency = bureau();
    let act = Act::Reply(Outcome::Granted);
    let online = |agency: &Agency, on| {
        remedy(Question { act, on, agency, served_online: true }, &Rulings::default()).map(Option::unwrap)
    };
    let served = online(&agency, date(2024, 1, 1)).unwrap();
    assert!(served.text().ends_with("行政复议申请可以通过互联网提交：南通市人民政府（https://fy.example.gov.cn）。"));
    assert!(served.articles.contains(&"行政复议法22¶2".parse().unwrap()));
    assert!(!told(act, date(2024, 1, 1), &agency).text().contains("互联网"), "not on paper");
    assert!(!online(&agency, date(2023, 12, 31)).unwrap().text().contains("互联网"), "not before the new law");
    // When no address is known, then the reply cannot go out on line.
    assert_eq!(online(&county_department(), date(2024, 1, 1)), Err(RemedyError::NoOnlineAddress));
    assert!(online(&county_department(), date(2023, 12, 31)).is_ok());
}

#[test]
fn missing_data_is_named_and_never_left_out_of_the_letter() {
    let act = Act::Reply(Outcome::Granted);
    let on = date(2025, 7, 1);
    let asked = |agency: &Agency, on| {
        remedy(Question { act, on, agency, served_online: false }, &Rulings::default()).unwrap_err()
    };
    let standings = vec![DatedStanding { standing: Standing::BranchByDistrict, in_force: InForce::ALWAYS }];
    let city = Body {
        seat: Seat::OwnGovernment,
        name: "南通市人民政府".into(),
        in_force: InForce::until(date(2025, 6, 30)),
        online: None,
    };
    let local =
        Body {
            seat: Seat::LocalGovernment, name: "海门区人民政府".into(), in_force: InForce::ALWAYS, online: None
        };

    let empty = Agency::new(vec![], vec![], vec![]).unwrap();
    assert_eq!(asked(&empty, on), RemedyError::NoStanding(on));
    let expired = Agency::new(standings.clone(), vec![city.clone(), local.clone()], vec![]).unwrap();
    assert_eq!(asked(&expired, on), RemedyError::NoBody { seat: Seat::OwnGovernment, on });
    let one_of_two = Agency::new(standings, vec![city], vec![]).unwrap();
    let earlier = date(2025, 6, 30);
    assert_eq!(asked(&one_of_two, earlier), RemedyError::NoBody { seat: Seat::LocalGovernment, on: earlier });
    assert_eq!(asked(&expired, earlier), RemedyError::NoCourt(earlier));
    assert_eq!(asked(&bureau(), date(2014, 1, 1)), RemedyError::NoRule(date(2014, 1, 1)));
}

#[test]
fn a_lawyer_may_decide_what_the_law_leaves_open() {
    let rulings = r#"[{
        "acts": ["declined_repeat"], "in_force": {"from": "2025-06-01"}, "route": "reconsideration_only",
        "wording": "不服本答复的，可以向{bodies}申请行政复议。"
    }, {
        "acts": ["declined_petition"], "in_force": {"from": "2025-09-01"}, "route": "reconsideration_only"
    }]"#;
    let rulings: Rulings = serde_json::from_str(rulings).unwrap();
    let agency = county_department();
    let told = |row, on| {
        let question = Question { act: Act::Reply(row), on, agency: &agency, served_online: false };
        remedy(question, &rulings).unwrap().unwrap()
    };
    let repeat = told(Outcome::DeclinedRepeat, date(2025, 6, 1));
    assert_eq!(repeat.text(), "不服本答复的，可以向沭阳县人民政府申请行政复议。");
    assert_eq!((repeat.route, repeat.settled), (Route::ReconsiderationOnly, false));
    // Before its first day, and for other rows, the shipped default holds.
    assert_eq!(told(Outcome::DeclinedRepeat, date(2025, 5, 31)).route, Route::FreeChoice);
    assert_eq!(told(Outcome::DeclinedPetition, date(2025, 8, 31)).route, Route::FreeChoice);
    assert_eq!(told(Outcome::DeclinedReissue, date(2025, 9, 1)).route, Route::FreeChoice);
    let petition = told(Outcome::DeclinedPetition, date(2025, 9, 1));
    assert_eq!(petition.text(), "如不服本答复，可以自收到本答复之日起六十日内向沭阳县人民政府申请行政复议。");
}

#[test]
fn nobody_rules_on_what_the_law_has_settled() {
    let ruling = |act, in_force, route| Rulings::new(vec![Ruling { acts: vec![act], in_force, route, wording: None }]);
    let refused = Act::Reply(Outcome::RefusedByLaw);
    let from_2024 = InForce::since(date(2024, 1, 1));
    assert!(matches!(ruling(refused, from_2024, Route::FreeChoice), Err(RulingError::Settled { .. })));
    // Open from 2025-06-01 only: a ruling that begins earlier would touch settled days.
    let repeat = Act::Reply(Outcome::DeclinedRepeat);
    let reaching_back = ruling(repeat, from_2024, Route::ReconsiderationOnly).unwrap_err();
    assert_eq!(reaching_back.to_string(), "“2.重复申请”在2024-01-01至2025-05-31的救济途径已有定论，不能另行设定");
    assert!(ruling(repeat, InForce::since(date(2025, 6, 1)), Route::ReconsiderationOnly).is_ok());
    assert!(ruling(Act::NoReply, from_2024, Route::FreeChoice).is_ok());
    let part = ruling(repeat, InForce::since(date(2025, 6, 1)), Route::ReconsiderationFirstForWithheld);
    assert_eq!(part, Err(RulingError::NothingWithheld));
    let notice = ruling(Act::Notice(Notice::Fee), InForce::ALWAYS, Route::FreeChoice);
    assert_eq!(notice, Err(RulingError::Notice("收费通知书")));
}

#[test]
fn terms_run_by_the_calendar() {
    let terms = told(Act::Reply(Outcome::Granted), date(2025, 7, 1), &bureau()).terms;
    assert_eq!(terms.reconsideration_ends(date(2025, 7, 1)), date(2025, 8, 30));
    assert_eq!(terms.suit_ends(date(2025, 8, 31)), date(2026, 2, 28));
    assert_eq!(terms.suit_after_reconsideration_ends(date(2025, 12, 20)), date(2026, 1, 4));
}
