//! Why a question cannot be answered.

use super::game::Coalition;
use crate::results::RunFault;
use crate::scenario::LeverKey;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why there is no explanation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Refusal {
    /// The policy is the baseline.
    NothingMoved,
    /// The parameters are the scenario's own.
    NothingChanged,
    /// Nothing is to be explained.
    NoGauge,
    /// No draw of parameters and luck.
    NoDraw,
    /// A year whose December is not simulated.
    Year {
        /// The year.
        year: i32,
        /// The first and the last year that would be right.
        first: i32,
        /// See `first`.
        last: i32,
    },
    /// A parameter that there is not, or a value that is not possible.
    NoParam {
        /// The name.
        name: String,
        /// The value.
        value: f64,
    },
    /// More players than a division with all coalitions takes.
    TooMany {
        /// Players.
        players: usize,
        /// The most.
        most: usize,
    },
    /// No order to sample.
    NoOrder,
    /// Two groups, or a group and a lever, of the same name.
    TwoGroups {
        /// The name.
        group: String,
    },
    /// A group without levers.
    EmptyGroup {
        /// Its name.
        group: String,
    },
    /// A group with a lever that the policy does not move.
    NotMoved {
        /// The group.
        group: String,
        /// The lever.
        lever: LeverKey,
        /// What is moved.
        moved: Vec<LeverKey>,
    },
    /// A lever of two groups, or twice of one.
    InTwoGroups {
        /// The second group.
        group: String,
        /// The lever.
        lever: LeverKey,
    },
    /// A row that nobody evaluated.
    RowMissing {
        /// Its number.
        row: usize,
        /// How many the plan has.
        rows: usize,
    },
    /// A row that came twice, or is of another plan.
    RowUnknown {
        /// Its number.
        row: usize,
        /// How many the plan has.
        rows: usize,
    },
    /// No draw is left because a run of each broke.
    Run {
        /// The first draw.
        draw: usize,
        /// Which of its players moved their levers.
        coalition: Coalition,
        /// What broke.
        fault: RunFault,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingMoved => {
                write!(
                    f,
                    "the policy moves no lever: move at least one, there is no change to explain without"
                )
            }
            Self::NothingChanged => {
                write!(f, "no parameter differs from the scenario's own: change at least one")
            }
            Self::NoGauge => write!(f, "nothing is to be explained: name at least one metric and year"),
            Self::NoDraw => write!(f, "there are no parameters to run with: give at least one draw"),
            Self::Year { year, first, last } => {
                write!(f, "the run does not hold the end of {year}: a year from {first} to {last} is needed")
            }
            Self::NoParam { name, value } => {
                write!(
                    f,
                    "there is no parameter '{name}', or it cannot be {value}: `shapan params` lists what is possible"
                )
            }
            Self::TooMany { players, most } => write!(
                f,
                "{players} levers have too many coalitions to run them all (at most {most} levers): sample orders, or \
                 group levers"
            ),
            Self::NoOrder => write!(f, "no orders are to be sampled: at least one pair is needed"),
            Self::TwoGroups { group } => {
                write!(f, "the name '{group}' stands twice: each group needs its own")
            }
            Self::EmptyGroup { group } => write!(f, "the group '{group}' has no lever: name at least one"),
            Self::NotMoved { group, lever, moved } => {
                let names: Vec<&str> = moved.iter().map(|lever| lever.key()).collect();
                write!(
                    f,
                    "the group '{group}' has '{}', which the policy does not move; it moves {}",
                    lever.key(),
                    names.join(", ")
                )
            }
            Self::InTwoGroups { group, lever } => {
                write!(
                    f,
                    "'{}' stands in the group '{group}' and before it: a lever belongs to one group",
                    lever.key()
                )
            }
            Self::RowMissing { row, rows } => write!(f, "row {row} of {rows} is missing: evaluate it first"),
            Self::RowUnknown { row, rows } => {
                write!(f, "row {row} came twice, or is of another plan: this one has {rows} rows, each once")
            }
            Self::Run { draw, fault, .. } => write!(f, "no draw is left; in draw {draw} {fault}"),
        }
    }
}

impl std::error::Error for Refusal {}
