//! `gongkai report check`: one report in full, or a line each for many.

use std::path::{Path, PathBuf};

use documents::report::json;
use law::report::{Copied, Report, Verdict, check, check_with_previous, share};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::status::{Status, print, print_json};

use super::{page, read};

/// 核对已发布的年度报告：读出表格，逐条核对勾稽关系和正文数字
#[derive(clap::Args)]
pub(super) struct Args {
    /// 年度报告（txt、html、docx、xlsx、pdf、json），可以一次给多份
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// 同一机关上一年度的报告，一并核对跨年度关系
    #[arg(long, value_name = "FILE")]
    previous: Option<PathBuf>,
    /// 以 JSON 输出（多份时每行一个对象）
    #[arg(long)]
    json: bool,
}

struct Checked {
    report: Report,
    verdict: Verdict,
    /// How much of the narrative is last year's, where last year's is at hand.
    copied: Option<Copied>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.files[..] {
        [only] => one(only, args),
        several if args.previous.is_some() => {
            anyhow::bail!("--previous 一次只能对照一份报告，这里给了{}份", several.len())
        }
        several => many(several, args.json),
    }
}

fn one(file: &Path, args: &Args) -> anyhow::Result<Status> {
    let previous = args.previous.as_deref().map(read::report).transpose()?.map(|found| found.report);
    let checked = checked(file, previous.as_ref())?;
    if args.json {
        print_json(&checked.to_json())?;
    } else {
        print(&page::whole(&checked.report, &checked.verdict, checked.copied.as_ref()))?;
    }
    Ok(checked.status())
}

/// What the reader left open comes first among the warnings: it bears on all that follows.
fn checked(file: &Path, previous: Option<&Report>) -> anyhow::Result<Checked> {
    let found = read::report(file)?;
    let mut verdict = match previous {
        Some(previous) => check_with_previous(&found.report, previous),
        None => check(&found.report),
    };
    verdict.warnings.splice(0..0, found.warnings);
    let copied = previous.map(|previous| share(&found.report.narrative, &previous.narrative));
    Ok(Checked { report: found.report, verdict, copied })
}

impl Checked {
    fn status(&self) -> Status {
        if self.verdict.is_clean() { Status::Well } else { Status::Wrong }
    }

    /// The published shape, and beside it what only the comparison with last year tells.
    fn to_json(&self) -> Value {
        let mut value = json::to_json(&self.report, &self.verdict);
        if let (Some(copied), Value::Object(object)) = (&self.copied, &mut value) {
            let percent = copied.percent().to_string().parse::<f64>().unwrap_or_default();
            object.insert("copied_from_previous".into(), json!({ "percent": percent, "longest": copied.longest }));
        }
        value
    }
}

/// All files on all cores; results in the order of the call. A file that cannot be read does not keep the others from being read.
fn many(files: &[PathBuf], as_json: bool) -> anyhow::Result<Status> {
    let results: Vec<(Status, String)> = files.par_iter().map(|file| told(file, as_json)).collect();
    let mut text: String = results.iter().map(|(_, line)| line.as_str()).collect();
    if !as_json {
        let count = |status| results.iter().filter(|(of, _)| *of == status).count();
        let counts = [Status::Well, Status::Wrong, Status::Unusable].map(count);
        text += &page::summary(counts);
    }
    print(&text)?;
    Ok(results.iter().map(|(status, _)| *status).max().unwrap_or(Status::Well))
}

/// One of many files: how it ends, and its line.
fn told(file: &Path, as_json: bool) -> (Status, String) {
    match checked(file, None) {
        Ok(checked) if as_json => {
            let mut object = json!({ "file": file.to_string_lossy() });
            if let (Value::Object(object), Value::Object(report)) = (&mut object, checked.to_json()) {
                object.extend(report);
            }
            (checked.status(), json_line(&object))
        }
        Ok(checked) => (checked.status(), page::line(file, &checked.report, &checked.verdict)),
        Err(error) => {
            // The first link of the chain only names the file, which the line does anyway.
            let reason = error.chain().skip(1).map(ToString::to_string).collect::<Vec<_>>().join("：");
            let line = if as_json {
                json_line(&json!({ "file": file.to_string_lossy(), "error": reason }))
            } else {
                page::unreadable(file, &reason)
            };
            (Status::Unusable, line)
        }
    }
}

fn json_line(value: &Value) -> String {
    format!("{value}\n")
}
