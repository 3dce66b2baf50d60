//! `gongkai report build`: the report of a year, compiled from the record.

use std::path::PathBuf;

use anyhow::Context;
use documents::report::json;
use documents::writing::Format;
use law::report::{CellId, Edition, Report, Verdict};
use office::annual_report::{Whole, render};

use crate::place::Place;
use crate::status::{Status, complain, print};

use super::{Unnamed, convert, office_of};

/// 从记录编制一个年度的报告（docx、pdf、xlsx、html、json）；填报的数据和写好的正文一并采用
#[derive(clap::Args)]
pub(super) struct Args {
    /// 报告年度
    #[arg(long, value_name = "YEAR")]
    year: i16,
    /// 机关代码；不写就是最先登记的机关，即本单位
    #[arg(long, value_name = "CODE")]
    agency: Option<String>,
    /// 采用的格式：2019 或者 2021；不写就用该年度规定的格式
    #[arg(long, value_name = "FORM", value_parser = edition)]
    form: Option<Edition>,
    /// 写到哪里；后缀决定格式
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    place: Place,
}

fn edition(text: &str) -> Result<Edition, String> {
    let known = Edition::ALL.into_iter().find(|edition| edition.to_string() == text);
    known.ok_or_else(|| format!("格式“{text}”不认识，请写 2019 或者 2021"))
}

pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    let format = Format::from_ending(&args.out.to_string_lossy())?;
    tokio::runtime::Runtime::new().context("无法启动")?.block_on(async {
        let (records, yearbook) = office_of(&args.place, args.agency.as_deref(), Unnamed::First).await?;
        let whole = yearbook.compile_year(args.year, args.form).await?;
        let published = yearbook.published(args.year, None).await.ok().map(|published| published.report);
        records.close().await?;
        let verdict = whole.verdict();
        let bytes = match format {
            // The findings against last year's report belong to it, which the writer does not know.
            Format::Json => json::to_text(&whole.report, &verdict).into_bytes(),
            _ => render(whole.report.clone(), format).await?,
        };
        convert::save(&args.out, &bytes)?;
        tell(&whole, published.as_ref(), &verdict);
        print(&format!("已写成「{}」\n", args.out.display()))?;
        Ok(if verdict.is_clean() { Status::Well } else { Status::Wrong })
    })
}

/// What a person should know of it, beside the file.
fn tell(whole: &Whole, published: Option<&Report>, verdict: &Verdict) {
    let missing = whole.compiled.missing();
    if !missing.is_empty() {
        complain(&format!("有{}格没有数据，留空：{}", missing.len(), named(&missing)));
    }
    if let Some(published) = published {
        let differences = casework::annual_report::difference::cells(published, &whole.report);
        let cells: Vec<CellId> = differences.iter().map(|difference| difference.cell).collect();
        if !cells.is_empty() {
            complain(&format!("与已发布的报告相比有{}格不同：{}", cells.len(), named(&cells)));
        }
    }
    for violation in verdict.violations.iter().filter(|finding| finding.consequence_of.is_none()) {
        complain(&format!("{} {}", violation.rule, violation.message));
    }
}

fn named(cells: &[CellId]) -> String {
    const NAMED: usize = 5;
    let names = cells.iter().take(NAMED).map(CellId::to_string).collect::<Vec<_>>().join("、");
    if cells.len() > NAMED { format!("{names}等") } else { names }
}
