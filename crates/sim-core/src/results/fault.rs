//! A run that broke, as data.

use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A run that broke: the numbers' fault, never a panic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunFault {
    /// The month in which it broke.
    pub month: Month,
    /// The region's code; empty when the whole place broke.
    pub region: String,
    /// What broke.
    pub what: Broke,
}

/// What broke in a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Broke {
    /// An output is negative or no number.
    Value {
        /// Key of the variable.
        variable: String,
        /// Its value.
        value: f64,
    },
    /// People were lost or came from nowhere.
    Ledger {
        /// How many there must be by the flows.
        expected: f64,
        /// How many were counted.
        found: f64,
    },
}

impl fmt::Display for Broke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { variable, value } => write!(f, "{variable} is {value}"),
            Self::Ledger { expected, found } => {
                write!(f, "the ledger says {expected} people, {found} were counted")
            }
        }
    }
}

impl fmt::Display for RunFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the run broke in {}", self.month)?;
        if !self.region.is_empty() {
            write!(f, ", region {}", self.region)?;
        }
        write!(f, ": {}", self.what)
    }
}

impl std::error::Error for RunFault {}
