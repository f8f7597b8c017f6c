//! Runs a model through its months.

mod checks;
mod handover;
mod run;
mod step;

pub use handover::Handover;
pub use run::{Model, RunSettings};
