//! The fit: parameters within their ranges that bring the model near the counts up to the fit year.

use super::report::{Fitted, Point};
use super::yearly::Yearly;
use crate::engine::{Model, RunSettings};
use crate::math;
use crate::results::RunFault;
use crate::scenario::{Observation, ParamKey, Params, Policy, Scenario, Status};
use levenberg_marquardt::{LeastSquaresProblem, LevenbergMarquardt};
use nalgebra::storage::Owned;
use nalgebra::{DMatrix, DVector, Dyn, U1};
use std::cell::{Cell, RefCell};

/// What is fitted: the ceiling of conversion, candidates from outside the field and their growth, pass rates.
pub(super) const FITTED: [&str; 5] =
    ["conversion_ceiling", "outside_candidates", "outside_candidates_growth", "pass_assistant", "pass_mid"];

/// Relative change of the sum of squares, and of the parameters, at which the search ends: far below what the counts can
/// tell apart.
const TOLERANCE: f64 = 1e-6;
/// Step of the search's forward differences in the logistic coordinate. Its error is of the order of the step; rounding
/// is far smaller, because a run has no noise.
const STEP: f64 = 1e-5;
/// Step of the central differences at the solution, in shares of the range.
const RANGE_STEP: f64 = 1e-3;
/// No nearer to an end of its range than this share of it does a search begin: at the end the coordinate is infinite.
const MARGIN: f64 = 0.01;
/// Where else in its range each parameter is tried once the search has ended, others held: a search does not see beyond
/// a stretch on which a parameter does nothing.
const PROBES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];
/// At most so many searches.
const SEARCHES: usize = 6;
/// A parameter that moves no logarithm by more than this over its whole range does nothing.
const FLAT: f64 = 1e-6;
/// Eigenvalues this much smaller than the largest are rounding: the matrix has no inverse.
const SINGULAR: f64 = 1e-12;

/// A parameter and where it may go.
#[derive(Clone, Copy, Debug)]
struct Range {
    key: ParamKey,
    start: f64,
    low: f64,
    high: f64,
}

impl Range {
    /// The scenario's own range where it gives one.
    fn of(scenario: &Scenario, name: &str) -> Self {
        let key = ParamKey::from_key(name).expect("the names above are rows of the table");
        let own =
            scenario.own_params.get(name).map(|own| (own.low, own.high)).filter(|(low, high)| low < high);
        let (low, high) = own.unwrap_or((key.param().low, key.param().high));
        Self { key, start: scenario.params.value(key), low, high }
    }
    fn value(&self, share: f64) -> f64 {
        self.low + (self.high - self.low) * share
    }
    fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// What is asked: the counts up to the fit year, and a scenario that ends with it.
pub(super) struct Question<'a> {
    pub scenario: &'a Scenario,
    pub policy: &'a Policy,
    pub observations: &'a [Observation],
    /// Hears how many runs were made.
    pub told: &'a dyn Fn(usize),
}

/// What was found.
pub(super) struct Fit {
    pub params: Params,
    pub fitted: Vec<Fitted>,
    pub correlation: Vec<Vec<Option<f64>>>,
    pub points: Vec<Point>,
    /// Weighted sums of squares, at the scenario's own values and fitted.
    pub squares: [f64; 2],
    pub converged: bool,
    pub runs: usize,
}

/// How much a count weighs in the sum of squares.
fn weight(status: Status) -> f64 {
    if status == Status::Fact { 1.0 } else { 0.5 }
}

struct Search<'a> {
    question: &'a Question<'a>,
    ranges: Vec<Range>,
    /// Log-odds of each parameter's share of its range.
    at: DVector<f64>,
    /// The residuals there, once they are known: the solver asks for them, then for their differences.
    here: RefCell<Option<DVector<f64>>>,
    runs: Cell<usize>,
    fault: RefCell<Option<RunFault>>,
}

