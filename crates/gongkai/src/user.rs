//! `gongkai user`: accounts without a browser, for the first people of an installation and for when nobody gets in any more.

use anyhow::{Context, bail};
use casework::context::Settings;
use casework::who::{Duty, Limits, Unit};
use jiff::Timestamp;
use law::in_force::InForce;
use office::people::{AtTheMachine, Made, Moment, NewPerson, People, PeopleError};
use records::Records;
use records::people::hashing::Cost;
use serde_json::json;

use crate::operator::Operator;
use crate::place::Place;
use crate::status::{Status, print, print_json};

/// 账号：新建、重置密码、停用
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// 新建账号并授予职责；显示一次性的初始密码，首次登录须修改
    Add(Add),
    /// 重置密码；显示新的初始密码，登录中的会话全部注销
    Password(Named),
    /// 停用账号；办过的事项不受影响
    Disable(Named),
}

#[derive(clap::Args)]
struct Add {
    /// 登录名：字母、数字或者“.”“-”“_”
    #[arg(value_name = "NAME")]
    login: String,
    /// 职责，例如 intake_officer、system_administrator
    #[arg(long, value_name = "DUTY", value_parser = Duty::of_code)]
    duty: Duty,
    /// 姓名；不写就用登录名
    #[arg(long = "name", value_name = "NAME")]
    name: Option<String>,
    /// 机关代码；只有一个机关时可以不写
    #[arg(long, value_name = "CODE")]
    agency: Option<String>,
    /// 机关全称；机关代码还没有登记时，按此名称登记
    #[arg(long, value_name = "NAME", requires = "agency")]
    agency_name: Option<String>,
    /// 所在科室（单位）的名称；承办人员和科室（单位）负责人须写明
    #[arg(long, value_name = "NAME")]
    unit: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    operator: Operator,
    #[command(flatten)]
    place: Place,
}

#[derive(clap::Args)]
struct Named {
    /// 登录名
    #[arg(value_name = "NAME")]
    login: String,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    operator: Operator,
    #[command(flatten)]
    place: Place,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    let runtime = tokio::runtime::Runtime::new().context("无法启动")?;
    runtime.block_on(async {
        match &args.command {
            Command::Add(args) => add(args).await,
            Command::Password(args) => password(args).await,
            Command::Disable(args) => disable(args).await,
        }
    })
}

async fn add(args: &Add) -> anyhow::Result<Status> {
    let (records, people) = open(&args.place).await?;
    let machine = people.at_the_machine(&args.operator.name(&records).await?);
    let agency = match (machine.agency(args.agency.as_deref()).await, &args.agency, &args.agency_name) {
        (Err(PeopleError::NoAgency(_)), Some(code), Some(name)) => {
            machine.add_agency(code, name, InForce::ALWAYS, now()).await?
        }
        (found, ..) => found?,
    };
    let unit = match &args.unit {
        Some(name) => Some(unit(&machine, agency, name).await?),
        None => None,
    };
    let name = args.name.clone().unwrap_or_else(|| args.login.clone());
    let new = NewPerson { login: args.login.clone(), name };
    let Made { account, first_password } = machine.add_account_with_duty(agency, new, args.duty, unit, now()).await?;
    records.close().await?;
    if args.json {
        print_json(&json!({
            "account": account.0, "login": args.login, "duty": args.duty.code(), "first_password": *first_password,
        }))?;
    } else {
        let duty = args.duty.label();
        print(&format!(
            "已新建账号{}（{duty}）\n初始密码：{}\n请交给本人，首次登录须修改\n",
            args.login, *first_password
        ))?;
    }
    Ok(Status::Well)
}

async fn password(args: &Named) -> anyhow::Result<Status> {
    let (records, people) = open(&args.place).await?;
    let machine = people.at_the_machine(&args.operator.name(&records).await?);
    let first_password = machine.reset_password(&args.login, now()).await?;
    records.close().await?;
    if args.json {
        print_json(&json!({"login": args.login, "first_password": *first_password}))?;
    } else {
        print(&format!("账号{}的密码已重置\n初始密码：{}\n请交给本人，首次登录须修改\n", args.login, *first_password))?;
    }
    Ok(Status::Well)
}

async fn disable(args: &Named) -> anyhow::Result<Status> {
    let (records, people) = open(&args.place).await?;
    people.at_the_machine(&args.operator.name(&records).await?).disable_account(&args.login, now()).await?;
    records.close().await?;
    if args.json {
        print_json(&json!({"login": args.login, "disabled": true}))?;
    } else {
        print(&format!("账号{}已停用\n", args.login))?;
    }
    Ok(Status::Well)
}

async fn open(place: &Place) -> anyhow::Result<(Records, People)> {
    let records = place.open().await?;
    let vault = place.vault(&records).await?;
    let people = People::new(records.clone(), vault, Limits::default(), Cost::default());
    Ok((records, people))
}

async fn unit(machine: &AtTheMachine<'_>, agency: casework::who::Agency, name: &str) -> anyhow::Result<Unit> {
    let units = machine.units(agency).await?;
    let today = now().today;
    let mut named = units.iter().filter(|unit| unit.name == name.trim() && unit.days.contains(today));
    match (named.next(), named.next()) {
        (Some(unit), None) => Ok(unit.unit),
        (Some(_), Some(_)) => bail!("有不止一个科室（单位）叫“{name}”，请在网页上授予职责"),
        _ => bail!("没有叫“{name}”的科室（单位），请核对名称"),
    }
}

fn now() -> Moment {
    let now = Timestamp::now();
    Moment { now, today: Settings::default().day(now) }
}
