//! How evenly staff is spread over need.

use crate::ids::{EQUITY, Equity};
use crate::math;

/// What equity looks at, a value for each region.
pub(crate) struct Spread<'a> {
    /// People in posts.
    pub staff: &'a [f64],
    /// Hours of need.
    pub need: &'a [f64],
    /// Posts by the staffing norm.
    pub norm: &'a [f64],
    /// Whether the region counts as urban.
    pub urban: &'a [bool],
}

/// Measures of a place, in the order of [`Equity`].
///
/// Need-weighted Theil index of staff per need `T = Σ w·y·ln y` with `w` the share of need and `y` staff per need against
/// the mean, and its parts between and within urban and rural regions; Gini of the same; the staff per need which a
/// tenth of need exceeds against that which nine tenths exceed; the share of regions with less staff than the norm.
/// Unit: shares and ratios. Without need or staff all but the last are 0; regions without need count in the last only.
pub(crate) fn measures(spread: &Spread<'_>) -> [f64; EQUITY] {
    let (need, staff) = (math::sum(spread.need), math::sum(spread.staff));
    let mut measures = [0.0; EQUITY];
    let mut put = |which: Equity, value: f64| measures[which.index()] = value;
    let regions = spread.staff.len();
    let below = (0..regions).filter(|r| spread.staff[*r] < spread.norm[*r]).count();
    put(Equity::BelowNorm, below as f64 / regions as f64);
    if need <= 0.0 || staff <= 0.0 {
        return measures;
    }
    // Where nobody needs anything, staff has no one to be unfair to.
    let mut rows: Vec<(f64, f64, bool)> = (0..regions)
        .filter(|r| spread.need[*r] > 0.0)
        .map(|r| (spread.need[r], spread.staff[r], spread.urban[r]))
        .collect();
    let (need, staff) = rows.iter().fold((0.0, 0.0), |(n, s), row| (n + row.0, s + row.1));
    if staff <= 0.0 {
        return measures;
    }
    let term = |part_of_staff: f64, part_of_need: f64| {
        if part_of_staff > 0.0 { part_of_staff * math::ln(part_of_staff / part_of_need) } else { 0.0 }
    };
    let theil = rows.iter().fold(0.0, |t, (n, s, _)| t + term(s / staff, n / need));
    let between = [true, false].into_iter().fold(0.0, |t, urban| {
        let of = rows.iter().filter(|row| row.2 == urban);
        let (n, s) = of.fold((0.0, 0.0), |(n, s), row| (n + row.0, s + row.1));
        t + if n > 0.0 { term(s / staff, n / need) } else { 0.0 }
    });
    // Rounding may leave a spread of nothing a hair below 0.
    put(Equity::Theil, theil.max(0.0));
    put(Equity::TheilBetween, between.max(0.0));
    put(Equity::TheilWithin, (theil - between).max(0.0));

    rows.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    let (mut lorenz, mut area) = (0.0, 0.0);
    for (n, s, _) in &rows {
        area += n / need * (2.0 * lorenz + s / staff);
        lorenz += s / staff;
    }
    put(Equity::Gini, (1.0 - area).max(0.0));
    let quantile = |share: f64| {
        let mut before = 0.0;
        for (n, s, _) in &rows {
            before += n / need;
            if before >= share {
                return s / n;
            }
        }
        rows.last().map_or(0.0, |(n, s, _)| s / n)
    };
    let low = quantile(0.1);
    put(Equity::P90P10, if low > 0.0 { quantile(0.9) / low } else { 0.0 });
    measures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(staff: &[f64], need: &[f64], urban: &[bool]) -> [f64; EQUITY] {
        measures(&Spread { staff, need, norm: &vec![2.0; staff.len()], urban })
    }

    #[test]
    fn staff_in_proportion_to_need_is_equal() {
        let even = of(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0], &[true, false, false]);
        for measure in [Equity::Theil, Equity::TheilBetween, Equity::TheilWithin, Equity::Gini] {
            assert!(even[measure.index()].abs() < 1e-12, "{}", measure.key());
        }
        assert!((even[Equity::P90P10.index()] - 1.0).abs() < 1e-12);
        assert!((even[Equity::BelowNorm.index()] - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn all_staff_for_half_of_the_need_is_ln_2_and_a_gini_of_a_half() {
        let split = of(&[8.0, 0.0], &[5.0, 5.0], &[true, false]);
        assert!((split[Equity::Theil.index()] - std::f64::consts::LN_2).abs() < 1e-12);
        assert!((split[Equity::TheilBetween.index()] - std::f64::consts::LN_2).abs() < 1e-12);
        assert!(split[Equity::TheilWithin.index()].abs() < 1e-12);
        assert!((split[Equity::Gini.index()] - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_region_split_in_two_leaves_every_measure_but_the_count() {
        let whole = of(&[1.0, 5.0, 2.0], &[4.0, 6.0, 9.0], &[true, false, false]);
        let split = of(&[1.0, 2.5, 2.5, 2.0], &[4.0, 3.0, 3.0, 9.0], &[true, false, false, false]);
        for measure in [Equity::Theil, Equity::TheilBetween, Equity::Gini, Equity::P90P10] {
            let i = measure.index();
            assert!((whole[i] - split[i]).abs() < 1e-12, "{}", measure.key());
        }
    }
}
