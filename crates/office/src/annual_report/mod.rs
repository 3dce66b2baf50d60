//! 政府信息公开工作年度报告: what people do with the report of a year (Arts. 49–50).
//!
//! `yearbook` is the reports of one agency; `open` begins one or takes in a published one; `compile` makes the whole of a year from the record, from what people
//! stated and from their texts; `take` takes one of the steps of `casework`; `page` is what the office sees, `published`
//! what the public gets and in which formats; `behind` the files that a number counts; `screening` searches the texts for what must not be public.

mod behind;
mod compile;
mod failed;
mod open;
mod page;
mod published;
mod screening;
mod step;
mod take;
mod yearbook;

pub use behind::FilesBehind;
pub use compile::Whole;
pub use documents::writing::Format;
pub use failed::ReportFailed;
pub use open::Import;
pub use page::{ReportLine, ReportPage};
pub use published::{Published, body, render};
pub use records::annual_report::Row;
pub use records::annual_report::behind::{After, Behind};
pub use step::{Command, Step};
pub use yearbook::Yearbook;

/// Whose report it is, as long as agencies do not say it of themselves: Art. 49¶1.
const PUBLISHER: law::report::due::Publisher = law::report::due::Publisher::Department;
