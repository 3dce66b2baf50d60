//! 告知延期: it counts from here on (Art. 33).

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::Answers;
use crate::look::form::Part;

pub(super) const SHEET: Sheet =
    Sheet { thing: "extension-notice", act: Act::TellExtension, submit: "记录", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    alone(vec![on(at, "告知申请人的日期").hint("延期答复告知书送达申请人的日期")])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    Some(Step::TellExtension { on: answers.day("on", "请填写告知日期")? })
}
