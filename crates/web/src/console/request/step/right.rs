//! 更正内容: the form of the step that wrote an entry, filled with what it says, and why it is mended. The entry stays as it
//! was written; beside it stands what is right.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use casework::request::facts::Service;
use casework::request::steps::may_amend;
use law::request::consultation::Consulted;
use office::request::{FilePage, Intake, Person, Right, Step};
use office::{Failed, FileId};

use super::take::{Back, Carried, KEY, VERSION, attempt, done, open, purpose, since};
use super::{At, SHEETS, Sheet, correction, opinion};
use crate::console::answers::{Answers, LONG};
use crate::console::desk::{Desk, fault};
use crate::console::request::file::{Heading, happened, heading};
use crate::console::request::registration;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::look::rail::Rail;
use crate::look::timeline::{Entry, Timeline};
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

const REASON: &str = "mend_reason";
const ON: &str = "mend_on";

#[derive(Template)]
#[template(path = "console/request/amendment.html")]
struct AmendmentPage<'v> {
    page: Page<'v>,
    rail: Rail,
    heading: Heading,
    title: String,
    wrong: Timeline,
    changed: Option<Timeline>,
    form: Form,
    strike: String,
}

/// One answer that an amendment has changed.
pub(in crate::console::request) struct Changed {
    pub(in crate::console::request) name: String,
    pub(in crate::console::request) before: String,
    pub(in crate::console::request) after: String,
}

pub(in crate::console::request) async fn show_right(
    desk: Desk,
    Path((id, entry)): Path<(String, usize)>,
) -> Result<Response, Fault> {
    let file = open(&desk, &id).await?;
    let stated = desk.office().stated(desk.viewer(), &file.file, entry).await.map_err(fault)?;
    let form = form(&desk, &file, entry, &stated, &Carried::new(&file)).await?;
    draw(&desk, StatusCode::OK, &file, entry, None, form).await
}

pub(in crate::console::request) async fn take_right(
    desk: Desk,
    Path((id, entry)): Path<(String, usize)>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let file: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    let Some(carried) = Carried::sent(&submitted) else { return Err(Fault::Unreadable) };
    let Some(form_of) = FormOf::of_code(submitted.get("of")) else { return Err(Fault::Unreadable) };
    let mut answers = Answers::of(&submitted);
    let step = read(form_of, entry, &mut answers);
    let Some(why) = attempt(&desk, &file, &thing(entry), &submitted, &carried, step, answers.wrong).await? else {
        return Ok(done(&desk, &file, carried.version));
    };
    let file = open(&desk, &id).await?;
    let stated = match desk.office().stated(desk.viewer(), &file.file, entry).await {
        Ok(stated) => stated,
        // Somebody else has mended it meanwhile, or it is nobody's to mend any more.
        Err(failed @ Failed::Refused(_)) => return Err(fault(failed)),
        Err(other) => return Err(fault(other)),
    };
    let changed = match &why {
        Back::Conflict => Some(since(&desk, &file, &desk.names().await?, carried.version)),
        _ => None,
    };
    let carried = why.carried(carried, &file);
    let (status, wrong, complaint) = why.said();
    let form = form(&desk, &file, entry, &stated, &carried).await?.filled(&submitted, &wrong).saying(complaint);
    draw(&desk, status, &file, entry, changed, form).await
}

/// What the amendment of this number has changed, answer by answer; `None` where it is no amendment.
pub(in crate::console::request) async fn changes(
    desk: &Desk,
    file: &FilePage,
    entry: usize,
) -> Result<Option<Vec<Changed>>, Fault> {
    let Some(made) = desk.office().amendment(desk.viewer(), &file.file, entry).await.map_err(fault)? else {
        return Ok(None);
    };
    let names = desk.names().await?;
    let at = At { file, office: desk.office(), names: &names, amends: Some(made.entry), earlier: None };
    let answers = |right: &Right| -> Vec<(String, String)> {
        let Some(form_of) = FormOf::of(right) else { return Vec::new() };
        let filled = filled(parts(&at, form_of), right);
        filled.iter().flat_map(|part| &part.fields).map(|field| (field.label.clone(), field.answer())).collect()
    };
    let both = answers(&made.before).into_iter().zip(answers(&made.after));
    let changed = both.filter(|((_, before), (_, after))| before != after);
    Ok(Some(changed.map(|((name, before), (_, after))| Changed { name, before, after }).collect()))
}

