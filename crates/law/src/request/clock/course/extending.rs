//! Art. 33: the term is extended once, by consent and by telling.

use super::super::super::extension::{self, ExtensionDays};
use super::super::super::practice::Late;
use super::super::words::day_in;
use super::super::{ClockError, Dated, Refusal};
use super::{Course, Phase};

impl Course<'_> {
    pub(super) fn extension_approved(&mut self, dated: &Dated<'_>, days: ExtensionDays) -> Result<(), ClockError> {
        if self.approved.is_some() || self.extension.is_some() {
            return Err(dated.refused(Refusal::SecondExtension));
        }
        self.approved = Some(days);
        let text = format!("公开办负责人同意延期{}个工作日；要在答复期限届满前告知您才算数。", days.days().0);
        self.say(dated.fact.on, Some("33"), text);
        Ok(())
    }

    pub(super) fn extension_told(&mut self, dated: &Dated<'_>) -> Result<(), ClockError> {
        let on = dated.fact.on;
        let Some(approved) = self.approved else {
            // Telling again of an extension that already counts is no second one.
            return if self.extension.is_some() { Ok(()) } else { Err(dated.refused(Refusal::NotApproved)) };
        };
        if !matches!(self.phase, Phase::Counting) {
            self.approved = None; // it belongs to the term that has been given up for a new one
            let text = "告知您延期。这时正在等待您，没有计算中的期限，这次延期不起作用。";
            self.say(on, Some("33"), text.to_owned());
            return Ok(());
        }
        let due = self.due()?.date;
        let text = if extension::is_told_in_time(on, due) || self.practice.late_extension == Late::Counts {
            self.extension = self.approved.take();
            let later = day_in(self.due()?.date, on);
            format!("告知您延期{}个工作日，最后期限由{}延到{later}。", approved.days().0, day_in(due, on))
        } else {
            format!("告知您延期，但答复期限已在{}届满，这次延期不算数。", day_in(due, on))
        };
        self.say(on, Some("33"), text);
        Ok(())
    }
}
