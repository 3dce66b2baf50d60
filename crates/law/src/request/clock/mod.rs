//! Arts. 30–35 and 42: the clock of one application, explained in dated steps.
//!
//! The rules stand beside their articles in `receipt`, `correction`, `consultation`, `extension`, `payment` and `term`;
//! here they meet. `facts` is what happened, `reading` (with `json`) its file, `arrival` the way in, `course` the handling (folded
//! once, in order of date), `words` what people are told.

mod arrival;
mod course;
mod facts;
mod json;
mod reading;
mod words;

use thiserror::Error;

use super::practice::Practice;
use super::receipt::ReceiptDate;
use crate::calendar::{BeyondCalendar, Calendar, Day};
use arrival::Way;
use course::Course;
pub use facts::{Application, Event, Fact};
pub use reading::{Fault, Unreadable};
use words::Parties;

/// What the clock of an application shows on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day on which it was read. Facts dated after it are not known yet.
    pub as_of: Day,
    /// Art. 31: the day of receipt; it stays the same when a correction starts the term anew.
    pub received: Option<ReceiptDate>,
    /// Art. 33: the last day to reply. `None` where no reply is owed: not received yet, waiting for the applicant's
    /// correction or payment, given up, withdrawn. With a reply made, the day up to which it was owed.
    pub due_on: Option<Day>,
    /// Art. 30: the last day to ask for a correction.
    pub correction_due_on: Option<Day>,
    /// Art. 30: the last day for the applicant's correction, where one was asked for in time and a term was named.
    pub answer_correction_by: Option<Day>,
    /// True where a date above rests on days for which the calendar has no data.
    pub provisional: bool,
    /// Where the application stands.
    pub standing: Standing,
    /// How it came to this, in order of date, for the applicant to read.
    pub steps: Vec<Step>,
    /// How many facts are dated after the day on which the clock was read; they are left out.
    pub left_out: usize,
}

/// Where an application stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The proof of receipt is missing (Art. 31).
    Unconfirmed,
    /// The term of reply runs.
    Running,
    /// Somebody is asked for an opinion; meanwhile no day counts.
    Consulting,
    /// Art. 30: waiting for the applicant's correction.
    AwaitingCorrection,
    /// Art. 42: waiting for the fee.
    AwaitingPayment {
        /// The last day to pay.
        by: Day,
    },
    /// The due date has passed without a reply.
    Overdue {
        /// Working days since the due date; 0 where only days off have passed.
        working_days: usize,
    },
    /// It has ended.
    Closed(Ending),
}

/// How an application ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The reply was made.
    Replied {
        /// The day.
        on: Day,
        /// The working days after the due date, where it was late.
        late_by: Option<usize>,
    },
    /// The applicant withdrew.
    Withdrawn {
        /// The day.
        on: Day,
    },
    /// Art. 30: no correction in time; taken as given up from this day on.
    NotCorrected {
        /// The first day after the term.
        on: Day,
    },
    /// Art. 42: the fee was not paid in time; taken as given up from this day on.
    NotPaid {
        /// The first day after the term.
        on: Day,
    },
}

/// The five states that programs and lists tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Receipt is not confirmed.
    Unconfirmed,
    /// The term runs.
    Running,
    /// The term stands still: an opinion, a correction or a payment is awaited.
    Suspended,
    /// The due date has passed.
    Overdue,
    /// Replied, withdrawn or given up.
    Closed,
}

impl Standing {
    /// The state that programs see.
    pub fn state(&self) -> State {
        match self {
            Standing::Unconfirmed => State::Unconfirmed,
            Standing::Running => State::Running,
            Standing::Consulting | Standing::AwaitingCorrection | Standing::AwaitingPayment { .. } => State::Suspended,
            Standing::Overdue { .. } => State::Overdue,
            Standing::Closed(_) => State::Closed,
        }
    }
}

impl State {
    /// The name in files.
    pub fn code(self) -> &'static str {
        match self {
            State::Unconfirmed => "unconfirmed",
            State::Running => "running",
            State::Suspended => "suspended",
            State::Overdue => "overdue",
            State::Closed => "closed",
        }
    }
}

/// One dated sentence of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The day that it is about.
    pub on: Day,
    /// One or two sentences in plain Chinese.
    pub text: String,
    /// The article of the Regulation that it follows from.
    pub article: Option<&'static str>,
}

