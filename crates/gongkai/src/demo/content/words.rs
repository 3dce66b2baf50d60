//! Templates and the names that fill them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use law::calendar::{Day, in_words};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::MARK;
use super::dice::Dice;

/// What fills the gaps of a template, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Filling(BTreeMap<&'static str, String>);

impl Filling {
    #[expect(clippy::needless_pass_by_value, reason = "numbers are handed in as they are made")]
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Filling {
        self.0.insert(name, value.to_string());
        self
    }

    /// Whether something fills this gap.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// With what another one says laid over it.
    pub(super) fn under(mut self, over: Filling) -> Filling {
        self.0.extend(over.0);
        self
    }

    /// Fills a template. Values may hold gaps themselves, one level deep.
    pub(super) fn fill(&self, template: &str) -> String {
        let once = |text: &str| {
            let mut filled = text.to_owned();
            for (name, value) in &self.0 {
                filled = filled.replace(&format!("{{{name}}}"), value);
            }
            filled
        };
        once(&once(template))
    }

    /// One wording of each paragraph, filled, and the mark.
    pub(super) fn body(&self, paragraphs: &[Vec<String>], dice: &mut Dice) -> String {
        let mut lines: Vec<String> =
            paragraphs.iter().map(|wordings| self.fill(dice.one::<String>(wordings))).collect();
        lines.push(MARK.to_owned());
        lines.join("\n")
    }
}

/// Reads one of the shipped files.
pub(super) fn shipped<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the shipped texts are well formed (tested)")
}

/// A day with its year, as texts name it.
pub(super) fn date(day: Day) -> String {
    in_words(day, 0)
}

#[derive(Deserialize)]
pub(super) struct Names {
    pub(super) towns: Vec<String>,
    pub(super) streets: Vec<String>,
    pub(super) parks: Vec<String>,
    first: Vec<String>,
    trades: Vec<Trade>,
    pub(super) rivers: Rivers,
}

#[derive(Deserialize)]
pub(super) struct Rivers {
    pub(super) sections: Vec<String>,
    pub(super) ditches: Vec<String>,
    pub(super) plants: Vec<String>,
}

#[derive(Deserialize)]
struct Trade {
    name: String,
    project: String,
    process: String,
}

pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| shipped(include_str!("text/names.toml")));

/// A company that does not exist.
#[derive(Clone, Debug)]
pub(super) struct Company {
    pub(super) name: String,
    pub(super) trade: String,
    pub(super) project: String,
    pub(super) process: String,
    pub(super) town: String,
    pub(super) street: String,
}

impl Company {
    /// So many companies of a year, each there once.
    pub(super) fn some(year: i16, what: &str, many: usize) -> Vec<Company> {
        let mut dice = Dice::of(&format!("{year}/{what}/companies"));
        let all: Vec<(&String, &Trade)> =
            NAMES.first.iter().flat_map(|first| NAMES.trades.iter().map(move |trade| (first, trade))).collect();
        let places: Vec<usize> = (0..all.len()).collect();
        let chosen = dice.mixed(&places);
        let company = |place: usize| {
            let (first, trade) = all[place];
            let sized = Filling::default().with("n", dice.between(2, 9));
            Company {
                name: format!("云州{first}{}有限公司", trade.name),
                trade: trade.name.clone(),
                project: sized.fill(&trade.project),
                process: trade.process.clone(),
                town: dice.one(&NAMES.towns).clone(),
                street: format!("{}{}号", dice.one(&NAMES.streets), dice.between(2, 288)),
            }
        };
        chosen.into_iter().take(many).map(company).collect()
    }

    /// What it fills.
    pub(super) fn filling(&self) -> Filling {
        Filling::default()
            .with("company", &self.name)
            .with("trade", &self.trade)
            .with("project", &self.project)
            .with("process", &self.process)
            .with("town", &self.town)
            .with("street", &self.street)
    }
}
