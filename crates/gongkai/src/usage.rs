//! The call itself: help and complaints of the argument parser, in Chinese.

use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

use crate::status::{Status, complain, finish, print};

/// The same command with Chinese headings, its own `--help` and `--version`, and so for all commands below it.
pub(crate) fn in_chinese(command: Command) -> Command {
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version).help("显示版本");
    headed(command.disable_version_flag(true).arg(version))
}

fn headed(command: Command) -> Command {
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).help("显示用法");
    command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg_required_else_help(false)
        .arg(help)
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}")
        .subcommand_value_name("命令")
        .subcommand_help_heading("命令")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            arg.help_heading(heading)
        })
        .mut_subcommands(headed)
}

/// Answers a call that asked for help or could not be understood.
pub(crate) fn answer(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            finish(print(&error.render().to_string()).map(|()| Status::Well))
        }
        _ => {
            complain(&sentence(error));
            Status::Unusable.into()
        }
    }
}

fn sentence(error: &clap::Error) -> String {
    let told = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let argument = told(ContextKind::InvalidArg);
    let mut sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有「{}」这个命令", told(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("请写明命令：{}", told(ContextKind::ValidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::UnknownArgument => format!("不认识的参数「{argument}」"),
        ErrorKind::ArgumentConflict => format!("参数 {argument} 重复，或者与其他参数冲突"),
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let reason = error.source().map(ToString::to_string).unwrap_or_default();
            let value = told(ContextKind::InvalidValue);
            match (value.as_str(), reason.as_str()) {
                ("", _) => format!("参数 {argument} 缺少内容"),
                (_, "") => format!("参数 {argument} 的内容「{value}」不能用"),
                (_, reason) => format!("参数 {argument}：{reason}"),
            }
        }
        ErrorKind::InvalidUtf8 => "参数中有不是 UTF-8 的字符".to_owned(),
        _ => format!("参数 {argument} 的写法不对"),
    };
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg] {
        let suggested = told(kind);
        if !suggested.is_empty() {
            sentence += &["，是不是「", &suggested, "」？"].concat();
        }
    }
    sentence.push_str("（用法见 gongkai --help）");
    sentence
}
