//! What happens to the record when something fails under it: the process is killed, the power cut, the disk full, the
//! database away. What was acknowledged is there, what is there verifies, and it goes on.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "../given/mod.rs"]
mod given;
mod writer;

mod away;
mod full;
mod killed;
mod order;
mod power;

use std::sync::Arc;

use casework::context::Settings;
use casework::request::Request;
use given::{OURS, registering};
use jiff::Timestamp;
use records::Records;
use records::append::Append;
use records::file::FileId;
use records::seal::verify::{Check, Fault, verify};
use sea_orm::{ConnectionTrait, Statement};

/// The registration of a letter, with its number, now.
fn registering_now(file: &FileId) -> Append<Request> {
    Append { at: Timestamp::now(), ..registering(file, "2025-06-09") }
}

/// All files, as they were numbered.
async fn files(records: &Records) -> Vec<String> {
    let statement = Statement::from_string(
        records.reading().get_database_backend(),
        "SELECT file FROM request_row WHERE agency = 1 ORDER BY year, serial",
    );
    let rows = records.reading().query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get("", "file").unwrap()).collect()
}

/// The record is whole, what follows from it fits, numbers have no gap, and the next one can be taken.
async fn is_sound(records: &Records) {
    let report = verify(records, Check::default()).await.unwrap();
    // What these files say lies in the vault was never put there.
    let wrong: Vec<_> = report.findings.iter().filter(|finding| finding.fault != Fault::KeyMissing).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let rebuilt = records.rebuild(Arc::new(Settings::default())).await.unwrap();
    assert!(rebuilt.is_same(), "{rebuilt:?}");
    let many = files(records).await.len();
    let next = FileId::random();
    records.append(registering_now(&next)).await.unwrap();
    let next = records.open_file::<Request>(OURS, &next).await.unwrap();
    assert_eq!(next.file.number().unwrap().serial as usize, many + 1);
}
