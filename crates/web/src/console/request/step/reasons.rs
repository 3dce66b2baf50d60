//! 要求说明理由: far too many applications (Art. 35).

use casework::request::act::Act;
use law::calendar::WorkingDays;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Field, Part};

pub(super) const SHEET: Sheet =
    Sheet { thing: "reasons", act: Act::AskReasons, submit: "制发说明理由告知书", parts, read };

/// What this page proposes; the law names no term.
const PROPOSED: WorkingDays = WorkingDays(7);

fn parts(at: &At<'_>) -> Vec<Part> {
    let answer_by = at.office.settings().calendar.add(at.today(), PROPOSED);
    let answer_by = answer_by.map(|due| due.date.to_string()).unwrap_or_default();
    let fields = vec![
        Field::area("words", "超过合理范围的情况", 4).required().hint("写给申请人：什么期间申请了多少件，涉及哪些内容"),
        Field::day("answer_by", "说明理由期限至").required().value(answer_by).hint("法律没有规定长短，默认7个工作日"),
        on(at, "发出日期"),
    ];
    vec![Part::new("", fields).hint(
        "申请人申请公开政府信息的数量、频次明显超过合理范围的，可以要求说明理由（条例第三十五条）。答复期限照常计算。",
    )]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let words = answers.words("words", "请写明超过合理范围的情况", LONG);
    let answer_by = answers.day("answer_by", "请填写说明理由的期限");
    let on = answers.day("on", "请填写发出日期");
    Some(Step::AskReasons { words: words?, answer_by: answer_by?, on: on? })
}
