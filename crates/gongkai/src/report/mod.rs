//! `gongkai report`: any agency's annual report, read, checked, explained and written.

mod check;
mod convert;
mod page;
mod read;

use clap::Subcommand;

use crate::status::Status;

/// 年度报告：核对、转换
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Convert(convert::Args),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.command {
        Command::Check(args) => check::run(args),
        Command::Convert(args) => convert::run(args),
    }
}
