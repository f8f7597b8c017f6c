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
    /// What broke, with the value.
    pub message: String,
}

impl fmt::Display for RunFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the run broke in {}", self.month)?;
        if !self.region.is_empty() {
            write!(f, ", region {}", self.region)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for RunFault {}
