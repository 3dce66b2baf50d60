//! The log of accounts and sessions, agency by agency: each line against the hash that chains it to the one before. It is not
//! covered by the signed heads: whoever holds the database can hash it anew from some line on.

use super::{At, Fault, Report};
use crate::database::Records;
use crate::error::StorageError;
use crate::people::security_log;
use crate::sql;

/// Walks the log of every agency that has one.
pub(super) async fn walk(records: &Records, report: &mut Report) -> Result<(), StorageError> {
    let text = "SELECT agency FROM security_log UNION SELECT agency FROM register WHERE name = 'security_log'
                ORDER BY agency";
    for row in sql::all(records.reading(), text, vec![]).await? {
        let agency: i64 = row.try_get("", "agency")?;
        let walked = security_log::walk(records.reading(), agency).await?;
        report.security_lines += walked.lines;
        if let Some(line) = walked.first_bad {
            let at = At { agency: Some(agency), line: Some(line), ..At::default() };
            report.add(at.finding(Fault::SecurityLogBroken));
        }
    }
    Ok(())
}
