//! What the applicant is told: the answer as a heading, then the explanation, in words that a man of 68 understands.

use law::calendar::{Calendar, Day, in_words};
use law::request::clock::{Clock, Ending, Standing};

use super::Status;
use crate::look::timeline::Entry;

/// The answer to 「到哪一步了」.
pub(super) fn heading(clock: &Clock) -> String {
    let on = |day: Day| in_words(day, clock.as_of.year());
    match (&clock.standing, clock.due_on) {
        (Standing::Unconfirmed, _) => "已经提交，等待与您确认".to_owned(),
        (Standing::Running | Standing::Consulting, Some(due)) => format!("正在办理，最迟{}前答复您", on(due)),
        (Standing::Running, None) => "正在办理".to_owned(),
        (Standing::Consulting, None) => "正在征求意见，结束后恢复计算期限".to_owned(),
        (Standing::AwaitingCorrection, _) => match clock.answer_correction_by {
            Some(by) => format!("需要您补正，请在{}前补充", on(by)),
            None => "需要您补正".to_owned(),
        },
        (Standing::AwaitingPayment { by }, _) => format!("需要缴纳信息处理费，请在{}前缴费", on(*by)),
        (Standing::Overdue { .. }, Some(due)) => format!("已经超过期限，应当在{}前答复您", on(due)),
        (Standing::Overdue { .. }, None) => "已经超过期限".to_owned(),
        (Standing::Closed(ending), _) => match ending {
            Ending::Replied { on: day, .. } => format!("{}已经答复您", on(*day)),
            Ending::Withdrawn { on: day } => format!("{}您撤回了申请", on(*day)),
            Ending::NotCorrected { .. } => "没有收到补正，已经按放弃申请办结".to_owned(),
            Ending::NotPaid { .. } => "没有收到缴费，已经按放弃申请办结".to_owned(),
        },
    }
}

/// Below it: what it means and what the applicant can do.
pub(super) fn explanation(status: &Status, calendar: &Calendar) -> Vec<String> {
    let clock = &status.clock;
    let mut said = Vec::new();
    match &clock.standing {
        Standing::Unconfirmed => said.push(
            "我们会按您留下的电话与您确认，从双方确认之日起计算20个工作日的答复期限。电话请保持畅通，也可以主动打来。".to_owned(),
        ),
        Standing::Running => {
            if let Some(due) = clock.due_on {
                let left = calendar.working_days(clock.as_of, due);
                said.push(match left {
                    0 => "今天是最后一天。".to_owned(),
                    left => format!("还有{left}个工作日。"),
                });
            }
        }
        Standing::Consulting => said.push(
            "您申请的内容涉及他人，正在书面征求意见。这段时间依法不计入答复期限；意见提前收到的，答复也相应提前。".to_owned(),
        ),
        Standing::AwaitingCorrection => {
            said.push("申请内容还不够明确。补正之后重新计算期限；到期没有补正的，视为放弃申请。".to_owned());
        }
        Standing::AwaitingPayment { .. } => {
            said.push("缴费之后重新计算期限；到期没有缴纳的，视为放弃申请。".to_owned());
        }
        Standing::Overdue { .. } => said.push(
            "很抱歉没有按时答复。请拨打下面的电话催办；您也可以依法向上一级行政机关投诉、举报，或者申请行政复议、提起行政诉讼（第五十一条）。"
                .to_owned(),
        ),
        Standing::Closed(Ending::Replied { .. }) => {
            said.push(format!("答复书的内容、依据和救济途径见下面的文书。{}", comes_by(status)));
        }
        Standing::Closed(_) => said.push("需要的话，您可以重新提出申请。".to_owned()),
    }
    if clock.provisional {
        said.push("有关年份的放假安排还没有公布，日期是暂定的。".to_owned());
    }
    said
}

/// The next thing that somebody owes, at the head of the timeline.
pub(super) fn owed(status: &Status) -> Option<Entry> {
    let clock = &status.clock;
    let year = clock.as_of.year();
    match &clock.standing {
        Standing::Unconfirmed => {
            Some(Entry {
                when: "接下来".to_owned(), owed: true, text: "电话与您确认".to_owned(), ..Entry::default()
            })
        }
        Standing::Running | Standing::Consulting | Standing::Overdue { .. } => {
            Some(Entry::owed_by(clock.due_on?, year, format!("作出答复。{}", comes_by(status))))
        }
        Standing::AwaitingCorrection => Some(Entry::owed_by(clock.answer_correction_by?, year, "请您补正")),
        Standing::AwaitingPayment { by } => Some(Entry::owed_by(*by, year, "请您缴纳信息处理费")),
        Standing::Closed(_) => None,
    }
}

fn comes_by(status: &Status) -> String {
    if status.way.is_empty() { String::new() } else { format!("答复{}。", status.way) }
}

#[cfg(test)]
mod tests {
    use law::calendar::parse_day;
    use law::request::clock::{Application, Event, Fact};
    use law::request::correction::AnswerTerm;
    use law::request::receipt::Channel;

    use super::*;

    fn heading_on(today: &str, facts: &[(&str, Event)]) -> String {
        let facts = facts.iter().map(|(on, event)| Fact { on: parse_day(on).unwrap(), event: event.clone() }).collect();
        let application = Application { channel: Channel::Internet, facts };
        heading(&Clock::of(&application, parse_day(today).unwrap(), Calendar::national()).unwrap())
    }

    #[test]
    fn the_heading_is_the_answer() {
        let submitted = ("2025-11-02", Event::Submitted);
        let confirmed = ("2025-11-03", Event::Confirmed);
        let asked = Event::CorrectionAsked { reached_on: None, term: AnswerTerm::By(parse_day("2025-11-20").unwrap()) };
        for (today, facts, says) in [
            ("2025-11-02", vec![submitted.clone()], "已经提交，等待与您确认"),
            ("2025-11-10", vec![submitted.clone(), confirmed.clone()], "正在办理，最迟12月1日前答复您"),
            ("2025-12-02", vec![submitted.clone(), confirmed.clone()], "已经超过期限，应当在12月1日前答复您"),
            (
                "2025-11-10",
                vec![submitted.clone(), confirmed.clone(), ("2025-11-05", asked)],
                "需要您补正，请在11月20日前补充",
            ),
            (
                "2026-01-05",
                vec![submitted.clone(), confirmed.clone(), ("2025-11-28", Event::Replied)],
                "2025年11月28日已经答复您",
            ),
            ("2025-11-10", vec![submitted, confirmed, ("2025-11-05", Event::Withdrawn)], "11月5日您撤回了申请"),
        ] {
            assert_eq!(heading_on(today, &facts), says);
        }
    }
}
