//! 收到理由: what the applicant says (Art. 35).

use casework::request::act::Act;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "reasons-given", act: Act::GiveReasons, submit: "记录", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let fields = vec![Field::area("words", "申请人说明的理由", 5).required(), on(at, "收到日期")];
    vec![Part::new("", fields).hint(
        "理由合理的继续办理，期限内答不完的可以延迟答复；不合理的，在“拟写答复”中选择“大量、反复申请，理由不合理”。",
    )]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let words = answers.words("words", "请写明申请人说明的理由", LONG);
    let on = answers.day("on", "请填写收到日期");
    Some(Step::GiveReasons { words: words?, on: on? })
}