impl Search<'_> {
    fn params(&self, shares: &[f64]) -> Params {
        let mut params = self.question.scenario.params.clone();
        for (range, share) in self.ranges.iter().zip(shares) {
            params.set(range.key, range.value(*share));
        }
        params
    }

    fn modelled(&self, params: &Params) -> Result<Vec<f64>, RunFault> {
        self.runs.set(self.runs.get() + 1);
        (self.question.told)(self.runs.get());
        let run = Model::with_params(self.question.scenario, params)
            .run(self.question.policy, &RunSettings::default())?;
        let years = Yearly::of(&run);
        let value =
            |o: &Observation| years.value(o.variable, o.year).expect("only whole years of the run are asked");
        Ok(self.question.observations.iter().map(value).collect())
    }

    /// Logs of modelled ÷ observed, weighted. Less than one person counts as one, so that there is a logarithm.
    fn weighted(&self, modelled: &[f64]) -> DVector<f64> {
        let observations = self.question.observations.iter();
        let residuals = observations
            .zip(modelled)
            .map(|(o, value)| math::sqrt(weight(o.status)) * math::ln(value.max(1.0) / o.value.max(1.0)));
        DVector::from_iterator(modelled.len(), residuals)
    }

    fn residuals_at(&self, shares: &[f64]) -> Result<DVector<f64>, RunFault> {
        Ok(self.weighted(&self.modelled(&self.params(shares))?))
    }

    fn squares_at(&self, shares: &[f64]) -> Result<f64, RunFault> {
        Ok(self.residuals_at(shares)?.norm_squared())
    }

    fn shares(at: &DVector<f64>) -> Vec<f64> {
        at.iter().map(|u| math::logistic(*u)).collect()
    }

    /// The answer, or nothing with the fault put aside: the solver's way.
    fn noted<T>(&self, answer: Result<T, RunFault>) -> Option<T> {
        answer.map_err(|fault| self.fault.replace(Some(fault))).ok()
    }

    fn residuals_here(&self) -> Result<DVector<f64>, RunFault> {
        if let Some(known) = &*self.here.borrow() {
            return Ok(known.clone());
        }
        let residuals = self.residuals_at(&Search::shares(&self.at))?;
        self.here.replace(Some(residuals.clone()));
        Ok(residuals)
    }

    /// The Jacobian by forward differences, in the solver's coordinate.
    fn forward(&self) -> Result<DMatrix<f64>, RunFault> {
        let here = self.residuals_here()?;
        let columns: Result<Vec<_>, RunFault> = (0..self.at.len())
            .map(|i| {
                let mut moved = self.at.clone();
                moved[i] += STEP;
                Ok((self.residuals_at(&Search::shares(&moved))? - &here) / STEP)
            })
            .collect();
        columns.map(|columns| DMatrix::from_columns(&columns))
    }

    /// The Jacobian by central differences, in shares of the ranges, which no step leaves.
    fn central(&self, shares: &[f64]) -> Result<DMatrix<f64>, RunFault> {
        let side = |i: usize, step: f64| -> Result<(f64, DVector<f64>), RunFault> {
            let mut moved = shares.to_vec();
            moved[i] = (moved[i] + step).clamp(0.0, 1.0);
            Ok((moved[i], self.residuals_at(&moved)?))
        };
        let columns: Result<Vec<_>, RunFault> = (0..shares.len())
            .map(|i| {
                let ((low, before), (high, after)) = (side(i, -RANGE_STEP)?, side(i, RANGE_STEP)?);
                Ok((after - before) / (high - low))
            })
            .collect();
        columns.map(|columns| DMatrix::from_columns(&columns))
    }
}

impl LeastSquaresProblem<f64, Dyn, Dyn> for &mut Search<'_> {
    type ResidualStorage = Owned<f64, Dyn, U1>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn, U1>;

    fn set_params(&mut self, at: &DVector<f64>) {
        self.at.copy_from(at);
        self.here.replace(None);
    }
    fn params(&self) -> DVector<f64> {
        self.at.clone()
    }
    fn residuals(&self) -> Option<DVector<f64>> {
        self.noted(self.residuals_here())
    }
    fn jacobian(&self) -> Option<DMatrix<f64>> {
        self.noted(self.forward())
    }
}

impl Search<'_> {
    /// Searches from the shares and gives those it ends at, the sum of squares, and whether it is sure of them.
    fn from(&mut self, shares: &[f64]) -> Result<(Vec<f64>, f64, bool), RunFault> {
        let begin = shares.iter().map(|s| math::logit(s.clamp(MARGIN, 1.0 - MARGIN)));
        self.at = DVector::from_iterator(shares.len(), begin);
        self.here.replace(None);
        let (_, report) = LevenbergMarquardt::new().with_tol(TOLERANCE).minimize(&mut *self);
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        let found = Self::shares(&self.at);
        let squares = self.residuals_here()?.norm_squared();
        Ok((found, squares, report.termination.was_successful()))
    }

    /// Searches from the scenario's own values, and again from wherever a single parameter elsewhere does better.
    fn best(&mut self) -> Result<(Vec<f64>, f64, bool), RunFault> {
        let start: Vec<f64> = self.ranges.iter().map(|r| r.share(r.start)).collect();
        let mut best = self.from(&start)?;
        for _ in 1..SEARCHES {
            let mut better: Option<(Vec<f64>, f64)> = None;
            for i in 0..self.ranges.len() {
                for probe in PROBES {
                    let mut shares = best.0.clone();
                    shares[i] = probe;
                    let squares = self.squares_at(&shares)?;
                    if squares < better.as_ref().map_or(best.1 * (1.0 - TOLERANCE), |b| b.1) {
                        better = Some((shares, squares));
                    }
                }
            }
            let Some((shares, _)) = better else { break };
            let found = self.from(&shares)?;
            if found.1 >= best.1 {
                break;
            }
            best = found;
        }
        Ok(best)
    }
}

