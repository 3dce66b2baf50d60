//! A figure that a person states for a cell: which cells may have one, and which figures they take.

use law::report::{CellId, Table};
use rust_decimal::Decimal;

use super::Refusal;

/// The dotted name by which facts and addresses call a cell: `requests.granted.natural_person`.
pub fn name_of(cell: CellId) -> String {
    format!("{}.{}.{}", cell.table.code(), cell.row, cell.column)
}

/// The cell of a dotted name.
pub fn cell_named(name: &str) -> Option<CellId> {
    let mut parts = name.split('.');
    let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
    let table = Table::ALL.into_iter().find(|known| known.code() == table)?;
    parts.next().is_none().then(|| CellId::find(table, row, column)).flatten()
}

/// Whether the cell is a sum of others. A sum is never stated: it follows.
pub fn is_sum(cell: CellId) -> bool {
    cell.table != Table::Proactive && (cell.row == "total" || cell.column == "total")
}

/// The largest figure: far above any, and far below where sums of figures would leave the range of a decimal.
pub const LARGEST: u64 = 1_000_000_000_000;

/// Digits after the point: reports print amounts in 万元 with four, which is 元.
pub const DIGITS: u32 = 4;

/// Whether the cell can hold the figure: counts are whole and not negative, only 增/减 may be below nought, only amounts
/// may be broken.
pub fn fits(cell: CellId, figure: Decimal) -> Result<(), Refusal> {
    let figure = figure.normalize();
    let broken = if cell.column == "amount" { figure.scale() > DIGITS } else { figure.scale() > 0 };
    let negative = figure < Decimal::ZERO && cell.column != "change";
    if is_sum(cell) {
        Err(Refusal::Sum(cell))
    } else if broken || negative || figure.abs() > Decimal::from(LARGEST) {
        Err(Refusal::NoFigure(cell))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use law::report::Edition;

    use super::*;

    fn cell(name: &str) -> CellId {
        cell_named(name).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn every_cell_of_both_forms_has_its_name() {
        for cell in Edition::ALL.into_iter().flat_map(|edition| edition.form().cells()) {
            assert_eq!(cell_named(&name_of(cell)), Some(cell));
        }
        for name in ["", "requests", "requests.granted", "requests.granted.men", "requests.granted.total.x", "x.y.z"] {
            assert_eq!(cell_named(name), None, "{name}");
        }
    }

    #[test]
    fn counts_are_whole_changes_may_fall_and_amounts_may_be_broken() {
        for (name, figure) in [
            ("requests.granted.natural_person", "3"),
            ("requests.granted.natural_person", "3.00"),
            ("proactive.other_services.change", "-1"),
            ("proactive.procurement.amount", "2153.74"),
            ("proactive.fees.amount", "59237.2449"),
        ] {
            assert_eq!(fits(cell(name), decimal(figure)), Ok(()), "{name} {figure}");
        }
        for (name, figure) in [
            ("requests.granted.natural_person", "-1"),
            ("requests.granted.natural_person", "0.5"),
            ("proactive.licences.decisions", "1000000000001"),
            ("proactive.fees.amount", "0.00001"),
            ("proactive.fees.amount", "-1"),
            ("proactive.licences.change", "0.5"),
            ("remedies.reconsideration.upheld", "79228162514264337593543950335"),
        ] {
            assert_eq!(fits(cell(name), decimal(figure)), Err(Refusal::NoFigure(cell(name))), "{name} {figure}");
        }
    }

    #[test]
    fn a_sum_is_never_stated() {
        for name in ["requests.total.other", "requests.granted.total", "remedies.litigation_direct.total"] {
            assert_eq!(fits(cell(name), Decimal::ONE), Err(Refusal::Sum(cell(name))));
        }
    }
}
