//! The command line of gongkai: parses the call and hands it to one file per command. No rule of law stands here.

mod audit;
mod calendar;
mod clock;
mod columns;
mod config;
mod demo;
mod input;
mod key;
mod operator;
mod place;
mod rebuild;
mod report;
mod screen;
mod serve;
mod status;
mod usage;
mod user;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

/// 政府信息公开：日历、期限、年度报告
#[derive(Parser)]
#[command(name = "gongkai", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Audit(audit::Args),
    Calendar(calendar::Args),
    Clock(clock::Args),
    Demo(demo::Args),
    Key(key::Args),
    Rebuild(rebuild::Args),
    Report(report::Args),
    Screen(screen::Args),
    Serve(serve::Args),
    User(user::Args),
}

fn main() -> ExitCode {
    let matches = match usage::in_chinese(Cli::command()).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage::answer(&error),
    };
    let cli = Cli::from_arg_matches(&matches).expect("the matches come from this very command");
    status::finish(match &cli.command {
        Command::Audit(args) => audit::run(args),
        Command::Calendar(args) => calendar::run(args),
        Command::Clock(args) => clock::run(args),
        Command::Demo(args) => demo::run(args),
        Command::Key(args) => key::run(args),
        Command::Rebuild(args) => rebuild::run(args),
        Command::Report(args) => report::run(args),
        Command::Screen(args) => screen::run(args),
        Command::Serve(args) => serve::run(args),
        Command::User(args) => user::run(args),
    })
}
