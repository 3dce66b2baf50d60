//! What people are told: sentences that an applicant of 68 understands.

use super::super::consultation::{ANSWER_WITHIN, Consultation, Consulted, Silence, Uncounted};
use super::super::practice::ConsultationDays;
use super::{Clock, Dated, Ending, Event, Standing, Step};
use crate::calendar::{Calendar, Day, DayKind, Due, WorkingDays, in_words};

/// A day as it is said in a step: without the year where that is the step's own.
pub(super) fn day_in(day: Day, step: Day) -> String {
    in_words(day, step.year())
}

/// The first day that counts after day 0.
pub(super) fn first_counted_day(start: Day, calendar: &Calendar) -> Day {
    calendar.add(start, WorkingDays(1)).map_or(start, |due| due.date)
}

/// How those who are asked are called. Third parties go without their names, for the applicant has no claim to them:
/// 「第三方」, or, where there are several, 「第三方甲」 and so on in the order in which they first appear. Agencies have
/// their names.
pub(super) struct Parties {
    third: Vec<Option<String>>,
}

impl Parties {
    pub(super) fn of(known: &[Dated<'_>]) -> Parties {
        let mut third: Vec<Option<String>> = Vec::new();
        for dated in known {
            if let Event::Asked { consulted: Consulted::ThirdParty, party, .. } = &dated.fact.event
                && !third.contains(party)
            {
                third.push(party.clone());
            }
        }
        Parties { third }
    }

    pub(super) fn said(&self, consulted: Consulted, party: Option<&String>) -> String {
        const LETTERS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
        if consulted == Consulted::Agency {
            return party.map_or_else(|| "有关机关".to_owned(), |name| format!("有关机关「{name}」"));
        }
        let place = self.third.iter().position(|known| known.as_ref() == party);
        let letter = place.filter(|_| self.third.len() > 1).and_then(|place| LETTERS.get(place));
        format!("第三方{}", letter.unwrap_or(&""))
    }
}

/// Art. 32 for third parties, Art. 34 for agencies.
pub(super) fn article_of(consulted: Consulted) -> &'static str {
    match consulted {
        Consulted::ThirdParty => "32",
        Consulted::Agency => "34",
    }
}

/// Which days of a consultation are not counted.
pub(super) fn span_in_words(days: ConsultationDays) -> &'static str {
    match days {
        ConsultationDays::AfterAskingToTheEnd => "从第二天起，到收到意见那天为止",
        ConsultationDays::FromAskingToTheEnd => "从当天起，到收到意见那天为止",
        ConsultationDays::AfterAskingBeforeTheEnd => "从第二天起，到收到意见的前一天为止",
    }
}

/// 「晚了3个工作日」.
pub(super) fn late(working_days: Option<usize>) -> String {
    match working_days {
        Some(days) if days > 0 => format!("晚了{days}个工作日"),
        _ => "已经过期".to_owned(),
    }
}

pub(super) fn silence(ended: &Consultation, parties: &Parties) -> Step {
    let on = ended.runs_out_on;
    let name = parties.said(ended.consulted, ended.party.as_ref());
    let meaning = match ended.consulted.silence() {
        Silence::AgencyDecides => "不答复不等于同意，也不等于不同意，由我们依法决定是否公开",
        Silence::Consent => "依法视为同意公开",
    };
    let text = format!("{name}{}个工作日内没有答复，征求意见结束；{meaning}。", ANSWER_WITHIN.0);
    Step { on, text, article: Some(article_of(ended.consulted)) }
}

/// How the due date comes about.
pub(super) fn due(start: Day, length: WorkingDays, due: Due, uncounted: &Uncounted, calendar: &Calendar) -> String {
    let said = |day| day_in(day, due.date);
    let left_out = match uncounted.working_days(start, due.date, calendar) {
        0 => String::new(),
        days => format!("（因征求意见，{days}个工作日不计）"),
    };
    let first = said(first_counted_day(start, calendar));
    let festivals = festivals(start, due.date, uncounted, calendar);
    format!("从{first}起数满{}个工作日{left_out}，最迟{}前答复。{festivals}", length.0, said(due.date))
}

/// On what the due date still depends.
pub(super) fn may_still_change(due: Due, consulting: bool) -> String {
    let sooner = if consulting { "征求意见如果提前结束，答复期限也相应提前。" } else { "" };
    let provisional =
        if due.provisional { "有关年份的放假安排尚未载入，日期是暂定的。" } else { "" };
    [sooner, provisional].concat()
}

/// The festivals and the worked weekends on the way, which people ask about first.
fn festivals(start: Day, due: Day, uncounted: &Uncounted, calendar: &Calendar) -> String {
    let (mut off, mut worked): (Vec<&str>, Vec<String>) = (Vec::new(), Vec::new());
    let mut day = start;
    while day < due
        && let Ok(next) = day.tomorrow()
    {
        day = next;
        let judged = calendar.judge(day);
        match (judged.kind, judged.name) {
            (DayKind::Holiday, Some(name)) if !off.contains(&name) => off.push(name),
            (DayKind::MakeUp, _) if !uncounted.holds(day) => worked.push(day_in(day, due)),
            _ => {}
        }
    }
    let off = if off.is_empty() { String::new() } else { format!("其间{}放假不计。", off.join("、")) };
    let worked = if worked.is_empty() {
        String::new()
    } else {
        format!("{}是调休上班的日子，照常计算。", worked.join("、"))
    };
    off + &worked
}

impl Clock {
    /// The one sentence that matters, for the head of a page: 「最迟7月7日前答复」.
    pub fn headline(&self) -> String {
        let said = |day| day_in(day, self.as_of);
        let due = self.due_on.map(said).unwrap_or_default();
        match &self.standing {
            Standing::Unconfirmed => "还没有确认收到，答复期限尚未起算".to_owned(),
            Standing::Running => format!("最迟{due}前答复"),
            Standing::Consulting if self.due_on.is_none() => "正在征求意见，结束后再定答复期限".to_owned(),
            Standing::Consulting => format!("最迟{due}前答复（正在征求意见，这段时间不计算）"),
            Standing::AwaitingCorrection => match self.answer_correction_by {
                Some(by) => format!("等待申请人补正，最迟{}前补正", said(by)),
                None => "等待申请人补正".to_owned(),
            },
            Standing::AwaitingPayment { by } => format!("等待申请人缴纳信息处理费，最迟{}前缴纳", said(*by)),
            Standing::Overdue { working_days } => {
                format!("已经逾期：应当在{due}前答复，{}", late(Some(*working_days)))
            }
            Standing::Closed(Ending::Replied { on, late_by: None }) => format!("已于{}答复", said(*on)),
            Standing::Closed(Ending::Replied { on, late_by }) => {
                format!("已于{}答复，期限是{due}，{}", said(*on), late(*late_by))
            }
            Standing::Closed(Ending::Withdrawn { on }) => format!("申请人已于{}撤回申请", said(*on)),
            Standing::Closed(Ending::NotCorrected { .. }) => "逾期没有补正，视为放弃申请".to_owned(),
            Standing::Closed(Ending::NotPaid { .. }) => "逾期没有缴费，视为放弃申请".to_owned(),
        }
    }
}
