//! The model of the social-work workforce and what can be asked of it.
//!
//! Text in, values out: no clock, file, network, environment, thread or log. The same inputs give the
//! same bits on every machine, natively and in WebAssembly.
//!
//! ```text
//! scenario text ─► Scenario ─► Model (the start, solved) ─► run(policy) ─► Trajectory ─► Outcome
//! ```
//!
//! A module imports only from those above it in this list.

pub mod executor;
pub mod ids;
mod lanes;
pub mod math;
pub mod rng;
pub mod sorted;
pub mod time;

pub mod scenario;

pub mod results;

pub(crate) mod model;

pub mod agents;

pub mod engine;

pub mod study;

#[cfg(feature = "study")]
pub mod anatomy;

pub use engine::{AgentSettings, Handover, Model, RunSettings};
pub use results::{Broke, Outcome, RunFault, Trajectory, Variable, Verdict};
pub use scenario::{Lever, LeverKey, Param, ParamKey, Params, Policy, Problem, Scenario, Schedule, Severity};

/// The version of the equations: changes whenever a digest changes. Stored in links and files.
pub const MODEL_VERSION: &str = "3";
