//! Art. 33: the term of reply, 20 working days without those that are not counted.

use super::consultation::Uncounted;
use crate::calendar::{BeyondCalendar, Calendar, Day, Due, WorkingDays};

/// Art. 33 ¶2: 「应当自收到申请之日起20个工作日内予以答复」.
pub const REPLY_WITHIN: WorkingDays = WorkingDays(20);

/// The last day to reply: `length` working days after `start` (the day of receipt, of the corrected application or of
/// the payment; itself not counted). Art. 33 ¶3: days of consultations are not counted.
pub fn last_day_to_reply(
    start: Day,
    length: WorkingDays,
    uncounted: &Uncounted,
    calendar: &Calendar,
) -> Result<Due, BeyondCalendar> {
    calendar.add_passing_over(start, length, |day| uncounted.end_of_stretch(day))
}
