//! Art. 42: the application waits for the fee.

use super::super::super::payment;
use super::super::words::day_in;
use super::super::{ClockError, Dated, Refusal};
use super::{Course, Phase};
use crate::calendar::Day;

impl Course<'_> {
    pub(super) fn fee_asked(&mut self, dated: &Dated<'_>, reached_on: Option<Day>) -> Result<(), ClockError> {
        let on = dated.fact.on;
        if let Phase::AwaitingCorrection { .. } = self.phase {
            return Err(dated.refused(Refusal::Waiting));
        }
        if self.fee_asked {
            self.say(on, Some("42"), "再次通知缴纳信息处理费，不影响期限。".to_owned());
            return Ok(());
        }
        self.fee_asked = true;
        let due = self.due()?.date;
        if !payment::is_asked_in_time(on, due) {
            let text = format!("通知缴纳信息处理费，但答复期限已在{}届满，不影响期限。", day_in(due, on));
            self.say(on, Some("42"), text);
            return Ok(());
        }
        let by = payment::last_day_to_pay(on, reached_on, self.calendar)?;
        self.provisional |= by.provisional;
        let last = day_in(by.date, on);
        let text = format!(
            "通知您缴纳信息处理费，请最迟{last}前缴纳。缴费之前不计算答复期限，缴费后重新计算；逾期不缴视为放弃申请。"
        );
        self.say(on, Some("42"), text);
        self.phase = Phase::AwaitingPayment { by: by.date };
        Ok(())
    }

    pub(super) fn fee_paid(&mut self, dated: &Dated<'_>) -> Result<(), ClockError> {
        let on = dated.fact.on;
        if let Phase::AwaitingPayment { .. } = self.phase {
            self.restart(on, "42", "收到您缴纳的信息处理费，");
            Ok(())
        } else if self.fee_asked {
            self.say(on, Some("42"), "收到信息处理费，不影响期限。".to_owned());
            Ok(())
        } else {
            Err(dated.refused(Refusal::NoFeeAsked))
        }
    }
}
