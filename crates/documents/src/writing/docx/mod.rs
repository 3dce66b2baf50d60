//! The report as a Word document after GB/T 9704: page, character grid, type, and page numbers of an official document.
//!
//! The parts are written here rather than through a library: the order of the elements, the names of fonts to fall back on, header
//! rows that repeat, and bytes that do not change from one run to the next all have to be ours. `package`, `style` and `markup` are
//! for every document; the rest is the report's.

mod body;
mod look;
pub(crate) mod markup;
pub(crate) mod package;
pub(crate) mod picture;
#[cfg(test)]
pub(crate) mod schema;
pub(crate) mod style;

use law::report::Report;

use self::package::{Margin, Package};
use super::WriteError;
use super::printed::Printed;

/// Writes the report as docx.
pub fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    let printed = Printed::of(report);
    let margins = Vec::from(Margin::page_numbers());
    Package {
        title: &printed.title,
        author: &printed.agency,
        document: body::document(&printed, &margins),
        styles: style::styles(&look::STYLES),
        margins,
        pictures: Vec::new(),
    }
    .pack()
}

#[cfg(test)]
mod tests;
