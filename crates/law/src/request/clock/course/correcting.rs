//! Art. 30: the application waits for the applicant's correction.

use super::super::super::correction::{self, AnswerTerm};
use super::super::super::practice::Late;
use super::super::words::day_in;
use super::super::{ClockError, Dated, Refusal};
use super::{Course, Phase};
use crate::calendar::Day;

impl Course<'_> {
    pub(super) fn correction_asked(
        &mut self,
        dated: &Dated<'_>,
        reached_on: Option<Day>,
        term: AnswerTerm,
    ) -> Result<(), ClockError> {
        let on = dated.fact.on;
        if self.correction_asked {
            let text = "再次要求您补正。补正只能一次性告知，这次要求不影响答复期限。";
            self.say(on, Some("30"), text.to_owned());
            return Ok(());
        }
        if let Phase::AwaitingPayment { .. } = self.phase {
            return Err(dated.refused(Refusal::Waiting));
        }
        self.correction_asked = true;
        let last_day = self.last_day_to_ask.date;
        if on > last_day && self.practice.late_correction_request == Late::ChangesNothing {
            let last = day_in(last_day, on);
            let within = correction::ASK_WITHIN.0;
            let text = format!(
                "要求您补正，但最迟应当在{last}（收到后{within}个工作日内）提出，已经晚了；答复期限照常计算，不重新起算。"
            );
            self.say(on, Some("30"), text);
            return Ok(());
        }
        self.answer_correction_by = correction::answer_by(on, reached_on, term, self.calendar)?;
        let by = self.answer_correction_by.map(|due| due.date);
        self.provisional |= self.answer_correction_by.is_some_and(|due| due.provisional);
        let text = match by {
            Some(by) => format!(
                "申请内容不明确，请您最迟{}前补正。补正之前不计算答复期限，收到补正后重新计算。",
                day_in(by, on)
            ),
            None => {
                "申请内容不明确，请您补正（通知没有写明期限）。补正之前不计算答复期限，收到补正后重新计算。".to_owned()
            }
        };
        self.say(on, Some("30"), text);
        self.phase = Phase::AwaitingCorrection { by };
        Ok(())
    }

    pub(super) fn corrected(&mut self, dated: &Dated<'_>) -> Result<(), ClockError> {
        let on = dated.fact.on;
        if let Phase::AwaitingCorrection { .. } = self.phase {
            self.restart(on, "30", "收到您补正后的申请，");
            Ok(())
        } else if self.correction_asked {
            self.say(on, Some("30"), "收到您补充的材料，不影响答复期限。".to_owned());
            Ok(())
        } else {
            Err(dated.refused(Refusal::NoCorrectionAsked))
        }
    }
}
