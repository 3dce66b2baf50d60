//! The ledgers, and the rows of one, the latest day first.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use casework::ledger::row::Row;
use casework::ledger::{Kind, Ledger};
use law::calendar::Day;
use office::ledger::{After, Entered, Of};
use serde::Deserialize;

use super::{kinds, ledger_fault, ledger_of};
use crate::console::desk::Desk;
use crate::console::worklist::Tab;
use crate::fault::Fault;
use crate::look::chip::{Chip, Tone};
use crate::look::pager::Pager;
use crate::look::rail::Rail;
use crate::look::table::{Cell, Column, Table};
use crate::page::Page;
use crate::respond;

const LINES: u64 = 50;

#[derive(Template)]
#[template(path = "console/ledger/ledgers.html")]
struct LedgersPage<'v> {
    page: Page<'v>,
    rail: Rail,
    year: i16,
    table: Table,
    figures: Table,
}

#[derive(Template)]
#[template(path = "console/ledger/rows.html")]
struct RowsPage<'v> {
    page: Page<'v>,
    rail: Rail,
    title: &'static str,
    code: &'static str,
    tabs: Vec<Tab>,
    table: Table,
    pager: Pager,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    kind: Option<String>,
    year: Option<i16>,
    by: Option<String>,
    key: Option<String>,
}

pub(super) async fn ledgers(desk: Desk) -> Result<Response, Fault> {
    let year = desk.today().year();
    let figures = desk.office().ledger_figures(desk.viewer(), year).await.map_err(ledger_fault)?;
    let mut table = Table::new("台账", vec![Column::words("台账")]);
    table.caption_unseen = true;
    table.rows = Ledger::ALL
        .map(|ledger| vec![Cell::link(ledger.label(), desk.to(&format!("/console/ledgers/{}", ledger.code())))])
        .into();
    let mut counts = Table::new(
        format!("{year}年以来"),
        vec![Column::words("类别"), Column::figures("项目"), Column::figures("处理决定")],
    );
    let of = |counted: &std::collections::BTreeMap<Kind, u64>, kind| counted.get(&kind).copied().unwrap_or(0);
    counts.rows = Kind::ALL
        .map(|kind| {
            let decided = if kind == Kind::Fee { "—".to_owned() } else { of(&figures.decisions, kind).to_string() };
            vec![Cell::new(kind.label()), Cell::new(of(&figures.items_at_end, kind).to_string()), Cell::new(decided)]
        })
        .into();
    let page = desk.page("台账");
    Ok(respond::private(&LedgersPage { page, rail: desk.rail(), year, table, figures: counts }))
}

pub(super) async fn rows(
    desk: Desk,
    Path(ledger): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let ledger = ledger_of(&ledger)?;
    let kind = asked.kind.as_deref().and_then(Kind::of_code);
    let after = asked.by.zip(asked.key).map(|(by, file)| After { by, file });
    let of = Of { kind, year: asked.year };
    let rows =
        desk.office().ledger_page(desk.viewer(), ledger, of, after.as_ref(), LINES + 1).await.map_err(ledger_fault)?;
    let here = |kind: Option<Kind>| {
        let kind = kind.map(|kind| format!("?kind={}", kind.code())).unwrap_or_default();
        desk.to(&format!("/console/ledgers/{}{kind}", ledger.code()))
    };
    let shown = usize::try_from(LINES).expect("a page is short");
    let next = (rows.len() > shown).then(|| {
        let After { by, file } = rows[shown - 1].after();
        let join = if kind.is_some() { '&' } else { '?' };
        format!("{}{join}by={by}&key={}", here(kind), plain(&file))
    });
    let mut tabs = vec![Tab { name: "全部".to_owned(), href: here(None), current: kind.is_none() }];
    tabs.extend(kinds(ledger).iter().map(|one| Tab {
        name: one.label().to_owned(),
        href: here(Some(*one)),
        current: kind == Some(*one),
    }));
    Ok(respond::private(&RowsPage {
        page: desk.page(ledger.label()),
        rail: desk.rail(),
        title: ledger.label(),
        code: ledger.code(),
        tabs: if kinds(ledger).is_empty() { Vec::new() } else { tabs },
        table: table(&desk, ledger, &rows[..rows.len().min(shown)]),
        pager: Pager { before: after.map(|_| here(kind)), after: next, said: String::new() },
    }))
}

/// A text as it may stand in a query.
fn plain(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn table(desk: &Desk, ledger: Ledger, rows: &[Entered]) -> Table {
    let columns = match ledger {
        Ledger::Items => ["事项", "类别", "承办", "起止"],
        Ledger::Decisions => ["决定", "类别", "承办", "日期"],
        Ledger::FeeIncome => ["收费项目", "票据", "金额（元）", "日期"],
        Ledger::Procurement => ["项目", "编号", "金额（元）", "日期"],
        Ledger::Documents => ["文件", "文号", "状态", "成文日期"],
    };
    let mut table = Table::new(ledger.label(), columns.map(Column::words).into());
    table.caption_unseen = true;
    table.rows = rows.iter().map(|row| line(desk, ledger, row)).collect();
    table
}

fn line(desk: &Desk, ledger: Ledger, entered: &Entered) -> Vec<Cell> {
    let until = |to: Option<Day>| to.map_or_else(|| "至今".to_owned(), |to| format!("至{to}"));
    let mut cells = match &entered.row {
        Row::Item(item) => vec![
            Cell::new(&item.name).noted(&item.code),
            Cell::new(item.kind.label()),
            Cell::new(&item.unit),
            Cell::new(item.from.to_string()).noted(until(item.to)),
        ],
        Row::Decision(one) => vec![
            Cell::new(&one.item).noted(&one.number),
            Cell::new(one.kind.label()),
            Cell::new(&one.unit),
            Cell::new(one.on.to_string()),
        ],
        Row::FeeIncome(one) => vec![
            Cell::new(&one.item),
            Cell::new(&one.number),
            Cell::new(one.amount.to_string()),
            Cell::new(one.on.to_string()),
        ],
        Row::Purchase(one) => vec![
            Cell::new(&one.name),
            Cell::new(&one.number),
            Cell::new(one.amount.to_string()),
            Cell::new(one.on.to_string()),
        ],
        Row::Document(one) => vec![
            Cell::new(&one.title),
            Cell::new(&one.number),
            Cell::new(one.repealed_on.map_or_else(|| "现行有效".to_owned(), |on| format!("{on}废止"))),
            Cell::new(one.made_on.to_string()),
        ],
    };
    if let Some(first) = cells.first_mut() {
        match &entered.struck {
            Some(reason) => {
                first.chips.push(Chip::new("已作废", Tone::Late));
                first.note = format!("{} {reason}", first.note).trim().to_owned();
            }
            None => {
                first.href = desk.to(&format!("/console/ledgers/{}/strike?key={}", ledger.code(), plain(&entered.key)));
            }
        }
    }
    cells
}
