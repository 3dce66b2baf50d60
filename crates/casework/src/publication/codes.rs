//! What the choices on a publication are called, and the codes under which lists keep them.

use law::publication::TermKind;

use super::facts::{
    Attribute, Channel, Declaration, Found, Genre, Interpretation, Level, Norm, Repeal, Scope, Withdrawal,
};

impl Level {
    /// All levels, from the first.
    pub const ALL: [Level; 4] = [Level::UnitHead, Level::OpenGovernmentOffice, Level::DeputyHead, Level::Head];

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Level::UnitHead => "unit_head",
            Level::OpenGovernmentOffice => "open_government_office",
            Level::DeputyHead => "deputy_head",
            Level::Head => "head",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Level::UnitHead => "科室（单位）负责人",
            Level::OpenGovernmentOffice => "公开办",
            Level::DeputyHead => "分管领导",
            Level::Head => "主要领导",
        }
    }
}

impl Attribute {
    /// The code under which it is stored.
    pub fn code(&self) -> &'static str {
        match self {
            Attribute::Proactive => "proactive",
            Attribute::OnRequest => "on_request",
            Attribute::Withheld { .. } => "withheld",
        }
    }

    /// What people call it.
    pub fn label(&self) -> &'static str {
        match self {
            Attribute::Proactive => "主动公开",
            Attribute::OnRequest => "依申请公开",
            Attribute::Withheld { .. } => "不予公开",
        }
    }

    /// The agency publishes it on its own.
    pub fn is_proactive(&self) -> bool {
        *self == Attribute::Proactive
    }
}

impl Norm {
    /// Both, in printed order.
    pub const ALL: [Norm; 2] = [Norm::Regulation, Norm::NormativeDocument];

    /// The kind of a row of table two.
    pub fn of_row(row: &str) -> Option<Norm> {
        Norm::ALL.into_iter().find(|norm| norm.row() == row)
    }

    /// Its row in table two, which is also the code under which lists keep it.
    pub fn row(self) -> &'static str {
        match self {
            Norm::Regulation => "regulations",
            Norm::NormativeDocument => "normative_documents",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Norm::Regulation => "规章",
            Norm::NormativeDocument => "行政规范性文件",
        }
    }
}

impl Scope {
    /// All, from the narrowest.
    pub const ALL: [Scope; 3] = [Scope::Unit, Scope::AgencyWide, Scope::Important];

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Scope::Unit => "unit",
            Scope::AgencyWide => "agency_wide",
            Scope::Important => "important",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Scope::Unit => "一般信息",
            Scope::AgencyWide => "全局性信息",
            Scope::Important => "重要信息",
        }
    }
}

impl Declaration {
    /// All three.
    pub const ALL: [Declaration; 3] = [Declaration::Lawful, Declaration::Truthful, Declaration::Accurate];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Declaration::Lawful => "合法性",
            Declaration::Truthful => "真实性",
            Declaration::Accurate => "准确性",
        }
    }
}

impl Found {
    /// Nothing was found.
    pub fn is_clean(self) -> bool {
        self == Found::default()
    }

    /// Personal data, certain or not.
    pub fn findings(self) -> u32 {
        self.certain.saturating_add(self.likely)
    }
}

impl Genre {
    /// All, in the order of a choice.
    pub const ALL: [Genre; 24] = [
        Genre::Decision,
        Genre::Bulletin,
        Genre::Announcement,
        Genre::PublicNotice,
        Genre::Opinion,
        Genre::Notice,
        Genre::Circular,
        Genre::Report,
        Genre::OfficialReply,
        Genre::Letter,
        Genre::Minutes,
        Genre::Publicity,
        Genre::Plan,
        Genre::Budget,
        Genre::Interpretation,
        Genre::Monitoring,
        Genre::LicenceDecision,
        Genre::PenaltyDecision,
        Genre::CoerciveDecision,
        Genre::Procurement,
        Genre::Guide,
        Genre::Rules,
        Genre::Activity,
        Genre::Other,
    ];

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Genre::Decision => "决定",
            Genre::Bulletin => "公报",
            Genre::Announcement => "公告",
            Genre::PublicNotice => "通告",
            Genre::Opinion => "意见",
            Genre::Notice => "通知",
            Genre::Circular => "通报",
            Genre::Report => "报告",
            Genre::OfficialReply => "批复",
            Genre::Letter => "函",
            Genre::Minutes => "纪要",
            Genre::Publicity => "公示",
            Genre::Plan => "规划计划",
            Genre::Budget => "预算决算",
            Genre::Interpretation => "政策解读",
            Genre::Monitoring => "监测信息",
            Genre::LicenceDecision => "许可决定",
            Genre::PenaltyDecision => "处罚决定",
            Genre::CoerciveDecision => "强制决定",
            Genre::Procurement => "采购信息",
            Genre::Guide => "公开指南",
            Genre::Rules => "公开制度",
            Genre::Activity => "工作动态",
            Genre::Other => "其他",
        }
    }

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Genre::Decision => "decision",
            Genre::Bulletin => "bulletin",
            Genre::Announcement => "announcement",
            Genre::PublicNotice => "public_notice",
            Genre::Opinion => "opinion",
            Genre::Notice => "notice",
            Genre::Circular => "circular",
            Genre::Report => "report",
            Genre::OfficialReply => "official_reply",
            Genre::Letter => "letter",
            Genre::Minutes => "minutes",
            Genre::Publicity => "publicity",
            Genre::Plan => "plan",
            Genre::Budget => "budget",
            Genre::Interpretation => "interpretation",
            Genre::Monitoring => "monitoring",
            Genre::LicenceDecision => "licence_decision",
            Genre::PenaltyDecision => "penalty_decision",
            Genre::CoerciveDecision => "coercive_decision",
            Genre::Procurement => "procurement",
            Genre::Guide => "guide",
            Genre::Rules => "rules",
            Genre::Activity => "activity",
            Genre::Other => "other",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Genre> {
        Genre::ALL.into_iter().find(|genre| genre.code() == code)
    }

    /// Which term of publication holds.
    pub fn term(self) -> TermKind {
        match self {
            Genre::LicenceDecision => TermKind::LicenceDecision,
            Genre::PenaltyDecision => TermKind::PenaltyDecision,
            _ => TermKind::Any,
        }
    }
}

