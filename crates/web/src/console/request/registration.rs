//! 登记: a letter, a visitor or a call becomes an application in one minute. The channel comes first, for it decides which
//! days are asked for (Art. 31).

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use casework::paper::Role;
use casework::request::act::Act;
use casework::request::facts::{Applicant, Arrival};
use law::calendar::Day;
use law::request::receipt::{Channel, Proof};
use office::request::{Delivery, Intake, Organisation, Person, Registered, Supply, Wanted, channel_label};
use office::{CommandKey, Failed};

use super::words;
use crate::console::answers::{Answers, LINE, LONG};
use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::look::form::{Choice, Field, Form, Part, Width};
use crate::look::rail::Rail;
use crate::page::Page;
use crate::portal::ACCEPTED;
use crate::respond;
use crate::sent::Sent;
use crate::submitted::Complaints;
use crate::token::FIELD;

const PURPOSE: &str = "request/registration";
const KEY: &str = "key";
/// What is scanned when a letter is registered.
const PAPERS: [Role; 4] = [Role::Letter, Role::Envelope, Role::SignOff, Role::Other];

#[derive(Template)]
#[template(path = "console/request/registration.html")]
struct RegistrationPage<'v> {
    page: Page<'v>,
    rail: Rail,
    form: Form,
}

#[derive(Template)]
#[template(path = "console/request/registered.html")]
struct RegisteredPage<'v> {
    page: Page<'v>,
    rail: Rail,
    number: Option<String>,
    due: String,
    file: String,
    code: String,
    on: String,
    title: String,
    channel: &'static str,
    status: String,
}

pub(in crate::console) async fn form(desk: Desk) -> Result<Response, Fault> {
    may(&desk)?;
    let form = blank(&desk, &CommandKey::random());
    Ok(draw(&desk, StatusCode::OK, form))
}

pub(in crate::console) async fn register(desk: Desk, sent: Sent) -> Result<Response, Fault> {
    may(&desk)?;
    let submitted = &sent.submitted;
    let key = CommandKey::new(submitted.get(KEY)).unwrap_or_else(|_| CommandKey::random());
    let mut answers = Answers::sent(&sent);
    let intake = read(&mut answers);
    let papers: Vec<_> = PAPERS.into_iter().flat_map(|role| answers.files(role.code(), role)).collect();
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank(&desk, &key).filled(submitted, wrong).saying(complaint);
        draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, form)
    };
    if let Err(reason) = desk.check(submitted, PURPOSE) {
        return Ok(back(&answers.wrong, reason.to_string()));
    }
    let Some(intake) = intake else { return Ok(back(&answers.wrong, String::new())) };
    match desk.office().register_request_with(desk.viewer(), key.clone(), intake.clone(), papers).await {
        Ok(registered) => registered_page(&desk, &intake, registered).await,
        Err(Failed::Invalid(invalid)) => {
            for one in &invalid.0 {
                answers.wrong.say(one.field, one.message.clone());
            }
            Ok(back(&answers.wrong, String::new()))
        }
        Err(Failed::Refused(reason)) => Ok(back(&answers.wrong, reason.to_string())),
        Err(other) => Err(fault(other)),
    }
}

fn may(desk: &Desk) -> Result<(), Fault> {
    let cx = desk.office().settings().context(desk.viewer().agency(), desk.today());
    desk.viewer().may(Act::Register, &cx).map_err(|reason| Fault::Forbidden(reason.to_string()))
}

fn draw(desk: &Desk, status: StatusCode, form: Form) -> Response {
    let page = desk.page("登记申请").with_script("registration.js");
    respond::page_as(status, &RegistrationPage { page, rail: desk.rail(), form })
}

