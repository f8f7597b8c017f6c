//! What is computed: one file per sector, each a set of pure functions over the state.
//!
//! The order in which they act in a month stands in [`crate::engine`].

pub(crate) mod agencies;
pub(crate) mod ages;
pub(crate) mod appointment;
pub(crate) mod contracts;
pub(crate) mod conversion;
pub(crate) mod demand;
pub(crate) mod education;
mod eligibility;
pub(crate) mod entrants;
pub(crate) mod equity;
pub(crate) mod equivalents;
pub(crate) mod exam;
pub(crate) mod exits;
pub(crate) mod flows;
pub(crate) mod geography;
pub(crate) mod indicators;
pub(crate) mod levers;
pub(crate) mod matching;
pub(crate) mod migration;
pub(crate) mod money;
pub(crate) mod papers;
pub(crate) mod pay;
pub(crate) mod population;
pub(crate) mod posts;
pub(crate) mod registration;
pub(crate) mod routes;
pub(crate) mod secondment;
pub(crate) mod services;
pub(crate) mod sites;
pub(crate) mod start;
pub(crate) mod state;
pub(crate) mod uptake;
pub(crate) mod volunteers;
