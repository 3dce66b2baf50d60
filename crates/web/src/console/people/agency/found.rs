//! 新建机关: below the own one, or below one of those that it keeps.

use axum::http::StatusCode;
use axum::response::Response;
use casework::who::PeopleAct;
use office::people::{Agencies, NewAgency};

use super::{HERE, agencies, chosen};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::console::form_page::Around;
use crate::console::people::said;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const PURPOSE: &str = "people/agencies/new";

const AROUND: Around = Around {
    above: ("机构", HERE),
    title: "新建机关",
    lead: "新机关列在所选的上级机关之下，还没有账号；它的第一批管理员在本机用 gongkai user add 建立。",
};

pub(super) async fn form(desk: Desk) -> Result<Response, Fault> {
    let agencies = agencies(&desk).await?;
    Ok(AROUND.draw(&desk, StatusCode::OK, blank(&desk, &agencies)))
}

pub(super) async fn found(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let agencies = agencies(&desk).await?;
    let mut answers = Answers::of(&submitted);
    let name = answers.words("name", "请填写机关全称", LINE);
    let code = answers.words("code", "请填写机关代码", LINE);
    let under = answers.one("under", "请选择上级机关", chosen);
    let from = answers.day("from", "请填写设立的日期");
    let new = name.zip(code).zip(under.zip(from));
    let new = new.map(|((name, code), (under, from))| NewAgency { code, name, under, from });
    let complaint = match desk.given(&submitted, PURPOSE, new) {
        Err(complaint) => complaint,
        Ok(new) => match desk.people().found_agency(desk.viewer(), new, desk.moment()).await {
            Ok(founded) => return Ok(respond::see(desk.site(), &format!("{HERE}/{}", founded.0))),
            Err(error) => said(error)?,
        },
    };
    let form = blank(&desk, &agencies).filled(&submitted, &answers.wrong).saying(complaint);
    Ok(AROUND.draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, form))
}

fn blank(desk: &Desk, agencies: &Agencies) -> Form {
    let today = desk.today();
    let may = |of| desk.people().may_keep_agency(desk.viewer(), PeopleAct::FoundAgency, of, &agencies.tree, today);
    let under = agencies.rows.iter().filter(|row| row.days.contains(today) && may(row.agency));
    let under = under.map(|row| Choice::new(row.agency.0.to_string(), &row.name)).collect();
    let own = desk.viewer().agency().0.to_string();
    let mut form =
        Form::new(desk.to(&format!("{HERE}/new")), "新建").hiding(FIELD, desk.form_token(PURPOSE)).part(Part::new(
            "",
            vec![
                Field::line("name", "机关全称").required().wide(Width::Wide),
                Field::line("code", "机关代码")
                    .required()
                    .hint("统一社会信用代码，或者本系统内的简称；不能与其他机关相同"),
                Field::menu("under", "上级机关", under).required().value(own),
                Field::day("from", "设立日期").required().value(today.to_string()),
            ],
        ));
    form.instead = Some(("不新建，返回".to_owned(), desk.to(HERE)));
    form
}
