//! Where a document counts in section (1) of table two: 规章 and 行政规范性文件.
//!
//! Form of 2019: 本年新制作数量 (formed in the year), 本年新公开数量 (made public in it), 对外公开总数量 (public at its end).
//! Form of 2021: 本年制发件数 (formed in the year), 本年废止件数 (ceased to hold in it), 现行有效件数 (holds at its end).
//! A document is made once it has been agreed to, in the year of its forming. A revision makes no second document. What
//! stands at the end of a year is no mark: it follows from the days of a document's [`Life`].

use std::collections::BTreeMap;

use law::calendar::Day;
use law::report::{Cell, CellId, Edition, Table, Tables};

use super::Publication;
use super::facts::Norm;
use super::state::Work;
use crate::file::Mark;

/// The days that decide where a document counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// Its kind.
    pub norm: Norm,
    /// The day of its forming.
    pub made_on: Day,
    /// The day on which it became public.
    pub published_on: Option<Day>,
    /// The day from which it does not hold.
    pub repealed_on: Option<Day>,
    /// The day on which it was taken back from the public. It holds all the same.
    pub withdrawn_on: Option<Day>,
}

impl Life {
    /// That of a publication which the report counts, once it is made.
    pub fn of(publication: &Publication) -> Option<Life> {
        if publication.erased().is_some_and(|erasure| erasure.void) {
            return None;
        }
        let (norm, made_on) = match (publication.public(), publication.work()) {
            (Some(public), _) => (public.draft.document?, public.first_formed_on),
            (None, Work::Approved { draft }) => (draft.document?, draft.formed_on),
            (None, _) => return None,
        };
        Some(Life {
            norm,
            made_on,
            published_on: publication.public().map(|public| public.on),
            repealed_on: publication.repealed().map(|repealed| repealed.on),
            withdrawn_on: publication.withdrawn().map(|(on, _)| on),
        })
    }

    /// The columns in which it counts in a year, by the form of the year.
    pub fn columns(&self, year: i16) -> Vec<&'static str> {
        let within = |day: Day| day.year() == year;
        let until = |day: Day| day.year() <= year;
        let by_the_end = |day: Option<Day>| day.is_some_and(until);
        let counts = match Edition::of_year(year) {
            Edition::Of2019 => [
                ("made", within(self.made_on)),
                ("published", self.published_on.is_some_and(within)),
                ("total_public", by_the_end(self.published_on) && !by_the_end(self.withdrawn_on)),
            ],
            Edition::Of2021 => [
                ("made", within(self.made_on)),
                ("repealed", self.repealed_on.is_some_and(within)),
                ("in_force", until(self.made_on) && !by_the_end(self.repealed_on)),
            ],
        };
        counts.into_iter().filter_map(|(column, counts)| counts.then_some(column)).collect()
    }
}

/// The marks of a publication: what happened to it in which year.
pub fn marks(publication: &Publication) -> Vec<Mark> {
    let Some(life) = Life::of(publication) else { return Vec::new() };
    let days = [Some(life.made_on), life.published_on, life.repealed_on];
    let mut years: Vec<i16> = days.into_iter().flatten().map(Day::year).collect();
    years.sort_unstable();
    years.dedup();
    let row = life.norm.row();
    let mark = |year, column| Mark { year, table: Table::Proactive, row, column };
    let in_year =
        |year| life.columns(year).into_iter().filter(|column| is_event(column)).map(move |column| mark(year, column));
    years.into_iter().flat_map(in_year).collect()
}

fn is_event(column: &str) -> bool {
    !matches!(column, "total_public" | "in_force")
}

