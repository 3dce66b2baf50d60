//! Figures of air and water, week after week and month after month.

use std::sync::LazyLock;

use casework::publication::facts::{Channel, Genre, Scope};
use law::calendar::Day;
use serde::Deserialize;

use super::dice::{Dice, hundredths, tenths, thousandths};
use super::words::{Filling, NAMES, date, shipped};
use super::{Planned, UNITS, days_later, later, working};

#[derive(Deserialize)]
struct File {
    series: Vec<Series>,
    words: Words,
}

#[derive(Deserialize)]
struct Series {
    name: String,
    unit: String,
    item: String,
    title: String,
    body: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Words {
    worse: Vec<String>,
    better: Vec<String>,
    water_reasons: Vec<String>,
    dust_reasons: Vec<String>,
    outlooks: Vec<String>,
    primaries: Vec<String>,
    indicators: Vec<String>,
    works: Vec<String>,
    things: Vec<String>,
    winds: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| shipped(include_str!("text/series.toml")));

const AIR_STATIONS: [&str; 3] = ["城区站", "经济开发区站", "临江站"];
const WATER_STATIONS: [usize; 2] = [0, 2];

/// A piece of a series: what it is about and when it was formed.
struct Issue {
    series: &'static str,
    /// Tells it from its brothers.
    name: String,
    filling: Filling,
    formed_on: Day,
    /// How many working days later it goes out.
    delay: u16,
}

/// All series of a year: 365 pieces.
pub(super) fn of_year(year: i16) -> Vec<Planned> {
    let mut issues = Vec::new();
    for week in 1..=52 {
        issues.extend(AIR_STATIONS.map(|station| air_week(year, week, station)));
        issues.extend(WATER_STATIONS.map(|section| water_week(year, week, section)));
    }
    for month in 1..=12 {
        let monthly =
            ["air_month", "dust_month", "acid_month", "water_month", "source_month", "town_month", "plant_month"];
        issues.extend(monthly.map(|series| month_before(year, month, series)));
    }
    for quarter in 1..=4 {
        issues.extend(["ground_quarter", "ditch_quarter"].map(|series| quarter_before(year, quarter, series)));
    }
    issues.extend((6..=11).map(|month| month_before(year, month, "ozone_month")));
    issues.extend((1..=7).map(|number| flood(year, number)));
    issues.into_iter().map(|issue| planned(year, issue)).collect()
}

/// The same, thinner: one station of air and one of water every second week, and three series of the month.
pub(super) fn some_of_year(year: i16) -> Vec<Planned> {
    let mut issues = Vec::new();
    for week in (2..=52).step_by(2) {
        issues.push(air_week(year, week, AIR_STATIONS[0]));
        if week % 4 == 0 {
            issues.push(water_week(year, week, WATER_STATIONS[0]));
        }
    }
    for month in 1..=12 {
        issues.extend(["air_month", "water_month", "source_month"].map(|series| month_before(year, month, series)));
    }
    issues.into_iter().map(|issue| planned(year, issue)).collect()
}

fn planned(year: i16, issue: Issue) -> Planned {
    let Issue { series, name, filling, formed_on, delay } = issue;
    let series = FILE.series.iter().find(|one| one.name == series).expect("every series has its text (tested)");
    let mut dice = Dice::of(&format!("{year}/{}/{name}", series.name));
    let filling = figures(filling, &mut dice);
    Planned {
        formed_on,
        published_on: later(formed_on, delay),
        unit: UNITS.iter().map(|(key, _)| *key).find(|key| *key == series.unit).expect("a unit of the bureau (tested)"),
        item: series.item.parse().expect("an item of the catalogue (tested)"),
        genre: Genre::Monitoring,
        scope: Scope::Unit,
        document_number: None,
        channels: [Channel::Platform].into(),
        title: filling.fill(&series.title),
        body: filling.body(&series.body, &mut dice),
    }
}

/// The week that ends on the `week`-th Sunday of the year.
fn week(year: i16, week: i64) -> (Day, Day) {
    let first = Day::constant(year, 1, 1);
    let to_sunday = 7 - i64::from(first.weekday().to_monday_one_offset());
    let sunday = days_later(first, to_sunday + 7 * (week - 1));
    (days_later(sunday, -6), sunday)
}

fn weekly(year: i16, number: i64) -> (Filling, Day) {
    let (from, to) = week(year, number);
    let filling =
        Filling::default().with("year", year).with("week", number).with("from", date(from)).with("to", date(to));
    (filling, working(days_later(to, 1)))
}

fn air_week(year: i16, number: i64, station: &'static str) -> Issue {
    let (filling, formed_on) = weekly(year, number);
    let mut dice = Dice::of(&format!("{year}/{station}/{number}"));
    let light = dice.between(0, 2);
    let good = dice.between(1, 4);
    let fair = 7 - light - good;
    let filling = filling
        .with("station", station)
        .with("valid", 7)
        .with("good", good)
        .with("fair", fair)
        .with("fine", good + fair)
        .with("light", light)
        .with("share", tenths((good + fair) * 1000 / 7));
    Issue { series: "air_week", name: format!("{station}/{number}"), filling, formed_on, delay: 0 }
}

fn water_week(year: i16, number: i64, section: usize) -> Issue {
    let (filling, formed_on) = weekly(year, number);
    let mut dice = Dice::of(&format!("{year}/section{section}/{number}"));
    let filling =
        filling.with("section", &NAMES.rivers.sections[section]).with("share", tenths(dice.between(962, 1000)));
    Issue { series: "water_week", name: format!("{section}/{number}"), filling, formed_on, delay: 0 }
}

/// The piece that comes out in a month and is about the month before.
fn month_before(year: i16, month: i8, series: &'static str) -> Issue {
    let (about_year, about) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    let mut dice = Dice::of(&format!("{year}/{series}/{month}"));
    let formed_on = working(Day::constant(year, month, i8::try_from(dice.between(2, 7)).expect("a small number")));
    let days = Day::constant(about_year, about, 1).days_in_month();
    let light = dice.between(1, 8);
    let fine = i64::from(days) - light;
    let filling = Filling::default()
        .with("year", about_year)
        .with("month", about)
        .with("valid", days)
        .with("fine_days", fine)
        .with("light", light);
    let filling = match series {
        "air_month" => filling.with("fine", fine).with("share", tenths(fine * 1000 / i64::from(days))),
        "water_month" => {
            let fair = dice.between(2, 6);
            filling
                .with("count", 24)
                .with("fine", 24 - fair)
                .with("fair", fair)
                .with("share", tenths((24 - fair) * 1000 / 24))
        }
        "town_month" => {
            let fair = dice.between(1, 4);
            filling.with("count", 16).with("fine", 16 - fair).with("share", tenths((16 - fair) * 1000 / 16))
        }
        "plant_month" => filling.with("count", 4),
        // More than a tenth of the days above the limit, and the 90th percentile is above it, too.
        "ozone_month" => filling
            .with("o3", if light > 3 { 160 + light * 3 } else { 128 + light * 8 })
            .with("temp", [26, 29, 33, 33, 28, 23][usize::try_from(about - 5).unwrap_or_default().min(5)]),
        "acid_month" => {
            let (samples, acid) = (dice.between(4, 12), dice.between(0, 3));
            filling.with("samples", samples).with("acid", acid).with("share", tenths(acid * 1000 / samples))
        }
        _ => filling.with("share", tenths(dice.between(980, 1000))),
    };
    let delay = u16::try_from(dice.between(1, 6)).expect("a small number");
    Issue { series, name: month.to_string(), filling, formed_on, delay }
}

/// The piece that comes out in the first month of a quarter and is about the quarter before.
fn quarter_before(year: i16, quarter: i8, series: &'static str) -> Issue {
    let (about_year, about) = if quarter == 1 { (year - 1, 4) } else { (year, quarter - 1) };
    let month = (quarter - 1) * 3 + 1;
    let mut dice = Dice::of(&format!("{year}/{series}/{quarter}"));
    let formed_on = working(Day::constant(year, month, i8::try_from(dice.between(9, 14)).expect("a small number")));
    let filling = Filling::default().with("year", about_year).with("quarter", about);
    let filling = match series {
        "ground_quarter" => {
            filling.with("count", 16).with("fine", 6).with("fair", 10).with("share", tenths(dice.between(780, 940)))
        }
        _ => filling.with("count", 5).with("fine", 4),
    };
    Issue {
        series,
        name: quarter.to_string(),
        filling,
        formed_on,
        delay: u16::try_from(dice.between(2, 8)).expect("a small number"),
    }
}

/// A piece for the time of high water, every second week from the middle of June.
fn flood(year: i16, number: i64) -> Issue {
    let from = days_later(Day::constant(year, 6, 12), 14 * (number - 1));
    let to = days_later(from, 6);
    let filling = Filling::default()
        .with("year", year)
        .with("number", number)
        .with("from", date(from))
        .with("to", date(to))
        .with("count", Dice::of(&format!("{year}/flood/{number}")).between(5, 9));
    Issue { series: "flood_week", name: number.to_string(), filling, formed_on: working(days_later(to, 1)), delay: 1 }
}

/// Everything that any of the texts may name, from the dice; what the issue has settled already stays.
fn figures(issue: Filling, dice: &mut Dice) -> Filling {
    let (words, rivers) = (&FILE.words, &NAMES.rivers);
    let towns = dice.mixed(&NAMES.towns);
    let sections = dice.mixed(&rivers.sections);
    let (ditches, plants, streets) =
        (dice.mixed(&rivers.ditches), dice.mixed(&rivers.plants), dice.mixed(&NAMES.streets));
    let trend = |dice: &mut Dice| if dice.between(0, 2) == 0 { "上升" } else { "下降" };
    let class = |dice: &mut Dice| *dice.one(&["Ⅱ", "Ⅲ", "Ⅲ"]);
    let particles = trend(dice);
    let reasons = if particles == "上升" { &words.worse } else { &words.better };
    let (oxygen, permanganate) = (dice.between(560, 980), dice.between(24, 58));
    let (ammonia, phosphorus) = (dice.between(12, 92), dice.between(58, 188));
    // GB 3838: the worst of the four decides.
    let second = oxygen >= 600 && permanganate <= 40 && ammonia <= 50 && phosphorus <= 100;
    let roads = dice.between(18, 40);
    let found = dice.between(3, 9);
    let general = Filling::default()
        .with("pm25", dice.between(18, 68))
        .with("pm10", dice.between(40, 105))
        .with("no2", dice.between(16, 46))
        .with("so2", dice.between(6, 14))
        .with("o3", dice.between(88, 158))
        .with("co", tenths(dice.between(6, 15)))
        .with("index", hundredths(dice.between(315, 498)))
        .with("trend", particles)
        .with("trend2", trend(dice))
        .with("delta", tenths(dice.between(8, 186)))
        .with("delta2", tenths(dice.between(8, 96)))
        .with("reason", dice.one(reasons))
        .with("reason2", dice.one(&words.dust_reasons))
        .with("outlook", dice.one(&words.outlooks))
        .with("primary", dice.one(&words.primaries))
        .with("when", dice.one(&["上旬", "中旬", "下旬", "月初和月末"]))
        .with("rank", dice.mixed(&AIR_STATIONS).join("、"))
        .with("towns", towns.join("、"))
        .with("worst", towns.last().expect("there are towns"))
        .with("dust", hundredths(dice.between(280, 520)))
        .with("roads", roads)
        .with("clean", roads - dice.between(2, 8))
        .with("street", &streets[0])
        .with("street2", &streets[1])
        .with("ph", hundredths(dice.between(702, 836)))
        .with("ph1", hundredths(dice.between(498, 560)))
        .with("ph2", hundredths(dice.between(600, 720)))
        .with("temp", dice.between(24, 34))
        .with("wet", dice.between(46, 72))
        .with("wind", dice.one(&words.winds))
        .with("park", dice.one(&NAMES.parks))
        .with("n", found)
        .with("m", dice.between(1, found))
        .with("do", hundredths(oxygen))
        .with("cod", tenths(permanganate))
        .with("cod2", dice.between(16, 42))
        .with("nh3", hundredths(ammonia))
        .with("tp", thousandths(phosphorus))
        .with("class", if second { "Ⅱ" } else { "Ⅲ" })
        .with("class2", class(dice))
        .with("same", dice.one(&["保持稳定", "与上周持平", "无变化"]))
        .with("indicator", dice.one(&words.indicators))
        .with("section", &sections[0])
        .with("section2", &sections[1])
        .with("tli", tenths(dice.between(468, 562)))
        .with("trophic", dice.one(&["中营养", "轻度富营养"]))
        .with("work", dice.one(&words.works))
        .with("thing", dice.one(&words.things))
        .with("plant", &plants[0])
        .with("plant2", &plants[1])
        .with("ditch", &ditches[0])
        .with("ditch2", &ditches[1])
        .with("ditch3", &ditches[2])
        .with("times", tenths(dice.between(14, 32)));
    // What counts sections is about water.
    let general = if issue.has("count") { general.with("reason", dice.one(&words.water_reasons)) } else { general };
    general.under(issue)
}
