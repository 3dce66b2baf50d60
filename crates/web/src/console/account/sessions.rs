//! Where one is signed in, and ending it.

use askama::Template;
use axum::response::Response;
use office::people::SessionId;

use crate::console::desk::{Desk, people_fault};
use crate::fault::Fault;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const PURPOSE: &str = "account/sessions";

#[derive(Template)]
#[template(path = "console/account/account.html")]
struct AccountPage<'v> {
    page: Page<'v>,
    rail: Rail,
    name: String,
    login: String,
    duties: Vec<String>,
    has_factor: bool,
    sessions: Vec<Shown>,
    action: String,
    token: (&'static str, String),
}

struct Shown {
    id: String,
    client: String,
    address: String,
    began: String,
    seen: String,
    here: bool,
}

pub(super) async fn sessions(desk: Desk) -> Result<Response, Fault> {
    let account = desk.entrance.account;
    let listed = desk.people().sessions(desk.viewer(), account, desk.moment()).await.map_err(people_fault)?;
    let zone = &desk.office().settings().zone;
    let said = |at: jiff::Timestamp| {
        let there = zone.to_datetime(at);
        format!("{} {:02}:{:02}", law::calendar::in_words(there.date(), 0), there.hour(), there.minute())
    };
    let sessions = listed
        .into_iter()
        .map(|one| Shown {
            here: one.id == desk.entrance.id,
            id: one.id.as_str().to_owned(),
            client: device(&one.client).to_owned(),
            address: one.address,
            began: said(one.began),
            seen: said(one.seen),
        })
        .collect();
    let duties = desk.viewer().duties(desk.today()).into_iter().map(|duty| duty.label().to_owned()).collect();
    Ok(respond::private(&AccountPage {
        page: desk.page("我的账号"),
        rail: desk.rail(),
        name: desk.entrance.name.clone(),
        login: desk.entrance.login.clone(),
        duties,
        has_factor: desk.entrance.has_factor,
        sessions,
        action: desk.to("/console/account/sessions/end"),
        token: (FIELD, desk.form_token(PURPOSE)),
    }))
}

pub(super) async fn end(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    desk.check(&submitted, PURPOSE).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let (by, account, at) = (desk.viewer(), desk.entrance.account, desk.moment());
    let ended = match submitted.get("session") {
        "others" => desk.people().revoke_all(by, account, Some(desk.entrance.id.clone()), at).await,
        id => {
            let id = SessionId::read(id).ok_or(Fault::Unreadable)?;
            desk.people().revoke(by, account, id, at).await
        }
    };
    ended.map_err(people_fault)?;
    Ok(respond::see(desk.site(), "/console/account"))
}

/// A browser as people know it, from what it says of itself.
fn device(client: &str) -> &'static str {
    let known = [
        ("MicroMessenger", "微信"),
        ("iPhone", "苹果手机"),
        ("Android", "安卓手机"),
        ("iPad", "平板电脑"),
        ("Windows", "Windows电脑"),
        ("Macintosh", "苹果电脑"),
        ("Linux", "Linux电脑"),
    ];
    known.into_iter().find(|(mark, _)| client.contains(mark)).map_or("其他设备", |(_, name)| name)
}
