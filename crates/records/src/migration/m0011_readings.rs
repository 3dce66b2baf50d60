//! The log of readings page by page, the latest first: for whoever audits it.

use sea_orm_migration::prelude::*;

use super::run;

#[derive(DeriveMigrationName, Debug)]
pub(super) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "as the trait has it")]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, &["CREATE INDEX read_log_by_time ON read_log (agency, read_at, id)"]).await
    }
}
