//! Which inputs matter: Morris, Sobol, one at a time; and which of them would change a choice.
//!
//! Plans and reports are plain values, and nothing here knows the model. A plan's design says what each row sets; an
//! analysis reads outputs, one a row, `None` where the run broke. A row that is missing takes what belongs to it along (its
//! trajectory, its base row), and the report says how many.

mod bootstrap;
mod kolmogorov;
pub mod morris;
mod refusal;
pub mod reversal;
pub mod sobol;
pub mod tornado;

pub use bootstrap::{Bootstrap, Estimate};
pub use kolmogorov::{Distance, distance, tail};
pub use refusal::Refusal;

use crate::ids::index_set;

index_set! {
    /// An end of a factor's range.
    End [ENDS] {
        /// The lower.
        Low = "low", "低端", "Low end";
        /// The upper.
        High = "high", "高端", "High end";
    }
}

/// The outputs of some rows that belong together; nothing where one is missing or not finite.
fn whole(outputs: &[Option<f64>]) -> Option<Vec<f64>> {
    outputs.iter().map(|output| output.filter(|value| value.is_finite())).collect()
}

/// That there is an output, or the lack of one, for every row.
fn check_length(outputs: &[Option<f64>], rows: u64) -> Result<(), Refusal> {
    if outputs.len() as u64 == rows {
        Ok(())
    } else {
        Err(Refusal::Outputs { found: outputs.len() as u64, expected: rows })
    }
}

/// That there are factors, each with a name of its own.
fn check_names(names: &[String]) -> Result<(), Refusal> {
    if names.is_empty() {
        return Err(Refusal::NoFactors);
    }
    for (place, name) in names.iter().enumerate() {
        if names[..place].contains(name) {
            return Err(Refusal::Twice(name.clone()));
        }
    }
    Ok(())
}
