//! 转承办科室 (Art. 45).

use casework::request::act::Act;
use casework::who::{Account, Unit};
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::Answers;
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "assignment", act: Act::Assign, submit: "转办", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let units = at.names.units_today().map(|(unit, name)| Choice::new(unit.0.to_string(), name)).collect();
    let people = at.names.people_today().map(|(account, name)| Choice::new(account.0.to_string(), name)).collect();
    let (unit, handler) = at.file.request.assigned().map_or((String::new(), String::new()), |assigned| {
        (assigned.unit.0.to_string(), assigned.handler.map(|account| account.0.to_string()).unwrap_or_default())
    });
    alone(vec![
        Field::menu("unit", "承办科室（单位）", units).required().value(unit),
        Field::menu("handler", "经办人", people).value(handler).hint("由科室自行安排的可以不选"),
        on(at, "转办日期"),
    ])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let unit = answers.one("unit", "请选择承办科室（单位）", |value| value.parse().ok().map(Unit));
    let handler = match answers.raw("handler") {
        "" => Some(None),
        _ => answers.one("handler", "请从列表中选择经办人", |value| value.parse().ok().map(Account)).map(Some),
    };
    let on = answers.day("on", "请填写转办日期");
    Some(Step::Assign { unit: unit?, handler: handler?, on: on? })
}
