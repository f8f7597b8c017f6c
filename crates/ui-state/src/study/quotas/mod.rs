//! What regions have in many runs: for the chance of each to meet its quota, and for figures that are still to be set.

pub mod course;

use super::chances::Share;
use serde::{Deserialize, Serialize};
use sim_core::study::breakdown::Ground;
use sim_core::study::ensemble::{Sorted, Watched, wilson};

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What the regions have, and will have with nothing drawn.
    pub ground: Ground,
    /// What they have in each draw: draw by draw, region by region, at the ends of the years after the base year.
    pub draws: Vec<f32>,
    /// What the draws weigh.
    pub weights: Vec<f32>,
    /// How many equal draws tell as much.
    pub effective: f64,
    /// What of the whole place 50, 80 and 90 % of the draws reach at the end of a year.
    pub reached: Vec<(Watched, i32, [f64; 3])>,
    /// How many draws are planned.
    pub planned: u32,
    /// How many runs broke.
    pub broken: u32,
}

/// A part in a thousand million, as verdicts of single runs have it.
const ROUNDING: f64 = 1e-9;

impl Finding {
    fn years(&self) -> usize {
        self.ground.run.first().map_or(0, |it| it.len() - 1)
    }

    /// The draws, each with its weight: the counts of regions in years.
    fn each(&self) -> impl Iterator<Item = (&[f32], f64)> {
        let size = (self.ground.run.len() * self.years()).max(1);
        self.draws.chunks(size).zip(self.weights.iter().map(|weight| f64::from(*weight)))
    }

    fn share(&self, of: impl Fn(&[f32]) -> bool) -> Option<Share> {
        let (mut yes, mut all) = (0.0, 0.0);
        for (draw, weight) in self.each() {
            all += weight;
            if of(draw) {
                yes += weight;
            }
        }
        let value = yes / all;
        (all > 0.0).then(|| Share { value, interval: wilson(value, self.effective) })
    }

    /// The share of draws in which a region has so many at the end of a year, by its number from 0.
    pub fn chance(&self, region: usize, year: usize, quota: u64) -> Option<Share> {
        let at = region * self.years() + year;
        self.share(|draw| reaches(draw[at], quota))
    }

    /// The share in which every region has its own.
    pub fn together(&self, year: usize, quotas: &[u64]) -> Option<Share> {
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

    /// The same of the whole place.
    pub fn reached(&self, what: Watched, year: i32) -> Option<[f64; 3]> {
        self.reached.iter().find(|(it, at, _)| (*it, *at) == (what, year)).map(|(_, _, values)| *values)
    }
}

fn reaches(value: f32, quota: u64) -> bool {
    f64::from(value) >= quota as f64 * (1.0 - ROUNDING)
}
