//! Changing one's password: when it is the one that was handed out, when it is too old, or when one wants to.

use axum::http::StatusCode;
use axum::response::Response;
use office::people::{PeopleError, Stage, WhyNewPassword};

use crate::console::desk::{Entrance, people_fault};
use crate::console::sign_in::{Door, on_with};
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const PURPOSE: &str = "account/password";

pub(super) async fn form(entrance: Entrance) -> Result<Response, Fault> {
    may(&entrance)?;
    Ok(draw(&entrance, StatusCode::OK, blank(&entrance)))
}

pub(super) async fn change(entrance: Entrance, submitted: Submitted) -> Result<Response, Fault> {
    may(&entrance)?;
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank(&entrance).filled(&submitted, wrong).saying(complaint);
        draw(&entrance, StatusCode::UNPROCESSABLE_ENTITY, form)
    };
    let mut wrong = Complaints::default();
    if let Err(reason) = entrance.check(&submitted, PURPOSE) {
        return Ok(back(&wrong, reason.to_string()));
    }
    if submitted.get("new") != submitted.get("again") {
        wrong.say("again", "两次填写的新密码不一样");
        return Ok(back(&wrong, String::new()));
    }
    let (in_use, new) = (submitted.get("in_use").to_owned(), submitted.get("new").to_owned());
    match entrance.people().change_password(&entrance.token, in_use, new, entrance.moment()).await {
        Ok(token) => on_with(entrance.site(), &token).await,
        Err(error @ PeopleError::WrongPassword) => {
            wrong.say("in_use", error.to_string());
            Ok(back(&wrong, String::new()))
        }
        Err(PeopleError::Weak(weak)) => {
            wrong.say("new", weak.to_string());
            Ok(back(&wrong, String::new()))
        }
        Err(error @ PeopleError::Storage(_)) => Err(people_fault(error)),
        Err(other) => Ok(back(&wrong, other.to_string())),
    }
}

/// Before the second factor is shown nobody changes a password.
fn may(entrance: &Entrance) -> Result<(), Fault> {
    match entrance.session.stage {
        Stage::Factor => Err(Fault::Forbidden(PeopleError::NotYetIn.to_string())),
        _ => Ok(()),
    }
}

fn blank(entrance: &Entrance) -> Form {
    let fields = vec![
        Field::line("in_use", "原密码").typed("password", "current-password").required(),
        Field::line("new", "新密码")
            .typed("password", "new-password")
            .required()
            .hint("至少10个字符，包含大写字母、小写字母、数字、其他字符中的三类"),
        Field::line("again", "再填一次新密码").typed("password", "new-password").required(),
    ];
    let mut form = Form::new(entrance.to("/console/account/password"), "更换密码")
        .hiding(FIELD, entrance.form_token(PURPOSE))
        .part(Part::new("", fields));
    if matches!(entrance.session.stage, Stage::In(_)) {
        form.instead = Some(("返回我的账号".to_owned(), entrance.to("/console/account")));
    }
    form
}

fn draw(entrance: &Entrance, status: StatusCode, form: Form) -> Response {
    let lead = match entrance.session.stage {
        Stage::NewPassword(WhyNewPassword::First) => "这是别人交给您的初始密码，请先换成自己的。",
        Stage::NewPassword(WhyNewPassword::Old) => "密码已经用了很久，请更换。",
        _ => "更换后，您在其他地方的登录都会退出。",
    };
    let page = entrance.page("更换密码");
    respond::page_as(status, &Door { page, title: "更换密码", lead, form })
}