/// Which form states such an entry.
#[derive(Clone, Copy)]
enum FormOf {
    Registration,
    Step(&'static Sheet),
}

impl FormOf {
    fn of(right: &Right) -> Option<FormOf> {
        let thing = match right {
            Right::Registration(_) => return Some(FormOf::Registration),
            Right::Step(step) => match **step {
                Step::Confirm { .. } => "confirmation",
                Step::Assign { .. } => "assignment",
                Step::AskCorrection { .. } => "correction",
                Step::Correct { .. } => "corrected",
                Step::Consult { .. } => "consultation",
                Step::AnswerConsultation { .. } => "opinion",
                Step::Extend { .. } => "extension",
                Step::TellExtension { .. } => "extension-notice",
                Step::AskReasons { .. } => "reasons",
                Step::GiveReasons { .. } => "reasons-given",
                Step::Delay { .. } => "delay",
                Step::PayFee { .. } => "payment",
                Step::Serve { .. } => "service",
                Step::Withdraw { .. } => "withdrawal",
                _ => return None,
            },
        };
        FormOf::of_code(thing)
    }

    fn code(self) -> &'static str {
        match self {
            FormOf::Registration => "registration",
            FormOf::Step(sheet) => sheet.thing,
        }
    }

    fn of_code(code: &str) -> Option<FormOf> {
        match code {
            "registration" => Some(FormOf::Registration),
            _ => SHEETS.iter().find(|sheet| sheet.thing == code).map(FormOf::Step),
        }
    }
}

fn thing(entry: usize) -> String {
    format!("entries/{entry}/amendment")
}

async fn form(desk: &Desk, file: &FilePage, entry: usize, right: &Right, carried: &Carried) -> Result<Form, Fault> {
    let names = desk.names().await?;
    let at = At { file, office: desk.office(), names: &names, amends: Some(entry), earlier: None };
    let form_of = FormOf::of(right).ok_or(Fault::NotFound)?;
    let here = format!("/console/requests/{}", file.file);
    let mut form = Form::new(desk.to(&format!("{here}/{}", thing(entry))), "更正这一项")
        .hiding(FIELD, desk.form_token(&purpose(&file.file, &thing(entry))))
        .hiding(VERSION, carried.version.to_string())
        .hiding(KEY, carried.key.text())
        .hiding("of", form_of.code());
    form.parts = filled(parts(&at, form_of), right);
    form.parts.push(Part::new(
        "为什么更正",
        vec![
            Field::area(REASON, "原因", 2).required(),
            Field::day(ON, "更正日期").required().value(desk.today().to_string()),
        ],
    ));
    form.instead = Some(("不改了，返回案卷".to_owned(), desk.to(&here)));
    Ok(form)
}

fn parts(at: &At<'_>, form_of: FormOf) -> Vec<Part> {
    match form_of {
        FormOf::Registration => registration::parts(at.today(), true),
        FormOf::Step(sheet) => {
            let mut parts = (sheet.parts)(at);
            // What a step says before it is taken is about what comes next, and this is done.
            for part in &mut parts {
                part.hint.clear();
            }
            parts
        }
    }
}

fn filled(mut parts: Vec<Part>, right: &Right) -> Vec<Part> {
    let submitted = Submitted::of(pairs(right));
    for field in parts.iter_mut().flat_map(|part| &mut part.fields) {
        field.take(&submitted, &Complaints::default());
    }
    parts
}

fn read(form_of: FormOf, entry: usize, answers: &mut Answers<'_>) -> Option<Step> {
    let right = match form_of {
        FormOf::Registration => registration::read(answers).map(|intake| Right::Registration(Box::new(intake))),
        FormOf::Step(sheet) => (sheet.read)(answers).map(|step| Right::Step(Box::new(step))),
    };
    let reason = answers.words(REASON, "请写明更正的原因", LONG);
    let on = answers.day(ON, "请填写更正日期");
    Some(Step::Amend { on: on?, entry, right: right?, reason: reason? })
}

