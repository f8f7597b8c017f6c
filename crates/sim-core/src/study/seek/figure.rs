//! Setting a target: the figure that is reached with a given chance, for a plan that is being written.

use super::quest::Task;
use super::world::Evaluation;
use crate::study::ensemble::Sorted;
use serde::{Deserialize, Serialize};

/// The chances that are usually asked for.
pub const CHANCES: [f64; 3] = [0.5, 0.8, 0.9];

/// What a metric reaches at the end of a year with each of some chances.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Number of the goal in the task; its own value does not matter here.
    pub goal: usize,
    /// The figures, one for each chance: so much or more is reached with that chance. None where every run breaks.
    pub reached: Option<Vec<f64>>,
    /// How many runs broke; they are left out.
    pub broken: usize,
}

/// The figure for each goal's metric and year, from the readings of the policy on draws.
pub fn figures(task: &Task, chances: &[f64], evaluation: &Evaluation) -> Vec<Figure> {
    let readings: Vec<_> = evaluation.readings.iter().flatten().collect();
    (0..task.quest.goals.len())
        .map(|goal| {
            let sorted = Sorted::of(readings.iter().map(|r| (r.values[goal], 1.0)));
            Figure {
                goal,
                reached: chances.iter().map(|p| sorted.quantile(1.0 - p)).collect(),
                broken: evaluation.readings.len() - readings.len(),
            }
        })
        .collect()
}
