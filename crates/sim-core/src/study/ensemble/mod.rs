//! Many runs over what nobody knows: what is planned, one row, its file, and what the rows of an ensemble say.
//!
//! The same plan and rows serve the kinds of [sensitivity](super::sensitivity): they choose other points.

mod condition;
mod design;
mod drivers;
mod matters;
mod plan;
mod quantile;
mod report;
mod table;
mod watched;

pub use condition::{Condition, RULES, Rule, TOLERANCE};
pub use drivers::{Driver, Drivers};
pub use matters::{Finding, Matter, Reversal, matters};
pub use plan::{Aim, KINDS, Kind, Plan, Refusal, Row, Spec, Study};
pub use quantile::{Sorted, wilson};
pub use report::{Chance, Conditioned, Curve, Fan, Hindcast, LEVELS, Likelihood, Reached, Report};
pub use table::{Damage, Table};
pub use watched::{Column, Side, Watched};
