//! The vault: what people wrote, and who they are, encrypted under a key per file. Entries hold a reference and a
//! commitment; destroying a file's key erases its words and leaves the record whole.
//!
//! [`suite`] is the cipher, [`installation`] the key that lives outside the database, [`file_key`] the key of one file,
//! [`item`] a sealed text, [`stream`] a sealed upload of any size, [`blind`] how a name or number is found again.

pub mod blind;
pub mod file_key;
pub mod installation;
pub mod item;
pub(crate) mod secret;
pub mod stream;
pub mod suite;

pub use blind::{Blind, Field};
pub use file_key::{FileKey, Place, Wrapped};
pub use installation::InstallationKey;
pub use item::{Item, OpenError};
pub use suite::Suite;
