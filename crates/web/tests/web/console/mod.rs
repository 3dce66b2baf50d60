//! The console as officers see it, over a real office on a database of its own.

mod conflict;
mod door;
mod house;
mod journey;
mod ledger;
mod papers;
mod people;
mod publication;
mod registration;
mod report;
mod who;
