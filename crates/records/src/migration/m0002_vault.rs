//! The vault: keys of files, what is sealed under them, how it is found, and who read it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob_null, text, text_null};

use super::run;

#[derive(DeriveMigrationName, Debug)]
pub(super) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "as the trait has it")]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Tables with bytes: the builder knows what each database calls them.
        let key = Table::create()
            .table("vault_key")
            .col(big_integer("agency"))
            .col(text("file"))
            .col(big_integer("suite"))
            .col(big_integer("generation"))
            .col(blob_null("wrapped")) // NULL once erased
            .col(text("made_at"))
            .col(text_null("erased_at"))
            .col(text_null("erased_by"))
            .col(big_integer("swept")) // 1 once the blobs of an erased file are gone
            .primary_key(Index::create().col("agency").col("file"))
            .take();
        let item = Table::create()
            .table("vault_item")
            .col(big_integer("agency"))
            .col(text("file"))
            .col(text("reference"))
            .col(big_integer("suite"))
            .col(big_integer("length")) // of what is stored, in bytes
            .col(blob_null("sealed")) // NULL where it lies in the blob store
            .primary_key(Index::create().col("agency").col("file").col("reference"))
            .take();
        manager.create_table(key).await?;
        manager.create_table(item).await?;
        run(
            manager,
            &[
                "CREATE INDEX vault_key_by_generation ON vault_key (generation, agency, file)",
                "CREATE INDEX vault_key_unswept ON vault_key (agency, file) WHERE erased_at IS NOT NULL AND swept = 0",
                "CREATE TABLE blind (
                    agency BIGINT NOT NULL, field TEXT NOT NULL, mac TEXT NOT NULL, file TEXT NOT NULL,
                    PRIMARY KEY (agency, field, mac, file))",
                "CREATE INDEX blind_of_file ON blind (agency, file)",
                "CREATE TABLE read_log (
                    agency BIGINT NOT NULL, id TEXT NOT NULL, read_at TEXT NOT NULL, reader TEXT NOT NULL,
                    file TEXT NOT NULL, reference TEXT NOT NULL, purpose TEXT NOT NULL,
                    PRIMARY KEY (agency, id))",
                "CREATE INDEX read_log_of_file ON read_log (agency, file, read_at)",
                "CREATE INDEX read_log_of_reader ON read_log (agency, reader, read_at)",
            ],
        )
        .await
    }
}
