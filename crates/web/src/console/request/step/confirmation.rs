//! 与申请人确认 (Art. 31).

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::Answers;
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "confirmation", act: Act::Confirm, submit: "记录", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let reached = vec![
        Choice::new("yes", "已确认").hint("这一天即收到申请之日，答复期限从次日起算（条例第三十一条、第三十三条）"),
        Choice::new("no", "没有联系上").hint("记录在卷，期限还没有起算"),
    ];
    alone(vec![Field::one_of("reached", "结果", reached).required(), on(at, "联系日期")])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let reached = answers.one("reached", "请选择联系的结果", |value| match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    let on = answers.day("on", "请填写联系日期");
    Some(Step::Confirm { reached: reached?, on: on? })
}
