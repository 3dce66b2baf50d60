//! The grounds of what is withheld: one for the whole, or one for each part (Arts. 14–16 and 37). Whether they hold is for
//! the law to say; here they are only asked for and read.

use law::request::exemption::Exemption;
use law::request::ground::{GroundDraft, Norm, PartDraft, Rank, ThirdParty};

use crate::console::answers::{Answers, LINE, LONG};
use crate::look::form::{Choice, Field, Width};

/// So many parts have room on the page.
pub(super) const PARTS: [&str; 3] = ["part1", "part2", "part3"];

const NO_INFORMATION: &str = "not_government_information";

pub(super) fn fields(prefix: &str) -> Vec<Field> {
    let mut fields = vec![exemption(prefix, Vec::new()).required()];
    fields.extend(reasons(prefix));
    fields
}

pub(super) fn fields_of_part(prefix: &str) -> Vec<Field> {
    let others = vec![Choice::new(NO_INFORMATION, "不属于政府信息（第三十七条）")];
    let what = Field::line(name(prefix, "what"), "哪一部分").wide(Width::Wide).hint("如：第3页表2中的联系人电话");
    let mut fields = vec![what, exemption(prefix, others)];
    fields.extend(reasons(prefix));
    fields
}

fn exemption(prefix: &str, others: Vec<Choice>) -> Field {
    let choices =
        Exemption::ALL.map(|one| Choice::new(one.code(), format!("{}（{}）", one.label(), one.article().place())));
    Field::menu(name(prefix, "exemption"), "法定情形（限一项）", choices.into_iter().chain(others).collect())
}

fn reasons(prefix: &str) -> Vec<Field> {
    let ranks = vec![Choice::new("law", "法律"), Choice::new("administrative_regulation", "行政法规")];
    vec![
        Field::area(name(prefix, "reason"), "理由", 3).hint("为什么属于这一情形"),
        Field::area(name(prefix, "discretion"), "决定不公开的理由", 2).hint("第十六条“可以不予公开”的填写"),
        Field::menu(name(prefix, "rank"), "禁止公开的依据", ranks).hint("“法律、行政法规禁止公开”的填写"),
        Field::line(name(prefix, "norm"), "名称和条款").wide(Width::Wide).hint("如：中华人民共和国统计法第九条"),
        Field::any_of(
            name(prefix, "unreachable"),
            "第三方",
            vec![Choice::new("yes", "无法联系上第三方").hint("联系的经过写在理由中；第三方已答复的以卷内记录为准")],
        ),
    ]
}

pub(super) fn read(prefix: &str, answers: &mut Answers<'_>) -> Option<GroundDraft> {
    let chosen =
        answers.one(&name(prefix, "exemption"), "请选择一项不予公开的法定情形", |code| code.parse().ok());
    draft(prefix, answers, chosen)
}

pub(super) fn read_parts(answers: &mut Answers<'_>) -> Option<Vec<PartDraft>> {
    let mut parts = Vec::new();
    let mut whole = true;
    for prefix in PARTS {
        let (what, code) = (answers.raw(&name(prefix, "what")), answers.raw(&name(prefix, "exemption")));
        if what.is_empty() && code.is_empty() && answers.raw(&name(prefix, "reason")).is_empty() {
            continue;
        }
        match part(prefix, answers) {
            Some(part) => parts.push(part),
            None => whole = false,
        }
    }
    if parts.is_empty() && whole {
        return answers.say(&name(PARTS[0], "what"), "请写明哪一部分不予公开；全部公开的请选“可以公开”");
    }
    whole.then_some(parts)
}

fn part(prefix: &str, answers: &mut Answers<'_>) -> Option<PartDraft> {
    let what = answers.words(&name(prefix, "what"), "请写明是哪一部分", LINE);
    if answers.raw(&name(prefix, "exemption")) == NO_INFORMATION {
        let reason = answers.words(&name(prefix, "reason"), "请写明不属于政府信息的理由（条例第三十七条）", LONG);
        return Some(PartDraft::NotGovernmentInformation { what: what?, reason: reason? });
    }
    let chosen =
        answers.one(&name(prefix, "exemption"), "请选择这一部分的法定情形", |code| code.parse().ok());
    let draft = draft(prefix, answers, chosen);
    Some(PartDraft::Withheld(GroundDraft { what: what?, ..draft? }))
}

fn draft(prefix: &str, answers: &mut Answers<'_>, chosen: Option<Exemption>) -> Option<GroundDraft> {
    let reason = answers.words_if_given(&name(prefix, "reason"), LONG);
    let discretion = answers.words_if_given(&name(prefix, "discretion"), LONG);
    let title = answers.words_if_given(&name(prefix, "norm"), LINE);
    let rank = match answers.raw(&name(prefix, "rank")) {
        "law" => Some(Rank::Law),
        "administrative_regulation" => Some(Rank::AdministrativeRegulation),
        _ => None,
    };
    let norm = rank.zip(title.clone()).map(|(rank, title)| Norm { rank, title });
    let third_party = answers.ticked(&name(prefix, "unreachable"), "yes").then_some(ThirdParty::Unreachable);
    title?;
    Some(GroundDraft {
        what: String::new(),
        exemptions: vec![chosen?],
        reason: reason?,
        discretion: discretion?,
        norm,
        third_party,
        exception_holds: false,
    })
}

fn name(prefix: &str, field: &str) -> String {
    format!("{prefix}_{field}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::submitted::Submitted;

    #[test]
    fn parts_that_are_left_empty_are_none() {
        let submitted = Submitted::of([
            ("part2_what", "联系人电话"),
            ("part2_exemption", "third_party"),
            ("part2_reason", "个人隐私"),
            ("part2_unreachable", "yes"),
        ]);
        let mut answers = Answers::of(&submitted);
        let parts = read_parts(&mut answers).unwrap();
        let [PartDraft::Withheld(draft)] = &parts[..] else { panic!("one part: {parts:?}") };
        assert_eq!(draft.third_party, Some(ThirdParty::Unreachable));
        assert_eq!((draft.what.as_str(), draft.reason.as_str()), ("联系人电话", "个人隐私"));
    }

    #[test]
    fn a_partial_disclosure_without_parts_says_what_to_do() {
        let submitted = Submitted::default();
        let mut answers = Answers::of(&submitted);
        assert_eq!(read_parts(&mut answers), None);
        assert!(answers.wrong.about("part1_what").is_some());
    }

    #[test]
    fn an_exemption_that_is_none_is_refused() {
        let submitted = Submitted::of([("whole_exemption", "hidden"), ("whole_reason", "x")]);
        let mut answers = Answers::of(&submitted);
        assert_eq!(read("whole", &mut answers), None);
        assert!(answers.wrong.about("whole_exemption").is_some());
    }
}
