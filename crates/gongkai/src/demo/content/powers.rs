//! 权力事项清单 of the bureau, with what a year added and took off.

use casework::ledger::Kind;
use casework::ledger::row::{Item, Row};
use law::calendar::Day;
use serde::Deserialize;

use super::decisions::{day_of, items};
use super::words::{Filling, shipped};

#[derive(Deserialize)]
struct File {
    fields: Vec<String>,
    acts: Vec<String>,
    added_on: String,
    added: Vec<String>,
}

/// The day on which the list was first published.
const FIRST: Day = Day::constant(2016, 1, 1);

/// The list as it stood around this year.
pub(super) fn rows(year: i16) -> Vec<Row> {
    let file: File = shipped(include_str!("text/items.toml"));
    let (licences, coercive, services) = items();
    let mut rows = Vec::new();
    let mut add = |kind: Kind, prefix: &str, unit: &str, names: Vec<(String, Day, Option<Day>)>| {
        for (number, (name, from, to)) in (1..).zip(names) {
            let code = format!("{prefix}-{number:03}");
            rows.push(Row::Item(Item { kind, code, name, unit: unit.to_owned(), from, to }));
        }
    };
    let standing = |name: &str| (name.to_owned(), FIRST, None);
    add(Kind::Licence, "XK", "行政审批科", licences.into_iter().map(standing).collect());
    add(Kind::CoerciveMeasure, "QZ", "生态环境综合行政执法大队", coercive.into_iter().map(standing).collect());
    let of_service = |service: &super::decisions::Service| {
        (service.item.clone(), FIRST, service.until.as_deref().map(|until| day_of(year, until)))
    };
    add(Kind::OtherService, "FW", "行政审批科", services.iter().map(of_service).collect());
    let fill = |act: &String, field: &String| Filling::default().with("field", field).fill(act);
    let acts = file.fields.iter().flat_map(|field| file.acts.iter().map(move |act| fill(act, field)));
    let mut penalties: Vec<_> = acts.map(|name| (name, FIRST, None)).collect();
    penalties.extend(file.added.into_iter().map(|name| (name, day_of(year, &file.added_on), None)));
    add(Kind::Penalty, "CF", "生态环境综合行政执法大队", penalties);
    rows
}
