//! What a screening says: which kind, where, how sure, why, and what could stand there instead.

use serde::{Deserialize, Serialize};

/// What was found. The names are those of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 公民身份号码, of 18 or the old 15 digits, also inside a 残疾人证号.
    ResidentId,
    /// A mobile phone, or the land line of a person.
    Phone,
    /// A bank card or a person's account.
    BankCard,
    /// A passport or another travel document.
    Passport,
    /// A vehicle's number plate.
    Plate,
    /// An e-mail address that is not an agency's.
    Email,
    /// Where a person lives.
    Address,
    /// A person's name, officials with their posts excepted.
    Name,
    /// A disease, a disability, a hardship, of a person who is named.
    Health,
    /// That a person who is named is a minor.
    Minor,
    /// 绝密★, 机密★, 秘密★: the document must not be published before it is declassified.
    SecrecyMark,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The text proves itself (a check digit, a label, a fixed form).
    Certain,
    /// It looks like it; a person decides.
    Likely,
}

/// One place that must be masked or justified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The text as it stands.
    pub text: String,
    /// First Unicode character within the screened text, from 0.
    pub start: usize,
    /// The Unicode character after the last.
    pub end: usize,
    /// How sure.
    pub certainty: Certainty,
    /// What could be published instead.
    pub suggestion: String,
    /// Why it was found, in a few Chinese words for people; not part of the JSON contract.
    #[serde(skip)]
    pub why: &'static str,
}

/// A finding before it is cut out, counted and masked: a range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) certainty: Certainty,
    pub(crate) why: &'static str,
}

impl Kind {
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::ResidentId => "身份证号",
            Self::Phone => "电话号码",
            Self::BankCard => "银行卡（账）号",
            Self::Passport => "护照等证件号",
            Self::Plate => "车牌号",
            Self::Email => "电子邮箱",
            Self::Address => "住址",
            Self::Name => "姓名",
            Self::Health => "健康状况",
            Self::Minor => "未成年人信息",
            Self::SecrecyMark => "密级标志",
        }
    }
}

impl Certainty {
    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Certain => "确定",
            Self::Likely => "疑似",
        }
    }
}

impl Mark {
    pub(crate) fn new(kind: Kind, range: std::ops::Range<usize>, certainty: Certainty, why: &'static str) -> Self {
        Self { kind, start: range.start, end: range.end, certainty, why }
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
