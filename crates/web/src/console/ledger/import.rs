//! A table comes in: what can be read is taken, what cannot is shown with line, column and reason. The same table twice
//! adds nothing.

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::Response;
use casework::ledger::columns::columns;
use casework::ledger::import::Rejected;
use casework::ledger::{Kind, Ledger};
use office::ledger::LedgerError;

use super::entry::FormPage;
use super::{kind_field, ledger_fault, ledger_of};
use crate::console::desk::Desk;
use crate::fault::Fault;
use crate::look::form::{Field, Form, Part};
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;
use crate::submitted::{Complaints, Submitted};
use crate::token::FIELD;

/// So many refused cells are shown; the rest is a number.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "console/ledger/imported.html")]
struct ImportedPage<'v> {
    page: Page<'v>,
    rail: Rail,
    ledger: &'static str,
    code: &'static str,
    added: usize,
    known: usize,
    differing: Vec<usize>,
    rejected: usize,
    table: Table,
    left_out: Vec<String>,
    doubts: Vec<String>,
}

pub(super) async fn form(desk: Desk, Path(ledger): Path<String>) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    Ok(draw(&desk, StatusCode::OK, ledger, blank(&desk, ledger)))
}

pub(super) async fn import(desk: Desk, Path(ledger): Path<String>, sent: Multipart) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    let (submitted, file) = read(sent).await?;
    let back = |wrong: &Complaints, complaint: String| {
        let form = blank(&desk, ledger).filled(&submitted, wrong).saying(complaint);
        draw(&desk, StatusCode::UNPROCESSABLE_ENTITY, ledger, form)
    };
    let mut wrong = Complaints::default();
    if let Err(reason) = desk.check(&submitted, &purpose(ledger)) {
        return Ok(back(&wrong, reason.to_string()));
    }
    let pasted = submitted.get("pasted");
    let (name, bytes) = match file {
        Some(file) => file,
        None if !pasted.is_empty() => ("粘贴的表格.csv".to_owned(), pasted.as_bytes().to_vec()),
        None => {
            wrong.say("file", "请选择文件，或者把表格粘贴在下面");
            return Ok(back(&wrong, String::new()));
        }
    };
    let kind = Kind::of_code(submitted.get("kind"));
    let (office, source) = (desk.office().clone(), name.clone());
    // A large table takes a while to read, and other pages must not wait for it.
    let reading = tokio::task::spawn_blocking(move || office.read_ledger_table(ledger, kind, &bytes, &source)).await;
    let preview = match reading.map_err(|_| Fault::Broken)? {
        Ok(preview) => preview,
        Err(LedgerError::Storage(error)) => return Err(ledger_fault(LedgerError::Storage(error))),
        Err(unread) => {
            wrong.say("file", unread.to_string());
            return Ok(back(&wrong, String::new()));
        }
    };
    let (rejected, left_out) = (preview.import.rejected.clone(), preview.import.left_out.clone());
    let taken = desk.office().take_ledger_table(desk.viewer(), ledger, &name, preview.import).await;
    let taken = taken.map_err(ledger_fault)?;
    Ok(respond::private(&ImportedPage {
        page: desk.page(format!("已导入：{}", ledger.label())),
        rail: desk.rail(),
        ledger: ledger.label(),
        code: ledger.code(),
        added: taken.added,
        known: taken.known,
        differing: taken.differing,
        rejected: rejected.len(),
        table: refused(&rejected),
        left_out,
        doubts: preview.doubts,
    }))
}

/// The texts of the form, and the file with its name.
async fn read(mut sent: Multipart) -> Result<(Submitted, Option<(String, Vec<u8>)>), Fault> {
    let (mut pairs, mut file) = (Vec::new(), None);
    while let Some(field) = sent.next_field().await.map_err(|_| Fault::Unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(own) => {
                let bytes = field.bytes().await.map_err(|_| Fault::TooLarge)?;
                if !bytes.is_empty() {
                    file = Some((own.chars().take(120).collect(), bytes.to_vec()));
                }
            }
            None => pairs.push((name, field.text().await.map_err(|_| Fault::Unreadable)?)),
        }
    }
    Ok((Submitted::of(pairs), file))
}

fn refused(rejected: &[Rejected]) -> Table {
    let mut table = Table::new("没有导入的行", ["行", "列", "内容", "原因"].map(Column::words).into());
    table.rows = rejected
        .iter()
        .take(SHOWN)
        .map(|one| {
            let line = Cell::new(format!("第{}行", one.line));
            vec![line, Cell::new(one.column), Cell::new(&one.value), Cell::new(&one.reason)]
        })
        .collect();
    table
}

fn purpose(ledger: Ledger) -> String {
    format!("ledger/{}/import", ledger.code())
}

fn blank(desk: &Desk, ledger: Ledger) -> Form {
    let titles: Vec<&str> = columns(ledger).iter().map(|column| column.title).collect();
    let fields = vec![
        Field::file("file", "文件", ".xlsx,.csv,.docx,.html").hint(format!("表头应有：{}", titles.join("、"))),
        Field::area("pasted", "或者粘贴表格", 6).hint("从电子表格中连同表头一起复制、粘贴"),
    ];
    let kind = kind_field(ledger).map(|field| field.hint("表中没有“类别”一列的，在这里选"));
    let mut form = Form::new(desk.to(&format!("/console/ledgers/{}/import", ledger.code())), "导入")
        .hiding(FIELD, desk.form_token(&purpose(ledger)))
        .part(Part::new("", fields.into_iter().chain(kind).collect()));
    form.instead = Some(("返回台账".to_owned(), desk.to(&format!("/console/ledgers/{}", ledger.code()))));
    form
}

fn draw(desk: &Desk, status: StatusCode, ledger: Ledger, form: Form) -> Response {
    let page = desk.page(format!("导入：{}", ledger.label()));
    let lead = "能读懂的行直接导入；读不懂的逐行说明原因，改好后可以把整张表再导入一次，已有的行不会重复。".to_owned();
    let (rail, code) = (desk.rail(), ledger.code());
    respond::page_as(status, &FormPage { page, rail, ledger: ledger.label(), code, title: "导入表格", lead, form })
}
