//! What is asked of the annexes: what was written beside indicators, and how a count is shared out among regions.

use serde::{Deserialize, Serialize};
use sim_core::scenario::Metric;
use sim_core::study::breakdown::{self, Draws};

/// What the annexes are made of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annex {
    /// What was written beside indicators.
    pub beside: Vec<Beside>,
    /// What is shared out, where something is.
    pub quota: Option<Quota>,
}

/// What was written beside an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Key of the target, or of the figure without one.
    pub key: String,
    /// Binding rather than expected.
    pub binding: bool,
    /// Who is responsible; empty where nobody said.
    pub unit: String,
}

/// A count that is shared out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quota {
    /// What is counted.
    pub metric: Metric,
    /// How it is shared out.
    pub order: breakdown::Order,
    /// What the regions have in many runs, where those were made.
    pub draws: Option<Draws>,
}
