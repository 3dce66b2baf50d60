//! `gongkai clock`: until when an application must be answered, and why.

use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::Timestamp;
use jiff::tz::{Offset, offset};
use law::calendar::{Day, parse_day, weekday_in_words};
use law::request::clock::{Application, Clock, State, Step};
use law::request::receipt::ReceiptDate;
use serde_json::{Value, json};

use crate::calendar::{load, note};
use crate::input::read_text;
use crate::status::{Status, print, print_json};

/// The facts of one application.
const FACTS_LIMIT: u64 = 1 << 20;

/// The whole country keeps one time, UTC+8.
const CHINA: Offset = offset(8);

/// 一件申请的期限：从有日期的事实推算，逐步说明理由
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 申请的事实（JSON）
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 按哪一天看，例如 2025-06-09；不写就是今天。晚于这一天的事实不计
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    on: Option<Day>,
    /// 另加一份放假安排（新年度的通知、本地放假日），列为 date,kind,name
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    let calendar = load(args.calendar.as_deref())?;
    let on = args.on.unwrap_or_else(|| CHINA.to_datetime(Timestamp::now()).date());
    let clock = Application::from_json(&read_text(&args.file, FACTS_LIMIT)?)
        .map_err(anyhow::Error::from)
        .and_then(|application| Ok(Clock::of(&application, on, &calendar)?))
        .with_context(|| place(&args.file))?;
    if args.json {
        print_json(&as_json(&clock))?;
    } else {
        print(&as_text(&clock))?;
    }
    Ok(if clock.standing.state() == State::Overdue { Status::Wrong } else { Status::Well })
}

fn place(file: &Path) -> String {
    format!("文件「{}」", file.display())
}

fn as_json(clock: &Clock) -> Value {
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let steps: Vec<Value> = clock
        .steps
        .iter()
        .map(|Step { on, text, article }| json!({"on": on.to_string(), "text": text, "article": article}))
        .collect();
    json!({
        "received_on": day(clock.received.map(ReceiptDate::day)),
        "due_on": day(clock.due_on),
        "correction_due_on": day(clock.correction_due_on),
        "answer_correction_by": day(clock.answer_correction_by),
        "provisional": clock.provisional,
        "state": clock.standing.state().code(),
        "steps": steps,
    })
}

fn as_text(clock: &Clock) -> String {
    let mut lines = vec![format!("{}{}", clock.headline(), note(clock.provisional)), String::new()];
    for Step { on, text, article } in &clock.steps {
        let ground = article.map(|article| format!("（第{article}条）")).unwrap_or_default();
        lines.push(format!("{on} {}  {text}{ground}", weekday_in_words(*on)));
    }
    lines.push(String::new());
    if clock.left_out > 0 {
        lines.push(format!("另有{}项事实晚于{}，没有计入。", clock.left_out, clock.as_of));
    }
    lines.push(format!("截至{}；条文均为《政府信息公开条例》。\n", clock.as_of));
    lines.join("\n")
}
