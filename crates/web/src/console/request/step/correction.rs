//! 要求补正: once, within seven working days, all points at a time (Art. 30).

use std::collections::BTreeSet;

use casework::request::act::Act;
use casework::request::facts::UnclearPoint;
use law::calendar::{WorkingDays, in_words};
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet =
    Sheet { thing: "correction", act: Act::AskCorrection, submit: "记录补正通知", parts, read };

/// What this page proposes where the law says 「合理的补正期限」.
const PROPOSED: WorkingDays = WorkingDays(15);

const POINTS: [(&str, &str, UnclearPoint); 6] = [
    ("identity", "姓名或者名称、身份证明、联系方式", UnclearPoint::Identity),
    ("title", "信息的名称", UnclearPoint::Title),
    ("document_number", "文号", UnclearPoint::DocumentNumber),
    ("period", "信息所属的时期", UnclearPoint::Period),
    ("description", "便于查询的其他特征描述", UnclearPoint::Description),
    ("form", "形式要求，包括获取方式", UnclearPoint::Form),
];

/// The name of a point on the form.
pub(super) fn code(point: UnclearPoint) -> &'static str {
    POINTS.iter().find(|(.., one)| *one == point).map_or("", |(code, ..)| code)
}

fn parts(at: &At<'_>) -> Vec<Part> {
    let points = POINTS.map(|(code, label, _)| Choice::new(code, label)).into();
    let answer_by = at.office.settings().calendar.add(at.today(), PROPOSED);
    let answer_by = answer_by.map(|due| due.date.to_string()).unwrap_or_default();
    let last = at
        .file
        .clock
        .correction_due_on
        .map(|day| format!("最迟{}发出，且只能发一次", in_words(day, at.today().year())));
    vec![
        Part::new(
            "",
            vec![
                Field::any_of("points", "哪些不明确", points).required(),
                Field::area("words", "指导和释明", 5).required().hint("写给申请人：怎样补正，为什么需要"),
                Field::day("answer_by", "补正期限至")
                    .required()
                    .value(answer_by)
                    .hint("给申请人合理的时间，默认15个工作日"),
                on(at, "发出日期"),
            ],
        )
        .hint(last.unwrap_or_default()),
    ]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let points: BTreeSet<UnclearPoint> =
        POINTS.iter().filter(|(code, ..)| answers.ticked("points", code)).map(|(.., point)| *point).collect();
    let points = if points.is_empty() {
        answers.say("points", "请选择需要补正的事项，补正通知应当一次性告知（条例第三十条）")
    } else {
        Some(points)
    };
    let words = answers.words("words", "请写明怎样补正，以指导和释明申请人（条例第三十条）", LONG);
    let answer_by = answers.day("answer_by", "请填写补正期限");
    let on = answers.day("on", "请填写发出日期");
    Some(Step::AskCorrection { points: points?, words: words?, answer_by: answer_by?, on: on? })
}
