//! Working days: the yearly notices of the State Council (调休 included), later years and local days off.
//!
//! `day` reads and writes single dates, `notice` reads the table of days off; here they answer which day a term ends on.
//! No term of any law stands here: each stands beside its own rule.

mod day;
mod notice;

use std::sync::LazyLock;

pub use day::{Day, NotADay, in_words, parse_day, weekday_in_words};
pub use notice::{CalendarFileError, Fault};
use notice::{Listed, Table};
use thiserror::Error;

/// A number of working days (工作日).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkingDays(pub u16);

impl std::ops::Add for WorkingDays {
    type Output = WorkingDays;

    fn add(self, more: WorkingDays) -> WorkingDays {
        WorkingDays(self.0.saturating_add(more.0))
    }
}

/// The last day of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day on which the term ends.
    pub date: Day,
    /// True where a day on which the result rests lies outside the years whose notice is loaded: the date may change.
    pub provisional: bool,
}

/// What a day is, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday, not listed: worked.
    Weekday,
    /// Saturday or Sunday, not listed: off.
    Weekend,
    /// 放假: off by notice or by statute.
    Holiday,
    /// 调休: a Saturday or Sunday that is worked.
    MakeUp,
}

impl DayKind {
    /// Whether the day counts in a term of working days.
    pub fn is_working(self) -> bool {
        matches!(self, DayKind::Weekday | DayKind::MakeUp)
    }
}

/// A day as the calendar sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged<'a> {
    /// Working or not, and on which ground.
    pub kind: DayKind,
    /// The festival that a listed day belongs to.
    pub name: Option<&'a str>,
    /// True where no notice for the day's year is loaded.
    pub provisional: bool,
}

/// A term runs past the last date that a calendar can name (31 December 9999).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("从{from}起的期限超出了日历的范围（最晚到9999年12月31日），请核对日期和天数")]
pub struct BeyondCalendar {
    /// The day from which the term was counted.
    pub from: Day,
}

/// Which days are worked. Built from the national notices; [`Calendar::with`] lays further tables over them.
#[derive(Clone, Debug)]
pub struct Calendar {
    table: Table,
}

static NATIONAL: LazyLock<Calendar> = LazyLock::new(|| Calendar {
    table: Table::read(include_str!("../../data/calendar/national.csv"))
        .expect("the calendar that ships is well formed"),
});

static STATUTORY: LazyLock<Vec<notice::Statutory>> =
    LazyLock::new(|| notice::read_statutory(include_str!("../../data/calendar/statutory.csv")));

impl Calendar {
    /// The national calendar that ships with the program.
    pub fn national() -> &'static Calendar {
        &NATIONAL
    }

    /// This calendar with another table laid over it: a later year's notice, a changed notice, or local days off.
    /// A row replaces what was known of its day. A year counts as known once a row of it bears the name of a national
    /// festival, for the State Council's notice comes as one paper; local days alone leave a year provisional.
    ///
    /// `csv` has the columns `date,kind,name` (`holiday` or `workday`); lines that begin with `#` are comments, and
    /// `# version: …` names the table.
    pub fn with(&self, csv: &str) -> Result<Calendar, CalendarFileError> {
        Ok(Calendar { table: self.table.overlaid(Table::read(csv)?) })
    }

    /// The version of the data, `+` between tables laid over each other. A due date that was told to somebody is kept
    /// together with it.
    pub fn version(&self) -> &str {
        &self.table.version
    }

    /// Whether the notice for the year of `day` is loaded.
    pub fn covers(&self, day: Day) -> bool {
        self.table.years.contains(&day.year())
    }

    /// Working day or not, and why.
    pub fn judge(&self, day: Day) -> Judged<'_> {
        let provisional = !self.covers(day);
        if let Some(Listed { kind, name, .. }) = self.table.listed(day) {
            return Judged { kind: *kind, name: Some(name), provisional };
        }
        if provisional && let Some(name) = notice::statutory_name(&STATUTORY, day) {
            return Judged { kind: DayKind::Holiday, name: Some(name), provisional };
        }
        let kind = if day::is_weekend(day) { DayKind::Weekend } else { DayKind::Weekday };
        Judged { kind, name: None, provisional }
    }

    /// Whether `day` is a working day.
    pub fn is_working(&self, day: Day) -> bool {
        self.judge(day).kind.is_working()
    }

    /// The `days`-th working day after `day`, which is itself day 0 and never counted (「期间开始的日，不计算在期间内」).
    /// With 0 days the answer is `day` itself.
    pub fn add(&self, day: Day, days: WorkingDays) -> Result<Due, BeyondCalendar> {
        self.add_passing_over(day, days, |_| None)
    }

    /// Like [`Calendar::add`], but without the stretches of days that do not count: `passed_over` says of a day that
    /// lies in one where that stretch ends.
    pub fn add_passing_over(
        &self,
        day: Day,
        days: WorkingDays,
        passed_over: impl Fn(Day) -> Option<Day>,
    ) -> Result<Due, BeyondCalendar> {
        let mut due = Due { date: day, provisional: days.0 == 0 && !self.covers(day) };
        let mut left = days.0;
        while left > 0 {
            due.date = due.date.tomorrow().map_err(|_| BeyondCalendar { from: day })?;
            let end_of_stretch = passed_over(due.date);
            due.date = end_of_stretch.unwrap_or(due.date); // in one stride: a stretch may be as long as the calendar
            let judged = self.judge(due.date);
            due.provisional |= judged.provisional;
            if end_of_stretch.is_none() && judged.kind.is_working() {
                left -= 1;
            }
        }
        Ok(due)
    }

    /// How many working days lie after `after`, up to and with `through`; 0 where `through` is not later.
    pub fn working_days(&self, after: Day, through: Day) -> usize {
        days_after(after).take_while(|day| *day <= through).filter(|day| self.is_working(*day)).count()
    }

    /// The end of a term in calendar days that would end on `last`: the next working day where `last` is a day off
    /// (民事诉讼法 Art. 85). Not for 31 January and 31 March of Art. 49, which the Regulation does not move.
    pub fn end_of_calendar_term(&self, last: Day) -> Result<Due, BeyondCalendar> {
        let mut due = Due { date: last, provisional: !self.covers(last) };
        while !self.is_working(due.date) {
            due.date = due.date.tomorrow().map_err(|_| BeyondCalendar { from: last })?;
            due.provisional |= !self.covers(due.date);
        }
        Ok(due)
    }
}

/// The days after `day`, one by one, to the end of the calendar.
fn days_after(day: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(day.tomorrow().ok(), |day| day.tomorrow().ok())
}

#[cfg(test)]
mod tests;
