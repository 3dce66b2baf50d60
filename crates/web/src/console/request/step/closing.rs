//! 告知办结: the letter about what time or the applicant ended, signed off and numbered.

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::Answers;
use crate::look::form::Part;

pub(super) const SHEET: Sheet =
    Sheet { thing: "closing", act: Act::TellClosing, submit: "制发办结告知书", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    vec![Part::new("", vec![on(at, "发出日期").hint("告知书以这一天为成文日期")]).hint(
        "申请人逾期不补正、逾期不缴费的视为放弃申请，撤回的不再处理，条例没有要求另行告知；需要书面告知的，在这里制发：告知书编号、存档，并载明救济途径。制发前可以在案卷的“文书”里看草稿。",
    )]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    Some(Step::TellClosing { on: answers.day("on", "请填写发出日期")? })
}
