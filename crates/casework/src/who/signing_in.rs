//! Limits on signing in and on sessions. 等保 2.0 asks for limited tries and a time-out; the numbers are this program's own
//! and lie in `Limits`, so that an installation may be stricter.

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

/// The limits of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many failures in a row shut a name or an address.
    pub tries: u32,
    /// So many failures shut an address: behind it there may be a whole office.
    pub tries_of_address: u32,
    /// So many wrong query codes from an address shut it: people mistype a receipt, and behind it may be a whole village.
    pub code_tries_of_address: u32,
    /// So many wrong query codes from everywhere shut all looking up: somebody tries from many addresses.
    pub code_tries: u32,
    /// For so long; failures older than this are forgotten.
    pub shut_for: SignedDuration,
    /// A session ends when nothing was asked for so long.
    pub idle: SignedDuration,
    /// A session ends after so long in any case.
    pub longest: SignedDuration,
    /// A password is changed after so long; `None` where it need not be.
    pub password_lasts: Option<SignedDuration>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            tries: 5,
            tries_of_address: 50,
            code_tries_of_address: 20,
            code_tries: 3000,
            shut_for: SignedDuration::from_mins(10),
            idle: SignedDuration::from_mins(30),
            longest: SignedDuration::from_hours(12),
            password_lasts: Some(SignedDuration::from_hours(24 * 90)),
        }
    }
}

/// How often signing in failed under one name, or from one address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How often since `first`.
    pub count: u32,
    /// The first time that is counted.
    pub first: Option<Timestamp>,
    /// The last time.
    pub last: Option<Timestamp>,
    /// Until when no try is looked at.
    pub shut_until: Option<Timestamp>,
}

/// What is counted, and so when it is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Failures under one name: in a row, forgotten when there was none for the whole time.
    Name,
    /// Failures from one address, behind which a whole office mistypes all day: those of one stretch of the time.
    Address,
    /// Wrong query codes of applicants from one address, in the same way.
    CodesOfAddress,
    /// Wrong query codes from everywhere.
    Codes,
}

/// Too many tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("登录失败次数过多，请在{}分钟后再试，或者与系统管理员联系", minutes(*.0))]
pub struct Shut(pub SignedDuration);

impl Failures {
    /// Whether another try is looked at now.
    pub fn may_try(self, now: Timestamp) -> Result<(), Shut> {
        match self.shut_until {
            Some(until) if now < until => Err(Shut(until.duration_since(now))),
            _ => Ok(()),
        }
    }

    /// After one more failure.
    #[must_use]
    pub fn after_failure(self, counted: Counted, now: Timestamp, limits: &Limits) -> Failures {
        let (tries, begins) = match counted {
            Counted::Name => (limits.tries, self.last),
            Counted::Address => (limits.tries_of_address, self.first),
            Counted::CodesOfAddress => (limits.code_tries_of_address, self.first),
            Counted::Codes => (limits.code_tries, self.first),
        };
        let stale = begins.is_none_or(|begins| now.duration_since(begins) >= limits.shut_for);
        let served = self.shut_until.is_some_and(|until| until <= now);
        let (count, first) = if stale || served { (1, Some(now)) } else { (self.count.saturating_add(1), self.first) };
        let shut_until = (count >= tries).then(|| now.saturating_add(limits.shut_for).unwrap_or(Timestamp::MAX));
        Failures { count, first, last: Some(now), shut_until }
    }

    /// One try of those counted turned out to be good: it is counted no more, and shuts nothing.
    #[must_use]
    pub fn without_one(self) -> Failures {
        Failures { count: self.count.saturating_sub(1), shut_until: None, ..self }
    }
}

/// A session's times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionTimes {
    /// When it began.
    pub began: Timestamp,
    /// When something was last asked in it.
    pub last_seen: Timestamp,
}

/// Why a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SessionOver {
    /// Nothing asked for too long.
    #[error("您已较长时间没有操作，为安全起见请重新登录")]
    Idle,
    /// Open for too long.
    #[error("本次登录已到时限，请重新登录")]
    Longest,
}

