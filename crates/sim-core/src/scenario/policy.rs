//! A policy: only the levers that were moved, each with its course over time, for the place or one region.

use super::levers::{LEVER_COUNT, LeverKey};
use super::schedule::Schedule;
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The levers that were moved. What is not named here follows the baseline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// For the whole place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levers: BTreeMap<LeverKey, Schedule>,
    /// For one region, by its code; goes before what holds for the whole place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub regions: BTreeMap<String, BTreeMap<LeverKey, Schedule>>,
}

impl Policy {
    /// Nothing moved: the baseline.
    pub fn is_empty(&self) -> bool {
        self.levers.is_empty() && self.regions.values().all(BTreeMap::is_empty)
    }

    /// The value of a lever for the whole place in `month`, where this policy says one.
    pub fn place_value(&self, key: LeverKey, month: Month) -> Option<f64> {
        self.levers.get(&key).and_then(|s| s.value(month))
    }
}

/// Lever values for every region in one month: `values[lever][region]`, totals already shared out.
#[derive(Clone, Debug, Default)]
pub struct LeverValues {
    regions: usize,
    values: Vec<f64>,
}

impl LeverValues {
    pub(crate) fn new(regions: usize) -> Self {
        Self { regions, values: vec![0.0; LEVER_COUNT * regions] }
    }
    /// The value of a lever in region number `region`.
    #[inline]
    pub fn get(&self, key: LeverKey, region: usize) -> f64 {
        self.values[key.index() * self.regions + region]
    }
    pub(crate) fn set(&mut self, key: LeverKey, region: usize, value: f64) {
        self.values[key.index() * self.regions + region] = value;
    }
}
