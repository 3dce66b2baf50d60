//! Who works at the machine. Whatever a command changes or signs is written into the security log under the name by which the
//! system knows that person and, where one is named, the account for which it was done. The account is what was said: at the
//! machine nobody asks for its password.

use anyhow::{Context, bail};
use casework::who::Login;
use jiff::Timestamp;
use records::people::security_log::{self, Actor, Event, Happened};
use records::people::{account, agency};
use records::{Records, WriteError};

/// The option by which an account is named.
#[derive(clap::Args, Clone, Debug)]
pub(crate) struct Operator {
    /// 以哪个账号的名义操作；与系统用户名一并记入安全日志
    #[arg(long = "as", value_name = "ACCOUNT")]
    account: Option<String>,
}

impl Operator {
    /// The name for the log. An account that is named must be one.
    pub(crate) async fn name(&self, records: &Records) -> anyhow::Result<String> {
        let system = system_user();
        let Some(named) = &self.account else { return Ok(system) };
        let login = Login::new(named).with_context(|| format!("账号“{named}”"))?;
        match account::of_login(records.reading(), &login).await? {
            Some(_) => Ok(format!("{system}，账号{named}")),
            None => bail!("没有账号“{named}”，请核对 --as"),
        }
    }

    /// Writes into the log what was done; it belongs to the only agency, or where there are several to the installation.
    pub(crate) async fn log(&self, records: &Records, event: Event, detail: String) -> anyhow::Result<()> {
        let actor = Actor::Machine(self.name(records).await?);
        let agencies = agency::list(records.reading()).await?;
        let only = if let [one] = &agencies[..] { Some(one.agency) } else { None };
        let happened = Happened { agency: only, actor, account: None, event, detail, address: String::new() };
        let written = records.write::<_, std::convert::Infallible, _>(move |transaction| {
            Box::pin(async move { Ok(security_log::add(transaction, &happened, Timestamp::now()).await?) })
        });
        match written.await {
            Ok(()) => Ok(()),
            Err(WriteError::Storage(error)) => Err(error).context("已经执行，但没有记入安全日志"),
            Err(WriteError::Refused(never)) => match never {},
        }
    }
}

/// Who works at the machine, as the system knows him: the one behind `sudo`, where there is one.
pub(crate) fn system_user() -> String {
    let named = |variable| std::env::var(variable).ok().filter(|name| !name.is_empty());
    named("SUDO_USER").or_else(|| named("USER")).or_else(|| named("LOGNAME")).unwrap_or_else(|| "?".to_owned())
}
