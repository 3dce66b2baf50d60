//! The table of days off and of worked weekends (`date,kind,name`), as the yearly notices give it.

use thiserror::Error;

use super::{Day, DayKind, NotADay, parse_day};

/// The festivals of the State Council's yearly notice; a table that lists one of them for a year knows that year.
const NATIONAL_FESTIVALS: [&str; 7] = ["元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆"];

/// A calendar file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("日历第{line}行：{fault}")]
pub struct CalendarFileError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a line of a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Not three columns.
    #[error("应当有三列「日期,类别,名称」，例如 2027-01-01,holiday,元旦")]
    Columns,
    /// No date in the first column.
    #[error(transparent)]
    Date(#[from] NotADay),
    /// Neither `holiday` nor `workday`.
    #[error("类别「{0}」不认识，只能是 holiday（放假）或 workday（上班）")]
    Kind(String),
    /// The name is empty.
    #[error("缺少名称，请写明是哪个节日")]
    Name,
    /// The same day once off and once worked.
    #[error("{day}在第{first}行已经列出，类别不同")]
    Contradiction {
        /// The day.
        day: Day,
        /// The line that listed it first.
        first: usize,
    },
    /// No row at all.
    #[error("文件里没有任何日期")]
    Empty,
}

#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) day: Day,
    pub(super) kind: DayKind,
    pub(super) name: String,
}

/// Listed days, sorted by date and each once, with the years that they make known.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) version: String,
    pub(super) days: Vec<Listed>,
    pub(super) years: Vec<i16>,
}

impl Table {
    pub(super) fn read(csv: &str) -> Result<Table, CalendarFileError> {
        let mut version = String::from("未注明版本");
        let mut rows: Vec<(Listed, usize)> = Vec::new();
        let mut last_line = 1;
        for (index, text) in csv.trim_start_matches('\u{feff}').lines().enumerate() {
            last_line = index + 1;
            let text = text.trim();
            if let Some(comment) = text.strip_prefix('#') {
                if let Some(named) = comment.trim().strip_prefix("version:") {
                    named.trim().clone_into(&mut version);
                }
            } else if !text.is_empty() && text != "date,kind,name" {
                let row = read_row(text).map_err(|fault| CalendarFileError { line: last_line, fault })?;
                rows.push((row, last_line));
            }
        }
        if rows.is_empty() {
            return Err(CalendarFileError { line: last_line, fault: Fault::Empty });
        }
        rows.sort_by_key(|(row, line)| (row.day, *line));
        for pair in rows.windows(2) {
            let [(one, first), (other, line)] = pair else { continue };
            if one.day == other.day && one.kind != other.kind {
                let fault = Fault::Contradiction { day: one.day, first: *first };
                return Err(CalendarFileError { line: *line, fault });
            }
        }
        rows.dedup_by_key(|(row, _)| row.day); // two festivals on one day are one day off
        let days: Vec<Listed> = rows.into_iter().map(|(row, _)| row).collect();
        let years = known_years(&days);
        Ok(Table { version, days, years })
    }

    pub(super) fn listed(&self, day: Day) -> Option<&Listed> {
        let index = self.days.binary_search_by_key(&day, |listed| listed.day).ok()?;
        self.days.get(index)
    }

    /// This table with the rows of `over` in place of its own.
    pub(super) fn overlaid(&self, over: Table) -> Table {
        let mut days = self.days.clone();
        days.retain(|listed| over.listed(listed.day).is_none());
        days.extend(over.days);
        days.sort_by_key(|listed| listed.day);
        let mut years: Vec<i16> = self.years.iter().copied().chain(over.years).collect();
        years.sort_unstable();
        years.dedup();
        Table { version: format!("{}+{}", self.version, over.version), days, years }
    }
}

fn read_row(text: &str) -> Result<Listed, Fault> {
    let mut columns = text.split(',').map(str::trim);
    let (Some(day), Some(kind), Some(name), None) = (columns.next(), columns.next(), columns.next(), columns.next())
    else {
        return Err(Fault::Columns);
    };
    let day = parse_day(day)?;
    let kind = match kind {
        "holiday" => DayKind::Holiday,
        "workday" => DayKind::MakeUp,
        other => return Err(Fault::Kind(other.chars().take(40).collect())),
    };
    if name.is_empty() {
        return Err(Fault::Name);
    }
    Ok(Listed { day, kind, name: name.to_owned() })
}

/// A 元旦 row in December belongs to the notice of the year after and says nothing about its own year.
fn known_years(days: &[Listed]) -> Vec<i16> {
    let mut years: Vec<i16> = days
        .iter()
        .filter(|listed| NATIONAL_FESTIVALS.iter().any(|festival| listed.name.contains(festival)))
        .filter(|listed| !(listed.day.month() == 12 && listed.name.contains("元旦")))
        .map(|listed| listed.day.year())
        .collect();
    years.dedup(); // sorted, for the days are
    years
}

/// A festival that the statute fixes to a date of the solar calendar, from a year on.
pub(super) struct Statutory {
    from: i16,
    month: i8,
    day: i8,
    name: &'static str,
}

/// Reads the table that ships with the program.
pub(super) fn read_statutory(csv: &'static str) -> Vec<Statutory> {
    let row = |line: &'static str| -> Option<Statutory> {
        let mut columns = line.split(',');
        let from = columns.next()?.parse().ok()?;
        let (month, day) = (columns.next()?.parse().ok()?, columns.next()?.parse().ok()?);
        Some(Statutory { from, month, day, name: columns.next()? })
    };
    csv.lines()
        .filter(|line| !line.starts_with('#') && *line != "from,month,day,name")
        .map(|line| row(line).expect("the table of statutory days that ships is well formed"))
        .collect()
}

pub(super) fn statutory_name(statutory: &[Statutory], day: Day) -> Option<&'static str> {
    statutory
        .iter()
        .find(|fixed| (fixed.month, fixed.day) == (day.month(), day.day()) && fixed.from <= day.year())
        .map(|fixed| fixed.name)
}
