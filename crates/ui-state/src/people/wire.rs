//! The bytes that cross between the page and the worker of persons: one question, many answers.

use super::detail::Detail;
use super::headline::Lines;
use crate::wire::{self, Inputs};
use serde::{Deserialize, Serialize};
use sim_core::Scenario;
use sim_core::agents::Features;
use sim_core::engine::AgentPlan;
use std::rc::Rc;

/// Page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Comes back with every answer.
    pub id: u64,
    /// The place and the plan. Its seed is that of the plan's yearly shocks and says nothing here.
    pub inputs: Inputs,
    /// The place.
    pub place: Rc<Scenario>,
    /// How persons are run.
    pub chance: Chance,
    /// How many runs.
    pub runs: u32,
    /// Bytes that agents may take.
    pub memory: u64,
}

/// What decides a run beside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    /// The seed.
    pub seed: u64,
    /// Whether the yearly luck of exams is drawn too.
    pub shocks: bool,
    /// Persons each agent stands for; `None` lets the size of the place decide.
    pub weight: Option<u32>,
    /// What persons have that cells do not.
    pub features: Features,
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The request; 0 for one that could not be read.
    pub id: u64,
    /// What there is to say.
    pub report: Report,
}

/// What the worker says while it works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// How large each run is.
    Planned(Size),
    /// How far it has come.
    Progress {
        /// Runs that are done.
        runs: u32,
        /// Months done of the next one.
        month: u32,
        /// Months of a run.
        months: u32,
    },
    /// The first run, in detail, beside the expected course.
    First {
        /// Flows, ages, careers, lives.
        detail: Box<Detail>,
        /// The aggregate model.
        expected: Lines,
        /// The run.
        run: Lines,
    },
    /// One more run.
    Run(Lines),
    /// All runs are done.
    Done,
    /// There is no run, or no further one.
    Refused(Refusal),
}

/// How large a run is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Most people at once.
    pub persons: f64,
    /// Persons each agent stands for.
    pub weight: u32,
    /// Most agents at once.
    pub agents: f64,
    /// Bytes they take.
    pub bytes: f64,
}

impl From<AgentPlan> for Size {
    fn from(plan: AgentPlan) -> Self {
        let AgentPlan { persons, weight, agents, bytes } = plan;
        Self { persons, weight, agents, bytes }
    }
}

/// Why there is no run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refusal {
    /// More agents than the memory allows.
    TooMany {
        /// What they would take.
        size: Size,
        /// Bytes allowed.
        memory: u64,
    },
    /// The run broke or the inputs are wrong.
    Fault(wire::Fault),
}

impl Size {
    /// The weight with which a run takes no more than so many bytes.
    pub fn weight_within(&self, memory: u64) -> u32 {
        (self.bytes / memory as f64 * f64::from(self.weight)).ceil() as u32
    }
}
