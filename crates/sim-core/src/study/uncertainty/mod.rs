//! What nobody knows, and draws of it.
//!
//! Four causes are kept apart ([`Cause`]): assumptions (parameters and figures of the scenario that have a range), ways to
//! build the model, the shocks of years, and the luck of single persons.

mod dependence;
mod draw;
mod factor;
mod input;

pub use dependence::{DEPENDENCE, Dependence, Pair};
pub use draw::{Draw, Uncertainty};
pub use factor::{CAUSES, Cause, Factor, factors};
