//! What regions have in many runs: the chance of each to meet its quota, and figures that are likely to be reached.

use super::ground::Ground;
use crate::study::ensemble::{Sorted, wilson};
use serde::{Deserialize, Serialize};

/// Counts of regions in draws of what nobody knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draws {
    /// What the regions have, and will have with nothing drawn.
    pub ground: Ground,
    /// What they have in each draw: draw by draw, region by region, at the ends of the years after the base year.
    pub counts: Vec<f32>,
    /// What the draws weigh.
    pub weights: Vec<f32>,
    /// How many equal draws tell as much.
    pub effective: f64,
}

/// A share of draws with its sampling error: Wilson's interval at 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// The share.
    pub value: f64,
    /// The interval.
    pub interval: [f64; 2],
}

/// A part in a thousand million, as verdicts of single runs have it.
const ROUNDING: f64 = 1e-9;

impl Draws {
    fn years(&self) -> usize {
        self.ground.run.first().map_or(0, |it| it.len() - 1)
    }

    /// The draws, each with its weight: the counts of regions in years.
    fn each(&self) -> impl Iterator<Item = (&[f32], f64)> {
        let size = (self.ground.run.len() * self.years()).max(1);
        self.counts.chunks(size).zip(self.weights.iter().map(|weight| f64::from(*weight)))
    }

    fn share(&self, of: impl Fn(&[f32]) -> bool) -> Option<Chance> {
        let (mut yes, mut all) = (0.0, 0.0);
        for (draw, weight) in self.each() {
            all += weight;
            if of(draw) {
                yes += weight;
            }
        }
        let value = yes / all;
        (all > 0.0).then(|| Chance { value, interval: wilson(value, self.effective) })
    }

    /// The share of draws in which a region has so many at the end of a year, by its number from 0.
    pub fn chance(&self, region: usize, year: usize, quota: u64) -> Option<Chance> {
        let at = region * self.years() + year;
        self.share(|draw| reaches(draw[at], quota))
    }

    /// The share in which every region has its own.
    pub fn together(&self, year: usize, quotas: &[u64]) -> Option<Chance> {
        let years = self.years();
        self.share(|draw| {
            quotas.iter().enumerate().all(|(region, quota)| reaches(draw[region * years + year], *quota))
        })
    }

    /// What a region has with a chance of 50, 80 and 90 % at the end of a year.
    pub fn reached_in(&self, region: usize, year: usize) -> Option<[f64; 3]> {
        let at = region * self.years() + year;
        let sorted = Sorted::of(self.each().map(|(draw, weight)| (f64::from(draw[at]), weight)));
        // What four fifths reach, one fifth does not.
        Some([sorted.quantile(0.5)?, sorted.quantile(0.2)?, sorted.quantile(0.1)?])
    }
}

fn reaches(value: f32, quota: u64) -> bool {
    f64::from(value) >= quota as f64 * (1.0 - ROUNDING)
}
