//! 编制: every cell of the form, from the records or by somebody's word, and the report that they make.

use std::collections::BTreeMap;

use law::report::{Cell, CellId, Edition, Narrative, Report, Table, Tables};
use law::request::outcome::Outcome;
use rust_decimal::Decimal;
use thiserror::Error;

use super::figure::is_sum;
use super::state::Declared;

/// Figures by cell, sums left out: what the records give for a year.
pub type Figures = BTreeMap<CellId, Decimal>;

/// One cell of a report that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledCell {
    /// What the records give; `None` where they hold nothing of the kind. For a sum, the sum of `effective`.
    pub computed: Option<Decimal>,
    /// What somebody stated instead. Never for a sum.
    pub declared: Option<Declared>,
}

/// Where the figure of a cell comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The records; the files behind it can be opened.
    Computed,
    /// A person; the records have nothing of the kind.
    Declared,
    /// A person, and the records agree.
    Agreed,
    /// A person, and the records say otherwise: both are shown.
    Differs,
    /// The sum of other cells.
    Sum,
    /// Nobody: it is blank, and somebody has to state it.
    Missing,
}

/// All cells of a year's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    year: i16,
    edition: Edition,
    cells: BTreeMap<CellId, CompiledCell>,
}

/// The records count in rows that the other form does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("记录中的{cell}有{figure}，{edition}年格式没有对应的一格，无法改用这种格式；请用该年度规定的格式编制")]
pub struct NoPlace {
    /// The cell in which the records count.
    pub cell: CellId,
    /// Its figure.
    pub figure: Decimal,
    /// The form that was asked for.
    pub edition: Edition,
}

/// Compiles the report of a year. Tables three and four are 0 where the records give nothing, since all applications and cases are
/// in them; table two is blank there, for nobody knows whether its ledgers are kept here. A figure that somebody stated
/// takes the place of the computed one, and sums follow from what holds.
///
/// Errors: [`NoPlace`] where `computed` counts in rows of another form that this one does not tell.
pub fn compile(
    year: i16,
    edition: Edition,
    computed: &Figures,
    declared: &BTreeMap<CellId, Declared>,
) -> Result<Compiled, NoPlace> {
    let mut cells: BTreeMap<CellId, CompiledCell> = edition
        .form()
        .cells()
        .filter(|id| !is_sum(*id))
        .map(|id| {
            let nought = (id.table != Table::Proactive).then_some(Decimal::ZERO);
            (id, CompiledCell { computed: nought, declared: declared.get(&id).cloned() })
        })
        .collect();
    for (id, figure) in computed.iter().filter(|(id, _)| !is_sum(**id)) {
        let place = place(*id, edition).and_then(|id| cells.get_mut(&id));
        match place {
            Some(cell) => cell.computed = Some(cell.computed.unwrap_or_default().saturating_add(*figure)),
            None if id.table == Table::Proactive || figure.is_zero() => {} // the other form asks other things of the ledgers
            None => return Err(NoPlace { cell: *id, figure: *figure, edition }),
        }
    }
    add_sums(edition, &mut cells);
    Ok(Compiled { year, edition, cells })
}

/// The cell of the form in which a counted cell stands: 其他处理 is one row in 2019 and three in 2021.
fn place(id: CellId, edition: Edition) -> Option<CellId> {
    let outcome = Outcome::ALL.into_iter().find(|outcome| id.table == Table::Requests && outcome.code() == id.row);
    match outcome {
        Some(outcome) => Some(CellId { row: outcome.row_in(edition)?.code(), ..id }),
        None => Some(id),
    }
}

