//! 收到补正 (Art. 30).

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "corrected", act: Act::Correct, submit: "记录", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let reason =
        vec![Choice::new("yes", "逾期补正，但有正当理由").hint("没有正当理由的，视为放弃申请（条例第三十条）")];
    alone(vec![
        on(at, "收到日期").hint("答复期限从这一天起重新计算"),
        Field::area("words", "补正后的申请内容", 5).required(),
        Field::any_of("good_reason", "逾期的", reason),
    ])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let on = answers.day("on", "请填写收到补正的日期");
    let words = answers.words("words", "请写明补正后的申请内容", LONG);
    let good_reason = answers.ticked("good_reason", "yes");
    Some(Step::Correct { on: on?, words: words?, good_reason, papers: Vec::new() })
}
