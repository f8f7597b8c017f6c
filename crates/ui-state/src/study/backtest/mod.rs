//! The model against counted years: what was found, and what the page of checks says, draws and lists of it.

pub mod band;
pub mod course;
pub mod drawing;
pub mod says;
pub mod tables;

use serde::{Deserialize, Serialize};
use sim_core::scenario::Observed;
use sim_core::study::backtest::{self, Comparison, Forecast, Report, Row};

/// What was found so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The backtests in their order; the first is the one the page speaks of at first.
    pub tested: Vec<Tested>,
}

/// One backtest among several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tested {
    /// Which it is.
    pub row: Row,
    /// What it says.
    pub report: Result<Report, backtest::Refusal>,
}

/// Which forecasts are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// What is forecast.
    pub variable: Observed,
    /// The last year the fit sees.
    pub fit_year: i32,
    /// Whether registrations of the test years are those that were counted.
    pub registrations: bool,
    /// Whether conversion stops at what it was in the fit year.
    pub frozen: bool,
    /// Whether increments are added to the last known count.
    pub anchored: bool,
}

impl Default for Look {
    /// What the model says by itself, knowing no later registration.
    fn default() -> Self {
        Self {
            variable: Observed::Certified,
            fit_year: backtest::FIT_YEAR,
            registrations: false,
            frozen: true,
            anchored: true,
        }
    }
}

impl Finding {
    /// The report fitted to a year with the scenario's own ranges.
    pub fn fitted_to(&self, year: i32) -> Option<&Report> {
        self.tested.iter().filter(|it| it.row.upper.is_none() && it.row.fit_year == year).find_map(report)
    }

    /// The fit years that can be looked at, from the first to the last.
    pub fn fit_years(&self) -> Vec<i32> {
        let own = self.tested.iter().filter(|it| it.row.upper.is_none() && it.report.is_ok());
        let mut years: Vec<i32> = own.map(|it| it.row.fit_year).collect();
        years.sort_unstable();
        years
    }

    /// The reports with wider ranges, by their upper ends.
    pub fn wider(&self) -> Vec<(f64, &Report)> {
        self.tested.iter().filter_map(|it| Some((it.row.upper?, report(it)?))).collect()
    }
}

fn report(tested: &Tested) -> Option<&Report> {
    tested.report.as_ref().ok()
}

impl Look {
    /// The comparison that is looked at.
    pub fn comparison<'a>(&self, report: &'a Report) -> Option<&'a Comparison> {
        let own = report.comparisons.iter().find(|it| it.variable == self.variable);
        own.or_else(|| report.comparisons.first())
    }

    /// The model's forecast that is looked at, by its number.
    pub fn forecast(&self, comparison: &Comparison) -> Option<usize> {
        let path = if self.frozen { "frozen" } else { "known" };
        let key = match (comparison.variable, self.registrations) {
            (Observed::Certified, false) => format!("model.projected.{path}"),
            (Observed::Certified, true) => format!("model.observed.{path}"),
            _ => format!("model.{path}"),
        };
        comparison.forecasts.iter().position(|it| it.key == key && it.anchored == self.anchored)
    }
}

/// The root mean square error of a forecast that has a value for every test year: others cannot be compared.
pub(crate) fn error(comparison: &Comparison, forecast: &Forecast) -> Option<f64> {
    let whole = forecast.accuracy.as_ref().filter(|it| it.years == comparison.years.len());
    whole.map(|it| it.root_mean_square)
}
