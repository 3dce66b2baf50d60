//! 申请人撤回.

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "withdrawal", act: Act::Withdraw, submit: "记录撤回", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let fields = vec![
        on(at, "收到撤回申请的日期"),
        Field::area("words", "申请人的原话", 3).required().hint("书面撤回的摘录要点；口头撤回的写明时间、来电号码"),
    ];
    vec![Part::new("", fields).hint("撤回后办结，年报计入“其他处理”中的“其他”。")]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let on = answers.day("on", "请填写收到撤回申请的日期");
    let words = answers.words("words", "请写明申请人的原话", LONG);
    Some(Step::Withdraw { on: on?, words: words? })
}
