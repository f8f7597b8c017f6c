//! A policy: only the levers that were moved, each with its course over time, for the place or one region.

use super::levers::{LEVER_COUNT, LeverKey};
use super::schedule::Schedule;
use crate::sorted::Map;
use crate::time::Month;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The levers that were moved. What is not named here follows the baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    /// For the whole place.
    pub levers: Levers,
    /// For one region, by its code; goes before what holds for the whole place.
    pub regions: Map<String, Levers>,
}

type Levers = Map<LeverKey, Schedule>;

/// As people write it: what is empty is left out.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Policy")]
struct Written {
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    levers: Levers,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    regions: Map<String, Levers>,
}

/// As programs hand it on: a format without names has everything in its place.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Policy")]
struct Packed {
    levers: Levers,
    regions: Map<String, Levers>,
}

impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { Written::serialize(self, to) } else { Packed::serialize(self, to) }
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() { Written::deserialize(from) } else { Packed::deserialize(from) }
    }
}

impl Policy {
    /// Nothing moved: the baseline.
    pub fn is_empty(&self) -> bool {
        self.levers.is_empty() && self.regions.values().all(Map::is_empty)
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
