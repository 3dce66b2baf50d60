//! 收到意见 (Arts. 32 and 34).

use casework::request::act::Act;
use casework::request::facts::Said;
use law::calendar::in_words;
use law::request::consultation::Consulted;
use office::request::Step;

use super::{At, Sheet, alone, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet = Sheet { thing: "opinion", act: Act::AnswerConsultation, submit: "记录", parts, read };

const SAID: [(&str, &str, Said); 3] = [
    ("consented", "同意公开", Said::Consented),
    ("objected", "不同意公开，有合理理由", Said::Objected),
    ("objected_without_reason", "不同意公开，没有合理理由", Said::ObjectedWithoutReason),
];

/// The name of an opinion on the form.
pub(super) fn code(said: Said) -> &'static str {
    SAID.iter().find(|(.., one)| *one == said).map_or("", |(code, ..)| code)
}

fn parts(at: &At<'_>) -> Vec<Part> {
    // Whoever mends an answer finds the letters that are answered too.
    let open = at.file.request.consultations().iter().filter(|one| one.answer.is_none() || at.amends.is_some());
    let letters: Vec<Choice> = open
        .map(|one| {
            let whom = match one.consulted {
                Consulted::ThirdParty => "第三方",
                Consulted::Agency => "其他机关",
            };
            let asked = in_words(one.asked_on, at.today().year());
            Choice::new(one.entry.to_string(), format!("第{}项：{asked}征求{whom}的意见", one.entry))
        })
        .collect();
    let only = if let [one] = &letters[..] { one.value.clone() } else { String::new() };
    alone(vec![
        Field::one_of("consultation", "答复的是哪一份", letters).required().value(only),
        Field::one_of("said", "意见", SAID.map(|(code, label, _)| Choice::new(code, label)).into()).required(),
        Field::area("words", "意见和理由", 4).required(),
        on(at, "收到日期"),
    ])
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let consultation =
        answers.one("consultation", "请选择答复的是哪一份征求意见书", |value| value.parse().ok());
    let of_code = |value: &str| SAID.iter().find(|(code, ..)| *code == value).map(|(.., said)| *said);
    let said = answers.one("said", "请选择对方的意见", of_code);
    let words = answers.words("words", "请摘录对方的意见和理由", LONG);
    let on = answers.day("on", "请填写收到日期");
    Some(Step::AnswerConsultation { consultation: consultation?, said: said?, words: words?, on: on? })
}
