//! 收费通知书 (Art. 42 and its tariff): 依据、标准、数额、缴纳方式.

use law::calendar::Day;
use law::request::fee::{Basis, Tariff, Yuan};
use law::request::payment::pay_within;
use law::request::reply::Notice;

use super::words::said;
use super::{Application, Letter};

/// A notice of a fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeNotice {
    /// For which application.
    pub application: Application,
    /// When it was decided: by the tariff of that day.
    pub decided_on: Day,
    /// What is charged for.
    pub basis: Basis,
    /// How much.
    pub amount: Yuan,
    /// How to pay.
    pub way: String,
}

impl FeeNotice {
    pub(super) fn paragraphs(&self, letter: &Letter) -> Vec<String> {
        let you = letter.to.you();
        let article = Notice::Fee.articles()[0].citation();
        let tariff = Tariff::on(self.decided_on);
        let tariff = tariff.map(|tariff| format!("和《{}》（{}）", tariff.name, tariff.number)).unwrap_or_default();
        let basis = match self.basis {
            Basis::Cases { earlier, now } => {
                format!("按件计收，{you}在同一自然月内此前已申请{earlier}件，本次申请{now}件，按照超额累进方式计算")
            }
            Basis::Pages(pages) => format!("按量计收，本次提供的政府信息共{pages}页，按照超额累进方式计算"),
        };
        let mut text = self.application.opening(you);
        text.push(format!(
            "{you}申请公开政府信息的数量、频次明显超过合理范围。依照{article}{tariff}的规定，本机关决定收取信息处理费。"
        ));
        text.push(format!("计收标准：{basis}。"));
        text.push(format!("收费数额：{}。", self.amount));
        text.extend(said("缴纳方式：", &self.way));
        text.push(format!(
            "请{you}自收到本通知书次日起{}个工作日内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。",
            pay_within(self.decided_on).0
        ));
        text
    }
}