fn add_sums(edition: Edition, cells: &mut BTreeMap<CellId, CompiledCell>) {
    let form = edition.form();
    let mut sums: BTreeMap<CellId, Decimal> =
        form.cells().filter(|id| is_sum(*id)).map(|id| (id, Decimal::ZERO)).collect();
    for (id, cell) in cells.iter().filter(|(id, _)| id.table != Table::Proactive) {
        let ends_an_application = id.table == Table::Requests && form.outcome_rows().any(|row| row.code == id.row);
        let rows = [Some(id.row), ends_an_application.then_some("total")];
        let columns = [id.column, "total"];
        for row in rows.into_iter().flatten() {
            for column in columns {
                if let Some(sum) = sums.get_mut(&CellId { row, column, ..*id }) {
                    *sum = sum.saturating_add(cell.effective().unwrap_or_default());
                }
            }
        }
    }
    cells.extend(sums.into_iter().map(|(id, sum)| (id, CompiledCell { computed: Some(sum), declared: None })));
}

impl CompiledCell {
    /// The figure that holds: the stated one before the computed one.
    pub fn effective(&self) -> Option<Decimal> {
        self.declared.as_ref().map(|declared| declared.figure).or(self.computed)
    }

    /// Where it comes from. A sum is told by [`Compiled::origin`].
    fn origin(&self) -> Origin {
        match (&self.declared, self.computed) {
            (None, None) => Origin::Missing,
            (None, Some(_)) => Origin::Computed,
            (Some(_), None) => Origin::Declared,
            (Some(declared), Some(computed)) if declared.figure == computed => Origin::Agreed,
            (Some(_), Some(_)) => Origin::Differs,
        }
    }
}

impl Compiled {
    /// The report year.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The form.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// One cell; `None` where the form does not have it.
    pub fn cell(&self, id: CellId) -> Option<&CompiledCell> {
        self.cells.get(&id)
    }

    /// Where a figure comes from; `None` where the form does not have the cell.
    pub fn origin(&self, id: CellId) -> Option<Origin> {
        let cell = self.cells.get(&id)?;
        Some(if is_sum(id) { Origin::Sum } else { cell.origin() })
    }

    /// All cells in printed order.
    pub fn cells(&self) -> impl Iterator<Item = (CellId, &CompiledCell)> {
        self.edition.form().cells().filter_map(|id| Some((id, self.cells.get(&id)?)))
    }

    /// The cells that nobody has filled in.
    pub fn missing(&self) -> Vec<CellId> {
        self.cells().filter(|(_, cell)| cell.effective().is_none()).map(|(id, _)| id).collect()
    }

    /// The report as it now reads, under the title of the form.
    pub fn report(&self, agency: &str, narrative: Narrative) -> Report {
        let form = self.edition.form();
        let cell =
            |cell: &CompiledCell| cell.effective().map_or_else(Cell::blank, |figure| Cell::number(figure.normalize()));
        let title = form.title.replace("{agency}", agency).replace("{year}", &self.year.to_string());
        Report {
            edition: Some(self.edition),
            year: Some(self.year),
            agency: Some(agency.to_owned()),
            title: Some(title),
            tables: self.cells().map(|(id, one)| (id, cell(one))).collect::<Tables>(),
            narrative,
            ..Report::default()
        }
    }
}

