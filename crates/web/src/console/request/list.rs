//! 申请: all applications, the latest first; by number, and the way to the exact search.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use casework::request::act::Act;
use casework::who::{Reach, Subject};
use office::request::Line;
use serde::Deserialize;

use crate::console::desk::{Desk, fault};
use crate::console::worklist::{LINES, after_of, key, pager, table};
use crate::fault::Fault;
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::Table;
use crate::page::Page;
use crate::respond;

#[derive(Template)]
#[template(path = "console/request/list.html")]
struct ListPage<'v> {
    page: Page<'v>,
    rail: Rail,
    may_register: bool,
    number: String,
    not_found: bool,
    table: Table,
    pager: Pager,
}

/// How the list is asked for.
#[derive(Deserialize)]
pub(in crate::console) struct Asked {
    number: Option<String>,
    after: Option<String>,
}

pub(in crate::console) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, Fault> {
    let number = asked.number.unwrap_or_default();
    if let Some((year, serial)) = numbered(&number, desk.today().year())
        && let Some(file) = desk.office().request_numbered(desk.viewer(), year, serial).await.map_err(fault)?
    {
        return Ok(respond::see(desk.site(), &format!("/console/requests/{file}")));
    }
    let after = asked.after.as_deref().and_then(key);
    let lines = desk.office().requests(desk.viewer(), after.as_ref(), LINES + 1).await.map_err(fault)?;
    let names = desk.names().await?;
    // A unit's list is in the order of what is owed, the agency's in that of coming in.
    let whole = desk.viewer().reach(Subject::File, desk.today()) == Reach::Agency;
    let by = |line: &Line| if whole { line.row.started_at.clone() } else { line.row.owed_by.clone() };
    let here = desk.to("/console/requests");
    let pager =
        pager(&lines, after.map(|_| here.clone()), |line| format!("{here}?after={}", after_of(&by(line), line)));
    let cx = desk.office().settings().context(desk.viewer().agency(), desk.today());
    Ok(respond::private(&ListPage {
        page: desk.page("申请"),
        rail: desk.rail(),
        may_register: desk.viewer().may(Act::Register, &cx).is_ok(),
        not_found: !number.is_empty(),
        number,
        table: table(
            &desk,
            &names,
            &lines,
            if whole { "全部申请，最近登记的在前" } else { "本科室（单位）在办的申请" },
        ),
        pager,
    }))
}

/// 「27」, 「2025-27」, 「示环公开申〔2025〕27号」: the numbers in it; a year that is not said is this one.
pub(in crate::console) fn numbered(text: &str, this_year: i16) -> Option<(i16, u32)> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match numbers[..] {
        [serial] => Some((this_year, serial.parse().ok()?)),
        [year, serial] => Some((year.parse().ok()?, serial.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for (text, number) in [
            ("27", Some((2025, 27))),
            ("2024-27", Some((2024, 27))),
            ("示环公开申〔2025〕27号", Some((2025, 27))),
            ("", None),
            ("沈", None),
            ("1-2-3", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(numbered(text, 2025), number, "{text}");
        }
    }
}
