//! Reading the files named in a call, with a bound on their size.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, bail};

/// Reads a UTF-8 text of at most `limit` bytes. Every error names the file.
pub(crate) fn read_text(path: &Path, limit: u64) -> anyhow::Result<String> {
    read(path, limit).with_context(|| format!("文件「{}」", path.display()))
}

fn read(path: &Path, limit: u64) -> anyhow::Result<String> {
    if documents::reading::is_named_pipe(path) {
        bail!("这是管道，不是文件");
    }
    let mut bytes = Vec::new();
    let outcome = File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    if let Err(error) = outcome {
        match error.kind() {
            ErrorKind::NotFound => bail!("没有这个文件"),
            ErrorKind::PermissionDenied => bail!("没有权限读取"),
            ErrorKind::IsADirectory => bail!("这是文件夹，不是文件"),
            _ => bail!("读取失败（{error}）"),
        }
    }
    if bytes.len() as u64 > limit {
        bail!("太大，最多{}KB", limit / 1024);
    }
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("不是 UTF-8 编码的文本，请另存为 UTF-8"))
}