/// The answer to the form itself: sending it again shows the same, since its key is the same.
async fn registered_page(desk: &Desk, intake: &Intake, registered: Registered) -> Result<Response, Fault> {
    let Registered { file, code } = registered;
    let page = desk.office().request_page(desk.viewer(), &file).await.map_err(fault)?;
    let title = if intake.wanted.title.is_empty() { &intake.wanted.description } else { &intake.wanted.title };
    Ok(respond::page(&RegisteredPage {
        page: desk.page("已登记").with_script("print.js"),
        rail: desk.rail(),
        due: page.clock.headline(),
        number: page.number,
        file: file.text().to_owned(),
        code,
        on: law::calendar::in_words(desk.today(), 0),
        title: title.clone(),
        channel: channel_label(intake.channel),
        status: desk.site().absolute("/status"),
    }))
}

fn blank(desk: &Desk, key: &CommandKey) -> Form {
    let mut form = Form::new(desk.to("/console/requests/registration"), "登记")
        .hiding(FIELD, desk.form_token(PURPOSE))
        .hiding(KEY, key.text());
    form.parts = parts(desk.today(), false);
    form.parts.push(
        Part::new("扫描件", scans().into_iter().chain([late_reason()]).collect())
            .hint("早就收到、现在才登记的，请附上信封（邮戳）、签收凭证或者盖有收件章的申请书，以证明收到的日子。"),
    );
    form.instead = Some(("返回申请列表".to_owned(), desk.to("/console/requests")));
    form
}

/// What is asked of an application; of one that may have come over the web form too, where it is mended.
pub(super) fn parts(today: Day, online: bool) -> Vec<Part> {
    let today = today.to_string();
    vec![
        Part::new("怎么收到的", vec![Field::one_of("channel", "渠道", channels(online)).required()]),
        Part::new(
            "",
            vec![
                Field::day("handed_in", "提交日期")
                    .required()
                    .value(today)
                    .hint("当面提交或者口述的当天，即收到申请之日"),
            ],
        )
        .class("way way-desk"),
        Part::new(
            "",
            vec![
                Field::day("signed", "签收日期")
                    .required()
                    .hint("本机关任何人签收之日，即收到申请之日（条例第三十一条第（二）项）"),
                Field::day("posted", "邮戳日期"),
            ],
        )
        .class("way way-signed"),
        Part::new(
            "",
            vec![
                Field::day("submitted", "申请人发出日期").hint("邮件、传真、消息上的日期"),
                Field::day("arrived", "到达日期")
                    .hint("与申请人确认之日才是收到申请之日；请在到达当天确认（条例第三十一条）"),
            ],
        )
        .class("way way-confirmed"),
        Part::new("谁申请", vec![Field::one_of("kind", "申请人", kinds()).required().value("natural_person")]),
        Part::new("", organisation()).class("for-organisation"),
        Part::new("", person()),
        Part::new("申请什么", wanted()),
    ]
}

fn channels(online: bool) -> Vec<Choice> {
    let hint = |channel: Channel| match channel.proof() {
        Proof::HandingIn => "",
        Proof::SignOff => "有人签收的信",
        Proof::Confirmation => "须与申请人确认",
    };
    let choice = |channel: Channel| Choice::new(channel.code(), channel_label(channel)).hint(hint(channel));
    let online = online.then_some(Channel::Internet);
    let at_the_desk = [
        Channel::Counter,
        Channel::RegisteredPost,
        Channel::OrdinaryPost,
        Channel::Email,
        Channel::Fax,
        Channel::Oral,
        Channel::Wechat,
        Channel::Weibo,
    ];
    online.into_iter().chain(at_the_desk).map(choice).collect()
}

fn kinds() -> Vec<Choice> {
    Applicant::ALL.map(|kind| Choice::new(kind.column(), words::applicant(kind))).into()
}

fn organisation() -> Vec<Field> {
    vec![
        Field::line("organisation_name", "单位名称").wide(Width::Wide),
        Field::line("organisation_code", "统一社会信用代码"),
        Field::line("representative", "法定代表人"),
    ]
}

