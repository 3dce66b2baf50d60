//! 动态口令: for which duties the agency asks a second factor at the door.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;
use casework::who::Duty;

use super::said;
use crate::console::answers::Answers;
use crate::console::desk::{Desk, people_fault};
use crate::console::form_page::Around;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part};
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const PURPOSE: &str = "people/factor";
const HERE: &str = "/console/people/factor";

const AROUND: Around = Around {
    above: ("机构与用户", "/console/people"),
    title: "哪些职责须用动态口令",
    lead: "有这些职责的人登录时，除密码外还要输入动态口令；还没有设置的，下次登录时设置。建议三类管理员和审核人员都启用。",
};

pub(super) async fn required(desk: Desk) -> Result<Response, Fault> {
    let form = blank(&desk).await?;
    Ok(AROUND.draw(&desk, StatusCode::OK, form))
}

pub(super) async fn require(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let answers = Answers::of(&submitted);
    let duties: BTreeSet<Duty> = Duty::ALL.into_iter().filter(|duty| answers.ticked("duties", duty.code())).collect();
    let complaint = match desk.check(&submitted, PURPOSE) {
        Err(reason) => reason.to_string(),
        Ok(()) => match desk.people().require_second_factor(desk.viewer(), duties, desk.moment()).await {
            Ok(()) => return Ok(respond::see(desk.site(), "/console/people")),
            Err(error) => said(error)?,
        },
    };
    let form = blank(&desk).await?.filled(&submitted, &answers.wrong).saying(complaint);
    Ok(AROUND.draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, form))
}

async fn blank(desk: &Desk) -> Result<Form, Fault> {
    let now = desk.people().duties_with_factor(desk.viewer(), desk.moment()).await.map_err(people_fault)?;
    let duties = Duty::ALL.map(|duty| Choice::new(duty.code(), duty.label())).into();
    let mut field = Field::any_of("duties", "职责", duties);
    field.chosen = now.into_iter().map(|duty| duty.code().to_owned()).collect();
    let mut form =
        Form::new(desk.to(HERE), "保存").hiding(FIELD, desk.form_token(PURPOSE)).part(Part::new("", vec![field]));
    form.instead = Some(("返回".to_owned(), desk.to("/console/people")));
    Ok(form)
}
