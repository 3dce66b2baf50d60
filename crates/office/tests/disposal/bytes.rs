//! Every byte that an installation has written: of SQLite all files, of PostgreSQL the files of its tables and indexes, and of
//! both the uploads.

use std::fs;
use std::path::Path;

use office::testing::Bureau;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, Value};

/// The bytes, file by file.
pub(crate) async fn all(bureau: &Bureau) -> Vec<Vec<u8>> {
    let mut bytes = Vec::new();
    below(bureau.folder(), &mut bytes);
    let on = bureau.office.records().reading();
    if on.get_database_backend() == DbBackend::Postgres {
        on.execute_unprepared("CHECKPOINT").await.unwrap();
        let heaps = "SELECT pg_read_binary_file(pg_relation_filepath(oid)) AS bytes FROM pg_class
                     WHERE relkind IN ('r', 'i', 't') AND relnamespace IN
                         (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pg_toast'))
                       AND pg_relation_filepath(oid) IS NOT NULL";
        for row in on.query_all_raw(Statement::from_string(DbBackend::Postgres, heaps)).await.unwrap() {
            bytes.push(row.try_get::<Vec<u8>>("", "bytes").unwrap());
        }
    }
    bytes
}

fn below(folder: &Path, bytes: &mut Vec<Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { below(&path, bytes) } else { bytes.push(fs::read(path).unwrap()) }
    }
}

/// In how many files this stands.
pub(crate) fn standing(all: &[Vec<u8>], needle: &[u8]) -> usize {
    assert!(needle.len() >= 8, "shorter ones may stand there by chance");
    let stands = |bytes: &Vec<u8>| {
        // A page is searched for the first byte before the rest is compared: tests are not optimised.
        let mut from = 0;
        while let Some(at) = bytes[from..].iter().position(|byte| *byte == needle[0]) {
            if bytes[from + at..].starts_with(needle) {
                return true;
            }
            from += at + 1;
        }
        false
    };
    all.iter().filter(|bytes| stands(bytes)).count()
}

/// What the database holds of a file's vault: wrapped key, sealed texts, and rows of the blind index.
pub(crate) struct Sealed {
    pub(crate) key: Vec<u8>,
    pub(crate) texts: Vec<Vec<u8>>,
    pub(crate) blinds: Vec<String>,
}

pub(crate) async fn sealed(on: &DatabaseConnection, file: &str) -> Sealed {
    let rows = async |text: &str| {
        let statement = Statement::from_sql_and_values(on.get_database_backend(), text, [Value::from(file)]);
        on.query_all_raw(statement).await.unwrap()
    };
    let key = rows("SELECT wrapped FROM vault_key WHERE file = $1 AND wrapped IS NOT NULL").await;
    let texts = rows("SELECT sealed FROM vault_item WHERE file = $1 AND sealed IS NOT NULL").await;
    let blinds = rows("SELECT mac FROM blind WHERE file = $1").await;
    Sealed {
        key: key.first().map(|row| row.try_get("", "wrapped").unwrap()).unwrap_or_default(),
        texts: texts.iter().map(|row| row.try_get("", "sealed").unwrap()).collect(),
        blinds: blinds.iter().map(|row| row.try_get("", "mac").unwrap()).collect(),
    }
}
