//! How much a run counts that was held against what was counted.

use super::watched::Column;
use crate::ids::index_set;
use crate::math;
use crate::scenario::{OBSERVED, Observation, Status};
use serde::{Deserialize, Serialize};

index_set! {
    /// How counts decide on runs.
    Rule [RULES] {
        /// Importance weights: the nearer to the counts, the more a run counts.
        Weights = "weights", "按接近程度加权", "Weighted by nearness";
        /// History matching: a run that misses any count by three times what counts allow is ruled out; the others count alike.
        Match = "match", "排除明显不符者", "Implausible runs ruled out";
    }
}

/// Counts that runs are held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The counts; those of years that are not wholly simulated do nothing.
    pub counts: Vec<Observation>,
    /// Later counts, which weigh nothing: to see whether the bands would have held them.
    #[serde(default)]
    pub later: Vec<Observation>,
    /// How far model and count may be apart: a standard deviation of logarithms, of a count that is a fact. Errors of counts and
    /// of the model together; an assumption.
    pub tolerance: f64,
    /// What being apart does.
    pub rule: Rule,
}

/// The tolerance unless somebody says otherwise: the model's own error on the years it was not fitted to is about a tenth, and
/// counts of consecutive years say much the same.
pub const TOLERANCE: f64 = 0.2;

/// Beyond so many tolerances a run is ruled out, as is usual in history matching.
const IMPLAUSIBLE: f64 = 3.0;

impl Condition {
    /// Counts up to the end of a year weigh; those after it are held against the bands.
    pub fn until(counts: &[Observation], year: i32, tolerance: f64, rule: Rule) -> Self {
        let (counts, later) = counts.iter().cloned().partition(|count| count.year <= year);
        Self { counts, later, tolerance, rule }
    }

    /// The logarithm of a run's weight, and 0 at best.
    ///
    /// `Σ over series −½ · mean over its counts of (ln(model ÷ count) ÷ tolerance)²`, or −∞ where ruled out. Unit: 1.
    ///
    /// Counts of one series add up the same certificates, or the same people, year after year: a run that is off in one year
    /// is off in the next. A series therefore says as much as one count would, not as many.
    pub fn ln_weight(&self, columns: &[Column], values: &[f64]) -> f64 {
        let mut squares = [(0.0, 0.0); OBSERVED];
        for (column, model) in columns.iter().zip(values) {
            let Column::Counted { what, year } = column else { continue };
            let Some(count) = self.counts.iter().find(|c| (c.variable, c.year) == (*what, *year)) else {
                continue;
            };
            if *model <= 0.0 {
                return f64::NEG_INFINITY;
            }
            // Half the weight of a fact, as in the fit.
            let half = if count.status == Status::Fact { 1.0 } else { 0.5 };
            let apart = math::ln(*model / count.value) / self.tolerance;
            let squared = apart * apart * half;
            if self.rule == Rule::Match && squared > IMPLAUSIBLE * IMPLAUSIBLE {
                return f64::NEG_INFINITY;
            }
            let (sum, counts) = &mut squares[what.index()];
            *sum += squared;
            *counts += 1.0;
        }
        match self.rule {
            Rule::Match => 0.0,
            Rule::Weights => squares.iter().filter(|(_, n)| *n > 0.0).map(|(sum, n)| -0.5 * sum / n).sum(),
        }
    }
}

/// Weights from their logarithms, the largest 1; all 0 where every run is ruled out.
pub(super) fn weights(logs: &[f64]) -> Vec<f64> {
    let best = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    logs.iter().map(|log| if best.is_finite() { math::exp(log - best) } else { 0.0 }).collect()
}

/// How many equal weights tell as much as these.
pub(super) fn effective(weights: &[f64]) -> f64 {
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Observed;

    fn count(year: i32, value: f64, status: Status) -> Observation {
        Observation { year, variable: Observed::Certified, value, status, source: String::new() }
    }

    #[test]
    fn weights_are_those_of_a_lognormal_error() {
        let counts = vec![count(2018, 100.0, Status::Fact), count(2019, 100.0, Status::Assumption)];
        let columns = [2018, 2019].map(|year| Column::Counted { what: Observed::Certified, year });
        let mut condition = Condition { counts, later: Vec::new(), tolerance: 0.1, rule: Rule::Weights };
        assert_eq!(condition.ln_weight(&columns, &[100.0, 100.0]), 0.0);
        let one_off = condition.ln_weight(&columns, &[100.0 * math::exp(0.1), 100.0]);
        assert!((one_off + 0.25).abs() < 1e-12, "two counts of one series say as much as one");
        let assumed = condition.ln_weight(&columns, &[100.0, 100.0 * math::exp(-0.1)]);
        assert!((assumed + 0.125).abs() < 1e-12);
        let other = Column::Counted { what: Observed::Professionals, year: 2018 };
        condition
            .counts
            .push(Observation { variable: Observed::Professionals, ..condition.counts[0].clone() });
        let both = condition.ln_weight(&[columns[0], other], &[100.0 * math::exp(0.1); 2]);
        assert!((both + 1.0).abs() < 1e-12, "two series say as much as two");
        condition.rule = Rule::Match;
        assert_eq!(condition.ln_weight(&columns, &[129.0, 100.0]), 0.0);
        assert_eq!(condition.ln_weight(&columns, &[140.0, 100.0]), f64::NEG_INFINITY);
        assert_eq!(condition.ln_weight(&columns, &[0.0, 100.0]), f64::NEG_INFINITY);
    }

    #[test]
    fn equal_weights_count_fully_and_a_single_one_as_one() {
        assert_eq!(effective(&weights(&[-3.0; 8])), 8.0);
        assert!((effective(&weights(&[0.0, -800.0, -800.0])) - 1.0).abs() < 1e-12);
        assert_eq!(effective(&weights(&[f64::NEG_INFINITY; 3])), 0.0);
    }
}
