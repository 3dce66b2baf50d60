//! Showing the page of a step and taking the step. A form that is not taken comes back with all that was typed: because of
//! an answer (422), or because somebody else was faster (409), and then with what has happened meanwhile.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::request::Refusal;
use casework::request::act::Act;
use office::request::{Command, EarlierCases, FilePage, Step};
use office::{CommandKey, Failed, FileId};

use super::right::amendable;
use super::{At, SHEETS, Sheet, query_code};
use crate::console::answers::Answers;
use crate::console::desk::{Desk, fault};
use crate::console::names::Names;
use crate::console::request::file::{Heading, happened, heading};
use crate::console::worklist::table;
use crate::fault::Fault;
use crate::look::form::Form;
use crate::look::rail::Rail;
use crate::look::table::Table;
use crate::look::timeline::Timeline;
use crate::page::Page;
use crate::respond;
use crate::sent::Sent;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

pub(super) const KEY: &str = "key";
pub(super) const VERSION: &str = "version";

#[derive(Template)]
#[template(path = "console/request/step.html")]
struct StepPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: Heading,
    title: &'static str,
    clock: String,
    changed: Option<Timeline>,
    form: Form,
    amendable: Vec<(String, String)>,
    /// The cases behind the figure that the form proposes, and those that may belong to them.
    behind: Option<[Table; 2]>,
}

/// What the form carries unseen.
pub(super) struct Carried {
    pub(super) version: usize,
    pub(super) key: CommandKey,
}

/// Why a form comes back.
pub(super) enum Back {
    Wrong(Complaints),
    Refused(Refusal),
    Token(String),
    Conflict,
}

