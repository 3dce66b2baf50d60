//! What the law says, as pure code over dates, codes and numbers: no files, no people, no clock of its own.
//!
//! Every rule stands beside its article and its test. What the law may change (calendar, forms, tariffs, texts of
//! remedies) is data under `data/`, chosen by date.

pub mod article;
pub mod calendar;
pub mod catalogue;
pub mod identifier;
pub mod in_force;
pub mod publication;
pub mod report;
pub mod request;
pub mod retention;
