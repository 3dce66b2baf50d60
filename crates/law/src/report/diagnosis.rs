//! Which cell is the likely cause where several sums fail together.
//!
//! A wrong cell leaves the same gap in every sum that it belongs to. So the smallest set of cells that closes all gaps at once
//! is looked for; only cells all of whose sums fail may be in it. Where one smallest set explains everything, its cells are the causes;
//! where several do, nobody can tell, and the sums speak for themselves.

use rust_decimal::Decimal;

use super::rules::arithmetic::{Judged, is_count};
use super::{CellId, Report};

/// A cell that explains two failing sums or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cause {
    pub(super) cell: CellId,
    /// What stands in it.
    pub(super) written: Decimal,
    /// What would make its sums right.
    pub(super) expected: Decimal,
    /// Indices of the failing sums, the one along its row first.
    pub(super) explains: Vec<usize>,
}

/// More wrong cells than this in one tangle are not told apart.
const MOST_CAUSES: usize = 4;

/// Steps of the search, so that a table full of nonsense costs no more than a good one.
const MOST_STEPS: usize = 50_000;

/// The likely causes, in the order of the form's rows. Empty where nothing fails or nothing can be told.
pub(super) fn causes(judged: &[Judged], report: &Report) -> Vec<Cause> {
    let failing: Vec<usize> = (0..judged.len()).filter(|&index| judged[index].fails()).collect();
    // Tangles are searched one by one: mistakes in tables or rows that share no suspect cell do not hide each other.
    let suspects = suspects(judged, &failing);
    let mut causes = Vec::new();
    for tangle in tangles(judged, &failing, &suspects) {
        let mut search = Search { judged, suspects: &suspects, report, steps: 0, found: Vec::new() };
        let gaps: Vec<(usize, Decimal)> = tangle.iter().map(|&index| (index, judged[index].gap())).collect();
        for most in 1..=MOST_CAUSES {
            search.close(&gaps, &mut Vec::new(), most);
            if !search.found.is_empty() || search.steps >= MOST_STEPS {
                break;
            }
        }
        if let ([only], true) = (&search.found[..], search.steps < MOST_STEPS) {
            causes.extend(only.iter().map(|&(cell, excess)| cause(judged, &failing, report, cell, excess)));
        }
    }
    causes.sort_by_key(|cause| cause.explains[0]);
    causes
}

/// Cells of which every judged sum fails, and at least two do.
fn suspects(judged: &[Judged], failing: &[usize]) -> Vec<CellId> {
    let mut cells: Vec<CellId> = failing.iter().flat_map(|&index| judged[index].cells()).collect();
    cells.sort_unstable();
    cells.dedup();
    cells.retain(|&cell| {
        let mut sums = judged.iter().filter(|sum| sum.sign(cell) != 0);
        sums.clone().count() >= 2 && sums.all(Judged::fails)
    });
    cells
}

/// Failing sums that share suspects, directly or through others.
fn tangles(judged: &[Judged], failing: &[usize], suspects: &[CellId]) -> Vec<Vec<usize>> {
    let mut open = failing.to_vec();
    let mut tangles = Vec::new();
    while let Some(first) = open.pop() {
        let mut tangle = vec![first];
        let mut next = 0;
        while next < tangle.len() {
            let shared = |other: usize| {
                suspects.iter().any(|&cell| judged[tangle[next]].sign(cell) * judged[other].sign(cell) != 0)
            };
            let (joined, rest): (Vec<_>, Vec<_>) = open.iter().partition(|&&other| shared(other));
            tangle.extend(joined);
            open = rest;
            next += 1;
        }
        tangles.push(tangle);
    }
    tangles
}

struct Search<'a> {
    judged: &'a [Judged],
    suspects: &'a [CellId],
    report: &'a Report,
    steps: usize,
    /// Each a set of cells with what is too much in them, sorted.
    found: Vec<Vec<(CellId, Decimal)>>,
}

impl Search<'_> {
    fn candidates(&self, index: usize) -> impl Iterator<Item = CellId> {
        self.suspects.iter().copied().filter(move |&cell| self.judged[index].sign(cell) != 0)
    }

    /// Tries to close all gaps with at most `most` more cells.
    fn close(&mut self, gaps: &[(usize, Decimal)], chosen: &mut Vec<(CellId, Decimal)>, most: usize) {
        self.steps += 1;
        let open = gaps.iter().filter(|(_, gap)| !gap.is_zero());
        let Some(&(index, gap)) = open.min_by_key(|(index, _)| self.candidates(*index).count()) else {
            let mut set = chosen.clone();
            set.sort_unstable_by_key(|&(cell, _)| cell);
            if !self.found.contains(&set) {
                self.found.push(set);
            }
            return;
        };
        if most == 0 || self.steps >= MOST_STEPS {
            return;
        }
        for cell in self.candidates(index).collect::<Vec<_>>() {
            let excess = gap * Decimal::from(self.judged[index].sign(cell));
            let Some(written) = self.report.tables.counted(cell) else { continue };
            if chosen.iter().any(|&(other, _)| other == cell) || !is_count(written - excess) {
                continue;
            }
            let left: Vec<_> = gaps
                .iter()
                .map(|&(index, gap)| (index, gap - excess * Decimal::from(self.judged[index].sign(cell))))
                .collect();
            chosen.push((cell, excess));
            self.close(&left, chosen, most - 1);
            chosen.pop();
        }
    }
}

fn cause(judged: &[Judged], failing: &[usize], report: &Report, cell: CellId, excess: Decimal) -> Cause {
    let mut explains: Vec<usize> = failing.iter().copied().filter(|&index| judged[index].sign(cell) != 0).collect();
    explains.sort_by_key(|&index| (judged[index].sum.row.is_none(), index));
    let written = report.tables.counted(cell).expect("a judged sum has only counted cells");
    Cause { cell, written, expected: written - excess, explains }
}
