//! Who applies: opened when somebody asks and says what for. The asking is logged, so that it is a form and no link.

use axum::extract::Path;
use axum::response::Response;
use office::FileId;
use office::request::OpenedPerson;

use super::file;
use crate::console::desk::{Desk, fault};
use crate::fault::Fault;
use crate::submitted::Submitted;

/// What a name and an address may be opened for.
pub(super) const PURPOSES: [&str; 4] = ["与申请人联系", "制作、送达文书", "核对身份", "查阅案卷"];

pub(in crate::console) async fn open(
    desk: Desk,
    Path(id): Path<String>,
    submitted: Submitted,
) -> Result<Response, Fault> {
    let id: FileId = id.parse().map_err(|_| Fault::NotFound)?;
    desk.check(&submitted, &purpose(&id)).map_err(|reason| Fault::Forbidden(reason.to_string()))?;
    let known = PURPOSES.into_iter().find(|purpose| *purpose == submitted.get("purpose"));
    let what_for = known.ok_or(Fault::Unreadable)?;
    let person = desk.office().open_applicant(desk.viewer(), &id, what_for).await.map_err(fault)?;
    let page = desk.office().request_page(desk.viewer(), &id).await.map_err(fault)?;
    file::draw(&desk, &page, None, Some(person)).await
}

pub(super) fn purpose(file: &FileId) -> String {
    format!("request/{file}/applicant")
}

/// What is known of the person, line by line.
pub(super) fn lines(person: OpenedPerson) -> Vec<(&'static str, String)> {
    let organisation = person.organisation.unwrap_or_default();
    let contact = if organisation.name.is_empty() { "姓名" } else { "联系人" };
    let lines = [
        ("单位名称", organisation.name),
        ("统一社会信用代码", organisation.code),
        ("法定代表人", organisation.representative),
        (contact, person.name),
        ("证件", format!("{} {}", person.id_kind, person.id_number).trim().to_owned()),
        ("电话", person.phone),
        ("电子邮箱", person.email),
        ("地址", format!("{} {}", person.address, person.postcode).trim().to_owned()),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}
