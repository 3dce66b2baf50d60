//! The record.

mod framed;
pub mod key_file;
pub mod seal;
pub mod vault;
