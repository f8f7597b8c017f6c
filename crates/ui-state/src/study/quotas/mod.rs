//! What regions have in many runs: for the chance of each to meet its quota, and for figures that are still to be set.

pub mod course;

use serde::{Deserialize, Serialize};
use sim_core::study::breakdown::Draws;
use sim_core::study::ensemble::Watched;

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What the regions have in each draw.
    pub draws: Draws,
    /// What of the whole place 50, 80 and 90 % of the draws reach at the end of a year.
    pub reached: Vec<(Watched, i32, [f64; 3])>,
    /// How many draws are planned.
    pub planned: u32,
    /// How many runs broke.
    pub broken: u32,
}

impl Finding {
    /// What of the whole place 50, 80 and 90 % of the draws reach.
    pub fn reached(&self, what: Watched, year: i32) -> Option<[f64; 3]> {
        self.reached.iter().find(|(it, at, _)| (*it, *at) == (what, year)).map(|(_, _, values)| *values)
    }
}
