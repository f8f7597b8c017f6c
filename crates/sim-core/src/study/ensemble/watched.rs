//! What a study keeps of a run.

use crate::ids::{Label, MoneySource};
use crate::results::{Trajectory, Variable, measure_value, metric_value};
use crate::scenario::{Measure, Metric, Observed, Scenario};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// A figure of the whole place at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Watched {
    /// What targets are judged on.
    Metric(Metric),
    /// What checks read.
    Measure(Measure),
    /// Public money of the programme from the first month on, yuan.
    PublicYuan,
}

impl Watched {
    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Metric(metric) => metric.key(),
            Self::Measure(measure) => measure.key(),
            Self::PublicYuan => "public_yuan",
        }
    }

    /// The figure with this name; of metrics and measures of one name it is the metric.
    pub fn from_key(key: &str) -> Option<Self> {
        (key == "public_yuan")
            .then_some(Self::PublicYuan)
            .or_else(|| Metric::from_key(key).map(Self::Metric))
            .or_else(|| Measure::from_key(key).map(Self::Measure))
    }

    /// All names.
    pub fn keys() -> Vec<&'static str> {
        let metrics = Metric::ALL.into_iter().map(Metric::key);
        let measures = Measure::ALL.into_iter().map(Measure::key);
        let mut keys: Vec<&str> = metrics.chain(measures).chain(["public_yuan"]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The name people read.
    pub const fn label(self) -> Label {
        match self {
            Self::Metric(metric) => metric.label(),
            Self::Measure(measure) => measure.label(),
            Self::PublicYuan => Label { zh: "累计公共资金", en: "Public money so far" },
        }
    }

    /// Its value at the end of a row's month.
    pub fn value(self, scenario: &Scenario, run: &Trajectory, row: usize) -> f64 {
        match self {
            Self::Metric(metric) => metric_value(scenario, run, metric, row),
            Self::Measure(measure) => measure_value(scenario, run, measure, row),
            Self::PublicYuan => [MoneySource::Fiscal, MoneySource::Lottery]
                .map(|source| run.series(Variable::Funding, source.index(), None)[..=row].iter().sum::<f64>())
                .iter()
                .sum(),
        }
    }
}

/// The run a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Without the plan.
    Baseline,
    /// With it.
    Plan,
}

impl Side {
    /// The name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Plan => "plan",
        }
    }
}

/// What a value of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// A figure of a run at the end of a month.
    Figure {
        /// Of which run.
        side: Side,
        /// Which figure.
        what: Watched,
        /// When.
        month: Month,
    },
    /// A count of a region under the plan at the end of a year; see [`COUNTED`](crate::study::breakdown::COUNTED).
    Region {
        /// What is counted.
        metric: Metric,
        /// The region's number.
        region: usize,
        /// The year.
        year: i32,
    },
    /// The model's side of a count, under the course that the document took.
    Counted {
        /// What was counted.
        what: Observed,
        /// The year.
        year: i32,
    },
}

impl Column {
    /// The head of the column in a file.
    pub fn key(&self) -> String {
        match self {
            Self::Figure { side, what, month } => format!("{}.{}.{month}", side.key(), what.key()),
            Self::Region { metric, region, year } => format!("plan.{}.region{region}.{year}", metric.key()),
            Self::Counted { what, year } => format!("counted.{}.{year}", what.key()),
        }
    }
}
