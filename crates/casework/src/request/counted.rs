//! Where an application counts in table three of the annual report.
//!
//! It is received in the year of its day of receipt and ends in the year in which the reply was made. What is pending on
//! 31 December follows from the two days; nothing is carried by hand, so that 结转 and 上年结转 cannot differ.

use std::iter;

use law::report::{Cell, CellId, Edition, Report, Table, Tables};

use super::Request;
use super::facts::Applicant;
use super::state::Ended;
use crate::file::Mark;

/// One application in one cell of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    /// The report year.
    pub year: i16,
    /// The row's code, in the form of that year.
    pub row: &'static str,
    /// The column's code.
    pub column: &'static str,
}

impl Counted {
    /// The table: applications stand in one only.
    pub const TABLE: Table = Table::Requests;
}

impl Applicant {
    /// The code of its column.
    pub fn column(self) -> &'static str {
        match self {
            Applicant::NaturalPerson => "natural_person",
            Applicant::Enterprise => "enterprise",
            Applicant::ResearchInstitution => "research_institution",
            Applicant::SocialOrganization => "social_organization",
            Applicant::LegalService => "legal_service",
            Applicant::Other => "other",
        }
    }
}

/// The cells of a year in which the application counts; the totals of rows and columns are left to [`tables`]. What was
/// never received, such as a web form withdrawn before it was confirmed, counts nowhere.
pub fn counted(request: &Request, year: i16) -> Vec<Counted> {
    let (Some(registered), Some(received)) = (request.registered(), request.received()) else { return Vec::new() };
    let (came, ended) = (received.day().year(), request.ended());
    let went = ended.map(|ended| ended.on.year());
    let mut rows = Vec::new();
    if came == year {
        rows.push("received");
    }
    if came < year && went.is_none_or(|went| went >= year) {
        rows.push("carried_in");
    }
    rows.extend(ended.filter(|ended| ended.on.year() == year).map(row_of));
    if came <= year && went.is_none_or(|went| went > year) {
        rows.push("carried_out");
    }
    let column = registered.applicant.column();
    rows.into_iter().map(|row| Counted { year, row, column }).collect()
}

/// The marks of an application: where it came in and where it ended. Whether it is carried over is no mark, for it follows
/// from the two days.
pub fn marks(request: &Request) -> Vec<Mark> {
    let (Some(registered), Some(received)) = (request.registered(), request.received()) else { return Vec::new() };
    let column = registered.applicant.column();
    let mark = |year, row| Mark { year, table: Counted::TABLE, row, column };
    let ended = request.ended().map(|ended| (ended.on.year(), row_of(ended)));
    iter::once((received.day().year(), "received")).chain(ended).map(|(year, row)| mark(year, row)).collect()
}

fn row_of(ended: Ended) -> &'static str {
    let row = ended.outcome.row_in(Edition::of_year(ended.on.year()));
    row.expect("steps end in rows that every form can tell (tested)").code()
}

/// Table three of a year from the cells of all its applications: every cell of the form, noughts and totals included.
pub fn tables(year: i16, counted: impl IntoIterator<Item = Counted>) -> Tables {
    let form = Edition::of_year(year).form();
    let cell =
        |row: &str, column: &str| CellId::find(Table::Requests, row, column).expect("a cell of the form (tested)");
    let outcomes: Vec<&str> = form.outcome_rows().map(|row| row.code.as_str()).collect();
    let mut figures: std::collections::BTreeMap<CellId, u64> =
        form.cells().filter(|id| id.table == Table::Requests).map(|id| (id, 0)).collect();
    for one in counted.into_iter().filter(|one| one.year == year) {
        for column in [one.column, "total"] {
            *figures.entry(cell(one.row, column)).or_default() += 1;
            if outcomes.contains(&one.row) {
                *figures.entry(cell("total", column)).or_default() += 1;
            }
        }
    }
    figures.into_iter().map(|(id, figure)| (id, Cell::number(figure))).collect()
}

