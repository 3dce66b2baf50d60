//! `gongkai serve`: portal, console and what runs by itself, in one process or one part of it.

mod site;

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use casework::who::Agency;
use jiff::Timestamp;
use law::in_force::InForce;
use office::Clock;
use office::people::{Moment, PeopleError};
use office::worker::Worker;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub(crate) use site::{Parts, Running};

use crate::config::{AgencyConfig, Config};
use crate::place::Place;
use crate::status::{Status, complain};

/// 运行网站、工作台和后台任务
#[derive(clap::Args)]
pub(crate) struct Args {
    /// 配置文件（TOML）；写法见 docs/cli.md
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// 监听地址
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// 只运行一部分：web 是网站和工作台，worker 是后台任务
    #[arg(long, value_name = "PART")]
    part: Option<Part>,
    #[command(flatten)]
    place: Place,
}

#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// 网站和工作台
    Web,
    /// 后台任务
    Worker,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Status> {
    log_to_standard_error();
    let runtime = tokio::runtime::Runtime::new().context("无法启动")?;
    runtime.block_on(async {
        let config = Config::read(args.config.as_deref())?;
        let parts = Parts::open(&args.place, &config, Clock::of_machine()).await?;
        let (web, worker) = (args.part != Some(Part::Worker), args.part != Some(Part::Web));
        let door = if web { Some(open_door(args.listen).await?) } else { None };
        complain(&match &door {
            Some(door) => format!("正在服务：http://{}{}", door.local_addr()?, config.base()),
            None => "后台任务正在运行".to_owned(),
        });
        serve(parts, door, worker).await?;
        Ok(Status::Well)
    })
}

/// Where visitors come in.
pub(crate) async fn open_door(listen: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(listen).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!("无法监听{listen}：已经被别的程序占用，请另选一个（--listen）"),
        ErrorKind::AddrNotAvailable => anyhow!("无法监听{listen}：本机没有这个地址"),
        ErrorKind::PermissionDenied => anyhow!("无法监听{listen}：没有权限，1024以下的端口请交给反向代理"),
        _ => anyhow!("无法监听{listen}（{error}）"),
    })
}

/// Serves until the process is asked to stop, pages where there is a door; then answers what is under way, seals what is
/// recorded and closes.
pub(crate) async fn serve(parts: Parts, door: Option<TcpListener>, worker: bool) -> anyhow::Result<()> {
    let Running { site, office, sealing_key } = parts.running;
    let (stop, stopped) = watch::channel(false);
    let name = format!("{}-{}", std::process::id(), office::CommandKey::random().text());
    let working = worker.then(|| tokio::spawn(Worker::new(office.clone(), sealing_key, &name).run(stopped.clone())));
    if let Some(door) = door {
        let pages = web::router(site).into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(door, pages).with_graceful_shutdown(asked_to_stop()).await.context("服务中断")?;
    } else {
        asked_to_stop().await;
    }
    stop.send_replace(true);
    if let Some(working) = working {
        working.await.context("后台任务异常结束")?;
    }
    office.records().clone().close().await?;
    Ok(())
}

async fn asked_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("the process may listen for signals");
    tokio::select! {
        _ = terminate.recv() => {}
        interrupted = tokio::signal::ctrl_c() => interrupted.expect("the process may listen for signals"),
    }
}

pub(crate) fn log_to_standard_error() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("GONGKAI_LOG").unwrap_or_else(|_| EnvFilter::new("warn,office=info"));
    // A second call in one process (tests) finds a subscriber there, which is as well.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// The agency of the configuration, which is registered where it is not yet.
pub(crate) async fn agency(people: &office::people::People, config: &AgencyConfig) -> anyhow::Result<Agency> {
    let machine = people.at_the_machine("serve");
    let now = Timestamp::now();
    let at = Moment { now, today: casework::context::Settings::default().day(now) };
    match machine.agency(config.code.as_deref()).await {
        Ok(agency) => Ok(agency),
        Err(PeopleError::NoAgency(_)) => match (&config.code, &config.name) {
            (Some(code), Some(name)) => match machine.add_agency(code, name, InForce::ALWAYS, at).await {
                Ok(agency) => Ok(agency),
                // Another process may have started on the same new database, and have been faster.
                Err(refused) => machine.agency(Some(code)).await.map_err(|_| refused.into()),
            },
            _ => bail!("还没有登记机关：请在配置文件的 [agency] 里写明 code 和 name，或者先执行 gongkai user add"),
        },
        Err(other) => Err(other.into()),
    }
}