/// Section (1) of table two of a year from the lives of all documents: every cell, noughts included.
pub fn tables(year: i16, lives: impl IntoIterator<Item = Life>) -> Tables {
    let form = Edition::of_year(year).form();
    let block = form.block(1).expect("both forms have section (1) (tested)");
    let cell =
        |row: &str, column: &str| CellId::find(Table::Proactive, row, column).expect("a cell of the form (tested)");
    let mut figures: BTreeMap<CellId, u64> = BTreeMap::new();
    for row in &block.rows {
        for column in &block.columns {
            figures.insert(cell(&row.code, &column.code), 0);
        }
    }
    for life in lives {
        for column in life.columns(year) {
            *figures.entry(cell(life.norm.row(), column)).or_default() += 1;
        }
    }
    figures.into_iter().map(|(id, figure)| (id, Cell::number(figure))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::publication::Fact;
    use crate::publication::given::{approved, by, day, drafted, norm, published, repealed, screened, withdrawn};

    fn columns(facts: &[Fact], year: i16) -> Vec<&'static str> {
        Life::of(&Publication::of(facts.iter().cloned().map(by(1)))).map_or(Vec::new(), |life| life.columns(year))
    }

    fn document(made: &str, public: &str) -> Vec<Fact> {
        vec![norm(made), screened(made), approved(made), published(public)]
    }

    #[test]
    fn a_document_is_made_in_the_year_of_its_forming_and_public_in_the_year_of_publication() {
        let facts = document("2019-12-30", "2020-01-06");
        assert_eq!(columns(&facts, 2019), ["made"]);
        assert_eq!(columns(&facts, 2020), ["published", "total_public"]);
        assert_eq!(columns(&facts, 2021), ["in_force"]);
    }

    #[test]
    fn it_holds_until_it_is_repealed_and_counts_there_once() {
        let facts = [document("2021-03-01", "2021-03-02"), vec![repealed("2023-05-01")]].concat();
        assert_eq!(columns(&facts, 2021), ["made", "in_force"]);
        assert_eq!(columns(&facts, 2022), ["in_force"]);
        assert_eq!(columns(&facts, 2023), ["repealed"]);
        assert!(columns(&facts, 2024).is_empty());
    }

    #[test]
    fn what_is_taken_back_is_not_public_and_holds_all_the_same() {
        let facts = [document("2019-03-01", "2019-03-04"), vec![withdrawn("2020-05-06")]].concat();
        assert_eq!(columns(&facts, 2019), ["made", "published", "total_public"]);
        assert!(columns(&facts, 2020).is_empty());
        assert_eq!(columns(&facts, 2021), ["in_force"]);
    }

    #[test]
    fn a_draft_is_no_document_and_other_information_is_not_counted() {
        assert!(columns(&[norm("2021-03-01"), screened("2021-03-01")], 2021).is_empty());
        let facts = [drafted("2021-03-01"), screened("2021-03-01"), approved("2021-03-01"), published("2021-03-02")];
        assert!(columns(&facts, 2021).is_empty());
    }

    #[test]
    fn the_marks_are_what_happened() {
        let facts = [document("2020-12-30", "2021-01-06"), vec![repealed("2023-05-01")]].concat();
        let marks = marks(&Publication::of(facts.into_iter().map(by(1))));
        let marked: Vec<_> = marks.iter().map(|mark| (mark.year, mark.column)).collect();
        assert_eq!(marked, [(2020, "made"), (2023, "repealed")], "the form of 2021 does not ask for publication");
        assert!(marks.iter().all(|mark| (mark.table, mark.row) == (Table::Proactive, "normative_documents")));
    }

    #[test]
    fn every_cell_of_the_section_is_there_in_either_form() {
        for year in [2019, 2024] {
            assert_eq!(tables(year, []).iter().count(), 6);
        }
    }

    fn lives() -> impl Strategy<Value = Vec<Life>> {
        let life = (0..4000_i32, 0..800_i32, prop::option::of(0..3000_i32)).prop_map(|(made, public, repealed)| {
            let after = |days: i32| day("2019-01-01").checked_add(jiff::Span::new().days(days)).unwrap();
            Life {
                norm: Norm::NormativeDocument,
                made_on: after(made),
                published_on: Some(after(made + public)),
                repealed_on: repealed.map(|days| after(made + days)),
                withdrawn_on: None,
            }
        });
        prop::collection::vec(life, 0..40)
    }

    proptest! {
        /// Rule W1: 现行有效 of a year is that of the year before, and what was made, less what was repealed.
        #[test]
        fn what_holds_at_the_end_follows_from_the_year_before(lives in lives(), year in 2022_i16..2030) {
            let figure = |year, column| {
                let id = CellId::find(Table::Proactive, "normative_documents", column).unwrap();
                tables(year, lives.iter().copied()).counted(id).unwrap()
            };
            let expected: Decimal = figure(year - 1, "in_force") + figure(year, "made") - figure(year, "repealed");
            prop_assert_eq!(figure(year, "in_force"), expected);
        }
    }
}
