//! Points of the unit cube, each by its number.

use crate::rng::{Draws, Stream};
use serde::{Deserialize, Serialize};

/// Temporary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sampler {
    /// Plain.
    Random,
    /// Latin.
    LatinHypercube,
}

impl Sampler {
    /// Temporary.
    pub const ALL: [Self; 2] = [Self::Random, Self::LatinHypercube];
    /// Temporary.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::LatinHypercube => "latin_hypercube",
        }
    }
    /// Temporary.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }
}

/// Temporary.
#[derive(Clone, Debug)]
pub struct Points(u64, u64, usize);

impl Points {
    /// Temporary.
    pub fn new(_: Sampler, seed: u64, n: u64, dims: usize) -> Self {
        Self(seed, n, dims)
    }
    /// Temporary.
    pub fn rows(&self) -> u64 {
        self.1
    }
    /// Temporary.
    pub fn row(&self, run: u64) -> Vec<f64> {
        (0..self.2).map(|i| Draws { seed: self.0, run }.uniform(Stream::Persons, 1000 + i as u64)).collect()
    }
}
