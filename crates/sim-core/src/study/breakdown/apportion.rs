//! Whole numbers in proportion to weights, with a least and a most for each: the method of largest remainders (Hamilton).

use serde::{Deserialize, Serialize};

/// Weights that are no whole numbers are taken to a part in so many of the largest.
const PARTS: f64 = (1_u64 << 40) as f64;

/// Between what a share must lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// At least so many.
    pub least: u64,
    /// At most so many.
    pub most: u64,
}

impl Limits {
    /// Any number.
    pub const FREE: Self = Self { least: 0, most: u64::MAX };

    /// One number only.
    pub const fn only(value: u64) -> Self {
        Self { least: value, most: value }
    }
}

/// Why nothing can be shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// The limits leave room for these totals only.
    Limits {
        /// The sum of what is least.
        least: u64,
        /// The sum of what is most.
        most: u64,
    },
    /// No weight is above 0 among those that may take more.
    NoWeight,
}

/// Whole numbers that sum to `total`, in proportion to `weights` within `limits`.
///
/// The exact share of a member is its weight times one factor, or the limit that this would cross; the factor is the one
/// with which all shares sum to the total. Each member gets its exact share cut to a whole number; what is left goes, one
/// each, to the largest remainders, of equal ones to the member that comes first. All of it is done in whole numbers, so
/// nothing hangs on rounding.
///
/// # Errors
/// See [`Impossible`].
pub fn apportion(total: u64, weights: &[f64], limits: &[Limits]) -> Result<Vec<u64>, Impossible> {
    let sum = |of: fn(&Limits) -> u64| limits.iter().fold(0_u64, |sum, it| sum.saturating_add(of(it)));
    let (least, most) = (sum(|it| it.least), sum(|it| it.most));
    if total < least || total > most || limits.iter().any(|it| it.least > it.most) {
        return Err(Impossible::Limits { least, most });
    }
    let weights = whole(weights);
    let mut given: Vec<Option<u64>> =
        limits.iter().map(|it| (it.least == it.most).then_some(it.least)).collect();
    loop {
        let (left, weight) = rest(total, &weights, &given);
        let free = || given.iter().enumerate().filter(|(_, it)| it.is_none()).map(|(i, _)| i);
        if free().next().is_none() {
            break;
        }
        if weight == 0 {
            // Who has no weight gets what it must.
            let must: u128 = free().map(|i| u128::from(limits[i].least)).sum();
            if must < left {
                return Err(Impossible::NoWeight);
            }
        }
        // By how much, times the weight, the shares fall short of what is least, and go beyond what is most.
        let share = |i: usize| left * weights[i];
        let short = |i: usize| (u128::from(limits[i].least) * weight).saturating_sub(share(i));
        let beyond = |i: usize| share(i).saturating_sub(u128::from(limits[i].most).saturating_mul(weight));
        let (under, over): (u128, u128) =
            free().fold((0, 0), |(u, o), i| (u.saturating_add(short(i)), o.saturating_add(beyond(i))));
        if under == 0 && over == 0 {
            round(left, weight, &weights, &mut given);
            break;
        }
        // The side on which more is missing is certain to stay at its limits (both where they are alike).
        let (low, high) = (under >= over, over >= under);
        let fixed: Vec<(usize, u64)> = free()
            .filter_map(|i| match (low && short(i) > 0, high && beyond(i) > 0) {
                (true, _) => Some((i, limits[i].least)),
                (_, true) => Some((i, limits[i].most)),
                _ => None,
            })
            .collect();
        for (i, value) in fixed {
            given[i] = Some(value);
        }
    }
    Ok(given.into_iter().map(Option::unwrap_or_default).collect())
}

/// What is left for those that have nothing yet, and the sum of their weights.
fn rest(total: u64, weights: &[u128], given: &[Option<u64>]) -> (u128, u128) {
    let taken: u128 = given.iter().flatten().map(|it| u128::from(*it)).sum();
    let weight = weights.iter().zip(given).filter(|(_, it)| it.is_none()).map(|(w, _)| w).sum();
    (u128::from(total).saturating_sub(taken), weight)
}

/// Largest remainders among those that have nothing yet.
fn round(left: u128, weight: u128, weights: &[u128], given: &mut [Option<u64>]) {
    let free: Vec<usize> = (0..given.len()).filter(|i| given[*i].is_none()).collect();
    let mut rest = left;
    let mut remainders = Vec::with_capacity(free.len());
    for i in free {
        let share = left * weights[i];
        let (down, remainder) = (share / weight.max(1), share % weight.max(1));
        given[i] = Some(down as u64);
        rest -= down;
        remainders.push((remainder, i));
    }
    // The sort is stable: of equal remainders the first comes first.
    remainders.sort_by_key(|(remainder, _)| std::cmp::Reverse(*remainder));
    for (_, i) in remainders.into_iter().take(rest as usize) {
        given[i] = given[i].map(|it| it + 1);
    }
}