/// The figures of counted cells, one each.
pub fn figures(counted: impl IntoIterator<Item = (CellId, u64)>) -> Figures {
    let mut figures = Figures::new();
    for (cell, count) in counted {
        let figure = figures.entry(cell).or_default();
        *figure = figure.saturating_add(count.into());
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annual_report::given::{cell, declared};

    fn computed(cells: &[(&str, u64)]) -> Figures {
        figures(cells.iter().map(|(name, count)| (cell(name), *count)))
    }

    fn told(compiled: &Compiled, name: &str) -> Option<String> {
        compiled.cell(cell(name)).unwrap().effective().map(|figure| figure.normalize().to_string())
    }

    #[test]
    fn every_cell_of_the_form_is_there_and_no_other() {
        for edition in Edition::ALL {
            let compiled = compile(2020, edition, &Figures::new(), &BTreeMap::new()).unwrap();
            let ids: Vec<CellId> = compiled.cells().map(|(id, _)| id).collect();
            assert_eq!(ids, edition.form().cells().collect::<Vec<_>>());
            assert_eq!(told(&compiled, "requests.total.total").as_deref(), Some("0"));
        }
    }

    #[test]
    fn nobody_claims_a_nought_for_ledgers_that_are_not_kept() {
        let kept = computed(&[("proactive.licences.decisions", 20), ("proactive.penalties.decisions", 0)]);
        let compiled = compile(2025, Edition::Of2021, &kept, &BTreeMap::new()).unwrap();
        assert_eq!(told(&compiled, "proactive.penalties.decisions").as_deref(), Some("0"));
        assert_eq!(told(&compiled, "proactive.coercive_measures.decisions"), None);
        assert!(compiled.missing().contains(&cell("proactive.coercive_measures.decisions")));
        assert!(!compiled.missing().iter().any(|id| id.table != Table::Proactive));
    }

    #[test]
    fn sums_follow_from_what_holds() {
        let counted = computed(&[("requests.received.enterprise", 2), ("requests.granted.enterprise", 2)]);
        let stated =
            [declared("requests.received.natural_person", "5"), declared("requests.granted.natural_person", "5")];
        let compiled = compile(2025, Edition::Of2021, &counted, &stated.into()).unwrap();
        for (name, sum) in [
            ("requests.received.total", "7"),
            ("requests.total.natural_person", "5"),
            ("requests.total.enterprise", "2"),
            ("requests.total.total", "7"),
            ("requests.carried_out.total", "0"),
        ] {
            assert_eq!(told(&compiled, name).as_deref(), Some(sum), "{name}");
            assert_eq!(compiled.origin(cell(name)), Some(Origin::Sum));
        }
    }

    #[test]
    fn where_word_and_records_differ_both_are_kept() {
        let counted = computed(&[("proactive.licences.decisions", 20), ("proactive.penalties.decisions", 67)]);
        let stated = [
            declared("proactive.licences.decisions", "20.0"),
            declared("proactive.penalties.decisions", "70"),
            declared("proactive.fees.amount", "1.5"),
        ];
        let compiled = compile(2025, Edition::Of2021, &counted, &stated.into()).unwrap();
        let origin = |name| compiled.origin(cell(name)).unwrap();
        assert_eq!(origin("proactive.licences.decisions"), Origin::Agreed);
        assert_eq!(origin("proactive.penalties.decisions"), Origin::Differs);
        assert_eq!(origin("proactive.fees.amount"), Origin::Declared);
        assert_eq!(origin("proactive.coercive_measures.decisions"), Origin::Missing);
        let penalties = compiled.cell(cell("proactive.penalties.decisions")).unwrap();
        assert_eq!((penalties.computed, penalties.effective()), (Some(67.into()), Some(70.into())));
    }

    #[test]
    fn the_three_rows_of_2021_make_the_one_of_2019_and_never_the_other_way() {
        let three = computed(&[
            ("requests.other_misc.enterprise", 2),
            ("requests.other_fee_unpaid.enterprise", 1),
            ("requests.other_not_corrected.enterprise", 4),
        ]);
        let compiled = compile(2023, Edition::Of2019, &three, &BTreeMap::new()).unwrap();
        assert_eq!(told(&compiled, "requests.other.enterprise").as_deref(), Some("7"));
        let one = computed(&[("requests.other.enterprise", 7)]);
        let refused = compile(2020, Edition::Of2021, &one, &BTreeMap::new()).unwrap_err();
        assert!(refused.to_string().contains("2021年格式没有对应的一格"), "{refused}");
    }

    #[test]
    fn the_report_bears_the_title_of_the_form() {
        let compiled = compile(2025, Edition::Of2021, &Figures::new(), &BTreeMap::new()).unwrap();
        let report = compiled.report("云州市澜江生态环境局", Narrative::default());
        assert_eq!(report.title.as_deref(), Some("云州市澜江生态环境局2025年政府信息公开工作年度报告"));
        assert_eq!(report.year, Some(2025));
        let blank = report.tables.get(cell("proactive.fees.amount")).unwrap();
        assert!(blank.is_blank());
    }
}
