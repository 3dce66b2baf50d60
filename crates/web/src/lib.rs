//! The portal for the public and the console for the office: routes, templates, assets.
//!
//! Handlers are thin: parse, call one function, answer. No rule of the law and no SQL stands here.
//!
//! [`Site`] is what every handler is given; [`router`] is the whole web. `look` has the components that pages are built of,
//! `portal` the pages of the public, `console` those of the office.

#![expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand their values to methods as references")]

pub mod base;
pub mod caller;
pub mod console;
pub mod cookie;
pub mod fault;
pub mod look;
pub mod page;
pub mod portal;
pub mod respond;
pub mod site;
pub mod submitted;
pub mod token;
pub mod visit;

mod again;
mod assets;
mod headers;
mod letter;
mod router;
mod sent;
mod store;

pub use base::BasePath;
pub use fault::Fault;
pub use look::palette::Palette;
pub use page::Page;
pub use router::router;
pub use site::{AgencyCard, Site};
pub use token::FormKey;
pub use visit::Visit;
