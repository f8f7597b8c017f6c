//! What is computed: one file per sector, each a set of pure functions over the state.
//!
//! The order in which they act in a month stands in [`crate::engine`].

pub(crate) mod ages;
pub(crate) mod appointment;
pub(crate) mod conversion;
pub(crate) mod demand;
pub(crate) mod education;
mod eligibility;
pub(crate) mod entrants;
pub(crate) mod exam;
pub(crate) mod exits;
pub(crate) mod flows;
pub(crate) mod geography;
pub(crate) mod indicators;
pub(crate) mod levers;
pub(crate) mod matching;
pub(crate) mod money;
pub(crate) mod pay;
pub(crate) mod posts;
pub(crate) mod services;
pub(crate) mod start;
pub(crate) mod state;
pub(crate) mod uptake;