pub(in crate::console::request) async fn show(
    desk: Desk,
    Path((file, thing)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let sheet = sheet(&thing)?;
    let file = open(&desk, &file).await?;
    may(sheet, &file)?;
    let names = desk.names().await?;
    let behind = Behind::of(&desk, sheet, &file).await?;
    let form = blank(&desk, sheet, &file, &names, &behind, &Carried::new(&file));
    Ok(draw(&desk, StatusCode::OK, sheet, &file, None, form, behind.table(&desk, &names)))
}

pub(in crate::console::request) async fn take(
    desk: Desk,
    Path((id, thing)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Fault> {
    let submitted = &sent.submitted;
    let sheet = sheet(&thing)?;
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let Some(carried) = Carried::sent(submitted) else { return Err(Fault::Unreadable) };
    let mut answers = Answers::sent(&sent);
    let step = (sheet.read)(&mut answers);
    match attempt(&desk, &file, sheet.thing, submitted, &carried, step, answers.wrong).await? {
        None if sheet.act == Act::RenewCode => query_code::receipt(&desk, &file).await,
        None => Ok(done(&desk, &file, carried.version)),
        Some(why) => give_back(&desk, sheet, &id, submitted, carried, why).await,
    }
}

/// Takes a step that was read from a form; where it is not taken, why the form comes back.
pub(super) async fn attempt(
    desk: &Desk,
    file: &FileId,
    thing: &str,
    submitted: &Submitted,
    carried: &Carried,
    step: Option<Step>,
    wrong: Complaints,
) -> Result<Option<Back>, Fault> {
    if let Err(reason) = desk.check(submitted, &purpose(file, thing)) {
        return Ok(Some(Back::Token(reason.to_string())));
    }
    let Some(step) = step else { return Ok(Some(Back::Wrong(wrong))) };
    let command = Command { file: file.clone(), version: carried.version, key: carried.key.clone(), step };
    match desk.office().take_step(desk.viewer(), command).await {
        Ok(_) => Ok(None),
        Err(failed) => Back::of(failed, wrong).map(Some),
    }
}

/// On to the file, where the new entries are marked.
pub(super) fn done(desk: &Desk, file: &FileId, seen: usize) -> Response {
    respond::see(desk.site(), &format!("/console/requests/{file}?seen={seen}"))
}

async fn give_back(
    desk: &Desk,
    sheet: &Sheet,
    id: &str,
    submitted: &Submitted,
    carried: Carried,
    why: Back,
) -> Result<Response, Fault> {
    let file = open(desk, id).await?;
    let names = desk.names().await?;
    let changed = matches!(why, Back::Conflict).then(|| since(desk, &file, &names, carried.version));
    let carried = why.carried(carried, &file);
    let (status, wrong, complaint) = why.said();
    let behind = Behind::of(desk, sheet, &file).await?;
    let form = blank(desk, sheet, &file, &names, &behind, &carried).filled(submitted, &wrong).saying(complaint);
    Ok(draw(desk, status, sheet, &file, changed, form, behind.table(desk, &names)))
}

/// What has happened since a page saw so many entries.
pub(super) fn since(desk: &Desk, file: &FilePage, names: &Names, seen: usize) -> Timeline {
    let new = file.timeline.iter().filter(|one| one.entry > seen);
    Timeline { entries: new.map(|one| happened(one, names, desk.today().year())).collect() }
}

fn sheet(thing: &str) -> Result<&'static Sheet, Fault> {
    SHEETS.iter().find(|sheet| sheet.thing == thing).ok_or(Fault::NotFound)
}

pub(super) async fn open(desk: &Desk, id: &str) -> Result<FilePage, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    desk.office().request_page(desk.viewer(), &file).await.map_err(fault)
}

/// A form that cannot be sent is not shown; the reason is.
fn may(sheet: &Sheet, file: &FilePage) -> Result<(), Fault> {
    let offer = file.offers.iter().find(|offer| offer.act == sheet.act).ok_or(Fault::NotFound)?;
    offer.now.clone().map_err(|reason| match reason {
        Refusal::NotYours(_) | Refusal::OtherAgency => Fault::Forbidden(reason.to_string()),
        other => Fault::Conflict(other.to_string()),
    })
}

/// What the token of a form is for.
pub(super) fn purpose(file: &FileId, thing: &str) -> String {
    format!("request/{file}/{thing}")
}

fn blank(desk: &Desk, sheet: &Sheet, file: &FilePage, names: &Names, behind: &Behind, carried: &Carried) -> Form {
    let at = At { file, office: desk.office(), names, amends: None, earlier: behind.0.as_ref() };
    let here = format!("/console/requests/{}", file.file);
    let mut form = Form::new(desk.to(&format!("{here}/{}", sheet.thing)), sheet.submit);
    form = form
        .hiding(FIELD, desk.form_token(&purpose(&file.file, sheet.thing)))
        .hiding(VERSION, carried.version.to_string())
        .hiding(KEY, carried.key.text());
    form.parts = (sheet.parts)(&at);
    form.instead = Some(("不办了，返回案卷".to_owned(), desk.to(&here)));
    form
}

fn draw(
    desk: &Desk,
    status: StatusCode,
    sheet: &Sheet,
    file: &FilePage,
    changed: Option<Timeline>,
    form: Form,
    behind: Option<[Table; 2]>,
) -> Response {
    let title = sheet.act.label();
    let heading = heading(desk, file);
    let page = desk.page(format!("{title}：{}", heading.title));
    let clock = file.clock.headline();
    let amendable = if sheet.act == Act::Amend { amendable(desk, file) } else { Vec::new() };
    respond::page_as(
        status,
        &StepPage { page, rail: desk.rail(), heading, title, clock, changed, form, amendable, behind },
    )
}

/// The cases behind a figure that a form proposes; only a fee has one.
struct Behind(Option<EarlierCases>);

impl Behind {
    async fn of(desk: &Desk, sheet: &Sheet, file: &FilePage) -> Result<Behind, Fault> {
        if sheet.act != Act::AskFee {
            return Ok(Behind(None));
        }
        let earlier = desk.office().earlier_cases(desk.viewer(), &file.file).await.map_err(fault)?;
        Ok(Behind(Some(earlier)))
    }

    fn table(&self, desk: &Desk, names: &Names) -> Option<[Table; 2]> {
        let EarlierCases { month, same, namesakes } = self.0.as_ref()?;
        let month = format!("{}年{}月", month.year(), month.month());
        let mut counted = table(desk, names, same, &format!("同一申请人{month}此前的申请：{}件", same.len()));
        counted.empty = "登记记录中，申请人本月此前没有别的申请。";
        let namesakes = table(desk, names, namesakes, "姓名相同、不能确定是同一人的申请（没有计入，请核对）");
        Some([counted, namesakes])
    }
}

impl Carried {
    pub(super) fn new(file: &FilePage) -> Carried {
        Carried { version: file.version, key: CommandKey::random() }
    }

    /// `None` where the form is none of ours.
    pub(super) fn sent(submitted: &Submitted) -> Option<Carried> {
        let version = submitted.get(VERSION).parse().ok()?;
        Some(Carried { version, key: CommandKey::new(submitted.get(KEY)).ok()? })
    }
}

impl Back {
    /// A failure after which the form can be sent again; others are pages of their own.
    pub(super) fn of(failed: Failed, mut wrong: Complaints) -> Result<Back, Fault> {
        match failed {
            Failed::Conflict { .. } => Ok(Back::Conflict),
            Failed::Refused(reason) => Ok(Back::Refused(reason)),
            Failed::Invalid(invalid) => {
                for one in &invalid.0 {
                    wrong.say(one.field, one.message.clone());
                }
                Ok(Back::Wrong(wrong))
            }
            other => Err(fault(other)),
        }
    }

    /// After a conflict the next try is on what the page now shows; else it stays on what it saw.
    pub(super) fn carried(&self, carried: Carried, file: &FilePage) -> Carried {
        match self {
            Back::Conflict => Carried { version: file.version, ..carried },
            _ => carried,
        }
    }

    pub(super) fn said(self) -> (StatusCode, Complaints, String) {
        let none = Complaints::default();
        match self {
            Back::Wrong(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, wrong, String::new()),
            Back::Token(reason) => (StatusCode::UNPROCESSABLE_ENTITY, none, reason),
            Back::Refused(reason @ (Refusal::NotYours(_) | Refusal::OtherAgency)) => {
                (StatusCode::FORBIDDEN, none, reason.to_string())
            }
            Back::Refused(reason) => (StatusCode::UNPROCESSABLE_ENTITY, none, reason.to_string()),
            Back::Conflict => {
                let said = "您打开这一页之后，案卷有了上面的新记录。您填写的内容都在下面，请看过再提交。";
                (StatusCode::CONFLICT, none, said.to_owned())
            }
        }
    }
}