impl SessionTimes {
    /// Whether the session still holds now.
    pub fn check(self, now: Timestamp, limits: &Limits) -> Result<(), SessionOver> {
        if now.duration_since(self.began) >= limits.longest {
            return Err(SessionOver::Longest);
        }
        if now.duration_since(self.last_seen) >= limits.idle { Err(SessionOver::Idle) } else { Ok(()) }
    }
}

fn minutes(left: SignedDuration) -> i64 {
    left.as_secs().div_euclid(60) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_750_000_000 + minute * 60).unwrap()
    }

    fn fail(failures: Failures, minute: i64) -> Failures {
        failures.after_failure(Counted::Name, at(minute), &Limits::default())
    }

    #[test]
    fn the_fifth_failure_shuts_for_ten_minutes() {
        let four = (0..4).fold(Failures::default(), |failures, _| fail(failures, 0));
        assert_eq!(four.may_try(at(0)), Ok(()));
        let five = fail(four, 1);
        assert_eq!(five.may_try(at(1)), Err(Shut(SignedDuration::from_mins(10))));
        assert_eq!(five.may_try(at(10)), Err(Shut(SignedDuration::from_mins(1))));
        assert_eq!(five.may_try(at(11)), Ok(()));
        assert_eq!(fail(five, 11).count, 1, "served: the count begins anew");
    }

    #[test]
    fn old_failures_are_forgotten() {
        let four = (0..4).fold(Failures::default(), |failures, _| fail(failures, 0));
        assert_eq!(fail(four, 10).count, 1);
        assert_eq!(fail(four, 9).count, 5);
    }

    #[test]
    fn an_office_that_mistypes_all_day_is_not_shut_out_but_a_burst_from_it_is() {
        let limits = Limits::default();
        let fail = |failures: Failures, minute| failures.after_failure(Counted::Address, at(minute), &limits);
        let all_day = (0..480).fold(Failures::default(), |failures, minute| {
            assert_eq!(failures.may_try(at(minute)), Ok(()));
            fail(failures, minute)
        });
        let burst = (0..50).fold(all_day, |failures, _| fail(failures, 480));
        assert!(burst.may_try(at(481)).is_err());
        let all_but_one = (0..49).fold(Failures::default(), |failures, _| fail(failures, 0));
        assert_eq!(fail(all_but_one, 0).without_one(), all_but_one, "a good try leaves no trace");
    }

    #[test]
    fn guessing_codes_is_shut_from_one_address_long_before_it_is_from_all() {
        let limits = Limits::default();
        let many = |counted, count: u32| {
            (0..count).fold(Failures::default(), |failures, _| failures.after_failure(counted, at(0), &limits))
        };
        assert_eq!(many(Counted::CodesOfAddress, 19).may_try(at(0)), Ok(()));
        assert!(many(Counted::CodesOfAddress, 20).may_try(at(9)).is_err());
        assert_eq!(many(Counted::CodesOfAddress, 20).may_try(at(10)), Ok(()));
        assert_eq!(many(Counted::Codes, 2999).may_try(at(0)), Ok(()));
        assert!(many(Counted::Codes, 3000).may_try(at(0)).is_err());
    }

    #[test]
    fn a_session_ends_idle_and_in_any_case() {
        let limits = Limits::default();
        let times = |began, last_seen| SessionTimes { began: at(began), last_seen: at(last_seen) };
        assert_eq!(times(0, 0).check(at(29), &limits), Ok(()));
        assert_eq!(times(0, 0).check(at(30), &limits), Err(SessionOver::Idle));
        assert_eq!(times(0, 719).check(at(719), &limits), Ok(()));
        assert_eq!(times(0, 719).check(at(720), &limits), Err(SessionOver::Longest));
    }

    proptest! {
        /// However the tries are spread: never more than five are looked at in any ten minutes.
        #[test]
        fn never_more_than_five_tries_in_ten_minutes(gaps in prop::collection::vec(0i64..6, 1..80)) {
            let (mut failures, mut minute, mut looked_at) = (Failures::default(), 0, Vec::new());
            for gap in gaps {
                minute += gap;
                if failures.may_try(at(minute)).is_ok() {
                    failures = fail(failures, minute);
                    looked_at.push(minute);
                }
            }
            for window in looked_at.windows(6) {
                prop_assert!(window[5] - window[0] >= 10, "{:?}", window);
            }
        }
    }
}
