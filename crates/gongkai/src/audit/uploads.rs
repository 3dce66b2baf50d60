//! `gongkai audit uploads`: what lies in the store and is named by nothing, and its removal.

use std::path::PathBuf;

use jiff::Timestamp;
use records::people::security_log::Event;
use records::vault::{Lying, Unnamed};
use serde_json::{Value, json};

use crate::config::Config;
use crate::operator::Operator;
use crate::place::Place;
use crate::status::{Status, print, print_json};

/// How many are listed.
const LISTED: usize = 100;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 清除这些附件；没有记录提到它们，清除后不能恢复
    #[arg(long)]
    clear: bool,
    /// 配置文件；附件放在 S3 存储里的要写
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    operator: Operator,
    #[command(flatten)]
    place: Place,
}

pub(super) async fn run(args: &Args) -> anyhow::Result<Status> {
    let config = Config::read(args.config.as_deref())?;
    let records = args.place.open().await?;
    args.operator.name(&records).await?; // before anything is removed in a name that nobody has
    let vault = args.place.vault_and_uploads(&records, &config.blobs).await?;
    let found = vault.unnamed(&records, Timestamp::now()).await?;
    let mut cleared = 0;
    if args.clear && !found.unnamed.is_empty() {
        cleared = vault.clear_unnamed(&records, &found.unnamed).await?;
        args.operator.log(&records, Event::UploadsCleared, format!("清除{cleared}个")).await?;
    }
    records.close().await?;
    if args.json {
        print_json(&as_json(&found, cleared))?;
    } else {
        print(&as_text(&found, cleared))?;
    }
    Ok(if found.unnamed.len() as u64 == cleared { Status::Well } else { Status::Wrong })
}

fn as_json(found: &Unnamed, cleared: u64) -> Value {
    let one = |lying: &Lying| json!({ "path": lying.path, "size": lying.size, "since": lying.since.to_string(), "unfinished": lying.unfinished });
    let listed: Vec<Value> = found.unnamed.iter().take(LISTED).map(one).collect();
    json!({ "uploads": found.uploads, "unnamed": found.unnamed.len(), "listed": listed, "cleared": cleared })
}

fn as_text(found: &Unnamed, cleared: u64) -> String {
    let Unnamed { uploads, unnamed } = found;
    let mut lines = vec![format!("存有附件{uploads}个")];
    if unnamed.is_empty() {
        lines.push("没有放了一天以上而没有记录提到的附件".to_owned());
    } else {
        let size: u64 = unnamed.iter().map(|lying| lying.size).sum();
        lines.push(format!("没有记录提到、放了一天以上的{}个，共{size}字节：", unnamed.len()));
        lines.extend(unnamed.iter().take(LISTED).map(|lying| {
            let unfinished = if lying.unfinished { "，没有写完" } else { "" };
            format!("  {}（{}起，{}字节{unfinished}）", lying.path, lying.since, lying.size)
        }));
        if unnamed.len() > LISTED {
            lines.push("  …".to_owned());
        }
        lines.push(match cleared {
            0 => "要清除请加 --clear；同一个存储不能由两个数据库共用，请先确认".to_owned(),
            cleared => format!("已清除{cleared}个"),
        });
    }
    lines.join("\n") + "\n"
}
