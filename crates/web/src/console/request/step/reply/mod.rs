//! 拟写答复: what was found out is chosen, and only the questions that go with it are asked (Arts. 30, 35–39). The outcome
//! follows; nobody chooses a row of the report.

mod ground;
mod situations;
mod text;

use std::collections::BTreeSet;

use casework::request::act::Act;
use casework::request::steps::Answer;
use law::request::reply::Element;
use law::request::situation::{MiscReason, Situation};
use office::request::{Reply, Search, Step};

use super::{At, Sheet, on};
use crate::console::answers::{Answers, LINE, LONG};
use crate::look::form::{Choice, Field, Part, Width};
use ground::PARTS;
use situations::Found;
use text::Text;

pub(super) const SHEET: Sheet = Sheet { thing: "reply", act: Act::Reply, submit: "提交审核", parts, read };

fn parts(at: &At<'_>) -> Vec<Part> {
    let mut parts = vec![
        Part::new(
            "查明的情况",
            vec![
                Field::one_of("situation", "属于哪一种", situations::choices()).required(),
                Field::area("facts", "查明的事实", 4).required().hint("检索、核实的经过和结果"),
            ],
        ),
        Part::new("", vec![given(), Field::area("way", "获取的方式、途径和时间", 2).hint("不随信提供的填写")])
            .class("when when-disclosable when-separable"),
        Part::new(
            "",
            vec![
                Field::area("way_to_find", "获取的方式、途径", 2).required().hint("网址、刊名和期次等，写到能直接找到"),
            ],
        )
        .class("when when-published when-publication"),
        Part::new("不予公开的情形", ground::fields("whole")).class("when when-withheld"),
    ];
    for (number, prefix) in (1..).zip(PARTS) {
        let legend = format!("不予公开的部分之{number}");
        let hint = if number == 1 { "每一处只能有一项情形；没有更多的留空。" } else { "" };
        parts.push(Part::new(legend, ground::fields_of_part(prefix)).hint(hint).class("when when-separable"));
    }
    parts.extend([
        Part::new(
            "检索记录",
            vec![
                Field::day("searched_on", "检索日期").required().value(at.today().to_string()),
                Field::area("stores", "检索的范围", 3).required().hint("档案室、业务系统、承办科室等，每行一处"),
                Field::area("searched", "检索词和结果", 3).required(),
            ],
        )
        .hint("信息不存在的，检索记录是主要证据（条例第三十六条第（四）项）。检索人是您本人。")
        .class("when when-not_existing"),
        Part::new(
            "",
            vec![
                Field::line("responsible", "负责公开的行政机关和联系方式").wide(Width::Wide),
                Field::any_of(
                    "responsible_unknown",
                    "无法确定的",
                    vec![Choice::new("yes", "经核实无法确定由哪个机关负责公开")],
                ),
            ],
        )
        .class("when when-not_this_agency"),
        Part::new("", vec![Field::line("earlier", "此前的答复").required().wide(Width::Wide).hint("文号和日期")])
            .class("when when-repeated"),
        Part::new("", vec![Field::line("rules", "有特别规定的法律、行政法规").required().wide(Width::Wide)])
            .class("when when-registry"),
        Part::new("", vec![Field::one_of("misc", "具体情形", misc()).required()]).class("when when-misc"),
        Part::new("", vec![Field::area("reason", "理由", 3).required()])
            .class("when when-not_this_agency when-needs_creation when-unclear when-petition when-excessive when-reissue when-misc"),
        Part::new(
            "答复书",
            vec![
                Field::area("more", "答复书的其他内容", 4).hint("称谓、依据、救济途径和落款由系统按情形生成，不用写"),
                on(at, "拟稿日期"),
            ],
        ),
    ]);
    parts
}

fn given() -> Field {
    let given = vec![Choice::new("attached", "随答复书提供"), Choice::new("later", "告知获取的方式、途径和时间")];
    Field::one_of("given", "怎样提供", given).required().value("attached")
}

