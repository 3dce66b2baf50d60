//! `gongkai audit`: proves the record whole, and signs a head of it to be kept elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::Timestamp;
use records::Records;
use records::people::security_log::Event;
use records::seal::head::{Head, key_id};
use records::seal::verify::{Check, Report, verify};
use records::seal::{Round, Sealer, heads, sealing_key};
use serde_json::{Value, json};

use crate::config::Config;
use crate::input::read_text;
use crate::operator::Operator;
use crate::place::Place;
use crate::status::{Status, complain, print, print_json};

/// A head has less than a thousand characters.
const HEAD_LIMIT: u64 = 1 << 16;

/// 核验记录是否完整，签发存证
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// 逐项核验全部记录，指出第一处问题
    Verify(Verify),
    /// 签发当前记录的存证，请保存到本机之外
    Head(Sign),
}

#[derive(clap::Args)]
struct Verify {
    /// 保存在本机之外的存证（audit head 所签发）
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
    /// 配置文件；附件放在 S3 存储里的要写
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// 附件也逐个解开核对，较慢
    #[arg(long)]
    uploads: bool,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(clap::Args)]
struct Sign {
    /// 写到文件；不写就打印出来
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    operator: Operator,
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    let runtime = tokio::runtime::Runtime::new().context("无法启动")?;
    match &args.command {
        Command::Verify(args) => runtime.block_on(check(args)),
        Command::Head(args) => runtime.block_on(sign(args)),
    }
}

async fn check(args: &Verify) -> anyhow::Result<Status> {
    let anchor = args.anchor.as_deref().map(read_head).transpose()?;
    let config = Config::read(args.config.as_deref())?;
    let records = args.place.open().await?;
    // The auditor may not hold the keys; then what only they can show is left out, and said.
    let signer = if args.place.sealing_key().exists() {
        Some(key_id(&sealing_key::open(&args.place.sealing_key())?.verifying_key()))
    } else {
        complain("没有签名密钥文件：未核对存证是否由本系统签发");
        None
    };
    let vault = if args.place.installation_key().exists() {
        Some(args.place.vault_and_uploads(&records, &config.blobs).await?)
    } else {
        complain("没有安装密钥文件：只核对密存内容是否存在，未解开核对");
        None
    };
    let check =
        Check { anchor: anchor.as_ref(), signer: signer.as_deref(), vault: vault.as_ref(), uploads: args.uploads };
    let report = verify(&records, check).await?;
    records.close().await?;
    if args.json {
        print_json(&as_json(&report)?)?;
    } else {
        print(&as_text(&report))?;
    }
    Ok(if report.is_whole() { Status::Well } else { Status::Wrong })
}

fn read_head(path: &Path) -> anyhow::Result<Head> {
    let text = read_text(path, HEAD_LIMIT)?;
    Head::read(&text).with_context(|| format!("文件「{}」", path.display()))
}

fn as_json(report: &Report) -> anyhow::Result<Value> {
    let mut value = json!({ "whole": report.is_whole() });
    let Value::Object(fields) = serde_json::to_value(report).context("无法写成 JSON")? else {
        unreachable!("a report is an object")
    };
    value.as_object_mut().expect("it was made as one").extend(fields);
    Ok(value)
}

fn as_text(report: &Report) -> String {
    let Report { entries, files, size, root, heads, erased_files, sealed_items, security_lines, wrong, .. } = report;
    let mut lines = Vec::new();
    if report.is_whole() {
        lines.push(format!("记录完整：{files}个案卷，{entries}项记录，其中{size}项已封存"));
    } else {
        lines.push(format!("记录有问题，共{wrong}处，按封存位置先后："));
        lines.extend(report.findings.iter().map(|finding| format!("  {}", finding.message)));
        if *wrong > report.findings.len() as u64 {
            lines.push("  …".to_owned());
        }
        lines.push(format!("核验了{files}个案卷，{entries}项记录，其中{size}项已封存"));
    }
    lines.push(format!("密存内容{sealed_items}处与记录相符，依法销毁的案卷{erased_files}个"));
    lines.push(format!("核验了安全日志{security_lines}条，库内存证{heads}份相符"));
    lines.push(match report.anchored {
        Some(true) => "与外存的存证相符".to_owned(),
        Some(false) => "与外存的存证不符".to_owned(),
        None => "没有外存的存证可比：有人连同存证改写全库、或者截去末尾，这样查不出来（--anchor）".to_owned(),
    });
    lines.push(format!("根 {root}"));
    lines.join("\n") + "\n"
}

async fn sign(args: &Sign) -> anyhow::Result<Status> {
    let records = args.place.open().await?;
    args.operator.name(&records).await?; // before anything is signed in a name that nobody has
    let key = sealing_key::open_or_create(&records, &args.place.sealing_key()).await?;
    let now = Timestamp::now();
    seal_what_waits(&records, now).await?;
    let head = heads::sign(&records, &key, now).await?;
    args.operator.log(&records, Event::HeadSigned, format!("载有{}项记录", head.size)).await?;
    records.close().await?;
    match &args.out {
        None => print(&head.to_text())?,
        Some(path) => {
            fs::write(path, head.to_text()).with_context(|| format!("无法写到「{}」", path.display()))?;
            complain(&format!("存证已写到「{}」，载有{}项记录；请保存到本机之外", path.display(), head.size));
        }
    }
    Ok(Status::Well)
}

/// Where the program serves at the same time, it seals every second by itself.
async fn seal_what_waits(records: &Records, now: Timestamp) -> anyhow::Result<()> {
    let mut sealer = Sealer::new(&format!("audit-head-{}", std::process::id()));
    if sealer.seal_all(records, now).await? == Round::Elsewhere {
        return Ok(());
    }
    Ok(sealer.give_up(records).await?)
}