async fn draw(
    desk: &Desk,
    status: StatusCode,
    file: &FilePage,
    entry: usize,
    changed: Option<Timeline>,
    form: Form,
) -> Result<Response, Fault> {
    let names = desk.names().await?;
    let one = file.timeline.iter().find(|one| one.entry == entry).ok_or(Fault::NotFound)?;
    let wrong: Vec<Entry> = vec![happened(one, &names, desk.today().year())];
    let title = format!("更正第{entry}项");
    let page = desk.page(format!("{title}：{}", one.text)).with_script("registration.js");
    Ok(respond::page_as(
        status,
        &AmendmentPage {
            page,
            rail: desk.rail(),
            heading: heading(desk, file),
            title,
            wrong: Timeline { entries: wrong },
            changed,
            form,
            strike: desk.to(&format!("/console/requests/{}/amendment", file.file)),
        },
    ))
}

/// Entries that this viewer may amend, each with its page.
pub(super) fn amendable(desk: &Desk, file: &FilePage) -> Vec<(String, String)> {
    let cx = desk.office().settings().context(desk.viewer().agency(), desk.today());
    if may_amend(&file.request, &cx, desk.viewer()).is_err() {
        return Vec::new();
    }
    let may = |entry| desk.office().may_mend(desk.viewer(), &file.request, entry)[1].is_ok();
    let entries = file.timeline.iter().filter(|one| may(one.entry));
    let address = |entry| desk.to(&format!("/console/requests/{}/{}", file.file, thing(entry)));
    entries.map(|one| (format!("第{}项：{}", one.entry, one.text), address(one.entry))).collect()
}

/// The answers on the form that states this.
fn pairs(right: &Right) -> Vec<(&'static str, String)> {
    let step = match right {
        Right::Registration(intake) => return pairs_of_intake(intake),
        Right::Step(step) => &**step,
    };
    let text = |on: &law::calendar::Day| on.to_string();
    match step {
        Step::Confirm { on, reached } => {
            vec![("reached", if *reached { "yes" } else { "no" }.to_owned()), ("on", text(on))]
        }
        Step::Assign { on, unit, handler } => vec![
            ("unit", unit.0.to_string()),
            ("handler", handler.map(|handler| handler.0.to_string()).unwrap_or_default()),
            ("on", text(on)),
        ],
        Step::AskCorrection { on, points, words, answer_by, .. } => {
            let points = points.iter().map(|point| ("points", correction::code(*point).to_owned()));
            points.chain([("words", words.clone()), ("answer_by", text(answer_by)), ("on", text(on))]).collect()
        }
        Step::Correct { on, words, good_reason, .. } => {
            let reason = good_reason.then(|| ("good_reason", "yes".to_owned()));
            [("on", text(on)), ("words", words.clone())].into_iter().chain(reason).collect()
        }
        Step::Consult { on, consulted, party, reached_on } => vec![
            ("consulted", if *consulted == Consulted::Agency { "agency" } else { "third_party" }.to_owned()),
            ("party", party.clone()),
            ("on", text(on)),
            ("reached_on", reached_on.as_ref().map(text).unwrap_or_default()),
        ],
        Step::AnswerConsultation { on, consultation, said, words } => vec![
            ("consultation", consultation.to_string()),
            ("said", opinion::code(*said).to_owned()),
            ("words", words.clone()),
            ("on", text(on)),
        ],
        Step::Extend { on, days, reason } => {
            vec![("days", days.days().0.to_string()), ("reason", reason.clone()), ("on", text(on))]
        }
        Step::AskReasons { on, words, answer_by } => {
            vec![("words", words.clone()), ("answer_by", text(answer_by)), ("on", text(on))]
        }
        Step::GiveReasons { on, words } => vec![("words", words.clone()), ("on", text(on))],
        Step::Delay { on, until, words } => {
            vec![("until", text(until)), ("words", words.clone()), ("on", text(on))]
        }
        Step::PayFee { on } | Step::TellExtension { on } => vec![("on", text(on))],
        Step::Serve { service } => match service {
            Service::Post { posted_on, signed_on } => vec![
                ("how", "post".to_owned()),
                ("posted_on", text(posted_on)),
                ("signed_on_later", signed_on.as_ref().map(text).unwrap_or_default()),
            ],
            Service::ByHand { signed_on } => vec![("how", "by_hand".to_owned()), ("signed_on", text(signed_on))],
            Service::Entrusted { signed_on } => vec![("how", "entrusted".to_owned()), ("signed_on", text(signed_on))],
            Service::Electronic { reached_on } => {
                vec![("how", "electronic".to_owned()), ("reached_on", text(reached_on))]
            }
        },
        Step::Withdraw { on, words } => vec![("on", text(on)), ("words", words.clone())],
        _ => Vec::new(),
    }
}

