//! 收到缴费 (Art. 42).

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::Answers;
use crate::look::form::Part;

pub(super) const SHEET: Sheet = Sheet { thing: "payment", act: Act::PayFee, submit: "记录缴费", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    alone(vec![on(at, "缴费日期").hint("答复期限从次日起重新计算")])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    Some(Step::PayFee { on: answers.day("on", "请填写缴费日期")? })
}
