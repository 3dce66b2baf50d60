//! The annual report in documents: found in what was read ([`crate::reading`]), and in its published JSON shape.
//!
//! `find` walks a reading once. `pieces` cuts it into texts and table rows whatever the layout, `words` knows the labels and
//! their variants, `value` reads one cell, and `proactive`, `requests`, `remedies` each fill one table. What cannot be read for certain
//! becomes an unread cell with its reason, never a guess.

mod cells;
mod columns;
mod find;
mod heading;
pub mod json;
mod lines;
mod paragraphs;
mod pieces;
mod proactive;
mod remedies;
mod requests;
mod value;
mod words;

pub use find::{Found, NoReport, find};