/// Facts that cannot have happened like this, or that outrun the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClockError {
    /// One fact contradicts the others.
    #[error("第{index}项事实（{code}，{on}）：{refusal}")]
    Fact {
        /// Its place in the list, from 1.
        index: usize,
        /// Its kind.
        code: &'static str,
        /// Its day.
        on: Day,
        /// What does not fit.
        refusal: Refusal,
    },
    /// A term runs past the calendar.
    #[error(transparent)]
    Beyond(#[from] BeyondCalendar),
}

/// Why a fact cannot have happened like this.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Dated before the day of receipt.
    #[error("早于收到申请的日期{received}，请核对日期")]
    BeforeReceipt {
        /// The day of receipt.
        received: Day,
    },
    /// Handled although the proof of receipt is missing.
    #[error("申请还没有收到的记录（当面提交、签收或者双方确认），不能办理这一步")]
    NotReceived,
    /// Came in before it was sent.
    #[error("早于申请人提交或寄出的日期{sent}，请核对日期")]
    BeforeSending {
        /// The day on which it was sent.
        sent: Day,
    },
    /// Confirmed before it had come in.
    #[error("早于申请到达的日期{arrived}，请核对日期")]
    BeforeArrival {
        /// The day of arrival.
        arrived: Day,
    },
    /// Corrected, and nobody had asked.
    #[error("此前没有要求补正（correction_asked）的记录")]
    NoCorrectionAsked,
    /// Answered, and nobody had asked.
    #[error("此前没有向「{party}」征求意见的记录，或者意见已经收到")]
    NobodyAsked {
        /// Who answered.
        party: String,
    },
    /// Several were asked, and the answer does not say whose it is.
    #[error("同时向几方征求了意见，请写明是谁（party）答复的")]
    WhichParty,
    /// Paid, and no fee was asked for.
    #[error("此前没有收费通知（fee_asked）的记录")]
    NoFeeAsked,
    /// Art. 35: put off, and nobody had been asked for reasons.
    #[error("此前没有要求说明理由（reasons_asked）的记录，不能延迟答复（第三十五条）")]
    NoReasonsAsked,
    /// Told, and nobody had consented.
    #[error("此前没有批准延期（extension_approved）的记录")]
    NotApproved,
    /// Art. 33 allows one extension.
    #[error("已经批准过一次延期，期限只能延长一次（第三十三条）")]
    SecondExtension,
    /// The application waits for the applicant.
    #[error("申请正在等待申请人补正或缴费，不能同时办理这一步")]
    Waiting,
}

impl Clock {
    /// The clock of `application` as it stands at the end of the day `on`. Facts dated later are not known on that day
    /// and are left out, so that the clock of any past day can be read; a consultation that is still open is taken to
    /// end with silence.
    pub fn of(application: &Application, on: Day, calendar: &Calendar) -> Result<Clock, ClockError> {
        Clock::under(&Practice::default(), application, on, calendar)
    }

    /// The same for an agency that holds otherwise where practice differs.
    pub fn under(
        practice: &Practice,
        application: &Application,
        on: Day,
        calendar: &Calendar,
    ) -> Result<Clock, ClockError> {
        let mut known: Vec<Dated<'_>> = (1..)
            .zip(&application.facts)
            .map(|(index, fact)| Dated { index, fact })
            .filter(|dated| dated.fact.on <= on)
            .collect();
        known.sort_by_key(|dated| (dated.fact.on, dated.fact.event.rank()));
        let way = Way::of(application.channel, &known, calendar)?;
        let handling = known.iter().filter(|dated| !dated.fact.event.is_arrival());
        let mut clock = match way.received {
            Some(received) => {
                let mut course = Course::begin(received, Parties::of(&known), practice, calendar)?;
                for dated in handling {
                    course.take(dated)?;
                }
                course.finish(on)?
            }
            None => arrival::without_receipt(handling, on)?,
        };
        clock.steps = [way.steps, clock.steps].concat();
        clock.steps.sort_by_key(|step| step.on); // stable: what was said first on a day stays first
        clock.left_out = application.facts.len() - known.len();
        Ok(clock)
    }
}

/// A fact and its place in the file, from 1, by which it is named in complaints.
struct Dated<'a> {
    index: usize,
    fact: &'a Fact,
}

impl Dated<'_> {
    fn refused(&self, refusal: Refusal) -> ClockError {
        ClockError::Fact { index: self.index, code: self.fact.event.code(), on: self.fact.on, refusal }
    }
}
