//! `gongkai report`: any agency's annual report, read, checked, explained and written; one's own, compiled from the record.

mod build;
mod check;
mod convert;
mod import;
mod page;
mod read;

use std::sync::Arc;

use anyhow::bail;
use casework::context::Settings;
use clap::Subcommand;
use office::annual_report::Yearbook;
use records::Records;
use records::people::agency;

use crate::place::Place;
use crate::status::Status;

/// 年度报告：核对、转换、编制、录入
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Args),
    Check(check::Args),
    Convert(convert::Args),
    Import(import::Args),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.command {
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(args),
        Command::Convert(args) => convert::run(args),
        Command::Import(args) => import::run(args),
    }
}

/// Of which agency, where several are registered and none is named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unnamed {
    /// Of the first: the installation's own. For what only reads.
    First,
    /// Of none: it has to be named.
    Refused,
}

/// The record, and the reports in it of the agency of this code; without a code, of the only agency that there is.
async fn office_of(place: &Place, code: Option<&str>, unnamed: Unnamed) -> anyhow::Result<(Records, Yearbook)> {
    let records = place.open().await?;
    let agencies = agency::list(records.reading()).await?;
    let found = match code {
        Some(code) => agencies.into_iter().find(|row| row.code == code.trim()),
        None if agencies.len() == 1 || unnamed == Unnamed::First => agencies.into_iter().next(),
        None => bail!("登记的机关不止一个或者还没有登记，请用 --agency 写明机关代码"),
    };
    let Some(row) = found else {
        match code {
            Some(code) => bail!("没有代码为“{code}”的机关，请核对"),
            None => bail!("还没有登记机关，请先执行 gongkai user add，或者用 --agency 写明机关代码"),
        }
    };
    let yearbook = Yearbook::new(records.clone(), Arc::new(Settings::default()), row.agency, row.name);
    Ok((records, yearbook))
}
