//! 台账: the rows from which section two of the annual report counts what is no file here: the list of powers, decisions,
//! fees, procurement, and documents from before the records began.
//!
//! `row` is what stands in a ledger, `cell` reads one cell as people write it, `columns` what a table is
//! headed with, `import` a whole table, `figures` is what a
//! year's rows say in the report. No names of parties: a ledger counts, and the decision itself is a publication.

pub mod cell;
pub mod columns;
pub mod figures;
pub mod import;
pub mod row;

use serde::{Deserialize, Serialize};

pub use figures::Figures;
pub use row::Row;

/// The ledgers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ledger {
    /// 权力事项清单: what the agency may do, from when to when.
    Items,
    /// 处理决定: each licence, service, penalty and coercive measure.
    Decisions,
    /// 行政事业性收费收入.
    FeeIncome,
    /// 政府集中采购.
    Procurement,
    /// 规章、规范性文件 that were published before the records began.
    Documents,
}

/// What an item or a decision is: the rows of section two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 行政许可 (Art. 20 (5)).
    Licence,
    /// 其他对外管理服务事项 (Art. 20 (5)).
    OtherService,
    /// 行政处罚 (Art. 20 (6)).
    Penalty,
    /// 行政强制 (Art. 20 (6)).
    CoerciveMeasure,
    /// 行政事业性收费 (Art. 20 (8)): an item only; what it brings in has a ledger of its own.
    Fee,
}

impl Ledger {
    /// All of them.
    pub const ALL: [Ledger; 5] =
        [Ledger::Items, Ledger::Decisions, Ledger::FeeIncome, Ledger::Procurement, Ledger::Documents];

    /// The code under which it is stored and by which pages call it.
    pub fn code(self) -> &'static str {
        match self {
            Ledger::Items => "items",
            Ledger::Decisions => "decisions",
            Ledger::FeeIncome => "fee_income",
            Ledger::Procurement => "procurement",
            Ledger::Documents => "documents",
        }
    }

    /// The ledger of a code.
    pub fn of_code(code: &str) -> Option<Ledger> {
        Ledger::ALL.into_iter().find(|ledger| ledger.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Ledger::Items => "权力事项清单",
            Ledger::Decisions => "处理决定台账",
            Ledger::FeeIncome => "行政事业性收费台账",
            Ledger::Procurement => "政府集中采购台账",
            Ledger::Documents => "规章、规范性文件台账",
        }
    }
}

impl Kind {
    /// All of them, in printed order.
    pub const ALL: [Kind; 5] = [Kind::Licence, Kind::OtherService, Kind::Penalty, Kind::CoerciveMeasure, Kind::Fee];

    /// Those of which there are decisions.
    pub const DECIDED: [Kind; 4] = [Kind::Licence, Kind::OtherService, Kind::Penalty, Kind::CoerciveMeasure];

    /// Its row in table two, which is also the code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Licence => "licences",
            Kind::OtherService => "other_services",
            Kind::Penalty => "penalties",
            Kind::CoerciveMeasure => "coercive_measures",
            Kind::Fee => "fees",
        }
    }

    /// The kind of a code.
    pub fn of_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Licence => "行政许可",
            Kind::OtherService => "其他对外管理服务事项",
            Kind::Penalty => "行政处罚",
            Kind::CoerciveMeasure => "行政强制",
            Kind::Fee => "行政事业性收费",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back() {
        for ledger in Ledger::ALL {
            assert_eq!(Ledger::of_code(ledger.code()), Some(ledger));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::of_code(kind.code()), Some(kind));
        }
        assert_eq!((Ledger::of_code("许可"), Kind::of_code("Licences")), (None, None));
    }
}