impl Channel {
    /// All.
    pub const ALL: [Channel; 8] = [
        Channel::Platform,
        Channel::Gazette,
        Channel::PressConference,
        Channel::Press,
        Channel::Radio,
        Channel::Television,
        Channel::Weibo,
        Channel::Wechat,
    ];

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Platform => "platform",
            Channel::Gazette => "gazette",
            Channel::PressConference => "press_conference",
            Channel::Press => "press",
            Channel::Radio => "radio",
            Channel::Television => "television",
            Channel::Weibo => "weibo",
            Channel::Wechat => "wechat",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Channel::Platform => "政府信息公开平台",
            Channel::Gazette => "政府公报",
            Channel::PressConference => "新闻发布会",
            Channel::Press => "报刊",
            Channel::Radio => "广播",
            Channel::Television => "电视",
            Channel::Weibo => "政务微博",
            Channel::Wechat => "政务微信",
        }
    }
}

impl Repeal {
    /// All.
    pub const ALL: [Repeal; 3] = [Repeal::Abolished, Repeal::Expired, Repeal::Superseded];

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Repeal::Abolished => "abolished",
            Repeal::Expired => "expired",
            Repeal::Superseded => "superseded",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Repeal> {
        Repeal::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Repeal::Abolished => "已废止",
            Repeal::Expired => "已失效",
            Repeal::Superseded => "已被新文件替代",
        }
    }
}

impl Withdrawal {
    /// All.
    pub const ALL: [Withdrawal; 4] =
        [Withdrawal::Leak, Withdrawal::Wrong, Withdrawal::DecisionFell, Withdrawal::TermOver];

    /// The code under which it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Withdrawal::Leak => "leak",
            Withdrawal::Wrong => "wrong",
            Withdrawal::DecisionFell => "decision_fell",
            Withdrawal::TermOver => "term_over",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Withdrawal> {
        Withdrawal::ALL.into_iter().find(|one| one.code() == code)
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Withdrawal::Leak => "含有不应当公开的内容",
            Withdrawal::Wrong => "内容有误",
            Withdrawal::DecisionFell => "决定被变更、撤销、确认违法或者确认无效",
            Withdrawal::TermOver => "公开期限届满",
        }
    }
}

impl Interpretation {
    /// Both.
    pub const ALL: [Interpretation; 2] = [Interpretation::Policy, Interpretation::Law];

    /// The code in forms and columns.
    pub fn code(self) -> &'static str {
        match self {
            Interpretation::Policy => "policy",
            Interpretation::Law => "law",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Interpretation::Policy => "政策解读",
            Interpretation::Law => "法制解读",
        }
    }

    /// The kind of a code.
    pub fn of_code(code: &str) -> Option<Interpretation> {
        Interpretation::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[test]
    fn codes_are_those_that_facts_write_and_lead_back() {
        fn check<T: Serialize + PartialEq + std::fmt::Debug + Copy>(
            all: impl IntoIterator<Item = T>,
            code: fn(T) -> &'static str,
            of_code: fn(&str) -> Option<T>,
        ) {
            for one in all {
                assert_eq!(serde_json::to_value(one).unwrap(), code(one));
                assert_eq!(of_code(code(one)), Some(one));
            }
            assert_eq!(of_code("决定"), None);
        }
        check(Genre::ALL, Genre::code, Genre::of_code);
        check(Level::ALL, Level::code, Level::of_code);
        check(Scope::ALL, Scope::code, Scope::of_code);
        check(Channel::ALL, Channel::code, Channel::of_code);
        check(Repeal::ALL, Repeal::code, Repeal::of_code);
        check(Withdrawal::ALL, Withdrawal::code, Withdrawal::of_code);
        assert_eq!(serde_json::to_value(Attribute::OnRequest).unwrap()["is"], Attribute::OnRequest.code());
        assert!(Norm::ALL.into_iter().all(|norm| Norm::of_row(norm.row()) == Some(norm)));
    }
}
