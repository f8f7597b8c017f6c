//! Why a sensitivity study cannot be planned or analysed.

use std::fmt;

/// Why a plan or what came of it cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Nothing is to be varied.
    NoFactors,
    /// Two factors have this name.
    Twice(String),
    /// Levels of Morris' grid.
    Levels(u32),
    /// Fewer than the least that says anything.
    TooFew {
        /// Of what.
        what: &'static str,
        /// How many there are.
        found: u64,
        /// How many are needed.
        least: u64,
    },
    /// Not one output a row.
    Outputs {
        /// How many there are.
        found: u64,
        /// How many rows the design has.
        expected: u64,
    },
    /// A row that does not have one value for each factor.
    Width {
        /// Its number.
        row: u64,
        /// How many it has.
        found: usize,
        /// How many factors there are.
        expected: usize,
    },
    /// A step of a trajectory that moves no factor, or several.
    Step {
        /// The row after the step.
        row: u64,
        /// How many factors it moves.
        moved: usize,
    },
    /// A trajectory that moves a factor twice.
    Again {
        /// The row after the second step.
        row: u64,
        /// The factor's name.
        factor: String,
    },
    /// A factor whose default does not lie between its ends.
    Span {
        /// Its name.
        factor: String,
        /// Low end, default, high end.
        values: [f64; 3],
    },
    /// The default run is missing.
    NoDefault,
    /// Two policies that are as good as each other by default.
    NoChoice(f64),
    /// The number of resamples.
    Resamples(u32),
    /// The confidence of intervals.
    Confidence(f64),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFactors => write!(f, "there is nothing to vary: name at least one factor"),
            Self::Twice(name) => write!(f, "two factors are named '{name}': give each a name of its own"),
            Self::Levels(levels) => {
                write!(f, "a grid of {levels} levels: an even number from 2 on is needed, such as 4")
            }
            Self::TooFew { what, found, least } => {
                write!(f, "{found} {what} without a broken run: at least {least} are needed; plan more")
            }
            Self::Outputs { found, expected } => {
                write!(f, "{found} outputs for a design of {expected} rows: one is needed for each row")
            }
            Self::Width { row, found, expected } => {
                write!(f, "row {row} has {found} values: {expected} are needed, one for each factor")
            }
            Self::Step { row, moved } => write!(
                f,
                "row {row} differs from the row before in {moved} factors: a step of a trajectory moves exactly one"
            ),
            Self::Again { row, factor } => {
                write!(f, "row {row} moves '{factor}' a second time: a trajectory moves each factor once")
            }
            Self::Span { factor, values: [low, at, high] } => write!(
                f,
                "'{factor}' goes from {low} over {at} to {high}: finite numbers that do not fall are needed"
            ),
            Self::NoDefault => {
                write!(f, "the default run is missing or broke: nothing can be compared with it")
            }
            Self::NoChoice(value) => write!(
                f,
                "by default both policies give {value}: where neither is preferred, no choice can be reversed; take \
                 another figure or year"
            ),
            Self::Resamples(count) => write!(f, "{count} resamples: at least 2 are needed, 1,000 are usual"),
            Self::Confidence(value) => {
                write!(f, "a confidence of {value}: a number between 0 and 1 is needed, such as 0.95")
            }
        }
    }
}

impl std::error::Error for Refusal {}
