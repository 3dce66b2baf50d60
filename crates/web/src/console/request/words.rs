//! What lists and pages of the console call what the record keeps as codes.

use casework::request::facts::{Applicant, Level};
use law::request::outcome::Outcome;

/// The column of the report, as people call it.
pub(in crate::console) fn applicant(kind: Applicant) -> &'static str {
    match kind {
        Applicant::NaturalPerson => "自然人",
        Applicant::Enterprise => "商业企业",
        Applicant::ResearchInstitution => "科研机构",
        Applicant::SocialOrganization => "社会公益组织",
        Applicant::LegalService => "法律服务机构",
        Applicant::Other => "其他组织",
    }
}

/// What is owed on a file, by the code of its row.
pub(in crate::console) fn owed(code: &str, awaited: Option<&str>) -> &'static str {
    match (code, awaited) {
        ("confirm", _) => "与申请人确认",
        ("ask_correction", _) => "内容不明确的，要求补正",
        ("tell_extension", _) => "告知延期",
        ("review", Some("unit_head")) => "科室（单位）负责人审核",
        ("review", Some("legal_reviewer")) => "法制审核",
        ("review", Some("deputy_head")) => "分管领导审核",
        ("review", Some("head")) => "主要领导审核",
        ("review", _) => "审核答复",
        ("tell_third_party", _) => "书面告知第三方",
        ("serve", _) => "送达答复",
        ("reply", _) => "作出答复",
        ("archive", _) => "归档",
        _ => "",
    }
}

/// A level of the review chain, by its code.
pub(in crate::console) fn level(code: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level_code(*level) == code)
}

/// The code of a level, in rows and forms.
pub(in crate::console) fn level_code(level: Level) -> &'static str {
    match level {
        Level::UnitHead => "unit_head",
        Level::LegalReviewer => "legal_reviewer",
        Level::DeputyHead => "deputy_head",
        Level::Head => "head",
    }
}

/// Where a file stands, by the code of its row; `outcome` is that of a closed one.
pub(in crate::console) fn standing(code: &str, outcome: Option<&str>) -> String {
    match code {
        "unconfirmed" => "待确认".to_owned(),
        "running" => "办理中".to_owned(),
        "consulting" => "征求意见中".to_owned(),
        "awaiting_correction" => "等待补正".to_owned(),
        "awaiting_payment" => "等待缴费".to_owned(),
        "closed" => {
            let outcome = outcome.and_then(|code| code.parse::<Outcome>().ok());
            outcome.map_or_else(|| "已办结".to_owned(), |outcome| format!("已办结：{}", unnumbered(outcome.label())))
        }
        _ => "请打开核对".to_owned(),
    }
}

/// A label of the form without its number: 「1.本机关不掌握…」 is 「本机关不掌握…」.
fn unnumbered(label: &str) -> &str {
    label.trim_start_matches(|c: char| "（一二三四五六七八）0123456789.".contains(c))
}
