//! 职权划转: a power, or all that is left, moves from one agency to another on a day (国办公开办函〔2019〕14号).

use axum::http::StatusCode;
use axum::response::Response;
use casework::who::{PeopleAct, Power, PowerMove};
use office::people::Agencies;

use super::{HERE, agencies, choices, chosen};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::Desk;
use crate::console::form_page::Around;
use crate::console::people::said;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::respond;
use crate::submitted::Submitted;
use crate::token::FIELD;

const PURPOSE: &str = "people/agencies/power";

const AROUND: Around = Around {
    above: ("机构", HERE),
    title: "登记职权划转",
    lead: "职权划入的机关从这一天起办理，此前在这项职权下制作的信息也由它公开；档案尚未移交不是拒绝的理由（国办公开办函〔2019〕14号）。",
};

pub(super) async fn form(desk: Desk) -> Result<Response, Fault> {
    let agencies = agencies(&desk).await?;
    Ok(AROUND.draw(&desk, StatusCode::OK, blank(&desk, &agencies)))
}

pub(super) async fn moved(desk: Desk, submitted: Submitted) -> Result<Response, Fault> {
    let agencies = agencies(&desk).await?;
    let mut answers = Answers::of(&submitted);
    let power = match answers.raw("what") {
        "rest" => Some(Power::Rest),
        _ => answers.words("power", "请填写职权的名称，与权力事项清单一致", LINE).map(Power::Named),
    };
    let from = answers.one("from", "请选择划出的机关", chosen);
    let to = answers.one("to", "请选择划入的机关", chosen);
    let on = answers.day("on", "请填写起始日期");
    let new = power.zip(from).zip(to.zip(on)).map(|((power, from), (to, on))| PowerMove { power, from, to, on });
    let complaint = match desk.given(&submitted, PURPOSE, new) {
        Err(complaint) => complaint,
        Ok(new) => match desk.people().move_power(desk.viewer(), new, desk.moment()).await {
            Ok(()) => return Ok(respond::see(desk.site(), HERE)),
            Err(error) => said(error)?,
        },
    };
    let form = blank(&desk, &agencies).filled(&submitted, &answers.wrong).saying(complaint);
    Ok(AROUND.draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, form))
}

fn blank(desk: &Desk, agencies: &Agencies) -> Form {
    let today = desk.today();
    let may = |of| desk.people().may_keep_agency(desk.viewer(), PeopleAct::MovePower, of, &agencies.tree, today);
    // An agency that has ended may still be one whose powers have to be recorded as moved.
    let from = agencies.rows.iter().filter(|row| may(row.agency));
    let from = from.map(|row| Choice::new(row.agency.0.to_string(), &row.name)).collect();
    let what = vec![
        Choice::new("named", "一项职权"),
        Choice::new("rest", "其余全部职权").hint("机关撤销、合并时，没有单独划转的职权"),
    ];
    let mut form =
        Form::new(desk.to(&format!("{HERE}/power")), "登记").hiding(FIELD, desk.form_token(PURPOSE)).part(Part::new(
            "",
            vec![
                Field::one_of("what", "划转的是", what).required().value("named"),
                Field::line("power", "职权名称").wide(Width::Wide).hint("与权力事项清单一致；划转其余全部职权的不填"),
                Field::menu("from", "划出机关", from).required(),
                Field::menu("to", "划入机关", choices(agencies, today, None)).required(),
                Field::day("on", "起始日期").required().value(today.to_string()).hint("划入机关开始行使的第一天"),
            ],
        ));
    form.instead = Some(("不登记，返回".to_owned(), desk.to(HERE)));
    form
}
