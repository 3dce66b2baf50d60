//! 归档: from now on the file is only read (Art. 45).

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::Answers;
use crate::look::form::Part;

pub(super) const SHEET: Sheet = Sheet { thing: "archive", act: Act::Archive, submit: "归档", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    vec![Part::new("", vec![on(at, "归档日期")]).hint("归档后只能查阅，不能再记录、更正。")]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    Some(Step::Archive { on: answers.day("on", "请填写归档日期")? })
}
