//! What a backtest found, as data.

use super::accuracy::Accuracy;
use crate::ids::index_set;
use crate::scenario::{Observed, Status, Text};
use serde::{Deserialize, Serialize};

/// Fit, forecasts and errors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The scenario's name.
    pub scenario: String,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The last year whose counts the fit and the naive forecasts see.
    pub fit_year: i32,
    /// The fit.
    pub fit: FitReport,
    /// One for each variable with a count after the fit year.
    pub comparisons: Vec<Comparison>,
    /// What each kind of hindsight means.
    pub hindsight: Vec<HindsightNote>,
}

/// How the parameters were fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FitReport {
    /// The parameters.
    pub parameters: Vec<Fitted>,
    /// Approximate correlations from (JᵀJ)⁻¹, in the order of the parameters. None: the counts cannot tell.
    pub correlation: Vec<Vec<Option<f64>>>,
    /// The counts and the model's side of them.
    pub points: Vec<Point>,
    /// Weighted sum of squared logs of modelled ÷ observed, with the scenario's own values.
    pub own_squares: f64,
    /// The same, fitted.
    pub squares: f64,
    /// Whether the search ended by itself.
    pub converged: bool,
    /// How many runs of the model it took.
    pub runs: usize,
}

/// A fitted parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// Its name.
    pub key: String,
    /// The scenario's own value, from which the search began.
    pub default: f64,
    /// The value found.
    pub fitted: f64,
    /// The range it was held in.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Whether it sits at an end of the range.
    pub at_bound: bool,
    /// Whether it does nothing where it is: the counts say nothing about it.
    pub flat: bool,
    /// Approximate standard error; none where the counts cannot tell.
    pub standard_error: Option<f64>,
}

/// A count the fit saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What was counted.
    pub variable: Observed,
    /// The year.
    pub year: i32,
    /// The count.
    pub observed: f64,
    /// How it is known.
    pub status: Status,
    /// Its weight in the sum of squares.
    pub weight: f64,
    /// The model with the scenario's own parameters.
    pub own: f64,
    /// The model as fitted.
    pub fitted: f64,
}

/// All forecasts of one variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The variable.
    pub variable: Observed,
    /// The last year with a count that forecasts may see: increments are added to this count.
    pub anchor_year: i32,
    /// That count.
    pub anchor: f64,
    /// The test years.
    pub years: Vec<i32>,
    /// Their counts.
    pub observed: Vec<f64>,
    /// How these are known.
    pub statuses: Vec<Status>,
    /// The forecasts, those of the model first.
    pub forecasts: Vec<Forecast>,
    /// The naive forecast with the smallest root mean square error, by its number.
    pub best_naive: Option<usize>,
    /// The best of all.
    pub best: Option<usize>,
}

/// One forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// Its name; with `anchored` it is unique.
    pub key: String,
    /// Its name for people.
    pub label: Text,
    /// Whether it needs no model.
    pub naive: bool,
    /// Whether increments are added to the last known count.
    pub anchored: bool,
    /// What it knows that nobody knew.
    pub hindsight: Vec<Hindsight>,
    /// One for each test year; none where something it needs was not counted.
    pub values: Vec<Option<f64>>,
    /// How far it was off.
    pub accuracy: Option<Accuracy>,
    /// The best naive forecast that uses no registrations it does not use itself; none for naive forecasts.
    pub rival: Option<Rival>,
}

/// The naive forecast a model forecast is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// Its number.
    pub forecast: usize,
    /// The model's root mean square error ÷ its own: above 1 the model loses.
    pub error_ratio: f64,
}

index_set! {
    /// What a forecast knows that nobody knew in the fit year.
    Hindsight [HINDSIGHTS] {
        /// The course of training hours after the fit year.
        Conversion = "conversion", "检验年份的培训学时取自情景走势；全国情景按专业人才数列事后设定", "training hours of the test years as the scenario has them; the nation's were set afterwards, from the professionals series";
        /// Training hours are held, at a value that was chosen later.
        HeldHours = "held_hours", "学时停在拟合年的值，但该值及此前走势也是事后设定的", "training hours stop at the fit year's value, but that value and the course before it were set afterwards too";
        /// Registrations of the test years.
        Registrations = "registrations", "用到检验年份的实际报名人数", "uses the registrations counted in the test years";
        /// Other levers and what comes from outside.
        Courses = "courses", "预算、招生、机构等杠杆和工资、人口按后来的实际走势", "budgets, intakes, agencies, wages and residents as they later turned out";
        /// Equations and ranges.
        Structure = "structure", "方程、默认值和范围由知道后来结果的人选定", "equations, defaults and ranges were chosen by people who knew how it went on";
    }
}

/// What a kind of hindsight means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HindsightNote {
    /// The kind.
    pub key: Hindsight,
    /// Its meaning.
    pub text: Text,
}
