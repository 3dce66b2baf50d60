//! `gongkai key`: the installation's key.

use anyhow::Context;
use records::people::security_log::Event;

use crate::operator::Operator;
use crate::place::Place;
use crate::status::{Status, print};

/// 安装密钥
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// 更换安装密钥：各案卷的密钥重新包裹，内容不动
    Rotate(Rotate),
}

#[derive(clap::Args)]
struct Rotate {
    /// 改为删除旧密钥：旧备份里的案卷密钥从此无法打开。须在更换之后、所有进程重启之后执行
    #[arg(long)]
    forget: bool,
    #[command(flatten)]
    operator: Operator,
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    let Command::Rotate(args) = &args.command;
    tokio::runtime::Runtime::new().context("无法启动")?.block_on(rotate(args))
}

async fn rotate(args: &Rotate) -> anyhow::Result<Status> {
    let records = args.place.open().await?;
    args.operator.name(&records).await?; // before anything is done in a name that nobody has
    let vault = args.place.vault(&records).await?;
    let done = if args.forget {
        vault.forget_old_keys(&records).await?;
        let detail = format!("只留第{}代", vault.installation().generation());
        args.operator.log(&records, Event::KeysForgotten, detail).await?;
        format!("旧的安装密钥已删除，只留第{}代\n", vault.installation().generation())
    } else {
        let rotated = vault.rotate(&records).await?;
        let detail = format!("换为第{}代，{}个案卷", rotated.generation, rotated.keys);
        args.operator.log(&records, Event::KeyRotated, detail).await?;
        format!("安装密钥已换为第{}代，{}个案卷的密钥已重新包裹\n", rotated.generation, rotated.keys)
    };
    records.close().await?;
    print(&done)?;
    Ok(Status::Well)
}
