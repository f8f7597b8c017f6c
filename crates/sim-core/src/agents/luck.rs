//! Chance of single persons: random numbers addressed by (seed, run, person, month, purpose).
//!
//! A number depends on its address alone, so neither the order of persons, nor threads, nor a policy that moves other people
//! changes anybody's luck; and two policies share it.

use crate::rng::{Draws, Stream};

/// What a person's random number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub(crate) enum Purpose {
    /// Whether and how a person leaves.
    Exit,
    /// Whether who leaves looks in another region.
    Away,
    /// Which region.
    Destination,
    /// Whether a contract that lapses costs the post.
    Contract,
    /// Rank among those who may be hired.
    Hire,
    /// Which post.
    Post,
    /// Which organisation.
    Organisation,
    /// Rank among those who may be laid off.
    LayOff,
    /// Rank among holders who wait for a graded post.
    Appointment,
    /// Whether a person sits the exam.
    Sit,
    /// Whether they pass.
    Pass,
    /// Whether the review lets them through.
    Review,
    /// Age at entry.
    Age,
    /// Education route.
    Route,
    /// Preference for the field.
    Preference,
    /// Practice months within the year.
    Practice,
}

/// Purposes that a month has room for.
const PURPOSES: u64 = 16;
const _: () = assert!(Purpose::Practice as u64 == PURPOSES - 1);

/// The step of `SplitMix64`: 2^64 ÷ golden ratio, odd.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// The output function of `SplitMix64` (variant 13 of Stafford's mixers).
#[inline]
const fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// How far a purpose and month stand in everybody's sequence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address(u64);

impl Address {
    /// `month` counts from 0, the start.
    pub const fn new(month: usize, purpose: Purpose) -> Self {
        Self((month as u64 * PURPOSES + purpose as u64 + 1).wrapping_mul(GAMMA))
    }
}

/// 64 random bits of the sequence with this key.
#[inline]
pub(crate) const fn bits(key: u64, at: Address) -> u64 {
    mix(key.wrapping_add(at.0))
}

/// A uniform number strictly between 0 and 1, with the leading 52 of `bits`.
#[inline]
pub(crate) fn uniform(bits: u64) -> f64 {
    ((bits >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}

/// The luck of one run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Luck(u64);

impl Luck {
    pub fn new(draws: Draws) -> Self {
        Self(draws.bits(Stream::Persons, 0))
    }

    /// The key of whoever or whatever has this number.
    #[inline]
    pub const fn key(self, number: u64) -> u64 {
        mix(self.0 ^ mix(number.wrapping_mul(GAMMA)))
    }
}

/// A number of persons with the mean `expected` and the least spread: its whole part, and one more as often as the rest says.
pub(crate) fn rounded(expected: f64, uniform: f64) -> usize {
    (expected + uniform).floor().max(0.0) as usize
}

/// Numbers of persons that together are `rounded` of the sum, each with the mean it should have.
pub(crate) fn rounded_together<const N: usize>(expected: &[f64; N], uniform: f64) -> [usize; N] {
    let (mut sum, mut before) = (0.0, 0);
    expected.map(|n| {
        sum += n;
        let upto = rounded(sum, uniform).max(before);
        upto - std::mem::replace(&mut before, upto)
    })
}

/// A Poisson number: how many come who decide one by one.
///
/// By inversion, in parts small enough for `exp`; the sum of Poisson numbers is one.
pub(crate) fn poisson(mean: f64, key: u64, month: usize) -> usize {
    const PART: f64 = 16.0;
    let parts = (mean / PART).ceil();
    let each = mean / parts.max(1.0);
    let none = crate::math::exp(-each);
    let mut count = 0;
    for part in 0..parts as u64 {
        let u = uniform(bits(mix(key ^ part), Address::new(month, Purpose::Exit)));
        let (mut n, mut chance) = (0_usize, none);
        let mut below = none;
        while u > below && chance > 0.0 {
            n += 1;
            chance *= each / n as f64;
            below += chance;
        }
        count += n;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_that_of_splitmix64() {
        // The first outputs for seed 1234567, from the reference implementation's published test vector.
        let vector = [6_457_827_717_110_365_317_u64, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        for (i, expected) in vector.into_iter().enumerate() {
            let at = Address((i as u64 + 1).wrapping_mul(GAMMA));
            assert_eq!(bits(1_234_567, at), expected);
        }
    }

    #[test]
    fn neighbouring_persons_months_and_purposes_share_nothing() {
        let luck = Luck::new(Draws { seed: 1, run: 0 });
        // Correlation of uniform numbers with those one person, one month and one purpose further.
        let n = 40_000_u64;
        let at = |person: u64, month: usize, purpose| {
            uniform(bits(luck.key(person), Address::new(month, purpose))) - 0.5
        };
        let (mut person, mut month, mut purpose) = (0.0, 0.0, 0.0);
        for i in 0..n {
            let here = at(i, 7, Purpose::Exit);
            person += here * at(i + 1, 7, Purpose::Exit);
            month += here * at(i, 8, Purpose::Exit);
            purpose += here * at(i, 7, Purpose::Hire);
        }
        // A correlation has the standard error 1/√n; four of them.
        for sum in [person, month, purpose] {
            let correlation = sum * 12.0 / n as f64;
            assert!(correlation.abs() < 4.0 / (n as f64).sqrt(), "{correlation}");
        }
    }

    #[test]
    fn rounding_keeps_means_and_totals() {
        let expected = [0.25, 1.5, 0.0, 2.75, 0.1];
        let total = expected.iter().sum::<f64>();
        let draws = 4000;
        let mut sums = [0; 5];
        for i in 0..draws {
            let u = (f64::from(i) + 0.5) / f64::from(draws);
            let got = rounded_together(&expected, u);
            assert_eq!(got.iter().sum::<usize>(), rounded(total, u));
            for (n, expected) in got.into_iter().zip(expected) {
                assert!((n as f64 - expected).abs() < 1.0);
            }
            for (sum, n) in sums.iter_mut().zip(got) {
                *sum += n;
            }
        }
        for (sum, expected) in sums.into_iter().zip(expected) {
            assert!((sum as f64 / f64::from(draws) - expected).abs() < 1e-3);
        }
    }

    #[test]
    fn a_poisson_number_has_its_mean_and_variance() {
        for mean in [0.3, 7.0, 90.0] {
            let n = 20_000;
            let values: Vec<f64> = (0..n).map(|i| poisson(mean, i, 5) as f64).collect();
            let found = values.iter().sum::<f64>() / n as f64;
            let variance = values.iter().map(|v| (v - found) * (v - found)).sum::<f64>() / n as f64;
            // Four standard errors of a mean and of a variance near that of a normal.
            assert!((found - mean).abs() < 4.0 * (mean / n as f64).sqrt(), "{mean}: {found}");
            let error = mean * (2.0 / n as f64 + 1.0 / (n as f64 * mean)).sqrt();
            assert!((variance - mean).abs() < 4.0 * error, "{mean}: {variance}");
        }
    }
}
