//! From a file to a report. Which reader is used, the content decides.

use std::path::Path;

use anyhow::{Context, ensure};
use documents::reading::{Block, Format, Limits, Reading, read_file};
use documents::report::{Found, NoReport, find, json};

/// Reads a published report. Every error names the file, and where it can the place in it.
pub(super) fn report(path: &Path) -> anyhow::Result<Found> {
    read(path).with_context(|| format!("文件「{}」", path.display()))
}

fn read(path: &Path) -> anyhow::Result<Found> {
    let reading = read_file(path, &Limits::default())?;
    if reading.format == Format::Json {
        let report = json::from_json(&text(&reading))?;
        ensure!(report.tables.iter().next().is_some(), NoReport);
        return Ok(Found { report, warnings: Vec::new() });
    }
    Ok(find(&reading)?)
}

fn text(reading: &Reading) -> String {
    let blocks = reading.parts.iter().flat_map(|part| &part.blocks);
    let lines = blocks.filter_map(|block| match block {
        Block::Line(line) => Some(line.text.as_str()),
        Block::Table(_) => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}
