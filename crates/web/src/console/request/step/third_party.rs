//! 告知第三方: what is disclosed although it objected with reason, and why (Art. 32).

use casework::request::act::Act;
use law::calendar::in_words;
use office::request::Step;

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LONG};
use crate::look::form::{Choice, Field, Part};

pub(super) const SHEET: Sheet =
    Sheet { thing: "third-party", act: Act::TellThirdParty, submit: "制发第三方告知书", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let who: Vec<Choice> = at
        .file
        .request
        .all_overridden()
        .map(|one| {
            let asked = in_words(one.asked_on, at.today().year());
            Choice::new(one.entry.to_string(), format!("第{}项：{asked}征求意见的第三方", one.entry))
        })
        .collect();
    let only = if let [one] = &who[..] { one.value.clone() } else { String::new() };
    let fields = vec![
        Field::one_of("consultation", "告知哪一方", who).required().value(only),
        Field::area("information", "决定公开的政府信息内容", 3).required(),
        Field::area("reason", "理由", 4).required().hint("不公开会对公共利益造成怎样的重大影响"),
        on(at, "告知日期"),
    ];
    vec![Part::new("", fields).hint(
        "第三方不同意公开且有合理理由，而本机关认为不公开可能会对公共利益造成重大影响的，可以决定予以公开，并将决定公开的政府信息内容和理由书面告知第三方（条例第三十二条）。告知书不写明申请人。",
    )]
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let consultation = answers.one("consultation", "请选择告知哪一方", |value| value.parse().ok());
    let information = answers.words("information", "请写明决定公开的内容", LONG);
    let reason = answers.words("reason", "请写明理由", LONG);
    let on = answers.day("on", "请填写告知日期");
    Some(Step::TellThirdParty { consultation: consultation?, information: information?, reason: reason?, on: on? })
}