/// Weights as whole numbers: their own where they are, else in equal parts of the largest.
fn whole(weights: &[f64]) -> Vec<u128> {
    /// Up to here a floating-point number tells each whole number from the next.
    const EXACT: f64 = (1_u64 << 53) as f64;
    let clean = |w: f64| if w.is_finite() { w.max(0.0) } else { 0.0 };
    let largest = weights.iter().copied().map(clean).fold(0.0, f64::max);
    let exact = weights.iter().all(|w| clean(*w) % 1.0 == 0.0) && largest < EXACT;
    let scale = if exact || largest <= 0.0 { 1.0 } else { PARTS / largest };
    weights.iter().map(|w| (clean(*w) * scale + 0.5) as u128).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn free(n: usize) -> Vec<Limits> {
        vec![Limits::FREE; n]
    }

    #[test]
    fn the_house_of_1791() {
        // The census of 1791 and the 120 seats of the bill that was named after Hamilton.
        let people = [
            630_560.0, 475_327.0, 432_879.0, 353_523.0, 331_589.0, 278_514.0, 236_841.0, 206_236.0,
            179_570.0, 141_822.0, 85_533.0, 70_835.0, 68_705.0, 68_446.0, 55_540.0,
        ];
        let seats = apportion(120, &people, &free(people.len())).expect("there is room");
        assert_eq!(seats, [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2]);
    }

    #[test]
    fn equal_remainders_go_to_the_first() {
        assert_eq!(apportion(5, &[1.0; 3], &free(3)), Ok(vec![2, 2, 1]));
        assert_eq!(apportion(1, &[0.5, 0.5], &free(2)), Ok(vec![1, 0]));
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_could() {
        let narrow = [Limits { least: 2, most: 4 }, Limits { least: 3, most: 5 }];
        assert_eq!(apportion(10, &[1.0, 1.0], &narrow), Err(Impossible::Limits { least: 5, most: 9 }));
        assert_eq!(apportion(4, &[1.0, 1.0], &narrow), Err(Impossible::Limits { least: 5, most: 9 }));
        assert_eq!(apportion(3, &[0.0, 0.0], &free(2)), Err(Impossible::NoWeight));
        assert_eq!(apportion(0, &[0.0, 0.0], &free(2)), Ok(vec![0, 0]));
    }

    /// Every way to share out a small total within limits.
    fn all(total: u64, limits: &[Limits]) -> Vec<Vec<u64>> {
        let Some((first, others)) = limits.split_first() else {
            return if total == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        (first.least..=first.most.min(total))
            .flat_map(|value| {
                all(total - value, others).into_iter().map(move |mut rest| {
                    rest.insert(0, value);
                    rest
                })
            })
            .collect()
    }

    /// The exact share within limits, by halving the factor.
    fn exact(total: u64, weights: &[f64], limits: &[Limits]) -> Vec<f64> {
        let at = |factor: f64| -> Vec<f64> {
            let clamp = |(w, l): (&f64, &Limits)| (w * factor).clamp(l.least as f64, l.most as f64);
            weights.iter().zip(limits).map(clamp).collect()
        };
        let (mut low, mut high) = (0.0, 1e9);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if at(middle).iter().sum::<f64>() < total as f64 { low = middle } else { high = middle }
        }
        at(high)
    }

    proptest! {
        #[test]
        fn shares_sum_and_lie_within_one_of_the_exact(
            total in 0_u64..100_000,
            weights in prop::collection::vec(0.0_f64..1e6, 1..32),
        ) {
            let all: f64 = weights.iter().sum();
            prop_assume!(all > 1e-3);
            let shares = apportion(total, &weights, &free(weights.len())).expect("there is room");
            prop_assert_eq!(shares.iter().sum::<u64>(), total);
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!((*share as f64 - total as f64 * weight / all).abs() < 1.0 + 1e-6);
            }
        }

        /// By brute force: no way to share out lies nearer to the exact shares.
        #[test]
        fn nothing_lies_nearer(
            total in 0_u64..12,
            members in prop::collection::vec((1_u32..9, 0_u64..4, 0_u64..6), 1..5),
        ) {
            let weights: Vec<f64> = members.iter().map(|it| f64::from(it.0)).collect();
            let limits: Vec<Limits> =
                members.iter().map(|it| Limits { least: it.1, most: it.1 + it.2 }).collect();
            let ways = all(total, &limits);
            let shares = apportion(total, &weights, &limits);
            prop_assert_eq!(ways.is_empty(), shares.is_err());
            let Ok(shares) = shares else { return Ok(()) };
            prop_assert!(ways.contains(&shares));
            let exact = exact(total, &weights, &limits);
            let off = |way: &[u64]| way.iter().zip(&exact).map(|(a, b)| (*a as f64 - b) * (*a as f64 - b)).sum::<f64>();
            let best = ways.iter().map(|way| off(way)).fold(f64::INFINITY, f64::min);
            prop_assert!(off(&shares) <= best + 1e-6, "{:?} of {:?}", shares, exact);
        }
    }
}
