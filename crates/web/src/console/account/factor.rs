//! The second factor: asked for after the password, and set up. Secret and recovery codes are shown once.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use office::people::{PeopleError, SetUp, Stage, TurnedOn};

use crate::console::desk::{Entrance, people_fault};
use crate::console::sign_in::{Door, on_with, with_session};
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::look::qr::Qr;
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const SHOW: &str = "account/factor/show";
const SET_UP: &str = "account/factor";
const TURN_ON: &str = "account/factor/proof";

#[derive(Template)]
#[template(path = "console/account/factor.html")]
struct SetUpPage<'v> {
    page: Page<'v>,
    rail: Rail,
    qr: Option<Qr>,
    secret: String,
    form: Form,
}

#[derive(Template)]
#[template(path = "console/account/codes.html")]
struct CodesPage<'v> {
    page: Page<'v>,
    rail: Rail,
    codes: Vec<String>,
}

pub(super) async fn ask(entrance: Entrance) -> Response {
    if entrance.session.stage != Stage::Factor {
        return respond::see(entrance.site(), super::next(&entrance.session.stage));
    }
    draw_ask(&entrance, StatusCode::OK, asked(&entrance))
}

pub(super) async fn show(entrance: Entrance, submitted: Submitted) -> Result<Response, Fault> {
    let back = |status, complaint: String| {
        let mut form = asked(&entrance);
        form.complaint = complaint;
        draw_ask(&entrance, status, form)
    };
    if let Err(reason) = entrance.check(&submitted, SHOW) {
        return Ok(back(StatusCode::UNPROCESSABLE_ENTITY, reason.to_string()));
    }
    match entrance.people().show_factor(&entrance.token, submitted.get("code"), entrance.moment()).await {
        Ok(token) => on_with(entrance.site(), &token).await,
        Err(error @ PeopleError::Storage(_)) => Err(people_fault(error)),
        Err(error @ PeopleError::Shut(_)) => Ok(back(StatusCode::TOO_MANY_REQUESTS, error.to_string())),
        Err(error) => Ok(back(StatusCode::UNPROCESSABLE_ENTITY, error.to_string())),
    }
}

pub(super) async fn offer(entrance: Entrance) -> Result<Response, Fault> {
    let lead = match entrance.session.stage {
        Stage::SetUpFactor => "您的职责要求使用动态口令。请先在手机上安装验证器，再开始设置。",
        Stage::In(_) => "登录时除密码外再验证一次手机上的动态口令。请先在手机上安装验证器，再开始设置。",
        _ => return Ok(respond::see(entrance.site(), super::next(&entrance.session.stage))),
    };
    let form = Form::new(entrance.to("/console/account/factor"), "开始设置").hiding(FIELD, entrance.form_token(SET_UP));
    Ok(respond::private(&Door { page: entrance.page("动态口令"), title: "设置动态口令", lead, form }))
}

pub(super) async fn set_up(entrance: Entrance, submitted: Submitted) -> Result<Response, Fault> {
    entrance.check(&submitted, SET_UP).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let SetUp { uri, secret } =
        entrance.people().set_up_factor(&entrance.token, entrance.moment()).await.map_err(people_fault)?;
    Ok(respond::private(&SetUpPage {
        page: entrance.page("设置动态口令"),
        rail: entrance.rail(),
        qr: Qr::of(&uri, "验证器扫描的二维码").ok(),
        secret: secret.to_string(),
        form: proof(&entrance),
    }))
}

pub(super) async fn turn_on(entrance: Entrance, submitted: Submitted) -> Result<Response, Fault> {
    entrance.check(&submitted, TURN_ON).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    match entrance.people().turn_on_factor(&entrance.token, submitted.get("code"), entrance.moment()).await {
        Ok(TurnedOn { token, recovery_codes }) => {
            let page = entrance.page("恢复码");
            let codes = recovery_codes.iter().map(|code| code.to_string()).collect();
            // The navigation's form would carry the token of the session that has just ended.
            let rail = Rail { home: entrance.to("/console"), ..Rail::default() };
            let shown = respond::private(&CodesPage { page, rail, codes });
            Ok(with_session(entrance.site(), &token, shown))
        }
        Err(error @ PeopleError::WrongDigits) => {
            let mut wrong = Complaints::default();
            wrong.say("code", error.to_string());
            let form = proof(&entrance).filled(&submitted, &wrong);
            let page = entrance.page("设置动态口令");
            let page = SetUpPage { page, rail: entrance.rail(), qr: None, secret: String::new(), form };
            Ok(respond::page_as(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(error) => Err(people_fault(error)),
    }
}

fn asked(entrance: &Entrance) -> Form {
    let code = Field::line("code", "动态口令").typed("text", "one-time-code").required();
    Form::new(entrance.to("/console/sign-in/factor"), "验证")
        .hiding(FIELD, entrance.form_token(SHOW))
        .part(Part::new("", vec![code.hint("验证器上的六位数字；手机不在身边的，填一个恢复码")]))
}

fn proof(entrance: &Entrance) -> Form {
    let code = Field::line("code", "动态口令").typed("text", "one-time-code").required();
    Form::new(entrance.to("/console/account/factor/proof"), "启用")
        .hiding(FIELD, entrance.form_token(TURN_ON))
        .part(Part::new("", vec![code.hint("验证器现在显示的六位数字")]))
}

fn draw_ask(entrance: &Entrance, status: StatusCode, form: Form) -> Response {
    let page = entrance.page("动态口令");
    respond::page_as(status, &Door { page, title: "请输入动态口令", lead: "", form })
}
