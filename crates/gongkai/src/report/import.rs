//! `gongkai report import`: a published report becomes that agency's report of that year, as it stands.

use std::path::PathBuf;

use anyhow::Context;
use jiff::Timestamp;
use law::report::check;
use office::annual_report::Import;

use crate::operator::system_user;
use crate::place::Place;
use crate::status::{Status, complain, print};

use super::{Unnamed, office_of, page, read};

/// 把一份已发布的年度报告存为本机关该年度的报告；表格错误只提示，不改动
#[derive(clap::Args)]
pub(super) struct Args {
    /// 年度报告（txt、html、docx、xlsx、pdf、json）
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 机关代码；只有一个机关时可以不写
    #[arg(long, value_name = "CODE")]
    agency: Option<String>,
    /// 报告年度
    #[arg(long, value_name = "YEAR")]
    year: i16,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    let found = read::report(&args.file)?;
    let verdict = check(&found.report);
    let line = page::line(&args.file, &found.report, &verdict);
    tokio::runtime::Runtime::new().context("无法启动")?.block_on(async {
        let (records, yearbook) = office_of(&args.place, args.agency.as_deref(), Unnamed::Refused).await?;
        let now = Timestamp::now();
        let on = casework::context::Settings::default().day(now);
        // The name of the file may hold anything, and a source holds no numbers of people: only the operator is named.
        let source = format!("命令行录入，操作人：{}", system_user());
        let import = Import { on, year: args.year, report: found.report, source };
        yearbook.import_at_the_machine(now, import).await?;
        records.close().await?;
        anyhow::Ok(())
    })?;
    for warning in &found.warnings {
        complain(&format!("请核对：{}", warning.message));
    }
    print(&format!("已存为{}年度的报告\n{line}", args.year))?;
    Ok(if verdict.is_clean() { Status::Well } else { Status::Wrong })
}
