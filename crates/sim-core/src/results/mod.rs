//! What a run leaves behind and what it means: variables, trajectory, outcome, tables, digest.

mod digest;
mod fault;
mod measures;
mod outcome;
mod table;
mod trajectory;
mod variables;

pub use digest::Digest;
pub use fault::RunFault;
pub use measures::{Found, measure_value};
pub use outcome::{Outcome, Verdict, first_month_reaching, metric_value};
pub use table::{write_csv, write_json};
pub use trajectory::Trajectory;
pub use variables::{Index, Kind, SLOTS, VARIABLES, Variable, VariableInfo, Whole};
