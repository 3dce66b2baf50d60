//! Ledgers as plain rows with source, who and when; imports that add nothing twice; the year's counts by the database; and
//! the posts of media accounts.

pub mod figures;
pub mod import;
pub mod media;
pub mod rows;
