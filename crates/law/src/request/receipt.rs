//! Art. 31: the date of receipt, by channel.

use crate::calendar::Day;

/// The way on which an application came in (Arts. 29 and 31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// 当面提交.
    Counter,
    /// A letter that is signed for.
    RegisteredPost,
    /// 平常信函: a letter that nobody signs for.
    OrdinaryPost,
    /// The agency's web form.
    Internet,
    /// E-mail.
    Email,
    /// The fax of the open-government office.
    Fax,
    /// WeChat.
    Wechat,
    /// Weibo.
    Weibo,
    /// Art. 29: told by word of mouth; the office fills in the form.
    Oral,
}

/// What fixes the day of receipt on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Art. 31(1): the day on which it is handed in.
    HandingIn,
    /// Art. 31(2): the day on which anybody of the agency signs for it, not the day on which the office gets it.
    SignOff,
    /// Art. 31(2) and (3): the day on which office and applicant confirm it. An ordinary letter is to be confirmed on
    /// the day on which the office gets it.
    Confirmation,
}

impl Channel {
    /// All channels, in the order in which the law and then practice name them.
    pub const ALL: [Channel; 9] = [
        Channel::Counter,
        Channel::RegisteredPost,
        Channel::OrdinaryPost,
        Channel::Internet,
        Channel::Email,
        Channel::Fax,
        Channel::Wechat,
        Channel::Weibo,
        Channel::Oral,
    ];

    /// The name in files and in the interface for programs.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Counter => "counter",
            Channel::RegisteredPost => "registered_post",
            Channel::OrdinaryPost => "ordinary_post",
            Channel::Internet => "internet",
            Channel::Email => "email",
            Channel::Fax => "fax",
            Channel::Wechat => "wechat",
            Channel::Weibo => "weibo",
            Channel::Oral => "oral",
        }
    }

    /// The channel of that code.
    pub fn of_code(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.code() == code)
    }

    /// Art. 31: what fixes the day of receipt.
    pub fn proof(self) -> Proof {
        match self {
            Channel::Counter | Channel::Oral => Proof::HandingIn,
            Channel::RegisteredPost => Proof::SignOff,
            Channel::OrdinaryPost
            | Channel::Internet
            | Channel::Email
            | Channel::Fax
            | Channel::Wechat
            | Channel::Weibo => Proof::Confirmation,
        }
    }
}

/// What happened to an application on its way in: the first day of each, where it happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Handed in at the counter, or dictated there.
    pub handed_in: Option<Day>,
    /// Sent off by the applicant over a channel of distance.
    pub submitted: Option<Day>,
    /// Signed for by anybody of the agency.
    pub signed: Option<Day>,
    /// Confirmed between office and applicant.
    pub confirmed: Option<Day>,
}

/// The day from which every term of an application runs; itself day 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReceiptDate(Day);

impl ReceiptDate {
    /// Art. 31. `None` while the channel's proof is missing: no term runs yet, and the office is to see to it.
    pub fn determine(channel: Channel, arrival: &Arrival) -> Option<ReceiptDate> {
        let day = match channel.proof() {
            Proof::HandingIn => arrival.handed_in.or(arrival.submitted),
            // A letter that was to be signed for and was not is one that needs no signature: confirmation counts.
            Proof::SignOff => arrival.signed.or(arrival.confirmed),
            Proof::Confirmation => arrival.confirmed,
        };
        day.map(ReceiptDate)
    }

    /// The day itself.
    pub fn day(self) -> Day {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINTH: Day = Day::constant(2025, 6, 9);
    const ELEVENTH: Day = Day::constant(2025, 6, 11);

    #[test]
    fn every_channel_has_its_own_proof() {
        let arrival = Arrival {
            handed_in: Some(Day::constant(2025, 6, 2)),
            submitted: Some(Day::constant(2025, 6, 3)),
            signed: Some(Day::constant(2025, 6, 4)),
            confirmed: Some(Day::constant(2025, 6, 5)),
        };
        for (channel, day) in [
            (Channel::Counter, 2),
            (Channel::Oral, 2),
            (Channel::RegisteredPost, 4),
            (Channel::OrdinaryPost, 5),
            (Channel::Internet, 5),
            (Channel::Email, 5),
            (Channel::Fax, 5),
            (Channel::Wechat, 5),
            (Channel::Weibo, 5),
        ] {
            let received = ReceiptDate::determine(channel, &arrival).unwrap();
            assert_eq!(received.day(), Day::constant(2025, 6, day), "{channel:?}");
            assert_eq!(ReceiptDate::determine(channel, &Arrival::default()), None);
            assert_eq!(Channel::of_code(channel.code()), Some(channel));
        }
    }

    #[test]
    fn what_is_only_submitted_is_received_at_the_counter_but_not_over_the_internet() {
        let submitted = Arrival { submitted: Some(NINTH), ..Arrival::default() };
        assert_eq!(ReceiptDate::determine(Channel::Counter, &submitted), Some(ReceiptDate(NINTH)));
        assert_eq!(ReceiptDate::determine(Channel::Internet, &submitted), None);
    }

    #[test]
    fn a_registered_letter_that_nobody_signed_for_is_confirmed_like_an_ordinary_one() {
        let confirmed = Arrival { confirmed: Some(ELEVENTH), ..Arrival::default() };
        assert_eq!(ReceiptDate::determine(Channel::RegisteredPost, &confirmed), Some(ReceiptDate(ELEVENTH)));
    }
}
