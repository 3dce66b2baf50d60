//! What makes the record one to be trusted: the vault and the seal, on both databases, against somebody who holds the
//! database in his hands.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod bureau;
mod outsider;
mod seal;
mod vault;