fn misc() -> Vec<Choice> {
    let code = |(place, _): (usize, &MiscReason)| place.to_string();
    let named = MiscReason::ALL.iter().enumerate().filter(|(_, reason)| **reason != MiscReason::Withdrawn);
    named.map(|one| Choice::new(code(one), one.1.label())).collect()
}

fn read(answers: &mut Answers<'_>) -> Option<Step> {
    let on = answers.day("on", "请填写拟稿日期");
    let found = answers.one("situation", "请选择查明的情况", Found::of_code);
    let facts = answers.words("facts", "请写明查明的事实", LONG);
    let mut letter = Letter::default();
    let answer = answer(found?, answers, &mut letter);
    let more = answers.words_if_given("more", LONG);
    let mut text = Text::default();
    text.say("", facts?);
    text.append(letter.text);
    text.say("", more?);
    letter.elements.extend([Element::FactsFound, Element::LegalBasis]);
    let Letter { elements, search, .. } = letter;
    Some(Step::Reply(Reply { on: on?, answer: answer?, search, elements, words: text.whole() }))
}

/// What the answers put into the letter.
#[derive(Default)]
struct Letter {
    elements: BTreeSet<Element>,
    search: Option<Search>,
    text: Text,
}

fn answer(found: Found, answers: &mut Answers<'_>, letter: &mut Letter) -> Option<Answer> {
    let situation = match found {
        Found::Disclosable => {
            how_given(answers, letter)?;
            Situation::Disclosable
        }
        Found::Separable => {
            let given = how_given(answers, letter);
            let parts = ground::read_parts(answers)?;
            given?;
            return Some(Answer::Partly(parts));
        }
        Found::Withheld => return Some(Answer::Refused(ground::read("whole", answers)?)),
        Found::AlreadyPublished => {
            way_to_find(answers, letter)?;
            Situation::AlreadyPublished
        }
        Found::Publication => {
            way_to_find(answers, letter)?;
            Situation::Publication
        }
        Found::NotExisting => {
            searched(answers, letter)?;
            Situation::NotExisting
        }
        Found::NotThisAgency => {
            let told = responsible(answers, letter);
            reason(answers, letter)?;
            told?;
            Situation::NotThisAgency
        }
        Found::Repeated => {
            line("earlier", "此前的答复", "请填写此前答复的文号和日期", Element::EarlierReply, answers, letter)?;
            Situation::Repeated
        }
        Found::RegistryQuery => {
            let ask = "请填写作出特别规定的法律、行政法规的名称";
            line("rules", "办理依据", ask, Element::SpecialRules, answers, letter)?;
            Situation::RegistryQuery
        }
        Found::NeedsCreation => {
            reason(answers, letter)?;
            Situation::NeedsCreation
        }
        Found::StillUnclear => {
            reason(answers, letter)?;
            Situation::StillUnclear
        }
        Found::Petition => {
            reason(answers, letter)?;
            Situation::Petition
        }
        Found::Excessive => {
            reason(answers, letter)?;
            Situation::Excessive
        }
        Found::Reissue => {
            reason(answers, letter)?;
            Situation::Reissue
        }
        Found::Misc => {
            let of_place = |place: &str| MiscReason::ALL.get(place.parse::<usize>().ok()?).copied();
            let which = answers.one("misc", "请选择具体情形", of_place);
            reason(answers, letter)?;
            Situation::Misc(which?)
        }
    };
    Some(Answer::Otherwise(situation))
}

fn how_given(answers: &mut Answers<'_>, letter: &mut Letter) -> Option<()> {
    match answers.raw("given") {
        "attached" => letter.elements.insert(Element::InformationAttached),
        "later" => {
            let way = answers.words("way", "请写明获取的方式、途径和时间", LONG)?;
            letter.text.say("获取的方式、途径和时间", way);
            letter.elements.insert(Element::WayAndTime)
        }
        _ => return answers.say("given", "请选择怎样提供"),
    };
    Some(())
}

