//! `gongkai demo`: an invented bureau, made through the same use cases as real work, and served.

mod bureau;
mod content;
mod disposals;
mod neighbours;
mod publications;
mod report;
mod requests;
mod story;

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use jiff::Timestamp;
use law::calendar::Day;
use office::{Clock, Office};
use web::portal::Tour;

use crate::config::{AgencyConfig, Config};
use crate::place::Place;
use crate::serve::{self, Parts};
use crate::status::{Status, print};
use bureau::{Bureau, people_of};
use neighbours::Sibling;
use story::{StoryClock, at};

/// 建立演示单位并运行：数据均为虚构
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 监听地址
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// 数据目录；第二次启动沿用其中的数据
    #[arg(long, value_name = "DIR", default_value = "gongkai-demo")]
    data: PathBuf,
    /// 只建立，不运行
    #[arg(long)]
    prepare: bool,
}

/// Says that the folder holds a demonstration, and whether its story was told to the end.
const MARK: &str = "demonstration";
const BEGUN: &str = "begun";
const TOLD: &str = "told";

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    serve::log_to_standard_error();
    let runtime = tokio::runtime::Runtime::new().context("无法启动")?;
    runtime.block_on(async {
        let began = Instant::now();
        let fresh = prepare(&args.data).await?;
        let made = if fresh { format!("演示数据已建好，用时{:.1}秒", began.elapsed().as_secs_f32()) } else { "沿用已有的演示数据".to_owned() };
        let address = format!("http://{}", args.listen);
        print(&format!(
            "{made}（目录 {}）\n\n  网站      {address}/\n  导览      {address}/tour\n  工作台    {address}/console\n\n登录名：\n{}\n",
            args.data.display(),
            bureau::printed()
        ))?;
        if args.prepare {
            return Ok(Status::Well);
        }
        let config = Config { origin: Some(address), ..config() };
        let mut parts = Parts::open(&Place::at(&args.data), &config, Clock::of_machine()).await?;
        parts.running.site.tour =
            Some(Tour { accounts: bureau::accounts(), password: bureau::PASSWORD.to_owned() });
        let door = serve::open_door(args.listen).await?;
        serve::serve(parts, Some(door), true).await?;
        Ok(Status::Well)
    })
}

/// Makes the demonstration in an empty folder; says whether it had to.
pub(crate) async fn prepare(folder: &Path) -> anyhow::Result<bool> {
    let mark = folder.join(MARK);
    match fs::read_to_string(&mark).as_deref().map(str::trim) {
        Ok(TOLD) => return Ok(false),
        // It was broken off: only what it made itself is removed.
        Ok(_) => fs::remove_dir_all(folder).with_context(|| format!("清不了目录「{}」", folder.display()))?,
        Err(_) if folder.exists() && fs::read_dir(folder)?.next().is_some() => {
            bail!("目录「{}」不是空的，也不是演示数据，请另选一个目录（--data）", folder.display())
        }
        Err(_) => {}
    }
    fs::create_dir_all(folder).with_context(|| format!("建不了目录「{}」", folder.display()))?;
    fs::write(&mark, BEGUN)?;
    tell(folder).await?;
    fs::write(&mark, TOLD)?;
    Ok(true)
}

/// Tells the whole story up to now.
async fn tell(folder: &Path) -> anyhow::Result<()> {
    let clock = StoryClock::default();
    clock.set(at(Day::constant(2019, 1, 2), 8, 0));
    let parts = Parts::open(&Place::at(folder), &config(), clock.clock()).await?;
    let office: &Office = &parts.running.office;
    let bureau = Bureau::found(office, office.now()).await?;
    let sibling = Sibling::found(office, office.now()).await?;

    let of_2019 = content::of_2019();
    let mut deeds = publications::deeds(&of_2019.publications, &bureau, people_of)?;
    deeds.extend(requests::of_2019(&bureau)?);
    story::tell(office, &bureau, &clock, deeds).await?;
    clock.set(at(Day::constant(2019, 12, 31), 16, 0));
    let keeper = bureau.who("gongkai");
    publications::enter(office, keeper, &of_2019, "2019年度台账（演示数据）").await?;
    report::of_2019(office, &bureau, &clock).await?;
    sibling.report_of_2019(office, &clock).await?;

    let now = Timestamp::now();
    let today = office.settings().day(now);
    let present = content::until(today);
    let mut deeds = publications::deeds(&present.publications, &bureau, people_of)?;
    deeds.extend(publications::on_their_way(&present.publications, today, &bureau, people_of)?);
    deeds.extend(publications::uninterpreted(&present.publications, today, &bureau, people_of)?);
    deeds.extend(requests::of_this_year(&bureau, today)?);
    deeds.extend(disposals::of_this_year(today));
    deeds.retain(|deed| deed.at <= now);
    story::tell(office, &bureau, &clock, deeds).await?;
    publications::enter(office, keeper, &present, "本年度台账（演示数据）").await?;
    sibling.work(office, today).await?;
    office.pass_time().await?;
    office.records().clone().close().await?;
    Ok(())
}

/// The bureau's site.
fn config() -> Config {
    Config {
        agency: AgencyConfig {
            code: Some(bureau::CODE.to_owned()),
            name: Some(bureau::NAME.to_owned()),
            organisation: Some("MB0LJ2019".to_owned()),
            request_mark: Some("澜环公开申".to_owned()),
            reply_mark: Some("澜环公复".to_owned()),
            notice_mark: Some("澜环公函".to_owned()),
            remedies: Some(bureau::remedies()),
            address: "云州市澜江区观澜路1号".to_owned(),
            telephone: "0999-5550 0100".to_owned(),
            hours: "工作日 9:00–17:30".to_owned(),
            mail: "gongkai@lanjiang.example".to_owned(),
            site_code: "0000000000".to_owned(),
            demonstration: true,
            ..AgencyConfig::default()
        },
        ..Config::default()
    }
}
