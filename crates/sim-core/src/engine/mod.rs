//! Runs a model through its months.

mod checks;
mod handover;
mod persons;
mod run;
mod step;

pub use handover::Handover;
pub use persons::{
    AgentFault, AgentPlan, AgentRun, AgentSettings, MOST_AGENTS, PersonYear, Unwatched, Watch,
};
pub use run::{Model, RunSettings};
