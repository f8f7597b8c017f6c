//! What a run shows in the diagram: every variable as one number a month, of the plan and of the baseline.

use serde::{Deserialize, Serialize};
use sim_core::anatomy;
use sim_core::results::Trajectory;

/// Two runs as far as the diagram shows them. Half the digits of a number are enough to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stocks {
    /// Of the plan, in the order of [`anatomy::series`]; the first value of each is the start.
    pub plan: Vec<Vec<f32>>,
    /// Of the baseline.
    pub baseline: Vec<Vec<f32>>,
}

impl Stocks {
    /// A plan beside its baseline.
    pub fn of(plan: &Trajectory, baseline: &Trajectory) -> Self {
        Self { plan: anatomy::series(plan), baseline: anatomy::series(baseline) }
    }
}
