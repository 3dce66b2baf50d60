//! Letters have registers of their own. Earlier releases let a reply bear the serial of its application, so that the register of replies begins
//! above the applications of each year: no number is given twice.

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
            &["INSERT INTO register (agency, name, taken)
               SELECT agency, 'request_reply/' || substr(name, 9), taken FROM register WHERE name LIKE 'request/%'"],
        )
        .await
    }
}
