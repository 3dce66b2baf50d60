//! `gongkai rebuild`: derives all rows again from the entries, and says whether anything differed.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use casework::annual_report::AnnualReport;
use casework::disposal::Disposal;
use casework::file::File;
use casework::publication::Publication;
use casework::request::Request;
use records::people::security_log::Event;
use records::rebuild::{Difference, Raised, Rebuilt, What};
use serde_json::{Value, json};

use crate::config::Config;
use crate::operator::Operator;
use crate::place::Place;
use crate::status::{Status, print, print_json};

/// How many differences are listed.
const LISTED: usize = 100;

/// 由记录重新推算列表、报表计数和登记册，改正不符之处
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    /// 配置文件：期限等按其中的 [practice] 推算，应当与运行时用的相同
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    operator: Operator,
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    let rebuilt = tokio::runtime::Runtime::new().context("无法启动")?.block_on(rebuild(args))?;
    if args.json {
        print_json(&as_json(&rebuilt))?;
    } else {
        print(&as_text(&rebuilt))?;
    }
    Ok(if rebuilt.is_same() { Status::Well } else { Status::Wrong })
}

async fn rebuild(args: &Args) -> anyhow::Result<Rebuilt> {
    let settings = Config::read(args.config.as_deref())?.settings();
    let records = args.place.open().await?;
    args.operator.name(&records).await?; // before anything is mended in a name that nobody has
    let rebuilt = records.rebuild(Arc::new(settings)).await?;
    let detail = format!("不符{}处", rebuilt.differences.len() + rebuilt.registers.len());
    args.operator.log(&records, Event::Rebuilt, detail).await?;
    records.close().await?;
    Ok(rebuilt)
}

fn as_json(rebuilt: &Rebuilt) -> Value {
    let Rebuilt { read, differences, registers } = rebuilt;
    let listed: Vec<Value> = differences.iter().take(LISTED).map(difference_as_json).collect();
    json!({
        "same": rebuilt.is_same(),
        "read": read,
        "different": differences.len(),
        "differences": listed,
        "registers": registers,
    })
}

fn difference_as_json(difference: &Difference) -> Value {
    let Difference { agency, file, kind, what } = difference;
    let mended = what.is_mended();
    json!({
        "agency": agency, "file": file, "kind": kind, "what": what.code(), "mended": mended, "message": sentence(difference),
    })
}

fn as_text(rebuilt: &Rebuilt) -> String {
    let Rebuilt { read, differences, registers } = rebuilt;
    let mut lines = Vec::new();
    for (kind, read) in read {
        let differ = differences.iter().filter(|difference| difference.kind.as_deref() == Some(kind)).count();
        let (label, files, entries) = (label(kind), read.files, read.entries);
        lines.push(format!("{label}：{files}个案卷，{entries}项记录，{}", differing(differ)));
    }
    if read.is_empty() {
        lines.push("没有案卷".to_owned());
    }
    lines.extend(differences.iter().take(LISTED).map(|difference| format!("  {}", sentence(difference))));
    if differences.len() > LISTED {
        lines.push("  …".to_owned());
    }
    for Raised { agency, register, stood, given } in registers {
        lines.push(format!("机构{agency}的登记册{register}停在{stood}，低于已给出的编号{given}，已改正"));
    }
    if differences.iter().any(|difference| !difference.what.is_mended()) {
        lines.push("有案卷未能改正，请运行 gongkai audit verify".to_owned());
    }
    lines.join("\n") + "\n"
}

fn differing(many: usize) -> String {
    if many == 0 { "全部相符".to_owned() } else { format!("不符{many}处") }
}

fn label(kind: &str) -> &str {
    match kind {
        Request::KIND => "依申请公开",
        Publication::KIND => "主动公开",
        AnnualReport::KIND => "年度报告",
        Disposal::KIND => "销毁",
        other => other,
    }
}

fn sentence(difference: &Difference) -> String {
    let Difference { agency, file, kind, what } = difference;
    let what = match what {
        What::RowMissing => "列表里没有，已补上",
        What::RowChanged => "列表里的内容与记录不符，已改正",
        What::RowLeftOver => "列表里有，记录里没有，已去掉",
        What::CellsChanged => "年度报告里的计数与记录不符，已改正",
        What::HeadUnfit => "卷首与记录不符，未改动",
        What::Unreadable(reason) => {
            return format!("机构{agency}案卷{file}（{}）：{reason}，未改动", kind_label(kind.as_deref()));
        }
    };
    format!("机构{agency}案卷{file}（{}）：{what}", kind_label(kind.as_deref()))
}

fn kind_label(kind: Option<&str>) -> &str {
    kind.map_or("没有这个案卷", label)
}
