//! Why something is withheld: the article's own words, the officer's reason, and what the article asks for besides.

use law::request::exemption::Exemption;
use law::request::ground::ThirdParty;

use super::{Why, WithheldPart, Withholding, consequence};
use crate::letter::words::{clause, place, regulation, said};

/// The sentences of a ground, `what` being 「您申请公开的信息」 or a part of it.
pub(super) fn ground(what: &str, ground: &Withholding) -> Vec<String> {
    let exemption = ground.exemption;
    let article = place(exemption.article());
    let mut text = vec![format!(
        "{what}属于{article}规定的“{}”，依照该{}的规定{}。",
        statute(exemption),
        if exemption.article().paragraph.is_some() { "款" } else { "条" },
        consequence(exemption)
    )];
    if let Some(norm) = ground.norm.as_ref().filter(|_| exemption == Exemption::ForbiddenByLaw) {
        text.extend(said("禁止公开的依据：", &norm.title));
    }
    text.extend(said("理由：", &ground.reason));
    if let Some(third_party) = ground.third_party.filter(|_| exemption == Exemption::ThirdParty) {
        text.push(asked(third_party));
    }
    if exemption.needs_reason_for_discretion() {
        text.extend(said("决定不予公开的考虑：", &ground.discretion));
    }
    text
}

/// The parts of a document that are left out, one after the other.
pub(super) fn parts(parts: &[WithheldPart]) -> Vec<String> {
    (1..).zip(parts).flat_map(|(number, part)| one_part(number, part)).collect()
}

fn one_part(number: usize, part: &WithheldPart) -> Vec<String> {
    let number = u8::try_from(number).map_or_else(|_| number.to_string(), law::article::chinese);
    let what = clause(&part.what);
    let head = if what.is_empty() { format!("（{number}）") } else { format!("（{number}）{what}。") };
    let mut text = match &part.why {
        Why::Withheld(why) => ground("该部分内容", why),
        Why::NotGovernmentInformation(reason) => {
            let mut text = vec![format!("该部分内容不属于{}所称的政府信息。", place(regulation(2, None)))];
            text.extend(said("理由：", reason));
            text
        }
    };
    text[0].insert_str(0, &head);
    text
}

/// The law's own words for the class of information, without what follows from it.
fn statute(exemption: Exemption) -> &'static str {
    let statute = exemption.statute();
    let consequence = statute.rfind('，').filter(|at| statute[*at..].contains("公开") && statute.ends_with("公开"));
    &statute[..consequence.unwrap_or(statute.len())]
}

/// Art. 32: what the third party has said.
fn asked(third_party: ThirdParty) -> String {
    let article = place(regulation(32, None));
    let said = match third_party {
        ThirdParty::Objected => "第三方不同意公开且有合理理由",
        ThirdParty::ObjectedWithoutReason => "第三方不同意公开但未说明合理理由，本机关经审查决定不予公开",
        ThirdParty::Silent => "第三方逾期未提出意见，本机关依照《条例》的规定决定不予公开",
        ThirdParty::Unreachable => "未能与第三方取得联系，本机关依照《条例》的规定决定不予公开",
        ThirdParty::Consented => "第三方同意公开",
    };
    format!("本机关依照{article}的规定书面征求第三方的意见，{said}。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statute_is_quoted_without_what_follows_from_it() {
        for exemption in Exemption::ALL {
            let quoted = statute(exemption);
            assert!(!quoted.ends_with("公开") && exemption.statute().starts_with(quoted), "{quoted}");
        }
        assert_eq!(statute(Exemption::EnforcementFile), "行政执法案卷信息");
        assert_eq!(
            statute(Exemption::InternalAffairs),
            "行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息"
        );
    }
}
