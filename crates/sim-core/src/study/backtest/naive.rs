//! Forecasts that need no model: the least that one has to beat.

use crate::math;
use std::collections::BTreeMap;

/// Counts by year.
pub(super) type Counts = BTreeMap<i32, f64>;

/// How many years "of late" are.
const LATE: i32 = 3;

/// The last count.
pub(super) fn last(known: &Counts) -> Option<(i32, f64)> {
    known.last_key_value().map(|(year, value)| (*year, *value))
}

/// A straight line through (year, value).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    year: f64,
    value: f64,
    slope: f64,
}

impl Line {
    /// The line with the least sum of squares; `None` for fewer than two points.
    pub fn through(points: impl Iterator<Item = (i32, f64)>) -> Option<Self> {
        let points: Vec<(f64, f64)> = points.map(|(year, value)| (f64::from(year), value)).collect();
        if points.len() < 2 {
            return None;
        }
        let n = points.len() as f64;
        let year = points.iter().fold(0.0, |t, p| t + p.0) / n;
        let value = points.iter().fold(0.0, |t, p| t + p.1) / n;
        let along = points.iter().fold(0.0, |t, p| t + (p.0 - year) * (p.1 - value));
        let across = points.iter().fold(0.0, |t, p| t + (p.0 - year) * (p.0 - year));
        Some(Self { year, value, slope: along / across })
    }

    /// Its value in a year.
    pub fn at(&self, year: i32) -> f64 {
        self.value + self.slope * (f64::from(year) - self.year)
    }
}

/// Least squares on the counts.
pub(super) fn linear(known: &Counts) -> Option<Line> {
    Line::through(known.iter().map(|(year, value)| (*year, *value)))
}

/// Least squares on the logarithms of the counts that have one.
pub(super) fn exponential(known: &Counts) -> Option<Line> {
    let positive = known.iter().filter(|(_, value)| **value > 0.0);
    Line::through(positive.map(|(year, value)| (*year, math::ln(*value))))
}

/// What the last three years added in a year: from the newest count that is at least three years older than the last,
/// or the first of all.
pub(super) fn drift(known: &Counts) -> Option<f64> {
    let (year, value) = last(known)?;
    let (from, before) = known
        .range(..=year - LATE)
        .next_back()
        .or_else(|| known.first_key_value())
        .filter(|(y, _)| **y < year)?;
    Some((value - before) / f64::from(year - from))
}

/// The mean of new certificates ÷ registrations over the years that have both.
pub(super) fn mean_yield(certified: &Counts, registered: &Counts) -> Option<f64> {
    let yields: Vec<f64> = registered
        .iter()
        .filter(|(_, sat)| **sat > 0.0)
        .filter_map(|(year, sat)| Some((certified.get(year)? - certified.get(&(year - 1))?) / sat))
        .collect();
    (!yields.is_empty()).then(|| yields.iter().fold(0.0, |t, y| t + y) / yields.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_straight_line_linear_and_drift_are_exact() {
        let truth = |year: i32| 100.0 + 7.0 * f64::from(year - 2010);
        let known: Counts = [2010, 2011, 2013, 2016].map(|year| (year, truth(year))).into();
        let line = linear(&known).expect("points");
        for year in 2017..=2030 {
            assert!((line.at(year) - truth(year)).abs() < 1e-9, "{year}");
        }
        assert_eq!(drift(&known), Some(7.0));
    }

    #[test]
    fn on_an_exponential_the_exponential_is_exact() {
        let truth = |year: i32| 100.0 * math::pow(1.3, f64::from(year - 2010));
        let known: Counts = (2010..=2016).map(|year| (year, truth(year))).collect();
        let line = exponential(&known).expect("points");
        for year in 2017..=2030 {
            assert!((math::exp(line.at(year)) / truth(year) - 1.0).abs() < 1e-9, "{year}");
        }
    }

    #[test]
    fn drift_looks_back_three_years_or_as_far_as_there_are_counts() {
        for (known, expected) in [
            (vec![(2010, 1.0), (2013, 10.0), (2015, 11.0), (2016, 16.0)], Some(2.0)),
            (vec![(2010, 1.0), (2012, 10.0), (2015, 11.0), (2016, 18.0)], Some(2.0)),
            (vec![(2015, 11.0), (2016, 16.0)], Some(5.0)),
            (vec![(2016, 16.0)], None),
            (vec![], None),
        ] {
            assert_eq!(drift(&known.iter().copied().collect()), expected, "{known:?}");
        }
    }

    #[test]
    fn the_mean_yield_needs_two_counts_and_a_sitting() {
        let certified: Counts = [(2013, 50.0), (2014, 60.0), (2016, 90.0), (2017, 120.0)].into();
        let registered: Counts = [(2013, 9.0), (2014, 40.0), (2016, 9.0), (2017, 60.0)].into();
        // 2014: 10 ÷ 40; 2017: 30 ÷ 60. 2013 and 2016 have no count of the year before.
        assert_eq!(mean_yield(&certified, &registered), Some(0.375));
        assert_eq!(mean_yield(&certified, &Counts::new()), None);
    }
}
