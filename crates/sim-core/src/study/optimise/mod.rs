//! Optimisers as state that is asked for candidates and told their values: it can be stored and resumed.
//!
//! None of them evaluates anything. `ask` reads the state and gives candidates, always the same ones; whoever has
//! threads, workers or a cluster evaluates them in any order; `tell` takes the values in the order of the candidates and
//! moves the state on. A state that was written down and read again goes on to the same bits.

mod bisection;
mod cmaes;
mod eigen;
mod nsga2;
mod strategy;

pub use bisection::{Bisection, BisectionSettings, Crossing, End, Sample, Shape};
pub use cmaes::{CmaEs, CmaSettings, Found, Stop};
pub use nsga2::{Judged, Member, Nsga2, Nsga2Settings};

use serde::{Deserialize, Serialize};
use std::fmt;

/// Between which values one coordinate may move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
}

impl Limits {
    /// The value at a share (0 to 1) of the way from low to high; both ends are met exactly.
    pub fn value(self, share: f64) -> f64 {
        if share >= 1.0 { self.high } else { (self.low + (self.high - self.low) * share).min(self.high) }
    }
    /// The share of the way from low to high.
    pub fn share(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
    /// Whether a value lies within.
    pub fn contains(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Why an optimiser cannot do what it was asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is nothing to move.
    NoCoordinate,
    /// The limits of a coordinate leave no room, or are not finite.
    EmptyLimits {
        /// Number of the coordinate, from 0.
        coordinate: usize,
        /// As given.
        limits: Limits,
    },
    /// The start has another number of coordinates than the limits, or lies outside them.
    Start {
        /// Number of the first coordinate that is wrong or missing, from 0.
        coordinate: usize,
    },
    /// A setting has a value that is not possible.
    Setting {
        /// Its name.
        name: &'static str,
        /// As given.
        value: f64,
        /// What would be right.
        expected: &'static str,
    },
    /// More or fewer values were told than candidates asked for.
    Told {
        /// Candidates.
        asked: usize,
        /// Values.
        told: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCoordinate => {
                write!(f, "there is nothing to move (give the limits of at least one coordinate)")
            }
            Self::EmptyLimits { coordinate, limits: Limits { low, high } } => write!(
                f,
                "coordinate {coordinate} goes from {low} to {high} (the lower limit must be finite and below the upper one)"
            ),
            Self::Start { coordinate } => write!(
                f,
                "coordinate {coordinate} of the start is missing or outside its limits (give one value within the limits for each)"
            ),
            Self::Setting { name, value, expected } => {
                write!(f, "{name} is {value} ({expected} is expected)")
            }
            Self::Told { asked, told } => {
                write!(
                    f,
                    "{told} values were told for {asked} candidates (tell one for each, in their order)"
                )
            }
        }
    }
}

impl std::error::Error for Refusal {}

/// Refuses a setting that is not possible.
fn require(possible: bool, name: &'static str, value: f64, expected: &'static str) -> Result<(), Refusal> {
    if possible { Ok(()) } else { Err(Refusal::Setting { name, value, expected }) }
}

/// Refuses limits without room.
fn check_limits(limits: &[Limits]) -> Result<(), Refusal> {
    if limits.is_empty() {
        return Err(Refusal::NoCoordinate);
    }
    match limits.iter().position(|l| !(l.low < l.high && l.low.is_finite() && l.high.is_finite())) {
        Some(coordinate) => Err(Refusal::EmptyLimits { coordinate, limits: limits[coordinate] }),
        None => Ok(()),
    }
}

/// A point in shares of the limits.
fn shares_of(point: &[f64], limits: &[Limits]) -> Result<Vec<f64>, Refusal> {
    let coordinates = point.len().max(limits.len());
    let share = |i: usize| match (point.get(i), limits.get(i)) {
        (Some(value), Some(limits)) if limits.contains(*value) => Ok(limits.share(*value)),
        _ => Err(Refusal::Start { coordinate: i }),
    };
    (0..coordinates).map(share).collect()
}

/// The point at shares of the limits.
fn point_at(shares: &[f64], limits: &[Limits]) -> Vec<f64> {
    shares.iter().zip(limits).map(|(share, limits)| limits.value(*share)).collect()
}

/// Refuses values that do not go with the candidates; what is no number counts as the worst.
fn heard(values: &[f64], asked: usize) -> Result<Vec<f64>, Refusal> {
    if values.len() != asked {
        return Err(Refusal::Told { asked, told: values.len() });
    }
    Ok(values.iter().map(|v| usable(*v)).collect())
}

/// The value, or the worst one where it is no finite number: files of states hold finite numbers only.
fn usable(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::MAX }
}
