//! What comes once a year: plans, budgets, rules, bulletins, guides.

use std::sync::LazyLock;

use casework::publication::facts::{Channel, Genre, Scope};
use law::calendar::Day;
use serde::Deserialize;

use super::decisions::day_of;
use super::words::{Filling, shipped};
use super::{MARK, Planned, UNITS, days_later, working, working_before};

#[derive(Deserialize)]
struct File {
    single: Vec<Single>,
}

#[derive(Deserialize)]
struct Single {
    on: String,
    unit: String,
    item: String,
    genre: String,
    scope: String,
    title: String,
    body: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| shipped(include_str!("text/singles.toml")));

/// All of a year: 34 publications.
pub(super) fn of_year(year: i16) -> Vec<Planned> {
    FILE.single.iter().map(|single| planned(year, single)).collect()
}

/// Those that a later year can repeat as they stand.
pub(super) fn some_of_year(year: i16) -> Vec<Planned> {
    let again = FILE.single.iter().filter(|single| matches!(single.genre.as_str(), "budget" | "plan" | "bulletin"));
    again.map(|single| planned(year, single)).collect()
}

fn planned(year: i16, single: &Single) -> Planned {
    let published_on: Day = working(day_of(year, &single.on));
    let scope = Scope::of_code(&single.scope).expect("a scope (tested)");
    let filling = Filling::default().with("year", year).with("last", year - 1).with("next", year + 1);
    let mut body: Vec<String> = single.body.iter().map(|paragraph| filling.fill(paragraph)).collect();
    body.push(MARK.to_owned());
    let mut channels = [Channel::Platform].into();
    if scope == Scope::Important {
        channels = [Channel::Platform, Channel::Press, Channel::Wechat].into();
    }
    Planned {
        formed_on: working_before(days_later(published_on, if scope == Scope::Unit { -2 } else { -6 })),
        published_on,
        unit: UNITS.iter().map(|(key, _)| *key).find(|key| *key == single.unit).expect("a unit of the bureau (tested)"),
        item: single.item.parse().expect("an item of the catalogue (tested)"),
        genre: Genre::of_code(&single.genre).expect("a genre (tested)"),
        scope,
        document_number: None,
        channels,
        title: filling.fill(&single.title),
        body: body.join("\n"),
    }
}
