//! The tests speak in sentences: given these facts, when this step, then those facts or that refusal. What a kind of file
//! needs for that besides stands in its own `given`.

use std::fmt::Debug;

use law::calendar::{Calendar, Day, parse_day};
use law::request::practice::Practice;
use law::request::situation::MiscRows;

use crate::context::{Context, ReviewChain};
use crate::entry::{Author, Entry};
use crate::file::File;
use crate::request::facts::Level;
use crate::sealed::Sealed;
use crate::who::{Account, Agency, Duty, Held, Viewer};

/// What has happened, and who acts when.
pub(crate) struct Given<F: File> {
    facts: Vec<F::Fact>,
    writer: Account,
    today: Day,
    account: Account,
    duties: Vec<Duty>,
}

/// What came of a step.
pub(crate) struct When<F: File, R> {
    pub(crate) before: F,
    pub(crate) today: Day,
    pub(crate) result: Result<Vec<F::Fact>, R>,
}

pub(crate) fn nothing<T>() -> [T; 0] {
    []
}

impl<F: File> Given<F> {
    /// A file on which account 1 has written these facts. Whoever acts next is account 2, with every duty of the office, on
    /// the day of the last fact; where there is none, on the one given.
    pub(crate) fn these(facts: impl IntoIterator<Item = F::Fact>, otherwise: &str) -> Given<F> {
        let duties = Duty::ALL.into_iter().filter(|duty| !duty.is_administrator()).collect();
        let facts: Vec<F::Fact> = facts.into_iter().collect();
        let today = facts.last().map_or(day(otherwise), F::happened_on);
        Given { facts, writer: Account(1), today, account: Account(2), duties }
    }

    pub(crate) fn today(self, today: &str) -> Given<F> {
        Given { today: day(today), ..self }
    }

    pub(crate) fn by(self, duty: Duty) -> Given<F> {
        Given { duties: vec![duty], ..self }
    }

    pub(crate) fn written_by(self, writer: Account) -> Given<F> {
        Given { writer, ..self }
    }

    pub(crate) fn then_by(self, account: Account) -> Given<F> {
        Given { account, ..self }
    }

    pub(crate) fn when<S, R>(
        self,
        step: impl FnOnce(&F, S, &Context<'_>, &Viewer) -> Result<Vec<F::Fact>, R>,
        input: S,
    ) -> When<F, R> {
        let before = F::of(self.facts.into_iter().map(by(self.writer.0)));
        let viewer = with_duties(self.account, &self.duties);
        let result = under(self.today, |cx| step(&before, input, cx, &viewer));
        When { before, today: self.today, result }
    }
}

impl<F: File, R> When<F, R>
where
    F::Fact: Debug + PartialEq,
    R: Debug + PartialEq,
{
    #[track_caller]
    pub(crate) fn facts(self, expected: impl IntoIterator<Item = F::Fact>) {
        assert_eq!(self.result, Ok(expected.into_iter().collect()));
    }

    #[track_caller]
    pub(crate) fn refused(self, expected: R) {
        assert_eq!(self.result, Err(expected));
    }

    #[track_caller]
    pub(crate) fn refusal(self) -> R {
        self.result.expect_err("the step is refused")
    }

    /// The file after the step.
    #[track_caller]
    pub(crate) fn then(&self) -> F {
        let mut after = self.before.clone();
        for fact in self.result.as_ref().expect("the step is taken") {
            after.evolve(by(2)(fact.clone()));
        }
        after
    }
}

/// The first agency on this day, as the law and the usual practice have it, with a review chain of one level.
pub(crate) fn under<T>(today: Day, test: impl FnOnce(&Context<'_>) -> T) -> T {
    test(&Context {
        agency: Agency(1),
        today,
        calendar: Calendar::national(),
        practice: &Practice::default(),
        misc_rows: &MiscRows::default(),
        review_chain: &ReviewChain::new(vec![Level::UnitHead]).unwrap(),
    })
}

pub(crate) fn with_duties(account: Account, duties: &[Duty]) -> Viewer {
    let held = duties.iter().map(|duty| Held { duty: *duty, from: day("2019-01-01"), to: None });
    Viewer::new(account, Agency(1), held.collect()).unwrap()
}

pub(crate) fn by<T>(account: u64) -> impl Fn(T) -> Entry<T> {
    move |fact| Entry { by: Author::Account(Account(account)), fact }
}

pub(crate) fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

pub(crate) fn sealed(number: u8) -> Sealed {
    Sealed::new(&format!("vault-{number}"), &format!("{number:02x}").repeat(32)).unwrap()
}
