//! Runs a model through its months.

mod run;
mod step;

pub use run::{Model, RunSettings};
