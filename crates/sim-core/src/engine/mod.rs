//! Runs a model through its months.

mod run;

pub use run::{Model, RunFault, RunSettings};
