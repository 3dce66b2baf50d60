//! The seal: how far the log reaches, what it holds, and the heads that were signed. These stand over all agencies of the
//! installation, as positions do.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, blob};

use super::run;

#[derive(DeriveMigrationName, Debug)]
pub(super) struct Migration;

#[async_trait::async_trait]
#[expect(elided_lifetimes_in_paths, reason = "as the trait has it")]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The hashes that were sealed together, 32 bytes each, apart from the entries: where they differ, this names the place.
        let block = Table::create()
            .table("seal_block")
            .col(big_integer("first_position"))
            .col(big_integer("last_position"))
            .col(blob("hashes"))
            .primary_key(Index::create().col("first_position"))
            .take();
        manager.create_table(block).await?;
        run(
            manager,
            &[
                // Without what waits to be sealed, which has an index of its own, in the order in which it is taken.
                "DROP INDEX entry_by_position",
                "CREATE UNIQUE INDEX entry_by_position ON entry (position) WHERE position IS NOT NULL",
                // One row. `token` grows with each change of the holder, so that one that lost its lease writes nothing.
                "CREATE TABLE seal_state (
                    log BIGINT NOT NULL PRIMARY KEY, size BIGINT NOT NULL, frontier TEXT NOT NULL, holder TEXT NOT NULL,
                    token BIGINT NOT NULL, held_until TEXT NOT NULL)",
                "INSERT INTO seal_state (log, size, frontier, holder, token, held_until) VALUES (1, 0, '0', '', 0, '')",
                "CREATE TABLE head (
                    size BIGINT NOT NULL, at TEXT NOT NULL, root TEXT NOT NULL, suite TEXT NOT NULL, signer TEXT NOT NULL,
                    public_key TEXT NOT NULL, signature TEXT NOT NULL,
                    PRIMARY KEY (size, at, signer))",
            ],
        )
        .await
    }
}
