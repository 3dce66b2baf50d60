//! Publications: one list row a file, written with its entries; what the public reads, in a table of its own; and the lists
//! of portal and console.

pub mod documents;
pub mod public;
mod row;
pub mod text;
pub mod worklist;

pub(crate) use row::{Column, Entity};
pub use row::{Model as Row, Stage};
