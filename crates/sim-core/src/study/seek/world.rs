//! One draw, ready to run any candidate on it: the expensive part of a search, and the only one that runs the model.

use super::quest::Task;
use crate::engine::{Model, RunSettings};
use crate::math;
use crate::results::{Outcome, RunFault, Trajectory, metric_value};
use crate::scenario::{Policy, Scenario};
use crate::study::sample::{Points, Sampler};
use crate::study::uncertainty::{Draw, Uncertainty};
use crate::time::{Month, TimeGrid};
use serde::{Deserialize, Serialize};

/// What one run says of a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The metric of each goal at the end of its year.
    pub values: Vec<f64>,
    /// Public money beyond the baseline up to the end of the plan year, yuan.
    pub yuan: f64,
    /// The same, discounted to the start.
    pub yuan_discounted: f64,
}

/// A run's reading, or how it broke.
pub type Read = Result<Reading, String>;

/// A draw with its start solved and its baseline run.
#[derive(Clone, Debug)]
pub struct World {
    model: Model,
    settings: RunSettings,
    /// Public money of the baseline, nominal and discounted.
    baseline: Result<[f64; 2], RunFault>,
}

impl World {
    /// Solves the start and runs the baseline, no further than the task looks.
    pub fn of(task: &Task, draw: &Draw) -> Self {
        let grid = TimeGrid { start: draw.scenario.grid.start, end: task.horizon };
        // Its own targets are none of the quest's, and may lie beyond the horizon.
        let scenario = Scenario { grid, targets: Vec::new(), ..draw.scenario.clone() };
        let model = Model::with_params(&scenario, &draw.params);
        let baseline = model.run(&Policy::default(), &draw.settings).map(|run| public(&model, &run));
        Self { model, settings: draw.settings, baseline }
    }

    /// How the baseline broke, if it did.
    pub fn fault(&self) -> Option<&RunFault> {
        self.baseline.as_ref().err()
    }

    /// Runs a candidate.
    ///
    /// # Errors
    /// How the run, or the baseline, broke.
    ///
    /// # Panics
    /// When it was made for another task, whose years it does not simulate.
    pub fn read(&self, task: &Task, values: &[f64]) -> Read {
        let baseline = self.baseline.as_ref().map_err(|fault| format!("without the plan: {fault}"))?;
        let scenario = self.model.scenario();
        let run = self
            .model
            .run(&task.policy(scenario, values), &self.settings)
            .map_err(|fault| fault.to_string())?;
        let [yuan, discounted] = public(&self.model, &run);
        let value = |goal: &super::Goal| {
            let row = run.grid().row(Month::new(goal.year, 12)).expect("the task's years are simulated");
            metric_value(scenario, &run, goal.metric, row)
        };
        Ok(Reading {
            values: task.quest.goals.iter().map(value).collect(),
            yuan: yuan - baseline[0],
            yuan_discounted: discounted - baseline[1],
        })
    }
}

fn public(model: &Model, run: &Trajectory) -> [f64; 2] {
    let outcome = Outcome::of(model.scenario(), run);
    [outcome.public_yuan, outcome.public_yuan_discounted]
}

/// Draws by their number.
#[derive(Clone, Debug)]
pub struct Drawing {
    uncertainty: Uncertainty,
    points: Points,
    seed: u64,
}

/// Beside the seed of the search: the answers are judged on draws that it has not seen.
const FRESH: u64 = 0x5f72_6573_6866_7265;

impl Drawing {
    /// The draws that candidates are judged on: a Latin hypercube over everything that is uncertain.
    pub fn searched(uncertainty: &Uncertainty, task: &Task) -> Self {
        Self::of(uncertainty, task.quest.draws, task.quest.seed)
    }

    /// Those that answers are judged on again: independent of the others, and plainly random, so that the interval of a chance
    /// is what it says.
    pub fn fresh(uncertainty: &Uncertainty, task: &Task) -> Self {
        let (seed, n) = (task.quest.seed ^ FRESH, task.quest.fresh as u64);
        let points = Points::new(Sampler::Random, seed, n, uncertainty.dims());
        Self { uncertainty: uncertainty.clone(), points, seed }
    }

    /// So many draws of a seed.
    pub fn of(uncertainty: &Uncertainty, n: usize, seed: u64) -> Self {
        let points = Points::new(Sampler::LatinHypercube, seed, n as u64, uncertainty.dims());
        Self { uncertainty: uncertainty.clone(), points, seed }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.points.rows() as usize
    }

    /// The draw with this number.
    pub fn draw(&self, number: usize) -> Draw {
        let mut point = self.points.row(number as u64);
        let values = self.uncertainty.values(&mut point);
        self.uncertainty.draw(&values, self.seed, number as u64)
    }
}

/// On which draws candidates are to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// Once, with expected values.
    Expected,
    /// On every draw of the search.
    Searched,
    /// On every draw that the search has not seen.
    Fresh,
}

/// What is to be evaluated next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// On which draws.
    pub on: On,
    /// Values of the free levers of each candidate.
    pub candidates: Vec<Vec<f64>>,
}

/// A candidate's readings, one for each draw in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// What the draws say.
    pub readings: Vec<Read>,
}

/// Everything that rows are evaluated with. A row depends on what is asked and its own number only.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The task.
    pub task: Task,
    /// With expected values.
    pub expected: World,
    /// The draws of the search, each solved once.
    pub searched: Vec<World>,
    /// The draws that the search does not see, solved when they are wanted.
    pub fresh: Drawing,
}

impl Bench {
    /// How many rows there are.
    pub fn rows(&self, asked: &Asked) -> usize {
        match asked.on {
            On::Expected => asked.candidates.len(),
            On::Searched => asked.candidates.len() * self.searched.len(),
            On::Fresh => self.fresh.count(),
        }
    }

    /// Evaluates a row: one candidate on one draw; of fresh draws, whose start has to be solved, all candidates on one.
    pub fn row(&self, asked: &Asked, number: usize) -> Vec<Read> {
        let task = &self.task;
        match asked.on {
            On::Expected => vec![self.expected.read(task, &asked.candidates[number])],
            On::Searched => {
                let (candidate, draw) = (number / self.searched.len(), number % self.searched.len());
                vec![self.searched[draw].read(task, &asked.candidates[candidate])]
            }
            On::Fresh => {
                let world = World::of(task, &self.fresh.draw(number));
                asked.candidates.iter().map(|values| world.read(task, values)).collect()
            }
        }
    }

    /// What the rows, in their order, say of each candidate.
    ///
    /// # Panics
    /// When there are more or fewer rows than asked for.
    pub fn evaluations(&self, asked: &Asked, rows: Vec<Vec<Read>>) -> Vec<Evaluation> {
        assert_eq!(rows.len(), self.rows(asked), "one answer for each row");
        let count = asked.candidates.len();
        let mut readings = rows.into_iter().flatten();
        match asked.on {
            On::Expected | On::Searched => {
                let each = if asked.on == On::Expected { 1 } else { self.searched.len() };
                (0..count).map(|_| Evaluation { readings: readings.by_ref().take(each).collect() }).collect()
            }
            On::Fresh => {
                let mut of: Vec<Evaluation> =
                    (0..count).map(|_| Evaluation { readings: Vec::new() }).collect();
                for (i, reading) in readings.enumerate() {
                    of[i % count].readings.push(reading);
                }
                of
            }
        }
    }
}

/// The mean of what is there; 0 where nothing is.
pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { math::sum(values) / values.len() as f64 }
}
