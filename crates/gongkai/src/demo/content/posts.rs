//! What the media accounts of the bureau post.

use std::sync::LazyLock;

use law::calendar::Day;
use serde::Deserialize;

use super::dice::Dice;
use super::words::{Filling, NAMES, shipped};
use super::{MARK, days_later};

/// A post of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// `weibo` or `wechat`.
    pub(crate) platform: &'static str,
    /// Its id on the platform.
    pub(crate) id: String,
    /// The account's name.
    pub(crate) account: String,
    /// The day.
    pub(crate) on: Day,
    /// Its words.
    pub(crate) words: String,
}

#[derive(Deserialize)]
struct File {
    account: String,
    weibo: Vec<String>,
    wechat: Vec<String>,
    grades: Vec<String>,
    advices: Vec<String>,
    topics: Vec<String>,
    complaints: Vec<String>,
    places: Vec<String>,
    things: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| shipped(include_str!("text/posts.toml")));

/// So many posts on each platform, spread over a year; people post on rest days, too.
pub(super) fn of_year(year: i16, weibo: i64, wechat: i64) -> Vec<Post> {
    let mut posts = Vec::new();
    for (platform, templates, many) in [("weibo", &FILE.weibo, weibo), ("wechat", &FILE.wechat, wechat)] {
        for number in 0..many {
            let mut dice = Dice::of(&format!("{year}/{platform}/{number}"));
            let on = days_later(Day::constant(year, 1, 2), 362 * number / many);
            let place = usize::try_from(number).expect("not negative") % templates.len();
            let index = dice.between(32, 128);
            let grade = usize::from(index > 50) + usize::from(index > 100);
            let filling = Filling::default()
                .with("aqi", index)
                .with("grade", &FILE.grades[grade])
                .with("advice", &FILE.advices[usize::from(grade == 2)])
                .with("primary", dice.one(&["PM2.5", "臭氧", "PM10"]))
                .with("river", dice.one(&NAMES.rivers.sections))
                .with("town", dice.one(&NAMES.towns))
                .with("n", dice.between(2, 9))
                .with("topic", dice.one(&FILE.topics))
                .with("complaint", dice.one(&FILE.complaints))
                .with("place", dice.one(&FILE.places))
                .with("thing", dice.one(&FILE.things))
                .with("outlook", dice.one(&["较好", "一般", "较差"]))
                .with("class", dice.one(&["Ⅱ", "Ⅲ"]));
            posts.push(Post {
                platform,
                id: format!("demo-{year}-{number:04}"),
                account: FILE.account.clone(),
                on,
                words: format!("{}{MARK}", filling.fill(&templates[place])),
            });
        }
    }
    posts
}
