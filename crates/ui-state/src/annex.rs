//! What a planner adds to the annex of a plan: words beside its indicators, and how one is shared out.

use crate::series::Series;
use crate::state::AppState;
use serde::{Deserialize, Serialize};
use sim_core::Scenario;
use sim_core::scenario::Metric;
use sim_core::sorted::Map;
use sim_core::study::breakdown::{Basis, COUNTED, Limits, Order, Pace, Spot, Whole};

/// The annex as it is kept; empty parts are not written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annex {
    /// What was written beside indicators, by their keys.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub beside: Map<String, Beside>,
    /// What is shared out, once somebody changed how.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
}

/// What was written beside an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// Binding rather than expected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub binding: bool,
    /// Who is responsible.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
}

/// What is shared out among regions and years, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quota {
    /// What is counted.
    pub metric: Metric,
    /// The total, where it is not that of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// By what, with weights.
    #[serde(default = "by_staff")]
    pub mix: Map<Basis, f64>,
    /// What of it is shared by that.
    #[serde(default = "the_increase")]
    pub whole: Whole,
    /// How the years share it.
    #[serde(default = "evenly")]
    pub pace: Pace,
    /// The least a region has in the end, by its code.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub floors: Map<String, u64>,
    /// The most.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub caps: Map<String, u64>,
    /// What regions have in the end, as it was set.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub regions: Map<String, u64>,
    /// What all have at the ends of years, as it was set.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub years: Map<i32, u64>,
    /// What regions add in years, as it was set.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub cells: Map<String, Map<i32, u64>>,
}

fn by_staff() -> Map<Basis, f64> {
    Map::from([(Basis::Staff, 1.0)])
}

const fn the_increase() -> Whole {
    Whole::Increase
}

const fn evenly() -> Pace {
    Pace::Even
}

impl Quota {
    /// A count shared out by what is there, evenly.
    pub fn of(metric: Metric) -> Self {
        Self {
            metric,
            total: None,
            mix: by_staff(),
            whole: the_increase(),
            pace: evenly(),
            floors: Map::new(),
            caps: Map::new(),
            regions: Map::new(),
            years: Map::new(),
            cells: Map::new(),
        }
    }

    /// Nothing is set by hand any more.
    #[must_use]
    pub fn released(&self) -> Self {
        let (regions, years, cells) = (Map::new(), Map::new(), Map::new());
        Self { regions, years, cells, ..self.clone() }
    }

    /// Whether anything is set by hand.
    pub fn holds(&self) -> bool {
        !(self.regions.is_empty() && self.years.is_empty() && self.cells.is_empty())
    }

    /// The codes of regions it speaks of.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        let numbers = [&self.floors, &self.caps, &self.regions];
        numbers.into_iter().flat_map(Map::keys).chain(self.cells.keys())
    }

    /// The total: as it was typed, else that of the target.
    pub fn total_for(&self, target: Option<f64>) -> Option<u64> {
        self.total.or(target.map(|target| target.ceil() as u64))
    }

    /// What is asked of the breakdown, up to the end of a year; nothing without a total.
    pub fn order(&self, scenario: &Scenario, year: i32, target: Option<f64>) -> Option<Order> {
        let index = |code: &String| scenario.region_index(code);
        let mut limits: Map<usize, Limits> = Map::new();
        for (code, floor) in &self.floors {
            if let Some(region) = index(code) {
                limits.entry(region).or_insert(Limits::FREE).least = *floor;
            }
        }
        for (code, cap) in &self.caps {
            if let Some(region) = index(code) {
                limits.entry(region).or_insert(Limits::FREE).most = *cap;
            }
        }
        let regions = self.regions.iter().filter_map(|(code, n)| Some((Spot::Region(index(code)?), *n)));
        let years = self.years.iter().map(|(year, n)| (Spot::Year(*year), *n));
        let cells = self.cells.iter().filter_map(|(code, years)| Some((index(code)?, years)));
        let cells =
            cells.flat_map(|(region, years)| years.iter().map(move |(y, n)| (Spot::Cell(region, *y), *n)));
        Some(Order {
            year,
            total: self.total_for(target)?,
            mix: self.mix.clone(),
            whole: self.whole,
            pace: self.pace,
            limits,
            held: regions.chain(years).chain(cells).collect(),
        })
    }

    /// Whether it can be read at all: a count that regions have, shared by something.
    pub fn is_sound(&self) -> bool {
        let weights = || self.mix.values();
        COUNTED.contains(&self.metric)
            && weights().all(|weight| weight.is_finite() && *weight >= 0.0)
            && weights().any(|weight| *weight > 0.0)
    }
}

impl Annex {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl AppState {
    /// The annex.
    pub fn annex(&self) -> &Annex {
        &self.authored.now().annex
    }

    /// What is shared out: as it was asked, else the first target that can be.
    pub fn quota(&self) -> Quota {
        self.annex().quota.clone().unwrap_or_else(|| {
            let mut aimed = self.scenario.targets.iter().map(|target| target.metric);
            Quota::of(aimed.find(|metric| COUNTED.contains(metric)).unwrap_or(COUNTED[0]))
        })
    }

    /// The target behind it, if there is one.
    pub fn quota_target(&self) -> Option<f64> {
        self.aims_of(Series::of_metric(self.quota().metric)).last().map(|aim| aim.at_least)
    }

    /// The year at whose end it is to be there: that of its last target, else of the plan.
    pub fn quota_year(&self) -> i32 {
        let metric = self.quota().metric;
        let years = self.scenario.targets.iter().filter(|target| target.metric == metric);
        years.map(|target| target.year).max().unwrap_or(self.scenario.plan_year)
    }
}
