//! The console as officers see it, over a real office on a database of its own.

mod agency;
mod amendment;
mod conflict;
mod correction;
mod disposal;
mod door;
mod house;
mod journey;
mod ledger;
mod overview;
mod papers;
mod people;
mod publication;
mod rail;
mod readings;
mod registration;
mod remedy;
mod report;
mod standing;
mod supervised;
mod who;
mod worked_on;
