//! Later counts held against an old projection: what of the difference was assumed, decided, or neither.

pub mod course;
pub mod says;

use serde::{Deserialize, Serialize};
use sim_core::scenario::{Count, Counted};
use sim_core::sorted::Map;
use sim_core::study::actuals::Split;
use sim_core::{Policy, Scenario};
use std::rc::Rc;

/// What is known now beside an old projection, which is the job's own plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The place as it is known now.
    pub place: Rc<Scenario>,
    /// Parameters that differ from its own.
    pub params: Map<String, f64>,
    /// The levers as they were moved.
    pub done: Policy,
    /// What was counted.
    pub counts: Vec<Count>,
}

/// A count beside the old projection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Miss {
    /// The year.
    pub year: i32,
    /// What was counted.
    pub what: Counted,
    /// The parts; none where one of the runs does not simulate the year.
    pub split: Option<Split>,
}

/// What was found: the counts by what they count and year.
pub type Finding = Vec<Miss>;
