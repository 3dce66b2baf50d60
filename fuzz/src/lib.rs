//! The readers of the crate `documents`, compiled by themselves: with the whole crate, its typesetter would be instrumented and built,
//! too, which takes a quarter of an hour and finds nothing.

#![allow(dead_code, unreachable_pub)]

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[path = "../../crates/documents/src/reading/mod.rs"]
pub mod reading;

use reading::{Block, Limits, read};

/// Limits small enough that a refusal is soon reached.
pub fn limits() -> Limits {
    Limits { unpacked_bytes: 16 << 20, characters: 1 << 20, cells: 100_000, pages: 50, ..Limits::default() }
}

/// Reads, and holds what was read against what every reading promises.
pub fn try_read(bytes: &[u8], name: &str) {
    let Ok(reading) = read(bytes, name, &limits()) else { return };
    for block in reading.parts.iter().flat_map(|part| &part.blocks) {
        let Block::Table(table) = block else { continue };
        for (index, row) in table.rows.iter().enumerate() {
            assert!(row.cells.is_sorted_by_key(|cell| cell.column));
            for cell in &row.cells {
                assert!(cell.column_span >= 1 && (1..=table.rows.len() - index).contains(&cell.row_span), "{cell:?}");
            }
        }
    }
}

/// An archive whose checksums are right, whatever its members hold.
pub fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in members {
        zip.start_file(*name, stored).expect("a fresh name");
        zip.write_all(content).expect("memory takes everything");
    }
    zip.finish().expect("memory takes everything").into_inner()
}