fn way_to_find(answers: &mut Answers<'_>, letter: &mut Letter) -> Option<()> {
    let way = answers.words("way_to_find", "请写明获取的方式、途径", LONG)?;
    letter.text.say("获取的方式、途径", way);
    letter.elements.insert(Element::WayToFind);
    Some(())
}

fn searched(answers: &mut Answers<'_>, letter: &mut Letter) -> Option<()> {
    let on = answers.day("searched_on", "请填写检索日期");
    let stores = answers.words("stores", "请写明检索的范围", LONG);
    let words = answers.words("searched", "请写明检索词和结果", LONG);
    let stores = stores?.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    letter.search = Some(Search { on: on?, stores, words: words? });
    Some(())
}

fn responsible(answers: &mut Answers<'_>, letter: &mut Letter) -> Option<()> {
    if answers.ticked("responsible_unknown", "yes") {
        letter.elements.insert(Element::ResponsibleAgencyUnknown);
        letter.text.say("", "经核实，无法确定负责公开该信息的行政机关。".to_owned());
        return Some(());
    }
    let ask = "请填写负责公开的行政机关和联系方式，确实无法确定的请勾选";
    line("responsible", "负责公开的行政机关", ask, Element::ResponsibleAgency, answers, letter)
}

fn reason(answers: &mut Answers<'_>, letter: &mut Letter) -> Option<()> {
    let reason = answers.words("reason", "请写明理由", LONG)?;
    letter.text.say("理由", reason);
    letter.elements.insert(Element::Reason);
    Some(())
}

fn line(
    field: &str,
    said_as: &'static str,
    ask: &str,
    element: Element,
    answers: &mut Answers<'_>,
    letter: &mut Letter,
) -> Option<()> {
    let words = answers.words(field, ask, LINE)?;
    letter.text.say(said_as, words);
    letter.elements.insert(element);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submitted::Submitted;

    fn with(more: &[(&str, &str)]) -> Submitted {
        let always = [("on", "2025-11-19"), ("facts", "经查，本机关保存有该信息。")];
        Submitted::of(always.iter().chain(more).copied())
    }

    fn reply(more: &[(&str, &str)]) -> Result<Reply, Vec<String>> {
        let submitted = with(more);
        let mut answers = Answers::of(&submitted);
        match read(&mut answers) {
            Some(Step::Reply(reply)) => Ok(reply),
            _ => Err(more.iter().filter_map(|_| None).collect()),
        }
    }

    #[test]
    fn what_is_given_is_attached_or_says_where() {
        let attached = reply(&[("situation", "disclosable"), ("given", "attached")]).unwrap();
        assert!(attached.elements.contains(&Element::InformationAttached));
        assert_eq!(attached.answer, Answer::Otherwise(Situation::Disclosable));
        let later = [("situation", "disclosable"), ("given", "later"), ("way", "11月25日起到201室复制")];
        assert!(reply(&later).unwrap().words.contains("获取的方式、途径和时间：11月25日起到201室复制"));
        assert!(reply(&later[..2]).is_err());
    }

    #[test]
    fn a_search_names_each_place_on_a_line_of_its_own() {
        let search = [
            ("situation", "not_existing"),
            ("searched_on", "2025-11-18"),
            ("stores", "档案室\n\n 业务系统 "),
            ("searched", "静海河，无"),
        ];
        assert_eq!(reply(&search).unwrap().search.unwrap().stores, ["档案室", "业务系统"]);
    }

    #[test]
    fn only_the_questions_of_the_situation_are_asked() {
        let petition = reply(&[("situation", "petition"), ("reason", "内容为投诉"), ("whole_exemption", "odd")]);
        assert_eq!(petition.unwrap().answer, Answer::Otherwise(Situation::Petition));
        assert!(reply(&[("situation", "petition")]).is_err());
    }
}