/// Fits the parameters to the counts.
pub(super) fn fit(question: &Question<'_>) -> Result<Fit, RunFault> {
    let ranges: Vec<Range> = FITTED.iter().map(|name| Range::of(question.scenario, name)).collect();
    let at = DVector::zeros(ranges.len());
    let here = RefCell::new(None);
    let mut search = Search { question, ranges, at, here, runs: Cell::new(0), fault: RefCell::new(None) };
    let own = search.modelled(&question.scenario.params)?;
    let (shares, squares, converged) = search.best()?;
    let params = search.params(&shares);
    let modelled = search.modelled(&params)?;
    let jacobian = search.central(&shares)?;
    let freedom = question.observations.len().saturating_sub(shares.len());
    let (correlation, errors) = uncertainty(&jacobian, squares, freedom);
    let fitted = search.ranges.iter().zip(&shares).enumerate().map(|(i, (range, share))| Fitted {
        key: range.key.param().key.to_owned(),
        default: range.start,
        fitted: range.value(*share),
        low: range.low,
        high: range.high,
        at_bound: !(MARGIN..=1.0 - MARGIN).contains(share),
        flat: jacobian.column(i).norm() < FLAT,
        standard_error: errors[i].map(|share| share * (range.high - range.low)),
    });
    let points =
        question.observations.iter().zip(own.iter().zip(&modelled)).map(|(o, (own, fitted))| Point {
            variable: o.variable,
            year: o.year,
            observed: o.value,
            status: o.status,
            weight: weight(o.status),
            own: *own,
            fitted: *fitted,
        });
    Ok(Fit {
        fitted: fitted.collect(),
        points: points.collect(),
        squares: [search.weighted(&own).norm_squared(), squares],
        runs: search.runs.get(),
        params,
        correlation,
        converged,
    })
}

type Uncertainty = (Vec<Vec<Option<f64>>>, Vec<Option<f64>>);

/// Approximate correlations of the parameters, and their standard errors in units of the Jacobian's, from (JᵀJ)⁻¹. None
/// where a parameter does nothing or the others can undo whatever it does.
fn uncertainty(jacobian: &DMatrix<f64>, squares: f64, freedom: usize) -> Uncertainty {
    let n = jacobian.ncols();
    let norms: Vec<f64> = jacobian.column_iter().map(|c| c.norm()).collect();
    let moving: Vec<usize> = (0..n).filter(|i| norms[*i] >= FLAT).collect();
    let mut correlation = vec![vec![None; n]; n];
    let mut errors = vec![None; n];
    // Columns of length 1, so that what counts as small does not depend on units.
    let scaled =
        DMatrix::from_fn(jacobian.nrows(), moving.len(), |r, c| jacobian[(r, moving[c])] / norms[moving[c]]);
    let eigen = (scaled.transpose() * &scaled).symmetric_eigen();
    let largest = eigen.eigenvalues.iter().copied().fold(0.0, f64::max);
    if moving.is_empty() || eigen.eigenvalues.iter().any(|e| *e < SINGULAR * largest) {
        return (correlation, errors);
    }
    let inverse = &eigen.eigenvectors
        * DMatrix::from_diagonal(&eigen.eigenvalues.map(|e| 1.0 / e))
        * eigen.eigenvectors.transpose();
    for (a, i) in moving.iter().enumerate() {
        for (b, j) in moving.iter().enumerate() {
            correlation[*i][*j] = Some(if a == b {
                1.0
            } else {
                inverse[(a, b)] / math::sqrt(inverse[(a, a)] * inverse[(b, b)])
            });
        }
        if freedom > 0 {
            errors[*i] = Some(math::sqrt(squares / freedom as f64 * inverse[(a, a)]) / norms[*i]);
        }
    }
    (correlation, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_are_those_of_the_inverse_computed_by_hand() {
        // JᵀJ = [[2, 1], [1, 2]], its inverse [[2, −1], [−1, 2]] ÷ 3; the third parameter does nothing.
        let jacobian = DMatrix::from_row_slice(3, 3, &[1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
        let (correlation, errors) = uncertainty(&jacobian, 3.0, 2);
        let near = |found: Option<f64>, expected: f64| found.is_some_and(|v| (v - expected).abs() < 1e-12);
        assert!(near(correlation[0][1], -0.5) && near(correlation[1][0], -0.5), "{correlation:?}");
        assert!(near(correlation[0][0], 1.0));
        assert!(near(errors[0], 1.0), "{errors:?}");
        assert_eq!((correlation[2][2], correlation[0][2], errors[2]), (None, None, None));
    }

    #[test]
    fn parameters_that_undo_each_other_have_no_correlation() {
        let jacobian = DMatrix::from_row_slice(3, 2, &[1.0, 2.0, 2.0, 4.0, 3.0, 6.0]);
        assert_eq!(uncertainty(&jacobian, 1.0, 1), (vec![vec![None; 2]; 2], vec![None; 2]));
    }
}
