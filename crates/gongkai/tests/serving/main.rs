//! `gongkai serve` and what stands beside it, as processes of their own with a configuration file, on both databases: asked over
//! HTTP, killed, stopped, left without their database or their store of uploads, set otherwise.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod applicants;
mod away;
mod installation;
mod killed;
mod officer;
mod rebuilt;
mod settings;
mod starts;
mod store;
mod twice;
mod two;
mod visitor;
