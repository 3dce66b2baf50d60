//! Art. 42: 信息处理费, charged only where the number or frequency of applications is clearly excessive.
//!
//! By case or by volume, progressive like an income tax: a rate counts only for what lies in its band. For one
//! application one of the two is chosen, never both: [`Basis`] can hold only one.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::in_force::InForce;

/// An amount in whole 元.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yuan(pub u64);

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}元", self.0)
    }
}

/// What is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// By case. All cases of one applicant in one calendar month count together, whatever was decided in them; an
    /// application for several things may be split into its smallest reasonable units before.
    Cases {
        /// Cases of the same applicant received earlier in the same month.
        earlier: u32,
        /// Cases that are charged now.
        now: u32,
    },
    /// By volume: pages (sides) of paper, of an e-mail's attachment or of copied electronic data, in one application.
    Pages(u32),
}

/// Why no fee can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeeError {
    /// No tariff was in force on that day.
    #[error("{0}尚无有效的信息处理费标准，不得收费")]
    NoTariff(Date),
    /// A number that no real case reaches.
    #[error("收费数量过大，无法计算，请核对件数或者页数")]
    TooMany,
}

/// The tariff of a time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// Title of the norm.
    pub name: String,
    /// Its document number.
    pub number: String,
    /// From when until when it holds.
    pub in_force: InForce,
    /// Where the figures were read.
    pub source: String,
    /// Working days from the day after the notice reaches the applicant; after them the application counts as abandoned.
    pub pay_within_working_days: u16,
    by_case: Scale,
    by_page: Scale,
}

/// Bands in rising order and what holds above the last of them.
#[derive(Debug, Deserialize)]
#[serde(try_from = "WrittenScale")]
struct Scale {
    bands: Vec<Band>,
    above: Above,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    up_to: u32,
    rate: u32,
}

#[derive(Clone, Copy, Debug)]
enum Above {
    /// One rate for everything.
    Flat(u32),
    /// The rate rises by `more` with every `of` units, beginning at once.
    Rising { of: u32, more: u32 },
}

/// 信息处理费 by the tariff of `on`, the day on which the fee is decided.
pub fn fee(on: Date, basis: Basis) -> Result<Yuan, FeeError> {
    Tariff::on(on).ok_or(FeeError::NoTariff(on))?.fee(basis)
}

impl Tariff {
    /// The tariff in force on this day.
    pub fn on(day: Date) -> Option<&'static Self> {
        TARIFFS.iter().find(|tariff| tariff.in_force.contains(day))
    }

    /// What is owed for this. Zero where the free part is not used up.
    pub fn fee(&self, basis: Basis) -> Result<Yuan, FeeError> {
        match basis {
            Basis::Cases { earlier, now } => {
                let all = earlier.checked_add(now).ok_or(FeeError::TooMany)?;
                let (up_to_now, before) = (self.by_case.total(all)?, self.by_case.total(earlier)?);
                up_to_now.checked_sub(before).map(Yuan).ok_or(FeeError::TooMany)
            }
            Basis::Pages(pages) => self.by_page.total(pages).map(Yuan),
        }
    }
}

impl Scale {
    /// The sum of the rates of the first `units` units.
    fn total(&self, units: u32) -> Result<u64, FeeError> {
        let mut total = 0_u128; // u32 × u32 × u32 at most: cannot overflow
        let mut below = 0;
        let mut rate = 0;
        for band in &self.bands {
            total += u128::from(units.min(band.up_to).saturating_sub(below)) * u128::from(band.rate);
            below = band.up_to;
            rate = band.rate;
        }
        let above = u128::from(units.saturating_sub(below));
        total += match self.above {
            Above::Flat(rate) => above * u128::from(rate),
            Above::Rising { of, more } => {
                let (of, more, rate) = (u128::from(of), u128::from(more), u128::from(rate));
                let (whole, rest) = (above / of, above % of);
                // Whole steps at rate+more, rate+2·more, …, and the rest at the next rate.
                of * (whole * rate + more * whole * (whole + 1) / 2) + rest * (rate + more * (whole + 1))
            }
        };
        u64::try_from(total).map_err(|_| FeeError::TooMany)
    }
}

static TARIFFS: LazyLock<Vec<Tariff>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("../../data/fees.toml")).expect("the shipped tariffs are valid (tested)").tariff
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    tariff: Vec<Tariff>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenScale {
    bands: Vec<Band>,
    above: Option<u32>,
    step: Option<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    of: u32,
    more: u32,
}

impl TryFrom<WrittenScale> for Scale {
    type Error = &'static str;