fn person() -> Vec<Field> {
    let documents = ["居民身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "其他证件"];
    vec![
        Field::line("name", "姓名").required().hint("单位申请的，填联系人"),
        Field::menu("id_kind", "证件种类", documents.map(|name| Choice::new(name, name)).into()).value("居民身份证"),
        Field::line("id_number", "证件号码").hint("缺少的先登记，再一次性要求补正"),
        Field::line("phone", "电话").typed("tel", "off"),
        Field::line("email", "电子邮箱").typed("email", "off"),
        Field::line("address", "通信地址").wide(Width::Wide),
        Field::line("postcode", "邮政编码").wide(Width::Short),
    ]
}

fn scans() -> Vec<Field> {
    let scan = |role: Role| Field::file(role.code(), role.label(), ACCEPTED);
    PAPERS.map(scan).into()
}

fn late_reason() -> Field {
    Field::area("late_reason", "迟登的理由", 2)
        .hint("收到后隔了一个工作日以上才登记、又没有上面这些扫描件的，写明为什么")
}

fn wanted() -> Vec<Field> {
    vec![
        Field::line("title", "信息名称").wide(Width::Wide).required().hint("申请书上的名称；没有名称的，在下面写描述"),
        Field::line("document_number", "文号"),
        Field::area("description", "内容描述", 3),
        Field::one_of("supply", "形式", Supply::ALL.map(|one| Choice::new(one.code(), one.label())).into())
            .required()
            .value(Supply::Paper.code()),
        Field::one_of("delivery", "获取方式", Delivery::ALL.map(|one| Choice::new(one.code(), one.label())).into())
            .required()
            .value(Delivery::Post.code()),
        Field::area("remark", "备注", 2),
    ]
}

pub(super) fn read(answers: &mut Answers<'_>) -> Option<Intake> {
    let channel = answers.one("channel", "请选择渠道", Channel::of_code);
    let arrival = channel.and_then(|channel| arrival(channel, answers));
    let of_code = |code: &str| Applicant::ALL.into_iter().find(|kind| kind.column() == code);
    let applicant = answers.one("kind", "请选择申请人的类型", of_code);
    let supply =
        answers.one("supply", "请选择形式", |code| Supply::ALL.into_iter().find(|one| one.code() == code));
    let delivery = answers
        .one("delivery", "请选择获取方式", |code| Delivery::ALL.into_iter().find(|one| one.code() == code));
    let mut line = |field: &str| answers.words_if_given(field, LINE);
    let organisation = Organisation {
        name: line("organisation_name")?,
        code: line("organisation_code")?.to_ascii_uppercase(),
        representative: line("representative")?,
    };
    let person = Person {
        name: line("name")?,
        id_kind: line("id_kind")?,
        id_number: line("id_number")?.to_ascii_uppercase(),
        phone: line("phone")?,
        email: line("email")?,
        address: line("address")?,
        postcode: line("postcode")?,
        organisation: (applicant != Some(Applicant::NaturalPerson)).then_some(organisation),
    };
    let (title, document_number) = (line("title")?, line("document_number")?);
    let description = answers.words_if_given("description", LONG)?;
    let remark = answers.words_if_given("remark", LONG)?;
    let (supply, delivery) = (supply?, delivery?);
    let wanted = Wanted { title, document_number, description, supply, delivery, remark };
    let late_reason = answers.words_if_given("late_reason", LONG)?;
    Some(Intake { channel: channel?, arrival: arrival?, applicant: applicant?, person, wanted, late_reason })
}

/// The days that this channel asks for; what was typed for another one is not read.
fn arrival(channel: Channel, answers: &mut Answers<'_>) -> Option<Arrival> {
    Some(match channel.proof() {
        Proof::HandingIn => {
            let handed_in = Some(answers.day("handed_in", "请填写提交日期")?);
            Arrival { handed_in, ..Arrival::default() }
        }
        Proof::SignOff => {
            let (signed, posted) = (answers.day("signed", "请填写签收日期"), answers.day_if_given("posted"));
            Arrival { signed: Some(signed?), posted: posted?, ..Arrival::default() }
        }
        Proof::Confirmation => {
            let (submitted, arrived) = (answers.day_if_given("submitted"), answers.day_if_given("arrived"));
            if (submitted, arrived) == (Some(None), Some(None)) {
                return answers.say("arrived", "请填写到达日期");
            }
            Arrival { submitted: submitted?, arrived: arrived?, ..Arrival::default() }
        }
    })
}
