//! What has happened to an application, dated: the input of the clock.

use super::super::consultation::Consulted;
use super::super::correction::AnswerTerm;
use super::super::extension::ExtensionDays;
use super::super::receipt::Channel;
use crate::calendar::Day;

/// An application, as far as the clock must know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The way on which it came in.
    pub channel: Channel,
    /// What happened, in any order.
    pub facts: Vec<Fact>,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The day on which it happened.
    pub on: Day,
    /// What happened.
    pub event: Event,
}

/// What can happen to an application. That a term has run out is never a fact: it is derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Handed in at the counter.
    HandedIn,
    /// Posted by the applicant.
    Posted,
    /// Signed for by anybody of the agency.
    Signed,
    /// Came to the open-government office.
    Arrived,
    /// Sent by the applicant over an electronic channel.
    Submitted,
    /// The office tried to reach the applicant and could not.
    ContactFailed,
    /// Office and applicant confirmed the application.
    Confirmed,
    /// Art. 30: the agency asked for a correction.
    CorrectionAsked {
        /// The day on which the notice reached the applicant.
        reached_on: Option<Day>,
        /// The time given.
        term: AnswerTerm,
    },
    /// Art. 30: the corrected application came in.
    Corrected {
        /// The applicant was late with good reason (「正当理由」), which the agency accepted.
        good_reason: bool,
    },
    /// Arts. 32–34: somebody was asked for an opinion. The day on which a letter reached somebody, here and elsewhere,
    /// holds whenever the clock is read, for it is part of what is known of the letter.
    Asked {
        /// Third party or agency.
        consulted: Consulted,
        /// Its name.
        party: Option<String>,
        /// The day on which the letter reached it.
        reached_on: Option<Day>,
    },
    /// Arts. 32–34: an opinion came in; the day is that on which it reached the agency.
    Answered {
        /// Third party or agency.
        consulted: Consulted,
        /// Its name.
        party: Option<String>,
    },
    /// Art. 35: the agency asked why so much is applied for.
    ReasonsAsked,
    /// Art. 35: the reasons are reasonable, but there is too much for the term: the applicant was told of a later day.
    Delayed {
        /// The last day to reply that was set.
        until: Day,
    },
    /// Art. 42: the notice of a fee was given.
    FeeAsked {
        /// The day on which the notice reached the applicant.
        reached_on: Option<Day>,
    },
    /// Art. 42: the fee was paid.
    FeePaid,
    /// Art. 33: the head of the office consented to an extension.
    ExtensionApproved {
        /// Its length.
        days: ExtensionDays,
    },
    /// Art. 33: the applicant was told of the extension.
    ExtensionTold,
    /// The reply was made (the day of service, or of posting).
    Replied,
    /// The applicant withdrew the application.
    Withdrawn,
}

impl Event {
    /// The name of the kind in files.
    pub fn code(&self) -> &'static str {
        match self {
            Event::HandedIn => "handed_in",
            Event::Posted => "posted",
            Event::Signed => "signed",
            Event::Arrived => "arrived",
            Event::Submitted => "submitted",
            Event::ContactFailed => "contact_failed",
            Event::Confirmed => "confirmed",
            Event::CorrectionAsked { .. } => "correction_asked",
            Event::Corrected { .. } => "corrected",
            Event::Asked { consulted: Consulted::ThirdParty, .. } => "third_party_asked",
            Event::Asked { consulted: Consulted::Agency, .. } => "agency_asked",
            Event::Answered { consulted: Consulted::ThirdParty, .. } => "third_party_answered",
            Event::Answered { consulted: Consulted::Agency, .. } => "agency_answered",
            Event::ReasonsAsked => "reasons_asked",
            Event::Delayed { .. } => "delayed",
            Event::FeeAsked { .. } => "fee_asked",
            Event::FeePaid => "fee_paid",
            Event::ExtensionApproved { .. } => "extension_approved",
            Event::ExtensionTold => "extension_told",
            Event::Replied => "replied",
            Event::Withdrawn => "withdrawn",
        }
    }

    /// Whether the event belongs to the way in (Art. 31) and not to the handling.
    pub fn is_arrival(&self) -> bool {
        self.rank() == 0
    }

    /// What comes first where a day has several events: the way in, then what the office does and is told, then the
    /// telling of an extension (which presupposes its approval), then the end. Within a rank the order of the file
    /// stands.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Event::HandedIn
            | Event::Posted
            | Event::Signed
            | Event::Arrived
            | Event::Submitted
            | Event::ContactFailed
            | Event::Confirmed => 0,
            Event::ExtensionTold => 2,
            Event::Replied | Event::Withdrawn => 3,
            _ => 1,
        }
    }
}
