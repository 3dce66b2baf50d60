//! `gongkai calendar`: working days.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;
use law::calendar::{Calendar, Day, DayKind, Judged, WorkingDays, in_words, parse_day, weekday_in_words};
use serde_json::json;

use crate::input::read_text;
use crate::status::{Status, print, print_json};

/// A table of ten thousand years of festivals is not this large.
const CALENDAR_LIMIT: u64 = 4 << 20;

/// 工作日：推算期限，查一天是不是工作日
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    question: Question,
}

#[derive(Subcommand)]
enum Question {
    /// 某日之后的第 N 个工作日（当日不计）
    Add {
        /// 起算的日期，例如 2025-06-09
        #[arg(value_name = "DATE", value_parser = parse_day)]
        date: Day,
        /// 工作日数
        #[arg(value_name = "N", value_parser = parse_working_days, allow_hyphen_values = true)]
        days: WorkingDays,
        #[command(flatten)]
        form: Form,
    },
    /// 某日是不是工作日，为什么
    Check {
        /// 要查的日期，例如 2025-06-09
        #[arg(value_name = "DATE", value_parser = parse_day)]
        date: Day,
        #[command(flatten)]
        form: Form,
    },
}

#[derive(clap::Args)]
struct Form {
    /// 另加一份放假安排（新年度的通知、本地放假日），列为 date,kind,name
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.question {
        Question::Add { date, days, form } => add(*date, *days, form),
        Question::Check { date, form } => check(*date, form),
    }
}

fn add(date: Day, days: WorkingDays, form: &Form) -> anyhow::Result<Status> {
    let due = load(form.calendar.as_deref())?.add(date, days)?;
    if form.json {
        print_json(&json!({"date": due.date.to_string(), "provisional": due.provisional}))?;
    } else {
        print(&format!("{}之后第{}个工作日：{}{}\n", said(date), days.0, said(due.date), note(due.provisional)))?;
    }
    Ok(Status::Well)
}

fn check(date: Day, form: &Form) -> anyhow::Result<Status> {
    let calendar = load(form.calendar.as_deref())?;
    let judged = calendar.judge(date);
    if form.json {
        print_json(&json!({
            "working_day": judged.kind.is_working(),
            "kind": code(judged.kind),
            "name": judged.name,
            "provisional": judged.provisional,
        }))?;
    } else {
        print(&format!("{}：{}{}\n", said(date), reason(judged), note(judged.provisional)))?;
    }
    Ok(Status::Well)
}

/// The national calendar, with the table in `file` laid over it.
pub(crate) fn load(file: Option<&Path>) -> anyhow::Result<Cow<'static, Calendar>> {
    let national = Calendar::national();
    let Some(path) = file else { return Ok(Cow::Borrowed(national)) };
    let csv = read_text(path, CALENDAR_LIMIT)?;
    let calendar = national.with(&csv).with_context(|| format!("文件「{}」", path.display()))?;
    Ok(Cow::Owned(calendar))
}

/// What is said behind a date that may still change; nothing where it is certain.
pub(crate) fn note(provisional: bool) -> &'static str {
    if provisional { "（暂定：有关年份的放假安排尚未载入，载入后可能改变）" } else { "" }
}

fn parse_working_days(text: &str) -> Result<WorkingDays, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(days) if digits => Ok(WorkingDays(days)),
        _ => Err(format!("工作日数「{text}」应当是0到{}的整数", u16::MAX)),
    }
}

/// The words of the calendar table, and two for days that it does not list.
fn code(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Weekday => "weekday",
        DayKind::Weekend => "weekend",
        DayKind::Holiday => "holiday",
        DayKind::MakeUp => "workday",
    }
}

fn reason(judged: Judged<'_>) -> String {
    let name = judged.name.unwrap_or_default();
    match judged.kind {
        DayKind::Weekday => "工作日".to_owned(),
        DayKind::Weekend => "休息日（周末）".to_owned(),
        DayKind::Holiday => format!("休息日（{name}放假）"),
        DayKind::MakeUp => format!("工作日（{name}调休上班）"),
    }
}

fn said(day: Day) -> String {
    const NO_YEAR: i16 = i16::MIN; // so that the year is always said
    format!("{}（{}）", in_words(day, NO_YEAR), weekday_in_words(day))
}
