//! The record.

mod framed;
pub mod seal;
pub mod vault;
