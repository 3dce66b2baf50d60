//! `gongkai screen`: personal data in a document or a table, before it is published.

mod printed;
mod walk;

use std::path::PathBuf;

use anyhow::Context as _;
use documents::reading::{Limits, read_file};
use screening::{Certainty, Kind};
use serde::Serialize;

use crate::status::{Status, complain, print, print_json};

/// 公开前筛查：查找文件中的个人信息和密级标志
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 要筛查的文件（txt、html、docx、xlsx、pdf）
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

/// The contract's shape of a finding.
#[derive(Serialize)]
struct Entry<'a> {
    kind: Kind,
    text: &'a str,
    place: String,
    page: Option<u32>,
    line: Option<u32>,
    start: usize,
    end: usize,
    certainty: Certainty,
    suggestion: &'a str,
}

#[derive(Serialize)]
struct Answer<'a> {
    findings: Vec<Entry<'a>>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    let reading =
        read_file(&args.file, &Limits::default()).with_context(|| format!("文件「{}」", args.file.display()))?;
    let found = walk::screen(&reading);
    if args.json {
        // What could not be read may hide personal data: the caller must learn of it, but the JSON stands alone.
        for doubt in &reading.doubts {
            complain(&doubt.message);
        }
        print_json(&Answer { findings: found.iter().map(entry).collect() })?;
    } else {
        print(&printed::page(&args.file, &reading, &found))?;
    }
    Ok(if found.is_empty() { Status::Well } else { Status::Wrong })
}

fn entry(found: &walk::Found) -> Entry<'_> {
    let finding = &found.finding;
    Entry {
        kind: finding.kind,
        text: &finding.text,
        place: found.spot.contract_place(),
        page: found.spot.page,
        line: found.spot.line,
        start: finding.start,
        end: finding.end,
        certainty: finding.certainty,
        suggestion: &finding.suggestion,
    }
}
