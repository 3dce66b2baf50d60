//! Applications in lists: one row a file, written with its entries.

pub mod figures;
pub mod receipt;
mod row;
pub mod same_applicant;
pub mod worklist;

pub use row::Model as Row;
pub(crate) use row::{Column, Entity, NO_DAY, level_code};
