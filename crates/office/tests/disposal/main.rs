//! The destruction of a file's words, through the real office, on both databases: who may, what is left, and that no byte of it
//! stands anywhere afterwards.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod bytes;
mod given;
mod matter;
mod traces;
