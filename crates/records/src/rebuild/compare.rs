//! What differs between what follows from the entries of a page and what stands beside them.

use std::collections::{BTreeMap, HashMap};

use casework::annual_report::AnnualReport;
use casework::context::Settings;
use casework::disposal::Disposal;
use casework::file::{File, Mark};
use casework::publication::Publication;
use casework::request::Request;
use casework::who::Agency;

use super::page::{Cell, Page, Place, Rows, Whole};
use super::{Difference, Read, What};
use crate::append::{self, NotOpened};
use crate::counted;
use crate::file::FileId;
use crate::listed::{Listed, RowOf, Taken};
use crate::time;

/// What was seen on the way.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) read: BTreeMap<&'static str, Read>,
    pub(super) taken: BTreeMap<Place, Given>,
}

/// The numbers of a register that were given.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given {
    many: i64,
    serial: i64,
}

impl Given {
    /// The highest: registers have no gaps, so it is never below the count.
    pub(super) fn highest(self) -> i64 {
        self.many.max(self.serial)
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        for (kind, Read { files, entries }) in other.read {
            let read = self.read.entry(kind).or_default();
            read.files += files;
            read.entries += entries;
        }
        for (register, Given { many, serial }) in other.taken {
            let given = self.taken.entry(register).or_default();
            given.many += many;
            given.serial = given.serial.max(serial);
        }
    }

    fn takes(&mut self, agency: i64, Taken { register, serial }: Taken) {
        let given = self.taken.entry((agency, register)).or_default();
        given.many += 1;
        given.serial = given.serial.max(serial.map_or(0, i64::from));
    }
}

/// What follows from the entries of a file.
#[derive(Debug)]
pub(super) struct Derived<F: Listed> {
    pub(super) file: FileId,
    pub(super) row: Option<F::Row>,
    pub(super) marks: Vec<Mark>,
    taken: Vec<Taken>,
}

/// All that differs on a page.
pub(super) fn differences(page: Page, settings: &Settings, tally: &mut Tally) -> Vec<Difference> {
    let Page { files, mut requests, mut publications, mut reports, mut disposals, mut cells } = page;
    let mut found = Vec::new();
    for whole in &files {
        if kind(whole).is_none() {
            // What stands beside such a file cannot be judged.
            requests.remove(&whole.place);
            publications.remove(&whole.place);
            reports.remove(&whole.place);
            disposals.remove(&whole.place);
            cells.remove(&whole.place);
            let kind = whole.head.as_ref().map(|head| head.kind.clone());
            found.push(difference(&whole.place, kind.as_deref(), What::HeadUnfit));
        }
    }
    compare::<Request>(&files, requests, &mut cells, settings, tally, &mut found);
    compare::<Publication>(&files, publications, &mut cells, settings, tally, &mut found);
    compare::<AnnualReport>(&files, reports, &mut cells, settings, tally, &mut found);
    compare::<Disposal>(&files, disposals, &mut cells, settings, tally, &mut found);
    found.extend(cells.into_keys().map(|place| difference(&place, None, What::CellsChanged)));
    found.sort_unstable();
    found
}

/// The kind of a file whose entries end where its head says.
pub(super) fn kind(whole: &Whole) -> Option<&'static str> {
    let (head, last) = (whole.head.as_ref()?, whole.entries.last()?);
    let kinds = [Request::KIND, Publication::KIND, AnnualReport::KIND, Disposal::KIND];
    let kind = kinds.into_iter().find(|kind| *kind == head.kind);
    kind.filter(|_| (head.version, &head.hash) == (last.version, &last.hash))
}

fn compare<F: Listed>(
    files: &[Whole],
    mut rows: Rows<F>,
    cells: &mut HashMap<Place, Vec<Cell>>,
    settings: &Settings,
    tally: &mut Tally,
    found: &mut Vec<Difference>,
) {
    for whole in files.iter().filter(|whole| kind(whole) == Some(F::KIND)) {
        let place = &whole.place;
        let read = tally.read.entry(F::KIND).or_default();
        read.files += 1;
        read.entries += whole.entries.len() as u64;
        let (stands, mut counts) = (rows.remove(place), cells.remove(place).unwrap_or_default());
        let derived = match derive::<F>(whole, settings) {
            Ok(derived) => derived,
            Err(error) => {
                found.push(difference(place, Some(F::KIND), What::Unreadable(error.to_string())));
                continue;
            }
        };
        for taken in derived.taken {
            tally.takes(place.0, taken);
        }
        let what = match (&derived.row, &stands) {
            (Some(_), None) => Some(What::RowMissing),
            (None, Some(_)) => Some(What::RowLeftOver),
            (should, stands) if should != stands => Some(What::RowChanged),
            _ => None,
        };
        found.extend(what.map(|what| difference(place, Some(F::KIND), what)));
        let mut should: Vec<Cell> = derived.marks.iter().map(cell).collect();
        should.sort_unstable();
        counts.sort_unstable();
        if should != counts {
            found.push(difference(place, Some(F::KIND), What::CellsChanged));
        }
    }
    found.extend(rows.into_keys().map(|place| difference(&place, Some(F::KIND), What::RowLeftOver)));
}

/// Folds a file, as [`crate::append`] does, and derives what follows.
pub(super) fn derive<F: Listed>(whole: &Whole, settings: &Settings) -> Result<Derived<F>, NotOpened> {
    let unreadable = |reason: &str| NotOpened::Unreadable { version: 1, reason: reason.to_owned() };
    let (agency, file) = &whole.place;
    let opened = append::fold::<F>(&whole.entries)?;
    let (Some(started_at), Some(last)) = (opened.started_at, whole.entries.last()) else {
        return Err(NotOpened::NoFile);
    };
    let file: FileId = file.parse().map_err(|_| unreadable("卷号不合格式"))?;
    let at = time::read(&last.recorded_at).ok_or_else(|| unreadable("记录时间不合格式"))?;
    let owner = u64::try_from(*agency).map_err(|_| unreadable("机构编号不合格式"))?;
    let row = opened.file.row(RowOf {
        agency: *agency,
        file: &file,
        started_at: &started_at,
        changed_at: &last.recorded_at,
        cx: settings.context(Agency(owner), settings.day(at)),
    });
    Ok(Derived { file, row, marks: opened.file.marks(), taken: opened.file.taken() })
}

fn cell(mark: &Mark) -> Cell {
    Cell {
        year: mark.year.into(),
        table: counted::code(mark.table).to_owned(),
        row: mark.row.to_owned(),
        column: mark.column.to_owned(),
    }
}

fn difference((agency, file): &Place, kind: Option<&str>, what: What) -> Difference {
    Difference { agency: *agency, file: file.clone(), kind: kind.map(ToOwned::to_owned), what }
}
