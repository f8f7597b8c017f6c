//! What to do: policies that reach given figures with a given chance, and what the page shows of them.

pub mod cards;
pub mod course;
pub mod mistakes;

use serde::{Deserialize, Serialize};
use sim_core::scenario::{Authority, Policy, Text};
use sim_core::study::seek::{Binding, Checked, Goal, Move, Setting};
use sim_core::{LeverKey, Scenario};

/// Draws on which candidates are judged, those on which answers are judged again, and evaluations: what a browser does in
/// about a minute.
pub const EFFORT: [usize; 3] = [32, 100, 60];
/// The chances one can ask for.
pub const CHANCES: [f64; 4] = [0.5, 0.7, 0.8, 0.9];

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// What to reach, all together.
    pub goals: Vec<Goal>,
    /// With what chance.
    pub chance: f64,
    /// Public money beyond the baseline up to the end of the plan year, yuan; anything without it.
    pub budget: Option<f64>,
    /// The levers that may move, and between which values.
    pub moves: Vec<Move>,
    /// Who decides beside the place itself.
    pub allow: Vec<Authority>,
    /// Decides draws and candidates.
    pub seed: u64,
}

/// A policy that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Its name.
    pub name: Text,
    /// The policy.
    pub policy: Policy,
    /// What it sets.
    pub settings: Vec<Setting>,
    /// How it does on draws that the search did not see.
    pub checked: Checked,
    /// Whether it keeps its promise there.
    pub holds: bool,
}

/// A policy that nothing judged beats in cost and outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// What it costs beyond the baseline, yuan.
    pub cost: f64,
    /// How far the goal it is furthest from is exceeded with the chance, as a share of it.
    pub margin: f64,
    /// The policy.
    pub policy: Policy,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Obstacle {
    /// What comes nearest.
    pub nearest: Card,
    /// How much each goal is short.
    pub short: Vec<f64>,
    /// How much it costs too much, yuan.
    pub over_budget: f64,
    /// The limits that are in the way, the most felt first.
    pub limits: Vec<Binding>,
    /// What the goals would cost without a budget, where they can be reached at all.
    pub without_budget: Option<f64>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What was asked for.
    pub wish: Wish,
    /// Answers that are different from each other.
    pub answers: Vec<Card>,
    /// What is in the way where there is none.
    pub obstacle: Option<Obstacle>,
    /// Cost against outcome, the cheapest first.
    pub front: Vec<Point>,
    /// Levers that do nothing for goals or cost.
    pub idle: Vec<LeverKey>,
    /// Runs it took.
    pub runs: usize,
}

/// The levers that may move under some authorities.
pub fn movable(allow: &[Authority]) -> Vec<LeverKey> {
    let ours = |key: &LeverKey| {
        let who = key.lever().authority;
        who == Authority::Own || allow.contains(&who)
    };
    LeverKey::ALL.into_iter().filter(ours).collect()
}

/// Between which values a lever can move here.
pub fn bounds(scenario: &Scenario, key: LeverKey) -> [f64; 2] {
    let bounds = scenario.bounds(key);
    [bounds.min, bounds.max]
}
