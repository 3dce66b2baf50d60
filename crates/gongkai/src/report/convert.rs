//! `gongkai report convert`: a report in the printed form of its year.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
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
pub(super) fn save(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = path.file_name().with_context(|| format!("「{}」不是文件名", path.display()))?;
    let beside = path.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside); // what is told is why writing failed
    }
    written.map_err(|error| anyhow!("写不了文件「{}」：{}", path.display(), why(&error)))
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件夹".to_owned(),
        ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        ErrorKind::PermissionDenied => "没有写入权限".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长或者含有不能用的字符".to_owned(),
        _ => format!("系统报告 {error}"),
    }
}
