//! What moves the answer, read off the draws that are there anyway.
//!
//! Rank correlation asks how well an order of the draws by one factor is an order by the figure. It costs no further run and works
//! from a few hundred draws on, but sees each factor on its own, and only what goes one way; elementary effects and shares of
//! variance ([`sensitivity`](crate::study::sensitivity)) see more and need runs of their own.

use super::plan::{Plan, Row};
use super::watched::{Column, Side, Watched};
use crate::math;
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// A factor and how it goes with a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    /// The factor's number in the plan.
    pub factor: usize,
    /// Rank correlation (Spearman's), from −1 to 1.
    pub correlation: f64,
}

/// The factors that go with a figure, the strongest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drivers {
    /// The figure.
    pub what: Watched,
    /// When.
    pub month: Month,
    /// Whether of the difference the plan makes, and not of the plan's own level.
    pub gain: bool,
    /// Correlations below this cannot be told from none in so few draws: among factors that do nothing, one study in twenty names
    /// any (Bonferroni's bound).
    pub noise: f64,
    /// Those above it.
    pub drivers: Vec<Driver>,
}

/// How often a factor that does nothing may be named, over all of them.
const FALSE_ALARM: f64 = 0.05;

/// No more than this many of a figure are worth naming.
const MOST: usize = 12;

/// The drivers of every figure at the end of the plan year, and of the plan's gain where the baseline ran too.
pub(super) fn drivers(plan: &Plan, rows: &[&Row], weights: &[f64], effective: f64) -> Vec<Drivers> {
    /// Fewer draws say nothing about two hundred factors.
    const FEW: f64 = 20.0;
    if effective < FEW || plan.factors.is_empty() {
        return Vec::new();
    }
    // So many factors are looked at that one in twenty of them would pass a bound for a single one.
    let tail = 0.5 * FALSE_ALARM / plan.factors.len() as f64;
    let noise = math::normal_quantile(1.0 - tail) / math::sqrt(effective - 1.0);
    let factors: Vec<Vec<f64>> = (0..plan.factors.len())
        .map(|i| ranks(&rows.iter().map(|r| r.inputs[i]).collect::<Vec<_>>()))
        .collect();
    let december = Month::new(plan.plan_year, 12);
    let at = |side: Side, what: Watched| {
        plan.columns.iter().position(|c| *c == Column::Figure { side, what, month: december })
    };
    let mut all = Vec::new();
    for column in &plan.columns {
        let Column::Figure { side: Side::Plan, what, month } = *column else { continue };
        if month != december {
            continue;
        }
        let plan_at = at(Side::Plan, what);
        for gain in [false, true] {
            let baseline_at = at(Side::Baseline, what).filter(|_| gain);
            if gain && baseline_at.is_none() {
                continue;
            }
            let value = |row: &&Row| {
                let values = row.values.as_deref().ok()?;
                Some(values[plan_at?] - baseline_at.map_or(0.0, |at| values[at]))
            };
            let Some(figures) = rows.iter().map(value).collect::<Option<Vec<f64>>>() else { continue };
            let figures = ranks(&figures);
            let mut drivers: Vec<Driver> = factors
                .iter()
                .enumerate()
                .filter_map(|(factor, ranks)| {
                    let correlation = correlation(ranks, &figures, weights)?;
                    (correlation.abs() > noise).then_some(Driver { factor, correlation })
                })
                .collect();
            drivers.sort_by(|a, b| b.correlation.abs().total_cmp(&a.correlation.abs()));
            drivers.truncate(MOST);
            all.push(Drivers { what, month, gain, noise, drivers });
        }
    }
    all
}

/// The rank of each value, from 1; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    while first < order.len() {
        let value = values[order[first]];
        let last = first + order[first..].iter().take_while(|i| values[**i] == value).count();
        let mean = 0.5 * (first + 1 + last) as f64;
        for i in &order[first..last] {
            ranks[*i] = mean;
        }
        first = last;
    }
    ranks
}

/// The weighted correlation of two lists; `None` where one of them does not vary.
fn correlation(a: &[f64], b: &[f64], weights: &[f64]) -> Option<f64> {
    let total = math::sum(weights);
    let mean = |values: &[f64]| values.iter().zip(weights).map(|(v, w)| v * w).sum::<f64>() / total;
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0);
    for ((x, y), w) in a.iter().zip(b).zip(weights) {
        let (x, y) = (x - mean_a, y - mean_b);
        aa += w * x * x;
        bb += w * y * y;
        ab += w * x * y;
    }
    (aa > 0.0 && bb > 0.0).then(|| (ab / math::sqrt(aa * bb)).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_factor_that_does_nothing_is_rarely_named() {
        use crate::rng::{Draws, Stream};
        // 60 draws of 100 factors and a figure that knows none of them, 200 times over: ten false alarms are expected, and four
        // standard deviations of 3.1 are allowed.
        let alarms = (0..200)
            .filter(|seed| {
                let ranks_of = |dim: u64| {
                    let value = |run| Draws { seed: *seed, run }.uniform(Stream::Point, dim);
                    ranks(&(0..60).map(value).collect::<Vec<_>>())
                };
                let figure = ranks_of(1000);
                let bound = math::normal_quantile(1.0 - 0.5 * FALSE_ALARM / 100.0) / math::sqrt(59.0);
                (0..100).any(|dim| {
                    correlation(&ranks_of(dim), &figure, &[1.0; 60]).expect("both vary").abs() > bound
                })
            })
            .count();
        assert!(alarms <= 22, "{alarms}");
    }

    #[test]
    fn the_correlation_of_ranks_is_spearmans() {
        // scipy.stats.spearmanr([1, 2, 2, 8, 5], [2, 1, 4, 9, 6]).statistic == 0.8207826816681234
        let (a, b) = (ranks(&[1.0, 2.0, 2.0, 8.0, 5.0]), ranks(&[2.0, 1.0, 4.0, 9.0, 6.0]));
        let found = correlation(&a, &b, &[1.0; 5]).expect("both vary");
        assert!((found - 0.820_782_681_668_123_4).abs() < 1e-12, "{found}");
        assert_eq!(correlation(&a, &[3.0; 5], &[1.0; 5]), None);
        // What goes one way, however bent, has correlation 1.
        let bent = ranks(&[1.0, 8.0, 8.0, 512.0, 125.0]);
        assert!((correlation(&a, &bent, &[1.0; 5]).expect("both vary") - 1.0).abs() < 1e-12);
    }
}
