//! What is explained: a metric of targets or public money, at the end of a year.

use crate::ids::{Label, MoneySource};
use crate::results::{Trajectory, Variable, metric_value};
use crate::scenario::{Metric, Scenario};
use crate::time::{Month, TimeGrid};
use serde::{Deserialize, Serialize};

/// A number of the whole place that every month has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// What targets are judged on, at the month's end.
    Metric(Metric),
    /// Public money of the programme since the start, yuan, nominal.
    PublicMoney,
}

impl Measured {
    /// The name of public money; metrics have their own.
    pub const PUBLIC_MONEY: &'static str = "public_yuan";

    /// The name in files and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Metric(metric) => metric.key(),
            Self::PublicMoney => Self::PUBLIC_MONEY,
        }
    }
    /// The name people read.
    pub const fn label(self) -> Label {
        match self {
            Self::Metric(metric) => metric.label(),
            Self::PublicMoney => Label {
                zh: "累计公共资金（财政与福彩，名义元）",
                en: "Public money so far (fiscal and lottery, nominal yuan)",
            },
        }
    }
    /// What has this name.
    pub fn from_key(key: &str) -> Option<Self> {
        if key == Self::PUBLIC_MONEY {
            Some(Self::PublicMoney)
        } else {
            Metric::from_key(key).map(Self::Metric)
        }
    }
    /// Its value at the end of a row's month.
    pub fn at(self, scenario: &Scenario, run: &Trajectory, row: usize) -> f64 {
        match self {
            Self::Metric(metric) => metric_value(scenario, run, metric, row),
            Self::PublicMoney => (1..=row).fold(0.0, |total, row| total + public_yuan(run, row)),
        }
    }
    /// Its value at the end of every month; the first is the start.
    pub fn series(self, scenario: &Scenario, run: &Trajectory) -> Vec<f64> {
        let mut spent = 0.0;
        (0..run.rows())
            .map(|row| match self {
                Self::Metric(metric) => metric_value(scenario, run, metric, row),
                Self::PublicMoney => {
                    spent += if row > 0 { public_yuan(run, row) } else { 0.0 };
                    spent
                }
            })
            .collect()
    }
}

/// Public money of a month.
fn public_yuan(run: &Trajectory, row: usize) -> f64 {
    let of = |source: MoneySource| run.series(Variable::Funding, source.index(), None)[row];
    of(MoneySource::Fiscal) + of(MoneySource::Lottery)
}

/// What is explained, and when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Gauge {
    /// What.
    pub what: Measured,
    /// Read at the end of December of this year.
    pub year: i32,
}

impl Gauge {
    /// The month at whose end it is read.
    pub const fn month(self) -> Month {
        Month::new(self.year, 12)
    }

    /// What a scenario is judged on: its targets, or people in posts and certificates in the plan year where it has none; and
    /// public money up to the plan year.
    pub fn of(scenario: &Scenario) -> Vec<Self> {
        let mut gauges: Vec<Self> = Vec::new();
        for target in &scenario.targets {
            let gauge = Self { what: Measured::Metric(target.metric), year: target.year };
            if !gauges.contains(&gauge) {
                gauges.push(gauge);
            }
        }
        let year = scenario.plan_year;
        if gauges.is_empty() {
            let metrics = [Metric::Professionals, Metric::CertifiedPractising];
            gauges.extend(metrics.map(|metric| Self { what: Measured::Metric(metric), year }));
        }
        gauges.push(Self { what: Measured::PublicMoney, year });
        gauges
    }

    /// Its value in a run.
    ///
    /// # Panics
    /// When the run does not hold its month.
    pub fn value(self, scenario: &Scenario, run: &Trajectory) -> f64 {
        let row = run.grid().row(self.month()).expect("a plan holds years of the run only");
        self.what.at(scenario, run, row)
    }
}

/// The first and the last year whose December a run holds.
pub(super) fn years(grid: TimeGrid) -> (i32, i32) {
    let last = if grid.end.month() == 12 { grid.end.year() } else { grid.end.year() - 1 };
    (grid.start.year(), last)
}

/// The same scenario, run to the last month that is read and no further. Earlier months do not see the difference.
pub(super) fn until(scenario: &Scenario, months: impl Iterator<Item = Month>) -> Scenario {
    let end = months.max().map_or(scenario.grid.end, |last| last.min(scenario.grid.end));
    Scenario { grid: TimeGrid { end, ..scenario.grid }, ..scenario.clone() }
}
