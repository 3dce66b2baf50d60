use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn due(start: &str, days: u16) -> String {
    Calendar::national().add(day(start), WorkingDays(days)).unwrap().date.to_string()
}

#[test]
fn terms_over_festivals_end_where_they_should() {
    for (start, days, expected) in [
        ("2019-05-15", 20, "2019-06-13"),
        ("2019-12-31", 20, "2020-02-05"),
        ("2020-01-16", 20, "2020-02-20"),
        ("2020-01-20", 20, "2020-02-25"), // the prolonged 春节 of 2020
        ("2021-09-10", 20, "2021-10-14"),
        ("2022-01-21", 7, "2022-01-30"), // a Sunday that is worked
        ("2023-09-22", 7, "2023-10-09"),
        ("2024-02-01", 20, "2024-03-05"), // 9 February 2024 (除夕) was a working day by law, and off by none
        ("2024-09-12", 7, "2024-09-24"),
        ("2024-09-27", 15, "2024-10-23"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2025-04-25", 15, "2025-05-20"),
        ("2025-09-26", 20, "2025-10-30"),
        ("2026-02-10", 7, "2026-02-26"),
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-09-18", 20, "2026-10-22"),
    ] {
        assert_eq!(due(start, days), expected, "{start} + {days}");
    }
}

#[test]
fn each_year_has_the_working_days_that_its_notice_leaves() {
    let years = [250, 249, 250, 249, 249, 251, 248, 248];
    for (year, expected) in (2019..).zip(years) {
        let days = Calendar::national().working_days(Day::constant(year - 1, 12, 31), Day::constant(year, 12, 31));
        assert_eq!(days, expected, "{year}");
    }
}

/// Reckons anew, day by day, from the lines of the file alone.
fn naive_is_working(text_of_day: &str, weekday: i64) -> bool {
    let line = include_str!("../../data/calendar/national.csv").lines().find(|line| line.starts_with(text_of_day));
    match line {
        Some(line) => line.contains(",workday,"),
        None => weekday < 5,
    }
}

#[test]
fn a_second_reckoning_agrees_on_every_day_of_eight_years() {
    let first = Day::constant(2019, 1, 1); // a Tuesday
    let days: Vec<Day> = std::iter::once(first).chain(days_after(first)).take(2922).collect();
    assert_eq!(days.last().unwrap().to_string(), "2026-12-31");
    let working: Vec<bool> =
        (1..).zip(&days).map(|(weekday, day)| naive_is_working(&day.to_string(), weekday % 7)).collect();
    for (index, start) in days.iter().enumerate() {
        assert_eq!(Calendar::national().is_working(*start), working[index], "{start}");
        for n in [1, 2, 7, 15, 20, 40] {
            let reckoned = (index + 1..days.len()).filter(|later| working[*later]).nth(n - 1);
            let due = Calendar::national().add(*start, WorkingDays(u16::try_from(n).unwrap())).unwrap();
            match reckoned {
                Some(later) => assert_eq!(due, Due { date: days[later], provisional: false }, "{start} + {n}"),
                None => assert!(due.provisional && due.date.year() == 2027, "{start} + {n}"),
            }
        }
    }
}

#[test]
fn beyond_the_data_a_date_is_provisional_and_new_year_is_off_all_the_same() {
    let calendar = Calendar::national();
    let due = calendar.add(day("2026-12-31"), WorkingDays(1)).unwrap();
    assert_eq!(due, Due { date: day("2027-01-04"), provisional: true });
    let new_year = calendar.judge(day("2027-01-01"));
    assert_eq!(new_year, Judged { kind: DayKind::Holiday, name: Some("元旦"), provisional: true });
    assert!(!calendar.add(day("2018-12-31"), WorkingDays(1)).unwrap().provisional, "day 0 is not counted");
    assert!(calendar.add(day("2018-12-30"), WorkingDays(1)).unwrap().provisional);
    assert_eq!(calendar.judge(day("2024-05-02")).kind, DayKind::Holiday);
    assert_eq!(calendar.judge(day("2018-05-02")).kind, DayKind::Weekday, "2 May became a festival in 2025");
}

#[test]
fn a_listed_day_says_why() {
    let calendar = Calendar::national();
    let judged = |text| calendar.judge(day(text));
    let known = |kind, name| Judged { kind, name, provisional: false };
    assert_eq!(judged("2025-09-28"), known(DayKind::MakeUp, Some("国庆节")));
    assert_eq!(judged("2025-10-06"), known(DayKind::Holiday, Some("中秋节")));
    assert_eq!(judged("2025-06-09"), known(DayKind::Weekday, None));
    assert_eq!(judged("2025-06-08"), known(DayKind::Weekend, None));
    assert!(!judged("2025-06-08").kind.is_working());
}

#[test]
fn no_day_is_day_zero_itself_and_no_term_outruns_the_calendar() {
    let calendar = Calendar::national();
    assert_eq!(due("2025-06-08", 0), "2025-06-08");
    let last = Day::constant(9999, 12, 31);
    assert_eq!(calendar.add(last, WorkingDays(1)), Err(BeyondCalendar { from: last }));
    assert!(calendar.add(day("2026-01-01"), WorkingDays(u16::MAX)).unwrap().provisional);
    assert!(calendar.end_of_calendar_term(last).is_ok(), "31 December 9999 is a Friday");
}

#[test]
fn a_later_notice_makes_its_year_known() {
    let loaded = Calendar::national()
        .with("\u{feff}# version: 2027-1\r\ndate,kind,name\r\n2026-12-31,holiday,元旦\r\n2027-01-01,holiday,元旦\r\n\r\n2027-01-09,workday,元旦\r\n")
        .unwrap();
    assert_eq!(loaded.version(), "2026-1+2027-1");
    assert_eq!(
        loaded.add(day("2026-12-30"), WorkingDays(6)).unwrap(),
        Due { date: day("2027-01-09"), provisional: false }
    );
    assert!(loaded.judge(day("2028-01-04")).provisional);
}

#[test]
fn local_days_off_replace_days_but_do_not_make_a_year_known() {
    let local = Calendar::national()
        .with("2025-03-31,holiday,三月三\n2025-09-28,holiday,本地安排\n2027-04-09,holiday,三月三\n")
        .unwrap();
    assert!(!local.is_working(day("2025-03-31")));
    assert!(!local.is_working(day("2025-09-28")), "the later table wins");
    assert!(local.judge(day("2027-04-09")).provisional);
    assert_eq!(local.judge(day("2027-04-09")).kind, DayKind::Holiday);
}

#[test]
fn a_broken_table_names_its_line() {
    let told = |csv: &str| Calendar::national().with(csv).unwrap_err().to_string();
    assert_eq!(
        told("date,kind,name\n2027-02-30,holiday,元旦"),
        "日历第2行：「2027-02-30」不是有效的日期，应当写成 2025-06-09 这样"
    );
    assert_eq!(
        told("# 注\n2027-01-01,off,元旦"),
        "日历第2行：类别「off」不认识，只能是 holiday（放假）或 workday（上班）"
    );
    assert!(told("2027-01-01;holiday;元旦").starts_with("日历第1行：应当有三列"));
    assert!(told("2027-01-01,holiday,").contains("缺少名称"));
    assert!(told("2027-01-01,holiday,元旦,x").contains("三列"));
    assert_eq!(
        told("2027-01-01,holiday,元旦\n2027-01-02,holiday,元旦\n2027-01-01,workday,元旦"),
        "日历第3行：2027-01-01在第1行已经列出，类别不同"
    );
    assert_eq!(told("# 空\n"), "日历第1行：文件里没有任何日期");
    assert_eq!(told(""), "日历第1行：文件里没有任何日期");
}

#[test]
fn two_festivals_on_one_day_are_one_day_off() {
    let loaded = Calendar::national().with("2031-10-01,holiday,国庆节\n2031-10-01,holiday,中秋节").unwrap();
    assert_eq!(loaded.judge(day("2031-10-01")).name, Some("国庆节"));
}

#[test]
fn a_term_in_calendar_days_ends_on_a_working_day() {
    let end = |text| Calendar::national().end_of_calendar_term(day(text)).unwrap().date.to_string();
    assert_eq!(end("2025-10-01"), "2025-10-09");
    assert_eq!(end("2025-09-28"), "2025-09-28", "a Sunday that is worked");
    assert_eq!(end("2026-01-31"), "2026-02-02");
}

proptest! {
    #[test]
    fn a_due_date_is_a_working_day_and_terms_add_up(start in 0_i32..3000, first in 1_u16..60, second in 1_u16..60) {
        let calendar = Calendar::national();
        let start = days_after(Day::constant(2018, 12, 31)).nth(usize::try_from(start).unwrap()).unwrap();
        let after_first = calendar.add(start, WorkingDays(first)).unwrap().date;
        prop_assert!(calendar.is_working(after_first));
        let whole = calendar.add(start, WorkingDays(first + second)).unwrap().date;
        prop_assert_eq!(calendar.add(after_first, WorkingDays(second)).unwrap().date, whole);
        prop_assert_eq!(calendar.working_days(start, whole), usize::from(first + second));
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
        let _ = Calendar::national().with(&text);
        let _ = parse_day(&text);
    }
}
