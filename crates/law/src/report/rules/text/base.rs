//! Cells of table three that a figure of the text may stand for, and what they add up to.

use rust_decimal::Decimal;

use crate::report::{CellId, Content, Edition, Table, Tables};

/// Cells of table three whose sum a phrase may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Base {
    pub rows: Vec<&'static str>,
    pub columns: &'static [&'static str],
}

pub(super) const TOTAL: &[&str] = &["total"];

impl Base {
    pub(super) fn total(rows: &[&'static str]) -> Base {
        Base { rows: rows.to_vec(), columns: TOTAL }
    }

    /// The sum of the cells; `None` where one is missing or could not be read. A 总计 left blank is added up from its row.
    pub(super) fn value(&self, tables: &Tables) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        for row in &self.rows {
            for column in self.columns {
                sum = sum.checked_add(counted(tables, row, column)?)?;
            }
        }
        Some(sum)
    }

    /// The one cell, if it is one.
    pub(super) fn cell(&self) -> Option<CellId> {
        match (&*self.rows, self.columns) {
            ([row], [column]) => Some(CellId { table: Table::Requests, row, column }),
            _ => None,
        }
    }

    /// As a clerk would name the cells.
    pub(super) fn printed(&self) -> String {
        if let Some(cell) = self.cell() {
            return cell.to_string();
        }
        let rows = match &*self.rows {
            ["received", "carried_in"] => "“本年新收”与“上年结转”两行".to_owned(),
            [first, _, ..] if self.rows.iter().all(|row| group(row) == group(first)) && group(first).is_some() => {
                format!("“{}”各行", group(first).unwrap_or_default())
            }
            rows => {
                let cell = |row| CellId { table: Table::Requests, row, column: "total" };
                let name = |row| {
                    let label = cell(row).row_label(Edition::Of2021.form());
                    format!("“{}”", group(row).unwrap_or_else(|| label.map_or(row, |label| label.short())))
                };
                let mut names: Vec<String> = rows.iter().copied().map(name).collect();
                names.dedup();
                format!("{}行", names.join(""))
            }
        };
        let column = match self.columns {
            ["total"] => "“总计”列",
            ["natural_person"] => "“自然人”列",
            [_] => "该类申请人列",
            _ => "“法人或其他组织”各列",
        };
        format!("表三{rows}{column}之和")
    }
}

/// The group （三） to （六） that a row belongs to.
fn group(row: &str) -> Option<&'static str> {
    [("refused_", "不予公开"), ("unavailable_", "无法提供"), ("declined_", "不予处理"), ("other", "其他处理")]
        .into_iter()
        .find(|(prefix, _)| row.starts_with(prefix))
        .map(|(_, name)| name)
}

fn counted(tables: &Tables, row: &'static str, column: &'static str) -> Option<Decimal> {
    let id = CellId { table: Table::Requests, row, column };
    let cell = tables.get(id)?;
    if cell.content == Content::Blank && column == "total" {
        let kinds =
            ["natural_person", "enterprise", "research_institution", "social_organization", "legal_service", "other"];
        return kinds.into_iter().try_fold(Decimal::ZERO, |sum, column| {
            // A kind that the source does not have cannot have been counted.
            let id = CellId { column, ..id };
            tables.get(id).map_or(Some(sum), |cell| cell.counted().and_then(|value| sum.checked_add(value)))
        });
    }
    cell.counted()
}
