//! What two versions of one report do not have in common: between what was published and what the records say by now, and
//! between a version and its correction.

use std::collections::BTreeSet;

use law::report::{Cell, CellId, Report};

/// A cell that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The cell.
    pub cell: CellId,
    /// As it was; `None` where that version did not have it.
    pub was: Option<Cell>,
    /// As it is; `None` where this version does not have it.
    pub is: Option<Cell>,
}

/// The cells that differ, in printed order; those that only one form has come last. A nought and a blank differ, 2.50 and 2.5
/// do not.
pub fn cells(was: &Report, is: &Report) -> Vec<Difference> {
    let mut ids: Vec<CellId> = is.cells().collect();
    let printed: BTreeSet<CellId> = ids.iter().copied().collect();
    let others: BTreeSet<CellId> = was.tables.iter().chain(is.tables.iter()).map(|(id, _)| id).collect();
    ids.extend(others.difference(&printed));
    ids.into_iter()
        .filter_map(|cell| {
            let (was, is) = (was.tables.get(cell), is.tables.get(cell));
            (was != is).then(|| Difference { cell, was: was.cloned(), is: is.cloned() })
        })
        .collect()
}

/// The sections whose text differs; 0 for the preface.
pub fn sections(was: &Report, is: &Report) -> BTreeSet<u8> {
    let text = |report: &Report, number: u8| -> Vec<String> {
        let paragraphs = report.narrative.paragraphs().filter(|(section, _)| *section == number);
        paragraphs.map(|(_, text)| text.to_owned()).collect()
    };
    (0..=6).filter(|number| text(was, *number) != text(is, *number)).collect()
}

#[cfg(test)]
mod tests {
    use law::report::{Edition, Section};

    use super::*;
    use crate::annual_report::given::{cell, whole};

    #[test]
    fn the_same_report_has_no_differences() {
        for edition in Edition::ALL {
            let report = whole(2025, edition);
            assert_eq!(cells(&report, &report), []);
            assert_eq!(sections(&report, &report), BTreeSet::new());
        }
    }

    #[test]
    fn a_changed_figure_and_a_changed_sentence_are_named() {
        let was = whole(2025, Edition::Of2021);
        let mut is = was.clone();
        is.tables.set(cell("requests.granted.other"), Cell::number(4));
        is.narrative.sections[0].paragraphs.push("补充一段。".to_owned());
        is.narrative.preface.push("统计期限为全年。".to_owned());
        let found = cells(&was, &is);
        assert_eq!(found.iter().map(|one| one.cell).collect::<Vec<_>>(), [cell("requests.granted.other")]);
        assert_eq!(sections(&was, &is), [0, 1].into());
    }

    #[test]
    fn a_nought_is_no_blank_and_a_heading_is_no_text() {
        let was = whole(2025, Edition::Of2021);
        let mut is = was.clone();
        is.tables.set(cell("proactive.fees.amount"), Cell::blank());
        is.narrative.sections.push(Section { number: 4, heading: "四、".to_owned(), paragraphs: Vec::new() });
        assert_eq!(cells(&was, &is).len(), 1);
        assert_eq!(sections(&was, &is), BTreeSet::new());
    }

    #[test]
    fn cells_of_another_form_are_differences_too() {
        let found = cells(&whole(2025, Edition::Of2019), &whole(2025, Edition::Of2021));
        assert!(found.iter().any(|one| one.cell == cell("requests.other.total") && one.is.is_none()));
        assert!(found.iter().any(|one| one.cell == cell("requests.other_misc.total") && one.was.is_none()));
    }
}
