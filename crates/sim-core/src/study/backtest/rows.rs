//! What a backtest asks beside itself: the same with other fit years, and with a wider range for what decides most.

use super::{FIT_YEAR, Refusal, Report, backtest_told};
use crate::scenario::{Observation, ParamKey, Scenario, Sourced, Status};
use serde::{Deserialize, Serialize};

/// Whose range is widened: at an end of its range in the fit of the nation, and what projected registrations rest on.
pub const WIDENED: &str = "outside_candidates_growth";
/// The lower end of the wider ranges, so that the search is free on both sides.
const LOWER: f64 = 0.05;
/// Upper ends that are tried: a little and much wider than the range that was chosen knowing later registrations.
const UPPER: [f64; 3] = [0.30, 0.40, 0.60];

/// One backtest among several.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The last year the fit sees.
    pub fit_year: i32,
    /// The upper end of the range of [`WIDENED`], where it is not the scenario's own.
    pub upper: Option<f64>,
}

/// The backtests of a study, that of [`FIT_YEAR`] first: a row does not depend on the others.
pub fn rows() -> Vec<Row> {
    let years = [0, -1, 1, -2, 2].map(|apart| Row { fit_year: FIT_YEAR + apart, upper: None });
    let wider = UPPER.map(|upper| Row { fit_year: FIT_YEAR, upper: Some(upper) });
    years.into_iter().chain(wider).collect()
}

/// One of them; `told` hears of every run of its fit.
///
/// # Errors
/// See [`Refusal`].
///
/// # Panics
/// Never: [`WIDENED`] is a row of the table of parameters.
pub fn backtest_row(
    scenario: &Scenario,
    history: &[Observation],
    row: Row,
    told: &dyn Fn(usize),
) -> Result<Report, Refusal> {
    let Some(upper) = row.upper else { return backtest_told(scenario, history, row.fit_year, told) };
    let key = ParamKey::from_key(WIDENED).expect("the name above is a row of the table");
    let range = Sourced {
        value: scenario.params.value(key),
        status: Status::Assumption,
        source: "design: a wider range, to see what the chosen one does".to_owned(),
        low: LOWER,
        high: upper,
    };
    let mut wider = scenario.clone();
    wider.own_params.insert(WIDENED.to_owned(), range);
    backtest_told(&wider, history, row.fit_year, told)
}
