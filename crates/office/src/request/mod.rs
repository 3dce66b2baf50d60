//! 依申请公开: what people do with applications.
//!
//! `intake` is what comes in at any door; `register` enters it, `take` takes one of the steps of `casework`, `amendment` mends
//! what one of them stated, `earlier_cases` counts what a fee goes by, `file` is what an
//! officer sees of a file, `status` what its applicant sees, `lists` the worklists. Names, addresses and words are sealed on
//! the way in and opened, with a log, on the way out.

mod amendment;
mod earlier_cases;
mod file;
mod ground;
mod intake;
mod letter;
mod lists;
mod papers;
mod register;
mod status;
mod step;
mod take;
mod timeline;
mod written;

pub use amendment::{Amendment, Right};
pub use casework::request::letter::{LetterKind, LetterOf, letters, letters_sent};
pub use documents::letter::Composed;
pub use documents::writing::pdf::Fonts;
pub use earlier_cases::EarlierCases;
pub use file::{FilePage, Opinion, Person as OpenedPerson, Veiled};
pub use ground::GroundWords;
pub use intake::{Delivery, Intake, Organisation, Person, Supply, Wanted};
pub use letter::{LetterFile, LetterFormat, Remedies, WordsChanged, WorkedOn};
pub use lists::{Counts, Key, Line, Scope, Sought, Which};
pub use papers::OpenedPaper;
pub use register::{Receipt, Registered};
pub use status::{ActOfApplicant, LookUpFailed, SentLetter, StatusPage};
pub use step::{Command, Ground, Reply, Reworded, Search, Step};
pub(crate) use timeline::sealed_texts;
pub use timeline::{Happening, Mended, Plain, channel_label};
