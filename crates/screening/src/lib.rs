//! Finds what must not be published as it stands: personal data, and marks of state secrets.
//!
//! Knows only text: a line, a paragraph, a cell with the title of its column. Files, pages and sheets are the business of
//! whoever reads them; what is *done* with a finding is that of the people who publish.
//!
//! One module a kind of finding. [`trigger`] walks the text once and knows where a closer look is worth it; everything
//! else looks only there, so that a clean text costs one walk and no memory.

mod address;
mod bank_card;
mod columns;
mod context;
mod email;
mod finding;
mod health;
mod label;
mod masking;
mod minor;
mod name;
mod number;
mod passage;
mod passport;
mod phone;
mod plate;
mod resident_id;
mod screener;
mod secrecy_mark;
mod trigger;
mod view;

pub use columns::Columns;
pub use context::Context;
pub use finding::{Certainty, Finding, Kind};
pub use masking::Masking;
pub use passage::Located;
pub use screener::Screener;

/// Screens one line, paragraph or cell with the default masking. See [`Screener`] for tables, several lines, settings.
pub fn screen(text: &str) -> Vec<Finding> {
    Screener::default().screen(text)
}

/// Screens a text of which something is known from elsewhere, such as the title of its column.
pub fn screen_in(context: &Context, text: &str) -> Vec<Finding> {
    Screener::default().screen_in(context, text)
}
