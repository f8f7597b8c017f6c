//! How sure: an ensemble over what nobody knows, and what its page says, draws and lists of it.

pub mod course;
pub mod fan;
pub mod says;
pub mod tables;

use crate::aims::Aim;
use crate::number::{self, Lang};
use crate::series::Series;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use sim_core::scenario::{Measure, Metric};
use sim_core::study::breakdown;
use sim_core::study::ensemble::{Curve, Fan, Report, Watched};
use sim_core::study::uncertainty::Cause;
use sim_core::time::Month;

/// How many runs one can ask for.
pub const RUNS: [u32; 3] = [200, 1000, 5000];

/// What is asked, beside the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Why runs may differ.
    pub causes: Vec<Cause>,
    /// How many runs.
    pub runs: u32,
    /// Decides what is drawn.
    pub seed: u64,
    /// Whether runs count by how near they come to what was counted.
    pub conditioned: bool,
}

impl Default for Asked {
    fn default() -> Self {
        let causes = vec![Cause::Assumptions, Cause::Structure, Cause::Shocks];
        Self { causes, runs: RUNS[0], seed: 1, conditioned: false }
    }
}

/// A target, written or set, as a worker needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its key.
    pub key: String,
    /// What it is judged on.
    pub what: Watched,
    /// At whose end.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
}

impl Goal {
    /// That of a target, if runs are watched for what it is judged on.
    pub fn of(aim: &Aim) -> Option<Self> {
        let what = WATCHED.into_iter().chain(metrics()).find(|what| series_of(*what) == Some(aim.series))?;
        Some(Self { key: aim.key.clone(), what, year: aim.year, at_least: aim.at_least })
    }
}

/// How sure one target is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sure {
    /// The target.
    pub goal: Goal,
    /// The share of draws that reach it.
    pub share: Share,
    /// The same without the plan.
    pub without: f64,
    /// The value with nothing drawn.
    pub default: f64,
    /// Whether that reaches it.
    pub met: bool,
    /// Four fifths of the draws lie between these.
    pub middle: [f64; 2],
    /// The earliest year by whose end half of the draws have reached it at least once.
    pub earliest: Option<i32>,
}

/// A share of draws with its sampling error: Wilson's interval at 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The share.
    pub value: f64,
    /// The interval.
    pub interval: [f64; 2],
}

impl From<breakdown::Chance> for Share {
    fn from(breakdown::Chance { value, interval }: breakdown::Chance) -> Self {
        Self { value, interval }
    }
}

impl Share {
    /// Half the width of the interval, in percentage points.
    pub fn points(&self) -> f64 {
        50.0 * (self.interval[1] - self.interval[0])
    }

    /// The share in words: never quite nothing and never quite all, as long as draws are finite.
    pub fn words(&self) -> String {
        match self.value {
            v if v > 0.995 => ">99%".to_owned(),
            v if v < 0.005 => "<1%".to_owned(),
            v => format!("{}%", number::decimal(100.0 * v, 0)),
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Bands and what is reached.
    pub report: Report,
    /// How many numbers are drawn.
    pub factors: usize,
    /// The targets.
    pub sure: Vec<Sure>,
    /// All of them at once.
    pub together: Option<Share>,
}

impl Finding {
    /// What a fan can be shown of.
    pub fn watched(&self) -> Vec<Watched> {
        let mut all: Vec<Watched> = Vec::new();
        for fan in &self.report.fans {
            if !all.contains(&fan.what) {
                all.push(fan.what);
            }
        }
        all
    }

    /// The fan of a figure; of the first one where it is not watched.
    pub fn fan(&self, what: Watched, curve: Curve) -> Option<&Fan> {
        let is = |fan: &&Fan| fan.curve == curve;
        self.report.fans.iter().filter(is).find(|fan| fan.what == what)
    }
}

/// The place of the December of a year among the months of a fan.
pub fn december(fan: &Fan, year: i32) -> Option<usize> {
    fan.months.iter().position(|month| *month == Month::new(year, 12))
}

/// What is watched beside what targets are judged on.
pub const WATCHED: [Watched; 4] = [
    Watched::Measure(Measure::Coverage),
    Watched::Measure(Measure::Load),
    Watched::Measure(Measure::VacancyShare),
    Watched::PublicYuan,
];

fn metrics() -> impl Iterator<Item = Watched> {
    Metric::ALL.into_iter().map(Watched::Metric)
}

/// The series that shows the same.
pub fn series_of(what: Watched) -> Option<Series> {
    match what {
        Watched::Metric(metric) => Some(Series::of_metric(metric)),
        Watched::Measure(Measure::Coverage) => Some(Series::NeedCoverage),
        _ => None,
    }
}

/// The figure with this name, among those that can be shown.
pub fn from_key(key: &str) -> Option<Watched> {
    metrics().chain(WATCHED).find(|what| what.key() == key)
}

/// Its name.
pub fn name(what: Watched, words: &Words) -> String {
    match series_of(what) {
        Some(series) => words.say(series.name_key()),
        None => words.lang().label(what.label()).to_owned(),
    }
}

/// A value of it, as short as it can be said.
pub fn text(what: Watched, value: f64, lang: Lang) -> String {
    match (series_of(what), what) {
        (Some(series), _) => series.brief(value, lang),
        (None, Watched::PublicYuan) => number::yuan(lang, value),
        (None, Watched::Measure(Measure::Load)) => number::decimal(value, 2),
        (None, _) => format!("{}%", number::decimal(100.0 * value, 1)),
    }
}
