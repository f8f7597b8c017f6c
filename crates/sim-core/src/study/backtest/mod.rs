//! The backtest: parameters fitted to the counts up to a year, forecasts of the later years, and what naive forecasts
//! would have said. Nothing is tuned on the later years.

mod accuracy;
mod fit;
mod freeze;
mod naive;
mod predict;
mod report;
mod rows;
mod yearly;

pub use accuracy::{Accuracy, Decomposition};
pub use report::{
    Comparison, FitReport, Fitted, Forecast, HINDSIGHTS, Hindsight, HindsightNote, Point, Report, Rival,
};
pub use rows::{Row, WIDENED, backtest_row, rows};

use crate::results::RunFault;
use crate::scenario::{Observation, Observed, Scenario, Text};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The last year of the fit unless somebody says another.
pub const FIT_YEAR: i32 = 2016;

/// The variables that are forecast.
const FORECAST: [Observed; 2] = [Observed::Certified, Observed::Professionals];

/// Why there is no backtest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refusal {
    /// Nothing was counted.
    NoHistory,
    /// Fewer counts than parameters.
    TooFew {
        /// The last year of the fit.
        fit_year: i32,
        /// The years in which a count can be used.
        first: i32,
        /// Counts found.
        found: usize,
        /// Counts needed.
        needed: usize,
    },
    /// Nothing to test the forecasts on.
    NoTestYear {
        /// The last year of the fit.
        fit_year: i32,
        /// The last whole year of the run.
        last: i32,
    },
    /// A run broke.
    Run(RunFault),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHistory => write!(f, "there is no history to compare with"),
            Self::TooFew { fit_year, first, found, needed } => write!(
                f,
                "{needed} parameters need at least {needed} counts above 0 from {first} to {fit_year}, and there are {found}: \
                 a later year, or a longer history, is needed"
            ),
            Self::NoTestYear { fit_year, last } => write!(
                f,
                "no count of '{}' or '{}' lies after {fit_year} and within the run, which ends with {last}, beside one \
                 up to {fit_year}: an earlier year, or a longer history, is needed",
                Observed::Certified.key(),
                Observed::Professionals.key(),
            ),
            Self::Run(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<RunFault> for Refusal {
    fn from(fault: RunFault) -> Self {
        Self::Run(fault)
    }
}

/// Fits the model to the counts up to the end of `fit_year`, forecasts the later counts of the run's years and compares.
/// The policy is the document's; runs have expected values.
///
/// # Errors
/// See [`Refusal`].
pub fn backtest(scenario: &Scenario, history: &[Observation], fit_year: i32) -> Result<Report, Refusal> {
    backtest_told(scenario, history, fit_year, &|_| {})
}

/// The same; `told` hears of every run of the fit, by how many were made: nobody knows before how many it takes.
///
/// # Errors
/// See [`Refusal`].
pub fn backtest_told(
    scenario: &Scenario,
    history: &[Observation],
    fit_year: i32,
    told: &dyn Fn(usize),
) -> Result<Report, Refusal> {
    if history.is_empty() {
        return Err(Refusal::NoHistory);
    }
    let years = yearly::whole_years(scenario.grid);
    // A count of 0 has no logarithm and nothing can be compared with it.
    let mut counts: Vec<Observation> =
        history.iter().filter(|o| years.contains(&o.year) && o.value > 0.0).cloned().collect();
    counts.sort_by_key(|o| (o.variable, o.year));
    let known: Vec<Observation> = counts.iter().filter(|o| o.year <= fit_year).cloned().collect();
    let needed = fit::FITTED.len();
    if known.len() < needed {
        return Err(Refusal::TooFew { fit_year, first: *years.start(), found: known.len(), needed });
    }
    let tested: Vec<Observed> = FORECAST
        .into_iter()
        .filter(|what| {
            let has =
                |later: bool| counts.iter().any(|o| o.variable == *what && (o.year > fit_year) == later);
            has(true) && has(false)
        })
        .collect();
    let test_years = counts.iter().filter(|o| o.year > fit_year && tested.contains(&o.variable));
    let Some(last) = test_years.map(|o| o.year).max() else {
        return Err(Refusal::NoTestYear { fit_year, last: *years.end() });
    };
    let policy = scenario.document_policy();
    let question = fit::Question {
        scenario: &yearly::until(scenario, fit_year),
        policy: &policy,
        observations: &known,
        told,
    };
    let fit = fit::fit(&question)?;
    let paths = predict::Paths::run(&yearly::until(scenario, last), &fit.params, &policy, fit_year)?;
    let comparisons = tested.into_iter().map(|what| predict::compare(what, &counts, fit_year, &paths));
    let note = |key: Hindsight| HindsightNote { key, text: text(key.label().zh, key.label().en) };
    Ok(Report {
        scenario: scenario.key.clone(),
        fingerprint: scenario.fingerprint.clone(),
        fit_year,
        comparisons: comparisons.collect(),
        hindsight: Hindsight::ALL.map(note).to_vec(),
        fit: FitReport {
            parameters: fit.fitted,
            correlation: fit.correlation,
            points: fit.points,
            own_squares: fit.squares[0],
            squares: fit.squares[1],
            converged: fit.converged,
            runs: fit.runs + predict::Paths::RUNS,
        },
    })
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
