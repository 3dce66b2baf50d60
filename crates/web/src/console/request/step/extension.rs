//! 同意延期: by the head of the open-government office alone (Art. 33).

use casework::request::act::Act;
use law::calendar::{WorkingDays, in_words};
use law::request::extension::{AT_MOST, ExtensionDays};
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Field, Part, Width};

pub(super) const SHEET: Sheet = Sheet { thing: "extension", act: Act::Extend, submit: "同意延期", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let due = at.file.clock.due_on.map(|due| {
        format!("现在的期限是{}；须在这一天之前（含当天）告知申请人，延期才算数。", in_words(due, at.today().year()))
    });
    vec![
        Part::new(
            "",
            vec![
                Field::line("days", "延长几个工作日")
                    .typed("number", "off")
                    .wide(Width::Short)
                    .required()
                    .value(AT_MOST.0.to_string())
                    .hint(format!("1到{}个工作日", AT_MOST.0)),
                Field::area("reason", "延期的理由", 3).required().hint("写在延期答复告知书里，申请人会看到"),
                on(at, "同意日期"),
            ],
        )
        .hint(due.unwrap_or_default()),
    ]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let days = answers.one("days", "请填写1到20之间的整数", |value| value.parse().ok().map(WorkingDays));
    let days = days.and_then(|days| match ExtensionDays::new(days) {
        Ok(days) => Some(days),
        Err(error) => answers.say("days", error.to_string()),
    });
    let reason = answers.words("reason", "请写明为什么需要延期", LONG);
    let on = answers.day("on", "请填写同意日期");
    Some(Step::Extend { days: days?, reason: reason?, on: on? })
}
