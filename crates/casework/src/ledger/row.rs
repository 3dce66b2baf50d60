//! What stands in a ledger. Each row has a key of its own, so that the same table brought twice adds nothing.

use law::calendar::Day;
use rust_decimal::Decimal;

use super::{Kind, Ledger};
use crate::publication::counted::Life;
use crate::publication::facts::Norm;

/// A row of one of the ledgers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its type says")]
pub enum Row {
    Item(Item),
    Decision(Decision),
    FeeIncome(FeeIncome),
    Purchase(Purchase),
    Document(Document),
}

/// An entry of the list of powers (项目).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// 事项编码.
    pub code: String,
    /// 事项名称.
    pub name: String,
    /// 承办科室、单位; empty where the list names none.
    pub unit: String,
    /// The first day on which it is on the list.
    pub from: Day,
    /// The last day; `None` while it stays.
    pub to: Option<Day>,
}

/// A decision (处理决定) on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it is: never [`Kind::Fee`].
    pub kind: Kind,
    /// 决定书文号 or case number.
    pub number: String,
    /// 事项名称.
    pub item: String,
    /// 承办科室、单位; empty where the ledger names none.
    pub unit: String,
    /// The day of the decision.
    pub on: Day,
}

/// What a fee brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeIncome {
    /// 票据号码.
    pub number: String,
    /// 收费项目.
    pub item: String,
    /// The day.
    pub on: Day,
    /// In 元.
    pub amount: Decimal,
}

/// A procurement through the centralised way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// 项目编号.
    pub number: String,
    /// 项目名称.
    pub name: String,
    /// The day of the award, by which it counts.
    pub on: Day,
    /// In 元.
    pub amount: Decimal,
}

/// A document from before the records began; later ones are publications.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its kind.
    pub norm: Norm,
    /// 文号.
    pub number: String,
    /// 标题.
    pub title: String,
    /// The day of its forming.
    pub made_on: Day,
    /// The day on which it became public.
    pub published_on: Option<Day>,
    /// The day from which it does not hold.
    pub repealed_on: Option<Day>,
}

impl Row {
    /// The ledger in which it stands.
    pub fn ledger(&self) -> Ledger {
        match self {
            Row::Item(_) => Ledger::Items,
            Row::Decision(_) => Ledger::Decisions,
            Row::FeeIncome(_) => Ledger::FeeIncome,
            Row::Purchase(_) => Ledger::Procurement,
            Row::Document(_) => Ledger::Documents,
        }
    }

    /// What tells it from all other rows of its ledger.
    pub fn key(&self) -> String {
        match self {
            Row::Item(item) => format!("{}|{}|{}", item.kind.code(), item.code, item.from),
            Row::Decision(decision) => format!("{}|{}", decision.kind.code(), decision.number),
            Row::FeeIncome(income) => income.number.clone(),
            Row::Purchase(purchase) => purchase.number.clone(),
            Row::Document(document) => document.number.clone(),
        }
    }

    /// What people call it in a list.
    pub fn title(&self) -> &str {
        match self {
            Row::Item(item) => &item.name,
            Row::Decision(decision) => &decision.item,
            Row::FeeIncome(income) => &income.item,
            Row::Purchase(purchase) => &purchase.name,
            Row::Document(document) => &document.title,
        }
    }

    /// The day by which it is sorted: of the decision, the award, the forming; of an item its first day.
    pub fn day(&self) -> Day {
        match self {
            Row::Item(item) => item.from,
            Row::Decision(decision) => decision.on,
            Row::FeeIncome(income) => income.on,
            Row::Purchase(purchase) => purchase.on,
            Row::Document(document) => document.made_on,
        }
    }
}

impl Item {
    /// Whether it is on the list on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Document {
    /// The days that decide where it counts.
    pub fn life(&self) -> Life {
        let Document { norm, made_on, published_on, repealed_on, .. } = *self;
        Life { norm, made_on, published_on, repealed_on, withdrawn_on: None }
    }
}
