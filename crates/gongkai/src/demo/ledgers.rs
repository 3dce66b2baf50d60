//! The ledgers of the story, entered by the open-government office with their source.

use std::collections::BTreeMap;

use casework::ledger::import::Import;
use casework::ledger::row::Row;
use office::Office;

use super::bureau::Bureau;

/// Enters rows, a table for each ledger.
pub(crate) async fn enter(office: &Office, bureau: &Bureau, source: &str, rows: Vec<Row>) -> anyhow::Result<()> {
    let mut tables: BTreeMap<_, Vec<Row>> = BTreeMap::new();
    for row in rows {
        tables.entry(row.ledger()).or_default().push(row);
    }
    for (ledger, rows) in tables {
        let rows = (2..).zip(rows).collect();
        let import = Import { rows, rejected: Vec::new(), left_out: Vec::new() };
        office.take_ledger_table(bureau.who("gongkai"), ledger, source, import).await?;
    }
    Ok(())
}
