//! Where the Regulation leaves room and practice differs: what an agency holds. The default is what the program holds
//! unless an agency decides otherwise; every choice but the default favours the agency or the applicant at one point,
//! and the agency must be able to say why.
//!
//! Not a choice: the longest extension, 20 working days, which Art. 33 fixes.

use serde::Deserialize;

/// What an agency holds where practice differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Practice {
    /// Art. 33 ¶3: which days of a consultation are not counted.
    pub consultation_days: ConsultationDays,
    /// Art. 33 ¶3: whether a due date is named while a consultation is open.
    pub open_consultation: OpenConsultation,
    /// Art. 33 ¶2: an extension told after the due date.
    pub late_extension: Late,
    /// Arts. 30 and 33: what becomes of an extension when a corrected application or a payment starts the term anew.
    pub extension_at_new_term: AtNewTerm,
    /// Art. 30: a correction asked for after the seventh working day.
    pub late_correction_request: Late,
    /// Art. 30: a correction that comes in late without good reason.
    pub late_correction: Late,
    /// Arts. 31 and 45: how long after it came an application is entered without saying why only then.
    pub register_within_working_days: RegisterWithin,
}

/// So many working days after it came an application is entered as a matter of course; later with the proof of its day, or a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct RegisterWithin(pub u16);

impl Default for RegisterWithin {
    /// What came yesterday.
    fn default() -> RegisterWithin {
        RegisterWithin(1)
    }
}

/// Which days of a consultation are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultationDays {
    /// Those after the day of asking, up to and with the day of its end.
    #[default]
    AfterAskingToTheEnd,
    /// The day of asking too.
    FromAskingToTheEnd,
    /// Those between the two: the day of its end counts again.
    AfterAskingBeforeTheEnd,
}

/// What is said of the due date while a consultation is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenConsultation {
    /// The due date that follows if nobody answers.
    #[default]
    SilenceAssumed,
    /// None until the consultation has ended.
    NoDueDate,
}

/// What becomes of something that was done late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// It counts for nothing.
    #[default]
    ChangesNothing,
    /// It counts as if it had been in time.
    Counts,
}

/// What becomes of an extension when the term starts anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtNewTerm {
    /// It ends with the term that it extended.
    #[default]
    Ends,
    /// It extends the new term as well.
    Stays,
}