fn pairs_of_intake(intake: &Intake) -> Vec<(&'static str, String)> {
    let Intake { channel, arrival, applicant, person, wanted, .. } = intake;
    let Person { name, id_kind, id_number, phone, email, address, postcode, organisation } = person.clone();
    let organisation = organisation.unwrap_or_default();
    let day = |day: Option<law::calendar::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    vec![
        ("channel", channel.code().to_owned()),
        ("handed_in", day(arrival.handed_in)),
        ("signed", day(arrival.signed)),
        ("posted", day(arrival.posted)),
        ("submitted", day(arrival.submitted)),
        ("arrived", day(arrival.arrived)),
        ("kind", applicant.column().to_owned()),
        ("organisation_name", organisation.name),
        ("organisation_code", organisation.code),
        ("representative", organisation.representative),
        ("name", name),
        ("id_kind", id_kind),
        ("id_number", id_number),
        ("phone", phone),
        ("email", email),
        ("address", address),
        ("postcode", postcode),
        ("title", wanted.title.clone()),
        ("document_number", wanted.document_number.clone()),
        ("description", wanted.description.clone()),
        ("supply", wanted.supply.code().to_owned()),
        ("delivery", wanted.delivery.code().to_owned()),
        ("remark", wanted.remark.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use casework::request::facts::{Said, UnclearPoint};
    use casework::who::Unit;
    use law::calendar::{WorkingDays, parse_day};
    use law::request::extension::ExtensionDays;

    use super::*;

    /// What a form sends back unchanged is what it was filled with.
    #[test]
    fn a_form_that_nobody_touched_says_what_the_entry_said() {
        let on = parse_day("2025-11-19").unwrap();
        let words = || "一\n二".to_owned();
        let points = [UnclearPoint::Title, UnclearPoint::Form].into();
        let steps = [
            Step::Confirm { on, reached: true },
            Step::Confirm { on, reached: false },
            Step::AskCorrection { on, points, words: words(), answer_by: on },
            Step::AnswerConsultation { on, consultation: 4, said: Said::Objected, words: words() },
            Step::Assign { on, unit: Unit(2), handler: None },
            Step::Correct { on, words: words(), good_reason: true, papers: vec![] },
            Step::Correct { on, words: words(), good_reason: false, papers: vec![] },
            Step::Consult { on, consulted: Consulted::Agency, party: "某局".into(), reached_on: Some(on) },
            Step::Consult { on, consulted: Consulted::ThirdParty, party: "某厂".into(), reached_on: None },
            Step::TellExtension { on },
            Step::Extend { on, days: ExtensionDays::new(WorkingDays(10)).unwrap(), reason: "案卷多".into() },
            Step::AskReasons { on, words: words(), answer_by: on },
            Step::GiveReasons { on, words: words() },
            Step::Delay { on, until: on, words: words() },
            Step::PayFee { on },
            Step::Serve { service: Service::Post { posted_on: on, signed_on: None } },
            Step::Serve { service: Service::Entrusted { signed_on: on } },
            Step::Serve { service: Service::Electronic { reached_on: on } },
            Step::Withdraw { on, words: words() },
        ];
        for step in steps {
            let right = Right::Step(Box::new(step));
            let mut sent = pairs(&right);
            sent.extend([(REASON, "笔误".to_owned()), (ON, "2025-11-20".to_owned())]);
            let submitted = Submitted::of(sent);
            let mut answers = Answers::of(&submitted);
            let form_of = FormOf::of(&right).unwrap();
            let read = read(form_of, 3, &mut answers);
            let on = parse_day("2025-11-20").unwrap();
            assert_eq!(read, Some(Step::Amend { on, entry: 3, right, reason: "笔误".into() }), "{}", form_of.code());
        }
    }
}
