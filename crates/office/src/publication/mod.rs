//! 主动公开: what people do with publications.
//!
//! `step` is a step in plain words, `take` takes it, `screening` searches a text before anybody sees it, `page` is what an
//! officer sees of a file, `lists` the console's lists, `portal` what everybody reads.

mod attachments;
mod interpretation;
mod lists;
mod page;
mod portal;
mod screening;
mod step;
mod take;

pub use ::screening::Certainty;
pub use attachments::{Attachments, Searched};
pub use casework::publication::facts::Repeal;
pub use lists::{Line, Which};
pub use page::PublicationPage;
pub use portal::{Catalogue, Related, Shelf};
pub use records::publication::public::{Begin, Filter, Line as PublicLine, Page as PublicPage};
pub use records::publication::text::Attachment;
pub use records::request::worklist::After;
pub use screening::{Screened, screen};
pub use step::{Command, HandIn, Step};
