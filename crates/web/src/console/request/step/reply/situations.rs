//! What can have been found out about an application, as its page lists it. What only time or money ends is not here: a
//! correction that never came is stated by the worker.

use crate::look::form::Choice;

/// What was found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Disclosable,
    Separable,
    Withheld,
    AlreadyPublished,
    NotExisting,
    NotThisAgency,
    Repeated,
    RegistryQuery,
    NeedsCreation,
    StillUnclear,
    Petition,
    Excessive,
    Publication,
    Reissue,
    Misc,
}

/// Each with its code, its name and where it stands. The most frequent come first, then the order of the law.
const ALL: [(Found, &str, &str, &str); 15] = [
    (Found::Disclosable, "disclosable", "可以公开", "第三十六条第（二）项"),
    (Found::Separable, "separable", "部分可以公开", "第三十七条"),
    (Found::AlreadyPublished, "published", "已经主动公开", "第三十六条第（一）项"),
    (Found::NotExisting, "not_existing", "检索后没有该信息", "第三十六条第（四）项"),
    (Found::NotThisAgency, "not_this_agency", "不属于本机关负责公开", "第三十六条第（五）项"),
    (Found::Withheld, "withheld", "不予公开", "第十四条至第十六条、第三十六条第（三）项"),
    (Found::NeedsCreation, "needs_creation", "需要加工、分析", "第三十八条"),
    (Found::StillUnclear, "unclear", "补正后仍不明确", "第三十条"),
    (Found::Repeated, "repeated", "已答复过，重复申请", "第三十六条第（六）项"),
    (Found::RegistryQuery, "registry", "工商、不动产登记等另有规定", "第三十六条第（七）项"),
    (Found::Petition, "petition", "实为信访、投诉、举报", "第三十九条第一款"),
    (Found::Excessive, "excessive", "大量、反复申请，理由不合理", "第三十五条，须先要求说明理由"),
    (Found::Publication, "publication", "要求提供公报、报刊、书籍等公开出版物", "第三十九条第二款"),
    (Found::Reissue, "reissue", "要求确认或者重新出具已有的信息", "不予处理"),
    (Found::Misc, "misc", "其他情形", "须说明具体情形"),
];

pub(super) fn choices() -> Vec<Choice> {
    ALL.iter().map(|(_, code, name, place)| Choice::new(*code, *name).hint(*place)).collect()
}

impl Found {
    pub(super) fn of_code(code: &str) -> Option<Found> {
        ALL.iter().find(|(_, known, ..)| *known == code).map(|(found, ..)| *found)
    }
}
