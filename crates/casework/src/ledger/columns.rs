//! The columns of each ledger, with what offices write in place of our titles.

use super::Ledger;

/// A column that a ledger keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its title in our own template.
    pub title: &'static str,
    /// What offices write instead.
    pub aliases: &'static [&'static str],
    /// A table without it cannot be read.
    pub required: bool,
}

const fn needed(title: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { title, aliases, required: true }
}

const fn wanted(title: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { title, aliases, required: false }
}

pub(super) const KIND: Column = wanted("类别", &["事项类别", "事项类型", "类型", "权力类型", "职权类别"]);
pub(super) const CODE: Column = needed("事项编码", &["编码", "权力编码", "职权编码", "基本编码", "项目编码"]);
pub(super) const ITEM: Column =
    needed("事项名称", &["名称", "事项", "权力名称", "职权名称", "许可事项", "项目名称", "案由"]);
pub(super) const UNIT: Column = wanted("承办单位", &["承办科室", "承办机构", "责任科室", "实施机构", "科室"]);
pub(super) const FROM: Column = needed("开始日期", &["起始日期", "生效日期", "列入日期", "实施日期"]);
pub(super) const TO: Column = wanted("终止日期", &["结束日期", "取消日期", "失效日期", "退出日期"]);
pub(super) const DECISION_NUMBER: Column = needed(
    "决定书文号",
    &["文号", "决定文号", "处罚决定书文号", "许可决定书文号", "许可编号", "案号", "办件编号", "编号"],
);
pub(super) const DECIDED_ON: Column =
    needed("决定日期", &["作出日期", "办结日期", "处罚决定日期", "许可决定日期", "日期"]);
pub(super) const RECEIPT: Column = needed("票据号码", &["票据号", "票号", "编号"]);
pub(super) const FEE: Column = needed("收费项目", &["项目", "项目名称", "事项名称"]);
pub(super) const PAID_ON: Column = needed("收费日期", &["缴费日期", "收款日期", "日期"]);
pub(super) const AMOUNT: Column =
    needed("金额", &["收费金额", "采购金额", "中标金额", "成交金额", "合同金额", "中标（成交）金额", "总金额"]);
pub(super) const PURCHASE_NUMBER: Column = needed("项目编号", &["采购编号", "采购项目编号", "编号", "合同编号"]);
pub(super) const PURCHASE: Column = needed("项目名称", &["采购项目", "采购项目名称", "名称"]);
pub(super) const AWARDED_ON: Column = needed("成交日期", &["中标日期", "采购日期", "合同签订日期", "日期"]);
pub(super) const DOCUMENT_NUMBER: Column = needed("文号", &["发文字号", "文件编号"]);
pub(super) const DOCUMENT_TITLE: Column = needed("标题", &["文件名称", "文件标题", "名称"]);
pub(super) const MADE_ON: Column = needed("成文日期", &["印发日期", "发文日期", "制发日期", "日期"]);
pub(super) const PUBLISHED_ON: Column = wanted("公开日期", &["发布日期", "公布日期"]);
pub(super) const REPEALED_ON: Column = wanted("废止日期", &["失效日期", "废止（失效）日期"]);

/// The columns of a ledger, as its template has them.
pub fn columns(ledger: Ledger) -> &'static [Column] {
    match ledger {
        Ledger::Items => &[KIND, CODE, ITEM, UNIT, FROM, TO],
        Ledger::Decisions => &[KIND, DECISION_NUMBER, ITEM, UNIT, DECIDED_ON],
        Ledger::FeeIncome => &[RECEIPT, FEE, PAID_ON, AMOUNT],
        Ledger::Procurement => &[PURCHASE_NUMBER, PURCHASE, AWARDED_ON, AMOUNT],
        Ledger::Documents => &[KIND, DOCUMENT_NUMBER, DOCUMENT_TITLE, MADE_ON, PUBLISHED_ON, REPEALED_ON],
    }
}

/// The title of the column that tells rows apart.
pub(super) fn key_column(ledger: Ledger) -> &'static str {
    match ledger {
        Ledger::Items => CODE.title,
        Ledger::Decisions => DECISION_NUMBER.title,
        Ledger::FeeIncome => RECEIPT.title,
        Ledger::Procurement => PURCHASE_NUMBER.title,
        Ledger::Documents => DOCUMENT_NUMBER.title,
    }
}
