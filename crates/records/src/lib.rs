//! The record.

pub mod seal;
