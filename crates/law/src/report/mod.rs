//! 政府信息公开工作年度报告 (Arts. 49–50): the printed form, the cells of one report, and the rules that they obey.
//!
//! `form` is the paper, `report` what one agency wrote on it, `rules` what must hold, `diagnosis` which cell is the likely
//! cause where several rules fail together, `due` by when it is published. Reading and printing documents is not done here.

mod cell;
mod diagnosis;
pub mod due;
mod finding;
mod form;
mod narrative;
mod rules;
#[cfg(test)]
mod sample;
mod tables;
mod total;

pub use cell::{Cell, Content, Unit};
pub use finding::{Finding, Rule, Severity, Verdict};
pub use form::{Block, Edition, Form, Grid, Label, RequestRow, Requests, SectionHeading};
pub use narrative::{Narrative, Section};
pub use rules::{Copied, Stated, check, check_with_previous, figures, share};
pub use tables::{CellId, Report, Table, Tables};
pub use total::total;
