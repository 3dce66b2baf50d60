//! 更正记录: an entry that should not be there is struck by another person, and stays readable. One that says something wrong
//! is amended on a page of its own (`right`), to which this one leads.

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "amendment", act: Act::Amend, submit: "撤销这一项", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let standing = at.file.timeline.iter().filter(|one| at.file.request.entry(one.entry).is_some());
    let entries = standing
        .map(|one| Choice::new(one.entry.to_string(), format!("第{}项：{} {}", one.entry, one.on, one.text)))
        .collect();
    let fields = vec![
        Field::menu("entry", "撤销哪一项", entries).required(),
        Field::area("reason", "为什么", 3).required(),
        on(at, "更正日期"),
    ];
    vec![Part::new("", fields).hint(
        "原来的记录保留在卷，标明已撤销，不再作数；之后重新记录正确的内容。有法律效力的一项，由原记录人以外的人撤销。",
    )]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let entry = answers.one("entry", "请选择要撤销的记录", |value| value.parse().ok());
    let reason = answers.words("reason", "请写明撤销的原因", LONG);
    let on = answers.day("on", "请填写更正日期");
    Some(Step::Strike { entry: entry?, reason: reason?, on: on? })
}
