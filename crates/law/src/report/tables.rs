//! One agency's report: its cells by name, and its text.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Block, Cell, Edition, Form, Label, Narrative};

/// The three tables of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Section two: what was published without being asked, by item of Art. 20.
    Proactive,
    /// Section three: applications.
    Requests,
    /// Section four: reconsideration and litigation.
    Remedies,
}

/// The name of a cell: table, row code, column code. Only names that one of the forms knows can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// The table.
    pub table: Table,
    /// The row's code; in section four, the group's.
    pub row: &'static str,
    /// The column's code.
    pub column: &'static str,
}

/// The cells of a report. A cell that is not here was not in the source at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables(BTreeMap<CellId, Cell>);

/// An annual report as one agency published it, or as one is about to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The form of table three, which is the form of the whole; `None` where there is no table to tell by.
    pub edition: Option<Edition>,
    /// Blocks of section two (by item of Art. 20) that follow another edition than the whole.
    pub other_blocks: BTreeMap<u8, Edition>,
    /// The report year.
    pub year: Option<i16>,
    /// The agency's name.
    pub agency: Option<String>,
    /// The title as printed.
    pub title: Option<String>,
    /// All figures.
    pub tables: Tables,
    /// Subtotal rows that the agency added under （三）–（六）, by printed group and column. No part of the form.
    pub subtotals: BTreeMap<(String, &'static str), Cell>,
    /// The text around them.
    pub narrative: Narrative,
}

impl Table {
    /// All three, in printed order.
    pub const ALL: [Table; 3] = [Table::Proactive, Table::Requests, Table::Remedies];

    /// The code of the published JSON shape.
    pub fn code(self) -> &'static str {
        match self {
            Table::Proactive => "proactive",
            Table::Requests => "requests",
            Table::Remedies => "remedies",
        }
    }

    /// How a person calls it: 「表二」 after the section in which it is printed.
    pub fn printed(self) -> &'static str {
        match self {
            Table::Proactive => "表二",
            Table::Requests => "表三",
            Table::Remedies => "表四",
        }
    }
}

impl CellId {
    /// The cell of that name in either form.
    pub fn find(table: Table, row: &str, column: &str) -> Option<CellId> {
        Edition::ALL
            .into_iter()
            .flat_map(|edition| edition.form().cells())
            .find(|cell| cell.table == table && cell.row == row && cell.column == column)
    }

    /// The row's label, from the given form or else from the other one.
    pub fn row_label(self, form: &'static Form) -> Option<&'static Label> {
        self.labels(form).map(|(row, _)| row)
    }

    /// The column's label, from the given form or else from the other one.
    pub fn column_label(self, form: &'static Form) -> Option<&'static Label> {
        self.labels(form).map(|(_, column)| column)
    }

    /// What people call the row.
    pub fn row_name(self) -> &'static str {
        self.labels(self.home()).map_or(self.row, |(row, _)| row.short())
    }

    /// What people call the column.
    pub fn column_name(self) -> &'static str {
        self.labels(self.home()).map_or(self.column, |(_, column)| column.short())
    }

    /// The newest form that has this very cell: the rows of table two are labelled differently in each.
    fn home(self) -> &'static Form {
        let forms = [Edition::Of2021.form(), Edition::Of2019.form()];
        forms.into_iter().find(|form| self.labels_in(form).is_some()).unwrap_or(forms[0])
    }

    fn labels(self, form: &'static Form) -> Option<(&'static Label, &'static Label)> {
        std::iter::once(form).chain(Edition::ALL.into_iter().map(Edition::form)).find_map(|form| self.labels_in(form))
    }

    fn labels_in(self, form: &'static Form) -> Option<(&'static Label, &'static Label)> {
        let pick = |rows: &'static [Label], columns: &'static [Label]| {
            let row = rows.iter().find(|label| label.code == self.row)?;
            let column = columns.iter().find(|label| label.code == self.column)?;
            Some((row, column))
        };
        match self.table {
            Table::Proactive => form.blocks.iter().find_map(|block| pick(&block.rows, &block.columns)),
            Table::Requests => pick(&form.requests.rows, &form.requests.columns),
            Table::Remedies => pick(&form.remedies.rows, &form.remedies.columns),
        }
    }
}

impl Tables {
    /// The cell, if the source has it.
    pub fn get(&self, id: CellId) -> Option<&Cell> {
        self.0.get(&id)
    }

    /// The figure for arithmetic; `None` where the cell is missing or could not be read.
    pub fn counted(&self, id: CellId) -> Option<Decimal> {
        self.get(id).and_then(Cell::counted)
    }

    /// Sets a cell.
    pub fn set(&mut self, id: CellId, cell: Cell) {
        self.0.insert(id, cell);
    }

    /// Takes a whole row out.
    pub fn take_row(&mut self, table: Table, row: &str) -> Vec<(CellId, Cell)> {
        self.0.extract_if(.., |id, _| id.table == table && id.row == row).collect()
    }

    /// All cells, by name.
    pub fn iter(&self) -> impl Iterator<Item = (CellId, &Cell)> {
        self.0.iter().map(|(id, cell)| (*id, cell))
    }

    /// The source has at least one cell of this table.
    pub fn has(&self, table: Table) -> bool {
        self.0.keys().any(|id| id.table == table)
    }

    /// No cell at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(CellId, Cell)> for Tables {
    fn from_iter<I: IntoIterator<Item = (CellId, Cell)>>(cells: I) -> Self {
        Tables(cells.into_iter().collect())
    }
}

impl Report {
    /// The form of the whole: as found, else as prescribed for the year, else the current one.
    pub fn form(&self) -> &'static Form {
        self.edition.or_else(|| self.year.map(Edition::of_year)).unwrap_or(Edition::Of2021).form()
    }

    /// The blocks of section two, each in the edition that this report uses for it, in printed order.
    pub fn blocks(&self) -> impl Iterator<Item = (&'static Block, Edition)> {
        let whole = self.form().edition;
        [1_u8, 5, 6, 8, 9].into_iter().filter_map(move |item| {
            let edition = self.other_blocks.get(&item).copied().unwrap_or(whole);
            edition.form().block(item).map(|block| (block, edition))
        })
    }

    /// Every cell that this report should have, in printed order.
    pub fn cells(&self) -> impl Iterator<Item = CellId> {
        let rest = self.form().cells().filter(|cell| cell.table != Table::Proactive);
        self.blocks().flat_map(|(block, _)| block.cells()).chain(rest)
    }
}

impl fmt::Display for CellId {
    /// As a clerk would name it: 「表三“予以公开”行“自然人”列」.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}“{}”行“{}”列", self.table.printed(), self.row_name(), self.column_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cells_of_the_forms_have_names() {
        assert!(CellId::find(Table::Requests, "other", "total").is_some(), "2019 only");
        assert!(CellId::find(Table::Requests, "other_misc", "total").is_some(), "2021 only");
        assert_eq!(CellId::find(Table::Requests, "granted", "men"), None);
        assert_eq!(CellId::find(Table::Proactive, "licences", "amount"), None, "an amount is no column of that block");
    }

    #[test]
    fn a_cell_is_named_as_a_clerk_would() {
        let cell = CellId::find(Table::Requests, "granted", "natural_person").expect("a cell of both forms");
        assert_eq!(cell.to_string(), "表三“予以公开”行“自然人”列");
    }
}
