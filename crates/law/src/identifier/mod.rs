//! Numbers that identify people, organisations and documents, and how each proves itself.

pub mod index_number;
pub mod resident_id;
pub mod uscc;
