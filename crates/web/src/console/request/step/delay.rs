//! 延迟答复: the reasons are reasonable, and the term is too short (Art. 35).

use casework::request::act::Act;
use law::calendar::in_words;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Field, Part};

pub(super) const SHEET: Sheet =
    Sheet { thing: "delay", act: Act::Delay, submit: "制发延迟答复告知书", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let due = at.file.clock.due_on.map(|due| {
        format!(
            "现在的期限是{}，须在这一天之前（含当天）告知申请人。延迟的期限应当合理（条例第三十五条）。",
            in_words(due, at.today().year())
        )
    });
    let fields = vec![
        Field::day("until", "延迟到哪一天前答复").required(),
        Field::area("words", "为什么在期限内答不完", 3).required().hint("写在延迟答复告知书里，申请人会看到"),
        on(at, "告知日期"),
    ];
    vec![Part::new("", fields).hint(due.unwrap_or_default())]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let until = answers.day("until", "请填写延迟到哪一天");
    let words = answers.words("words", "请写明为什么在期限内答不完", LONG);
    let on = answers.day("on", "请填写告知日期");
    Some(Step::Delay { until: until?, words: words?, on: on? })
}
