//! Runs a model through its months.

mod handover;
mod run;
mod step;

pub use handover::Handover;
pub use run::{Model, RunSettings};