/// The report of a year with table three alone: what the applications say of it.
pub fn report<'a>(year: i16, requests: impl IntoIterator<Item = &'a Request>) -> Report {
    let rows = requests.into_iter().flat_map(|request| counted(request, year));
    Report { edition: Some(Edition::of_year(year)), year: Some(year), tables: tables(year, rows), ..Report::default() }
}

#[cfg(test)]
mod tests {
    use law::request::outcome::Outcome;

    use super::*;
    use crate::request::Fact;
    use crate::request::given::{by, drafted, erased, received, reviewed, served, submitted, withdrawn};

    fn rows(facts: &[Fact], year: i16) -> Vec<&'static str> {
        let request = Request::of(facts.iter().cloned().map(by(1)));
        counted(&request, year).into_iter().map(|one| one.row).collect()
    }

    #[test]
    fn the_columns_are_those_of_both_forms() {
        for edition in Edition::ALL {
            let columns: Vec<&str> =
                edition.form().requests.columns.iter().map(|column| column.code.as_str()).collect();
            let ours = Applicant::ALL.map(Applicant::column).into_iter().chain(["total"]);
            assert_eq!(ours.collect::<Vec<_>>(), columns);
        }
    }

    #[test]
    fn every_outcome_that_a_step_can_reach_has_one_row_in_either_form() {
        for outcome in Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::Other) {
            assert!(Edition::ALL.iter().all(|edition| outcome.row_in(*edition).is_some()), "{outcome}");
        }
    }

    #[test]
    fn what_is_answered_in_its_year_counts_twice() {
        let facts = [received("2019-06-10"), drafted("2019-06-17"), reviewed("2019-06-17"), served("2019-06-18")];
        assert_eq!(rows(&facts, 2019), ["received", "granted"]);
        assert!(rows(&facts, 2018).is_empty() && rows(&facts, 2020).is_empty());
    }

    #[test]
    fn what_is_posted_in_january_is_carried_over() {
        let facts = [received("2020-12-28"), drafted("2020-12-31"), reviewed("2020-12-31"), served("2021-01-04")];
        assert_eq!(rows(&facts, 2020), ["received", "carried_out"]);
        assert_eq!(rows(&facts, 2021), ["carried_in", "granted"]);
    }

    #[test]
    fn the_row_is_that_of_the_form_of_the_year() {
        assert_eq!(rows(&[received("2020-06-08"), withdrawn("2020-06-09")], 2020), ["received", "other"]);
        assert_eq!(rows(&[received("2021-06-08"), withdrawn("2021-06-09")], 2021), ["received", "other_misc"]);
    }

    #[test]
    fn the_marks_are_what_happened_and_the_turn_of_the_year_is_none() {
        let facts = [received("2020-12-28"), drafted("2020-12-31"), reviewed("2020-12-31"), served("2021-01-04")];
        let request = Request::of(facts.map(by(1)));
        let marked: Vec<_> = marks(&request).into_iter().map(|mark| (mark.year, mark.row)).collect();
        assert_eq!(marked, [(2020, "received"), (2021, "granted")]);
        assert!(marks(&Request::of([by(1)(submitted("2021-06-08"))])).is_empty());
    }

    #[test]
    fn what_is_destroyed_counts_as_before_unless_it_was_never_an_application() {
        let facts = [received("2019-06-03"), drafted("2019-06-04"), reviewed("2019-06-04"), served("2019-06-05")];
        let gone = [&facts[..], &[erased("2030-01-07", false)]].concat();
        assert_eq!(rows(&gone, 2019), rows(&facts, 2019));
        let mistaken = [received("2019-06-03"), erased("2019-06-04", true)];
        assert!(rows(&mistaken, 2019).is_empty() && rows(&mistaken, 2020).is_empty());
        assert!(marks(&Request::of(mistaken.map(by(1)))).is_empty());
    }

    #[test]
    fn what_was_never_received_counts_nowhere() {
        assert!(rows(&[submitted("2021-06-08"), withdrawn("2021-06-09")], 2021).is_empty());
        assert!(rows(&[submitted("2021-06-08")], 2021).is_empty());
    }
}
