//! How evenly staff is spread over need.

use crate::ids::{EQUITY, Equity};
use crate::math;

/// What equity looks at.
#[derive(Default)]
pub(crate) struct Spread {
    regions: Vec<Region>,
    /// Regions that need anything, by staff per need.
    ranked: Vec<Region>,
}

#[derive(Clone, Copy)]
struct Region {
    /// People in posts.
    staff: f64,
    /// Hours of need.
    need: f64,
    /// Posts by the staffing norm.
    norm: f64,
    /// Whether it counts as urban.
    urban: bool,
    number: usize,
}

impl Spread {
    /// Forgets all regions.
    pub fn clear(&mut self) {
        self.regions.clear();
    }

    /// Adds a region: people in posts, hours of need, posts by the norm, and whether it counts as urban.
    pub fn add(&mut self, staff: f64, need: f64, norm: f64, urban: bool) {
        let number = self.regions.len();
        self.regions.push(Region { staff, need, norm, urban, number });
    }

    /// Measures of a place, in the order of [`Equity`].
    ///
    /// Need-weighted Theil index of staff per need `T = Σ w·y·ln y` with `w` the share of need and `y` staff per need against
    /// the mean, and its parts between and within urban and rural regions; Gini of the same; the staff per need which a
    /// tenth of need exceeds against that which nine tenths exceed; the share of regions with less staff than the norm.
    /// Unit: shares and ratios. Without need or staff all but the last are 0; regions without need count in the last only.
    pub fn measures(&mut self) -> [f64; EQUITY] {
        let Self { regions, ranked } = self;
        let mut measures = [0.0; EQUITY];
        let below = regions.iter().filter(|r| r.staff < r.norm).count();
        measures[Equity::BelowNorm.index()] = below as f64 / regions.len() as f64;
        // Where nobody needs anything, staff has no one to be unfair to.
        ranked.clear();
        ranked.extend(regions.iter().filter(|r| r.need > 0.0));
        spread(ranked, &mut measures);
        measures
    }
}

/// All measures of regions that need something but the one of the norm.
fn spread(rows: &mut [Region], measures: &mut [f64; EQUITY]) {
    let mut put = |which: Equity, value: f64| measures[which.index()] = value;
    let (need, staff) = rows.iter().fold((0.0, 0.0), |(n, s), row| (n + row.need, s + row.staff));
    if need <= 0.0 || staff <= 0.0 {
        return;
    }
    let term = |part_of_staff: f64, part_of_need: f64| {
        if part_of_staff > 0.0 { part_of_staff * math::ln(part_of_staff / part_of_need) } else { 0.0 }
    };
    let theil = rows.iter().fold(0.0, |t, r| t + term(r.staff / staff, r.need / need));
    let between = [true, false].into_iter().fold(0.0, |t, urban| {
        let of = rows.iter().filter(|row| row.urban == urban);
        let (n, s) = of.fold((0.0, 0.0), |(n, s), row| (n + row.need, s + row.staff));
        t + if n > 0.0 { term(s / staff, n / need) } else { 0.0 }
    });
    // Rounding may leave a spread of nothing a hair below 0.
    put(Equity::Theil, theil.max(0.0));
    put(Equity::TheilBetween, between.max(0.0));
    put(Equity::TheilWithin, (theil - between).max(0.0));

    // Equals stay in the order of the regions, without the room that a stable sort asks for.
    rows.sort_unstable_by(|a, b| {
        (a.staff / a.need).total_cmp(&(b.staff / b.need)).then(a.number.cmp(&b.number))
    });
    let (mut lorenz, mut area) = (0.0, 0.0);
    for r in &*rows {
        area += r.need / need * (2.0 * lorenz + r.staff / staff);
        lorenz += r.staff / staff;
    }
    put(Equity::Gini, (1.0 - area).max(0.0));
    let quantile = |share: f64| {
        let mut before = 0.0;
        for r in &*rows {
            before += r.need / need;
            if before >= share {
                return r.staff / r.need;
            }
        }
        rows.last().map_or(0.0, |r| r.staff / r.need)
    };
    let low = quantile(0.1);
    put(Equity::P90P10, if low > 0.0 { quantile(0.9) / low } else { 0.0 });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(staff: &[f64], need: &[f64], urban: &[bool]) -> [f64; EQUITY] {
        let mut spread = Spread::default();
        for ((staff, need), urban) in staff.iter().zip(need).zip(urban) {
            spread.add(*staff, *need, 2.0, *urban);
        }
        spread.measures()
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