    fn try_from(written: WrittenScale) -> Result<Self, Self::Error> {
        if !written.bands.is_sorted_by(|lower, upper| lower.up_to < upper.up_to) {
            return Err("收费档次应当由低到高排列");
        }
        let above = match (written.above, written.step) {
            (Some(rate), None) => Above::Flat(rate),
            (None, Some(Step { of, more })) if of > 0 => Above::Rising { of, more },
            _ => return Err("最高档之上应当给出 above 或者 step（of 大于0）之一"),
        };
        Ok(Self { bands: written.bands, above })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const IN_2024: Date = Date::constant(2024, 6, 3);

    fn cases(now: u32) -> u64 {
        fee(IN_2024, Basis::Cases { earlier: 0, now }).unwrap().0
    }

    fn pages(pages: u32) -> u64 {
        fee(IN_2024, Basis::Pages(pages)).unwrap().0
    }

    #[test]
    fn by_case_the_rate_rises_with_the_cases_of_the_month() {
        let table = [(0, 0), (1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)];
        for (number, expected) in table {
            assert_eq!(cases(number), expected, "{number} cases");
        }
        assert_eq!(cases(60) - cases(50), 10 * 400, "51 to 60 cost 400 each");
        assert_eq!(cases(15 + 10), 1500, "the published bill for 15 charged cases");
    }

    #[test]
    fn by_volume_the_rate_rises_with_the_pages() {
        let table = [
            (0, 0),
            (30, 0),
            (31, 10),
            (68, 380),
            (100, 700),
            (101, 720),
            (109, 880),
            (119, 1080),
            (200, 2700),
            (201, 2740),
        ];
        for (number, expected) in table {
            assert_eq!(pages(number), expected, "{number} pages");
        }
    }

    #[test]
    fn cases_earlier_in_the_month_use_up_the_free_part() {
        // Given ten cases earlier in the month, when one more comes in, then it is the eleventh.
        assert_eq!(fee(IN_2024, Basis::Cases { earlier: 10, now: 1 }), Ok(Yuan(100)));
        assert_eq!(fee(IN_2024, Basis::Cases { earlier: 29, now: 2 }), Ok(Yuan(300)));
        assert_eq!(fee(IN_2024, Basis::Cases { earlier: 40, now: 0 }), Ok(Yuan(0)));
    }

    #[test]
    fn before_2021_there_was_nothing_to_charge_by() {
        let eve = date(2020, 12, 31);
        assert_eq!(fee(eve, Basis::Pages(500)), Err(FeeError::NoTariff(eve)));
        assert_eq!(fee(date(2021, 1, 1), Basis::Pages(31)), Ok(Yuan(10)));
        assert_eq!(FeeError::NoTariff(eve).to_string(), "2020-12-31尚无有效的信息处理费标准，不得收费");
    }

    #[test]
    fn absurd_numbers_are_an_error_and_not_a_wrong_sum() {
        assert_eq!(fee(IN_2024, Basis::Cases { earlier: u32::MAX, now: 1 }), Err(FeeError::TooMany));
        assert_eq!(fee(IN_2024, Basis::Cases { earlier: 0, now: u32::MAX }), Err(FeeError::TooMany));
        assert_eq!(pages(u32::MAX), 2700 + u64::from(u32::MAX - 200) * 40);
    }

    #[test]
    fn the_shipped_tariffs_are_complete() {
        assert!(!TARIFFS.is_empty());
        for (at, tariff) in TARIFFS.iter().enumerate() {
            assert!(!tariff.name.is_empty() && !tariff.number.is_empty() && !tariff.source.is_empty());
            for other in &TARIFFS[at + 1..] {
                assert!(!tariff.in_force.overlaps(other.in_force), "two tariffs on one day");
            }
        }
        assert_eq!(Tariff::on(IN_2024).unwrap().number, "国办函〔2020〕109号");
        assert_eq!(Tariff::on(IN_2024).unwrap().pay_within_working_days, 20);
    }

    #[test]
    fn a_tariff_with_its_bands_out_of_order_is_refused() {
        let read = |text: &str| toml::from_str::<Scale>(text).map(|_| ());
        assert!(read("bands = [{ up_to = 30, rate = 1 }, { up_to = 10, rate = 2 }]\nabove = 3").is_err());
        assert!(read("bands = []\nstep = { of = 0, more = 1 }").is_err());
        assert!(read("bands = []").is_err());
        assert!(read("bands = []\nabove = 3").is_ok());
    }

    proptest! {
        #[test]
        fn the_closed_sum_is_the_sum_of_the_single_rates(number in 0u32..3000) {
            let case_rate = |nth: u32| u64::from(match nth { 0..=10 => 0, 11..=30 => 100, _ => 100 + ((nth - 31) / 10 + 1) * 100 });
            let page_rate = |nth: u32| u64::from(match nth { 0..=30 => 0, 31..=100 => 10, 101..=200 => 20, _ => 40u32 });
            prop_assert_eq!(cases(number), (1..=number).map(case_rate).sum::<u64>());
            prop_assert_eq!(pages(number), (1..=number).map(page_rate).sum::<u64>());
        }

        #[test]
        fn more_never_costs_less(number in 0u32..1_000_000, more in 0u32..1000) {
            prop_assert!(cases(number) <= cases(number + more));
            prop_assert!(pages(number) <= pages(number + more));
        }

        #[test]
        fn charging_in_two_parts_costs_the_same(earlier in 0u32..5000, first in 0u32..5000, second in 0u32..5000) {
            let part = |earlier, now| fee(IN_2024, Basis::Cases { earlier, now }).unwrap().0;
            prop_assert_eq!(part(earlier, first + second), part(earlier, first) + part(earlier + first, second));
        }

        #[test]
        fn no_number_makes_it_panic(earlier: u32, now: u32) {
            let _ = fee(IN_2024, Basis::Cases { earlier, now });
            let _ = fee(IN_2024, Basis::Pages(now));
        }
    }
}
