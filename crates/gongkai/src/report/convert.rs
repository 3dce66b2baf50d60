//! `gongkai report convert`: a report in the printed form of its year.

use std::path::{Path, PathBuf};

use anyhow::Context;
use documents::writing::{Format, write};

use crate::status::{Status, complain, print};

use super::read;

/// 把一份已发布的年度报告转成规范格式（docx、pdf、xlsx、html、json）
#[derive(clap::Args)]
pub(super) struct Args {
    /// 年度报告（txt、html、docx、xlsx、pdf、json）
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 写到哪里；后缀决定格式
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    let format = Format::from_ending(&args.out.to_string_lossy())?;
    let found = read::report(&args.file)?;
    let bytes = write(&found.report, format)?;
    save(&args.out, &bytes)?;
    for warning in &found.warnings {
        complain(&format!("请核对：{}", warning.message));
    }
    print(&format!("已写成「{}」\n", args.out.display()))?;
    Ok(Status::Well)
}

/// Writes beside the place and then moves there, so that a full disk leaves no half a report behind.
fn save(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = path.file_name().with_context(|| format!("「{}」不是文件名", path.display()))?;
    let beside = path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside); // what is told is why writing failed
    }
    written.with_context(|| format!("写不了文件「{}」", path.display()))
}
