//! What comes again and again: notices before an approval, awards, checks, petitions, warnings, activities.

use std::sync::LazyLock;

use casework::ledger::row::{Purchase, Row};
use casework::publication::facts::{Channel, Genre, Scope};
use law::calendar::Day;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::decisions::{Decided, day_of};
use super::dice::Dice;
use super::words::{Company, Filling, NAMES, date, shipped};
use super::{MARK, Planned, days_later, later, working, working_before};

#[derive(Deserialize)]
struct File {
    eia: Vec<Stage>,
    purchase: Purchases,
    enforcement: Enforcement,
    petition: Petition,
    warning: Vec<Warning>,
    warnings: Warnings,
    activity: Vec<Activity>,
}

#[derive(Deserialize)]
struct Stage {
    name: String,
    title: String,
    body: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Purchases {
    number: String,
    title: String,
    body: Vec<Vec<String>>,
    kinds: Vec<PurchaseKind>,
}

#[derive(Deserialize)]
struct PurchaseKind {
    name: String,
    way: String,
    cents: i64,
    on: String,
}

#[derive(Deserialize)]
struct Enforcement {
    title: String,
    body: Vec<Vec<String>>,
    actions: Vec<String>,
    topics: Vec<String>,
}

#[derive(Deserialize)]
struct Petition {
    title: String,
    body: Vec<Vec<String>>,
    problems: Vec<String>,
}

#[derive(Deserialize)]
struct Warning {
    on: String,
    level: String,
    lifted: String,
}

#[derive(Deserialize)]
struct Warnings {
    raised: String,
    raised_body: Vec<Vec<String>>,
    ended: String,
    ended_body: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Activity {
    on: String,
    title: String,
    body: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| shipped(include_str!("text/notices.toml")));

/// All of a year but the awards: 71 publications, of which 29 go before approvals.
pub(super) fn of_year(year: i16, decided: &Decided) -> Vec<Planned> {
    let mut all = before_approvals(year, decided, 3);
    all.extend((1..=12).map(|month| checks(year, month)));
    all.extend((1..=10).map(|batch| petitions(year, batch)));
    all.extend(FILE.warning.iter().flat_map(|warning| warned(year, warning)));
    all.extend(FILE.activity.iter().map(|activity| held(year, activity)));
    all
}

/// A part of them.
pub(super) fn some_of_year(year: i16, decided: &Decided) -> Vec<Planned> {
    let mut all = before_approvals(year, decided, 1);
    all.extend([3, 6, 9, 12].map(|month| checks(year, month)));
    all.extend(FILE.activity.iter().step_by(2).map(|activity| held(year, activity)));
    all
}

fn plain(formed_on: Day, published_on: Day, unit: &'static str, item: &str, genre: Genre) -> Planned {
    Planned {
        formed_on,
        published_on,
        unit,
        item: item.parse().expect("an item of the catalogue (tested)"),
        genre,
        scope: Scope::Unit,
        document_number: None,
        channels: [Channel::Platform].into(),
        title: String::new(),
        body: String::new(),
    }
}

/// What is told to the public before a report is approved: that it came in, and what is intended. A few more came in than
/// were approved within the year.
fn before_approvals(year: i16, decided: &Decided, more: usize) -> Vec<Planned> {
    let stage = |name: &str| FILE.eia.iter().find(|one| one.name == name).expect("both stages have a text (tested)");
    let mut all = Vec::new();
    let mut notice = |stage: &Stage, filling: &Filling, on: Day, number: usize| {
        let mut dice = Dice::of(&format!("{year}/eia/{}/{number}", stage.name));
        let filling = filling.clone().with("date", date(on)).with("nature", dice.one(&["新建", "扩建", "技术改造"]));
        let (title, body) = (filling.fill(&stage.title), filling.body(&stage.body, &mut dice));
        all.push(Planned { title, body, ..plain(on, later(on, 1), "eia", "20.5", Genre::Publicity) });
    };
    for (number, approval) in decided.approvals.iter().enumerate() {
        notice(stage("accepted"), &approval.filling, working_before(days_later(approval.on, -34)), number);
        notice(stage("intended"), &approval.filling, working_before(days_later(approval.on, -11)), number);
    }
    for (number, company) in Company::some(year, "pending", more).iter().enumerate() {
        let mut dice = Dice::of(&format!("{year}/pending/{number}"));
        let filling = company.filling().with("form", "表").with("money", dice.between(600, 9000));
        let on = working_before(Day::constant(year, 12, i8::try_from(10 + 5 * number).expect("a small number")));
        notice(stage("accepted"), &filling, on, 100 + number);
    }
    all
}

/// What was bought: publications and rows.
pub(super) struct Bought {
    pub(super) publications: Vec<Planned>,
    pub(super) rows: Vec<Row>,
}

/// The first `most` awards of a year.
pub(super) fn purchases(year: i16, most: usize) -> Bought {
    let file = &FILE.purchase;
    let mut bought = Bought { publications: Vec::new(), rows: Vec::new() };
    for (number, kind) in (1..).zip(file.kinds.iter().take(most)) {
        let on = working_before(day_of(year, &kind.on));
        let mut dice = Dice::of(&format!("{year}/purchase/{number}"));
        let amount = Decimal::new(kind.cents, 2).normalize();
        let numbered = Filling::default().with("year", year).with("n", format!("{number:02}")).fill(&file.number);
        let filling = Filling::default()
            .with("name", &kind.name)
            .with("way", &kind.way)
            .with("number", &numbered)
            .with("result", if kind.way == "公开招标" { "中标" } else { "成交" })
            .with("amount", (amount / Decimal::from(10_000)).normalize())
            .with("date", date(on));
        let (title, body) = (filling.fill(&file.title), filling.body(&file.body, &mut dice));
        let award = plain(on, later(on, 2), "office", "20.9", Genre::Procurement);
        bought.publications.push(Planned { title, body, document_number: None, ..award });
        bought.rows.push(Row::Purchase(Purchase { number: numbered, name: kind.name.clone(), on, amount }));
    }
    bought
}

/// The checks of the month before.
fn checks(year: i16, month: i8) -> Planned {
    let (about_year, about) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    let file = &FILE.enforcement;
    let mut dice = Dice::of(&format!("{year}/checks/{month}"));
    let on = working(Day::constant(year, month, i8::try_from(dice.between(4, 9)).expect("a small number")));
    let (firms, found) = (dice.between(90, 190), dice.between(18, 46));
    let n = dice.between(16, 38);
    let topics = dice.mixed(&file.topics);
    let filling = Filling::default()
        .with("year", about_year)
        .with("month", about)
        .with("people", firms * 3 - dice.between(0, 40))
        .with("firms", firms)
        .with("found", found)
        .with("orders", found - dice.between(2, 8))
        .with("cases", dice.between(3, 9))
        .with("action", dice.one(&file.actions))
        .with("n", n)
        .with("m", dice.between(2, 9))
        .with("calls", dice.between(40, 120))
        .with("topic", &topics[0])
        .with("topic2", &topics[1]);
    let (title, body) = (filling.fill(&file.title), filling.body(&file.body, &mut dice));
    let delay = u16::try_from(dice.between(1, 5)).expect("a small number");
    Planned { title, body, ..plain(on, later(on, delay), "brigade", "20.13", Genre::Circular) }
}

fn petitions(year: i16, batch: i64) -> Planned {
    let file = &FILE.petition;
    let mut dice = Dice::of(&format!("{year}/petition/{batch}"));
    let on = working(days_later(Day::constant(year, 7, 8), 7 * (batch - 1)));
    let (towns, problems) = (dice.mixed(&NAMES.towns), dice.mixed(&file.problems));
    let facts = [
        "该企业废气处理设施正常运行，但车间密闭不严",
        "厂界噪声夜间略超标准",
        "雨水沟内有少量积水，水质浑浊",
        "堆场防尘网破损",
    ];
    let filling = Filling::default()
        .with("batch", batch)
        .with("count", dice.between(3, 9))
        .with("town", &towns[0])
        .with("town2", &towns[1])
        .with("street", dice.one(&NAMES.streets))
        .with("problem", &problems[0])
        .with("problem2", &problems[1])
        .with("fact", dice.one(&facts));
    let (title, body) = (filling.fill(&file.title), filling.body(&file.body, &mut dice));
    let planned = plain(on, later(on, 2), "brigade", "20.13", Genre::Publicity);
    Planned { title, body, scope: Scope::AgencyWide, ..planned }
}

fn warned(year: i16, warning: &Warning) -> [Planned; 2] {
    let mut dice = Dice::of(&format!("{year}/warning/{}", warning.on));
    let response = if warning.level == "橙色" { "Ⅱ" } else { "Ⅲ" };
    let notice = |on: Day, title: &str, body: &[Vec<String>], dice: &mut Dice| {
        let filling = Filling::default()
            .with("level", &warning.level)
            .with("response", response)
            .with("date", date(on))
            .with("pm25", dice.between(96, 146))
            .with("n", dice.between(40, 110))
            .with("m", dice.between(20, 60))
            .with("k", dice.between(3, 14));
        let planned = plain(on, on, "air", "20.12", Genre::PublicNotice);
        let channels = [Channel::Platform, Channel::Weibo, Channel::Wechat, Channel::Radio].into();
        let (title, body) = (filling.fill(title), filling.body(body, dice));
        Planned { title, body, scope: Scope::Important, channels, ..planned }
    };
    let (raised, lifted) = (working(day_of(year, &warning.on)), working(day_of(year, &warning.lifted)));
    let texts = &FILE.warnings;
    [
        notice(raised, &texts.raised, &texts.raised_body, &mut dice),
        notice(lifted, &texts.ended, &texts.ended_body, &mut dice),
    ]
}

fn held(year: i16, activity: &Activity) -> Planned {
    let on = working(day_of(year, &activity.on));
    let mut dice = Dice::of(&format!("{year}/activity/{}", activity.on));
    let filling = Filling::default().with("town", dice.one(&NAMES.towns));
    let mut body: Vec<String> = activity.body.iter().map(|paragraph| filling.fill(paragraph)).collect();
    body.push(MARK.to_owned());
    let channels = [Channel::Platform, Channel::Wechat].into();
    let planned = plain(on, on, "law", "20.15", Genre::Activity);
    Planned { title: activity.title.clone(), body: body.join("\n"), channels, ..planned }
}
