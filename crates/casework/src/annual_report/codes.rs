//! How those things are written in facts that do not write themselves.

/// A cell, by its dotted name.
pub(super) mod cell {
    use law::report::CellId;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::annual_report::figure::{cell_named, name_of};

    pub(crate) fn serialize<S: Serializer>(cell: &CellId, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&name_of(*cell))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<CellId, D::Error> {
        let name = String::deserialize(from)?;
        cell_named(&name).ok_or_else(|| Error::custom(format_args!("表格中没有「{name}」这一格")))
    }
}

/// Several cells.
pub(super) mod cells {
    use std::collections::BTreeSet;

    use law::report::CellId;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::annual_report::figure::{cell_named, name_of};

    pub(crate) fn serialize<S: Serializer>(cells: &BTreeSet<CellId>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(cells.iter().map(|cell| name_of(*cell)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<CellId>, D::Error> {
        let names = Vec::<String>::deserialize(from)?;
        let cell =
            |name: String| cell_named(&name).ok_or_else(|| Error::custom(format_args!("表格中没有「{name}」这一格")));
        names.into_iter().map(cell).collect()
    }
}

/// A figure, digit by digit as text: 2153.74 comes back as it went.
pub(super) mod figure {
    use rust_decimal::Decimal;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(figure: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(figure)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(from)?;
        Decimal::from_str_exact(&text).map_err(|_| Error::custom(format_args!("「{text}」不是数字")))
    }
}
