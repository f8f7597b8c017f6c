//! How far two sets of values are apart: the distance of Kolmogorov and Smirnov, and how often chance alone makes it as large.

use crate::math;

/// The largest distance between two distribution functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// How large it is, 0 to 1.
    pub size: f64,
    /// The value at which it is reached.
    pub at: f64,
    /// Whether the second set has more of the values above that.
    pub second_above: bool,
}

/// The distance between two sets of finite values, in any order.
///
/// # Panics
/// Where one is empty.
pub fn distance(one: &[f64], two: &[f64]) -> Distance {
    assert!(!one.is_empty() && !two.is_empty(), "a distribution needs values");
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    let (one, two) = (sorted(one), sorted(two));
    let (mut i, mut j) = (0, 0);
    let mut found = Distance { size: 0.0, at: one[0].min(two[0]), second_above: false };
    while i < one.len() && j < two.len() {
        let at = one[i].min(two[j]);
        // Equal values are passed together: both functions jump there.
        while i < one.len() && one[i] == at {
            i += 1;
        }
        while j < two.len() && two[j] == at {
            j += 1;
        }
        // The numbers of values above, not shares: whole numbers do not round.
        let (ahead, behind) = (i as u64 * two.len() as u64, j as u64 * one.len() as u64);
        let size = ahead.abs_diff(behind) as f64 / (one.len() as u64 * two.len() as u64) as f64;
        if size > found.size {
            found = Distance { size, at, second_above: ahead > behind };
        }
    }
    found
}

/// Above this many cells the exact count of paths takes longer than it tells.
const COUNTED: u64 = 1_000_000;

/// The probability that two sets of `n` and `m` values from one continuous distribution are at least `size` apart. Where
/// values are equal to each other it is an upper bound.
///
/// Exact up to a million pairs of values: the share of lattice paths that leave a band around the diagonal. Beyond that
/// Kolmogorov's limit with Stephens' correction.
///
/// Sources: Hodges, The significance probability of the Smirnov two-sample test, Arkiv för Matematik 3, 1958; Stephens,
/// Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics without extensive tables, Journal of the Royal
/// Statistical Society B 32, 1970.
pub fn tail(size: f64, n: u64, m: u64) -> f64 {
    if n * m <= COUNTED { counted(size, n, m) } else { limit(size, n, m) }
}

fn counted(size: f64, n: u64, m: u64) -> f64 {
    // Distances are multiples of 1 ÷ (n·m): half a step below the given one divides those as large from the smaller.
    let least = (size * (n * m) as f64 - 1e-7).floor().max(0.0) as u64;
    let inside = |i: u64, j: u64| (i * m).abs_diff(j * n) <= least;
    // Shares of paths that are still inside, all of them weighed by how likely the last step was.
    let mut shares = vec![0.0; m as usize + 1];
    for j in 0..=m {
        shares[j as usize] = f64::from(u8::from(inside(0, j)));
    }
    for j in 1..=m as usize {
        shares[j] *= shares[j - 1];
    }
    for i in 1..=n {
        if !inside(i, 0) {
            shares[0] = 0.0;
        }
        for j in 1..=m {
            let (from_left, from_below) = (shares[j as usize - 1], shares[j as usize]);
            let steps = (i + j) as f64;
            let share = (from_below * i as f64 + from_left * j as f64) / steps;
            shares[j as usize] = if inside(i, j) { share } else { 0.0 };
        }
    }
    (1.0 - shares[m as usize]).clamp(0.0, 1.0)
}

fn limit(size: f64, n: u64, m: u64) -> f64 {
    let root = math::sqrt((n * m) as f64 / (n + m) as f64);
    let scaled = (root + 0.12 + 0.11 / root) * size;
    // The sum is 1 to twelve digits there and converges slowly.
    if scaled < 0.2 {
        return 1.0;
    }
    let term = |j: i32| math::exp(-2.0 * f64::from(j * j) * scaled * scaled);
    let sum: f64 = (1..=20).map(|j| if j % 2 == 1 { term(j) } else { -term(j) }).sum();
    (2.0 * sum).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_the_largest_gap_and_equal_values_jump_together() {
        let found = distance(&[1.0, 2.0, 3.0, 4.0], &[3.5, 5.0, 6.0]);
        // At 3: 3/4 of the first and none of the second lie below.
        assert_eq!(found, Distance { size: 0.75, at: 3.0, second_above: true });
        assert_eq!(distance(&[0.0, 1.0, 1.0], &[1.0, 0.0, 1.0]).size, 0.0);
        let swapped = distance(&[3.5, 5.0, 6.0], &[1.0, 2.0, 3.0, 4.0]);
        assert_eq!(swapped, Distance { size: 0.75, at: 3.0, second_above: false });
    }

    /// All ways to divide n + m places among two sets.
    fn by_listing(size: f64, n: u32, m: u32) -> f64 {
        let (mut all, mut far) = (0_u32, 0_u32);
        for places in 0_u32..1 << (n + m) {
            if places.count_ones() != n {
                continue;
            }
            let (one, two): (Vec<u32>, Vec<u32>) = (0..n + m).partition(|place| places >> place & 1 == 1);
            let floats = |set: Vec<u32>| set.into_iter().map(f64::from).collect::<Vec<_>>();
            all += 1;
            far += u32::from(distance(&floats(one), &floats(two)).size >= size - 1e-9);
        }
        f64::from(far) / f64::from(all)
    }

    #[test]
    fn the_probability_is_that_of_listing_every_order() {
        for (n, m) in [(1, 1), (1, 4), (3, 5), (6, 6), (4, 8)] {
            for step in 0..=n * m {
                let size = f64::from(step) / f64::from(n * m);
                let (found, listed) = (counted(size, u64::from(n), u64::from(m)), by_listing(size, n, m));
                assert!((found - listed).abs() < 1e-12, "{n} {m} {size}: {found} {listed}");
            }
        }
    }

    #[test]
    fn the_limit_goes_on_where_counting_ends() {
        // Stephens' correction is good to a few per cent of the probability at such numbers.
        for size in [0.03, 0.05, 0.07] {
            let (exact, limit) = (counted(size, 997, 1003), limit(size, 997, 1003));
            assert!((limit / exact - 1.0).abs() < 0.05, "{size}: {limit} {exact}");
        }
        // Tabulated: 1.358 is the 5 % point of the limit itself.
        assert!((limit(1.358_1 / 10_000.0, 200_000_000, 200_000_000) - 0.05).abs() < 1e-4);
    }
}
