//! What a run leaves behind and what it means: variables, trajectory, outcome, tables, digest.

mod consistency;
mod counted;
mod digest;
mod fault;
mod measures;
mod outcome;
mod plausibility;
mod table;
mod trajectory;
mod variables;

pub use consistency::{Finding, Relation, consistency};
pub use counted::counted_value;
pub use digest::Digest;
pub use fault::{Broke, RunFault};
pub use measures::{Found, measure_value};
pub use outcome::{Outcome, Verdict, first_month_reaching, metric_value};
pub use plausibility::{Doubt, Warning, plausibility};
pub use table::{COLUMNS, add_csv, write_csv, write_json};
pub use trajectory::Trajectory;
pub use variables::{Index, Kind, SLOTS, VARIABLES, Variable, VariableInfo, Whole};
