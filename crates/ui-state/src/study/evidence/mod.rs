//! What can be shown for the model in the place that is looked at: whether its runs are as expected, and what stands for the run of
//! the plan to the bit.

pub mod course;

use serde::{Deserialize, Serialize};
use sim_core::anatomy::Held;
use sim_core::results::Found;

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What each check of the place found, in their order.
    pub checks: Vec<Found>,
    /// The largest part of a region's people whom no flow of a month explains, in the run of the plan.
    pub ledger: f64,
    /// Equations held against that run.
    pub held: Vec<Held>,
    /// The digest of its states, as `shapan run --digest` writes it.
    pub digest: String,
}

impl Evidence {
    /// How many checks are as expected.
    pub fn as_expected(&self) -> usize {
        self.checks.iter().filter(|found| found.ok).count()
    }

    /// The largest distance of an equation from the run; what is no number is the largest.
    pub fn apart(&self) -> f64 {
        let far = |most: f64, it: &Held| if it.apart.is_nan() { it.apart } else { most.max(it.apart) };
        self.held.iter().fold(0.0, |most, it| if most.is_nan() { most } else { far(most, it) })
    }
}
