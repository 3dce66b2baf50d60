//! 重发查询码: whoever lost the receipt shows at the counter who he is. The answer is the new receipt, shown once.

use askama::Template;
use axum::response::Response;
use casework::request::act::Act;
use office::FileId;
use office::request::Step;

use super::take::open;
use super::{At, Sheet};
use crate::console::answers::{Answers, LINE};
use crate::console::desk::{Desk, fault};
use crate::console::request::file::heading;
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Part};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::respond;

pub(super) const SHEET: Sheet =
    Sheet { thing: "query-code", act: Act::RenewCode, submit: "作废原查询码，发新的", parts, read };

#[derive(Template)]
#[template(path = "console/request/query-code.html")]
struct ReceiptPage<'v> {
    page: Page<'v>,
    rail: Rail,
    title: String,
    number: String,
    code: String,
    on: String,
    status: String,
    file: String,
}

fn parts(_: &At<'_>) -> Vec<Part> {
    vec![
        Part::new(
            "",
            vec![
                Field::any_of(
                    "checked",
                    "核对身份",
                    vec![Choice::new("yes", "已看过本人有效身份证件，与申请人信息一致")],
                )
                .required()
                .hint("先在案卷里打开申请人信息核对；代办的，还要看委托书"),
                Field::line("seen", "看了什么证件").required().hint("例如：本人，居民身份证；只写种类，不写号码"),
            ],
        )
        .hint("新查询码发出后，原来的查询码和查询网址立即作废。只能当面办理，不能凭电话。"),
    ]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let seen = answers.words("seen", "请写明看了什么证件", LINE);
    if !answers.ticked("checked", "yes") {
        return answers.say("checked", "请先核对证件；不能确认是申请人本人的，不要重发");
    }
    Some(Step::RenewCode { seen: seen? })
}

/// The new receipt. Sending the form again shows the same, since its key is the same.
pub(super) async fn receipt(desk: &Desk, file: &FileId) -> Result<Response, Fault> {
    let page = open(desk, file.text()).await?;
    let heading = heading(desk, &page);
    Ok(respond::private(&ReceiptPage {
        page: desk.page("新的查询码").with_script("print.js"),
        rail: desk.rail(),
        title: heading.title,
        number: heading.number,
        code: desk.office().printed_code(desk.viewer(), file).await.map_err(fault)?,
        on: law::calendar::in_words(desk.today(), 0),
        status: desk.site().absolute("/status"),
        file: file.text().to_owned(),
    }))
}
