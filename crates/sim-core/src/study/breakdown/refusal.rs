//! Why a total cannot be shared out as it was asked.

use super::ground::Basis;
use super::order::Spot;

/// Why there is no breakdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The year is not simulated, or is not after the base year.
    Year {
        /// The first that can be.
        first: i32,
        /// The last.
        last: i32,
    },
    /// Floors, ceilings and what is held leave room for these totals only.
    Total {
        /// The smallest.
        least: u64,
        /// The largest.
        most: u64,
    },
    /// No region has any of what it is to be shared by.
    NoWeight(Option<Basis>),
    /// A number that was set cannot be: it would have to lie between these.
    Outside {
        /// Where.
        spot: Spot,
        /// At least.
        least: u64,
        /// At most.
        most: u64,
    },
    /// Cells that are held cannot be in one table.
    Held,
}
