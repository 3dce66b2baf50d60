//! The tables, brought up to this release step by step. A step that was released is never changed.
//!
//! Columns are BIGINT, TEXT, DOUBLE or BLOB alone, so that both databases hold the same: days are ISO dates, times are RFC
//! 3339 in UTC with milliseconds, what is true is 1.

use sea_orm_migration::prelude::*;

mod m0001_record;
mod m0002_vault;
mod m0003_seal;
mod m0004_people;
mod m0005_publications;
mod m0006_ledgers;
mod m0007_annual_report;
mod m0008_disposals;
mod m0009_letters;
mod m0010_interpretations;
mod m0011_readings;
mod m0013_agencies_and_cases;
mod m0015_worklists;

/// All steps.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_record::STEP),
            Box::new(m0002_vault::Migration),
            Box::new(m0003_seal::Migration),
            Box::new(m0004_people::STEP),
            Box::new(m0005_publications::STEP),
            Box::new(m0006_ledgers::STEP),
            Box::new(m0007_annual_report::STEP),
            Box::new(m0008_disposals::STEP),
            Box::new(m0009_letters::STEP),
            Box::new(m0010_interpretations::STEP),
            Box::new(m0011_readings::STEP),
            Box::new(m0013_agencies_and_cases::STEP),
            Box::new(m0015_worklists::STEP),
        ]
    }
}

/// A step: statements that both databases understand, in order. Tables with bytes are built, for each database calls those
/// otherwise.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Under which the database remembers that it was taken; the file's name.
    name: &'static str,
    statements: &'static [&'static str],
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "as the trait has it")]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, self.statements).await
    }
}

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}
