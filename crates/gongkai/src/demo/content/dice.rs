//! Choices that look random and are not: the same name gives the same ones on every machine.

/// A stream of choices.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// That of a name.
    pub(super) fn of(name: &str) -> Dice {
        // FNV-1a, then SplitMix64: short, well spread, and ours, so that no library's next release rewrites the bureau.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Dice(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).expect("the least is not above the most");
        least + i64::try_from(self.next() % span).expect("below a span that fits")
    }

    /// One of several.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let index = self.between(0, i64::try_from(of.len()).expect("short lists") - 1);
        &of[usize::try_from(index).expect("not negative")]
    }

    /// Several in a new order.
    pub(super) fn mixed<T: Clone>(&mut self, of: &[T]) -> Vec<T> {
        let mut left = of.to_vec();
        let mut mixed = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let index = self.between(0, i64::try_from(left.len()).expect("short lists") - 1);
            mixed.push(left.swap_remove(usize::try_from(index).expect("not negative")));
        }
        mixed
    }
}

/// A number of tenths, written with its point.
pub(super) fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// A number of hundredths, written with its point.
pub(super) fn hundredths(number: i64) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// A number of thousandths, written with its point.
pub(super) fn thousandths(number: i64) -> String {
    format!("{}.{:03}", number / 1000, number % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_gives_the_same_choices() {
        let some = |name| {
            (0..5)
                .map({
                    let mut dice = Dice::of(name);
                    move |_| dice.between(1, 6)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(some("2019/air"), some("2019/air"));
        assert_ne!(some("2019/air"), some("2019/water"));
        assert_eq!(Dice::of("a").mixed(&[1, 2, 3]).len(), 3);
    }
}
