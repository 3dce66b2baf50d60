//! Limits on signing in and on sessions, which an installation may draw narrower or, within reason, wider.

use std::ops::RangeInclusive;

use anyhow::bail;
use casework::who::Limits;
use jiff::SignedDuration;
use serde::Deserialize;

/// The section `[sign_in]`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SignIn {
    tries: Option<u32>,
    tries_of_address: Option<u32>,
    shut_for_minutes: Option<u32>,
    idle_minutes: Option<u32>,
    longest_hours: Option<u32>,
    /// 0 where passwords need not be changed.
    password_days: Option<u32>,
}

impl SignIn {
    /// The limits that follow. A value that would shut everybody out, or nobody, is refused.
    pub(crate) fn limits(self) -> anyhow::Result<Limits> {
        let mut limits = Limits::default();
        if let Some(tries) = within("tries", self.tries, 1..=20)? {
            limits.tries = tries;
        }
        if let Some(tries) = within("tries_of_address", self.tries_of_address, 5..=10_000)? {
            limits.tries_of_address = tries;
        }
        if let Some(minutes) = within("shut_for_minutes", self.shut_for_minutes, 1..=1440)? {
            limits.shut_for = SignedDuration::from_mins(minutes.into());
        }
        if let Some(minutes) = within("idle_minutes", self.idle_minutes, 1..=720)? {
            limits.idle = SignedDuration::from_mins(minutes.into());
        }
        if let Some(hours) = within("longest_hours", self.longest_hours, 1..=24)? {
            limits.longest = SignedDuration::from_hours(hours.into());
        }
        if let Some(days) = within("password_days", self.password_days, 0..=3650)? {
            limits.password_lasts = (days > 0).then(|| SignedDuration::from_hours(24 * i64::from(days)));
        }
        Ok(limits)
    }
}

fn within(name: &str, value: Option<u32>, range: RangeInclusive<u32>) -> anyhow::Result<Option<u32>> {
    match value {
        Some(value) if !range.contains(&value) => {
            bail!("sign_in.{name} 应当在{}到{}之间，写的却是{value}", range.start(), range.end())
        }
        value => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_unit() {
        let written = "tries = 3\nshut_for_minutes = 30\nidle_minutes = 10\nlongest_hours = 8\npassword_days = 0\n";
        let limits = toml::from_str::<SignIn>(written).unwrap().limits().unwrap();
        let expected = Limits {
            tries: 3,
            shut_for: SignedDuration::from_mins(30),
            idle: SignedDuration::from_mins(10),
            longest: SignedDuration::from_hours(8),
            password_lasts: None,
            ..Limits::default()
        };
        assert_eq!(limits, expected);
    }

    #[test]
    fn nobody_can_be_shut_out_by_a_number() {
        for (name, wrong) in
            [("tries", 0), ("tries", 21), ("idle_minutes", 0), ("longest_hours", 25), ("tries_of_address", 4)]
        {
            let written = format!("{name} = {wrong}");
            let refused = toml::from_str::<SignIn>(&written).unwrap().limits().unwrap_err().to_string();
            assert!(refused.contains(&format!("sign_in.{name} 应当在")), "{refused}");
        }
    }
}
