//! Arts. 32–34: opinions are asked for and come in, or do not.

use super::super::super::consultation::{Consultation, Consulted, Uncounted};
use super::super::words::{self, day_in};
use super::super::{ClockError, Dated, Ending, Refusal, Standing, Step};
use super::{Course, Phase};
use crate::calendar::{BeyondCalendar, Day};

impl Course<'_> {
    pub(super) fn asked(
        &mut self,
        on: Day,
        consulted: Consulted,
        party: Option<&String>,
        reached_on: Option<Day>,
    ) -> Result<(), BeyondCalendar> {
        let name = self.parties.said(consulted, party);
        let same = |one: &&Consultation| one.consulted == consulted && one.party.as_ref() == party && party.is_some();
        if let Some(open) = self.consultations.iter().filter(same).find(|one| one.is_open_on(on)) {
            let ends = day_in(open.runs_out_on, on);
            let text = format!("再次向{name}征求意见。前一次还没有结束，期限仍到{ends}为止。");
            self.say(on, Some(words::article_of(consulted)), text);
            return Ok(());
        }
        let too_late = matches!(self.phase, Phase::Counting) && self.due()?.date < on;
        let asked = Consultation::ask(consulted, party.cloned(), on, reached_on, self.calendar)?;
        let text = if too_late {
            format!("书面征求{name}的意见。这时答复期限已经届满，不再顺延。")
        } else {
            format!(
                "书面征求{name}的意见。{}，不计入答复期限；最迟到{}结束。",
                words::span_in_words(self.practice.consultation_days),
                day_in(asked.runs_out_on, on)
            )
        };
        self.say(on, Some(words::article_of(consulted)), text);
        self.consultations.push(asked);
        Ok(())
    }

    pub(super) fn answered(
        &mut self,
        dated: &Dated<'_>,
        consulted: Consulted,
        party: Option<&String>,
    ) -> Result<(), ClockError> {
        let on = dated.fact.on;
        let unanswered: Vec<usize> = (0..self.consultations.len())
            .filter(|index| self.consultations[*index].consulted == consulted)
            .filter(|index| self.consultations[*index].answered_on.is_none())
            .collect();
        let of = |wanted: Option<&String>| -> Vec<usize> {
            unanswered.iter().copied().filter(|index| self.consultations[*index].party.as_ref() == wanted).collect()
        };
        let meant = match party {
            Some(_) => Some(of(party)).filter(|named| !named.is_empty()).unwrap_or_else(|| of(None)),
            None => unanswered.clone(),
        };
        let open: Vec<usize> =
            meant.iter().copied().filter(|index| self.consultations[*index].is_open_on(on)).collect();
        let meant = if open.is_empty() { meant } else { open }; // what silence has ended already is not meant
        // Letters to one and the same are answered together; nameless letters cannot be told apart.
        let one_party = meant.windows(2).all(|pair| {
            let [one, other] = [pair[0], pair[1]].map(|index| &self.consultations[index].party);
            one.is_some() && one == other
        });
        let name = self.parties.said(consulted, party);
        let Some(last) = meant.last().copied().filter(|_| one_party) else {
            let refusal = if meant.is_empty() {
                Refusal::NobodyAsked { party: party.cloned().unwrap_or(name) }
            } else {
                Refusal::WhichParty
            };
            return Err(dated.refused(refusal));
        };
        for index in meant {
            self.consultations[index].answered_on = Some(on);
        }
        let ended = &self.consultations[last];
        let text = if on > ended.runs_out_on {
            format!("收到{name}的意见，但征求意见已在{}结束，不再顺延。", day_in(ended.runs_out_on, on))
        } else {
            let own = Uncounted::of(std::slice::from_ref(ended), self.practice.consultation_days);
            let days = own.working_days(Day::MIN, on, self.calendar);
            format!("收到{name}的意见，征求意见结束，这段时间有{days}个工作日。")
        };
        self.say(on, Some("33"), text);
        Ok(())
    }

    /// Consultations that silence has ended while the application was open.
    pub(super) fn tell_of_silence(&mut self, standing: &Standing, as_of: Day) {
        let open_until = match standing {
            Standing::Closed(
                Ending::Replied { on, .. }
                | Ending::Withdrawn { on }
                | Ending::NotCorrected { on }
                | Ending::NotPaid { on },
            ) => *on,
            _ => as_of,
        };
        let silent: Vec<Step> = self
            .consultations
            .iter()
            .filter(|one| one.runs_out_on < open_until)
            .filter(|one| one.answered_on.is_none_or(|answered| answered > one.runs_out_on))
            .map(|one| words::silence(one, &self.parties))
            .collect();
        self.steps.extend(silent);
    }
}
