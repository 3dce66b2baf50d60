//! What a 解读 explains, in the list row: the document's page leads to it.

use sea_orm_migration::prelude::*;

use super::run;

#[derive(DeriveMigrationName, Debug)]
pub(super) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "as the trait has it")]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(
            manager,
            &[
                "ALTER TABLE publication_row ADD COLUMN interprets TEXT",
                "ALTER TABLE publication_row ADD COLUMN interpretation TEXT",
                "CREATE INDEX publication_interprets ON publication_row (agency, interprets, published_on, file)
                    WHERE interprets IS NOT NULL",
            ],
        )
        .await
    }
}
