//! The disposals of the story: one carried out, one that waits for the word of a head.

use jiff::ToSpan;
use law::calendar::{Calendar, Day};
use office::disposal::{GroundKind, Step};

use super::story::{Deed, What, at};

/// What was proposed this year, up to `today`; both about applications that were answered in it.
pub(crate) fn of_this_year(today: Day) -> Vec<Deed> {
    let back = |days: i32| {
        let mut day = today.checked_sub(days.days()).expect("the story begins after the first day that there is");
        while !Calendar::national().is_working(day) {
            day = day.yesterday().expect("there is a day before");
        }
        day
    };
    let propose = |file: &str, reason: &str| What::Propose {
        file: file.to_owned(),
        by: "gongkai",
        ground: GroundKind::Ordered,
        reason: reason.to_owned(),
    };
    let decide = |file: &str, by, step| What::Decide { file: file.to_owned(), by, step };
    let noise = "主要领导在办公会上决定：卷内附有与申请无关的举报材料，答复后不应继续留存";
    let ranking = "经鉴定，卷内个人信息已无留存必要，报主要领导决定";
    // Two of these days may be one, before a week-end: the hours keep their order then.
    vec![
        Deed { at: at(back(20), 9, 5), what: propose("已办43", noise) },
        Deed { at: at(back(19), 10, 40), what: decide("已办43", "fagui", Step::Approve) },
        Deed { at: at(back(18), 14, 20), what: decide("已办43", "juzhang", Step::Approve) },
        Deed { at: at(back(17), 16, 10), what: decide("已办43", "gongkai", Step::CarryOut) },
        Deed { at: at(back(6), 9, 30), what: propose("已办41", ranking) },
        Deed { at: at(back(5), 15, 10), what: decide("已办41", "fagui", Step::Approve) },
    ]
}
