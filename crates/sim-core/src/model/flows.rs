//! What moved in a month, counted where it moves and independently of the stocks it changes.

use super::state::BySetting;
use crate::ids::{CERTIFICATES, COST_ITEMS, GROUPS, MONEY_SOURCES};

/// The flows of one region in one month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flows {
    pub exits: BySetting,
    pub hires: BySetting,
    pub conversions: BySetting,
    pub layoffs: BySetting,
    pub redesignations: f64,
    pub front_passes: f64,
    pub outside_passes: f64,
    /// Newly certified who were not professionals before, by certificate.
    pub from_outside: [f64; CERTIFICATES],
    pub entrants: f64,
    /// People without a certificate who leave for other work.
    pub left: f64,
    pub retirements: f64,
    pub deaths: f64,
    /// Turned 65 in January.
    pub aged_out: f64,
    pub exam_sat: [f64; CERTIFICATES],
    pub exam_passed: [f64; CERTIFICATES],
    pub need: [f64; GROUPS],
    pub served: [f64; GROUPS],
    pub capacity: f64,
    pub cost: [f64; COST_ITEMS],
    pub funding: [f64; MONEY_SOURCES],
    /// Venues opened.
    pub venues: f64,
    /// Awards due to people in posts who were certified this month, yuan.
    pub awards_yuan: f64,
    /// Exam fees due this month, yuan.
    pub fees_yuan: f64,
}

impl Flows {
    /// People who entered the model.
    pub fn inflow(&self) -> f64 {
        self.entrants
            + self.conversions.iter().fold(0.0, |t, v| t + v)
            + self.redesignations
            + self.front_passes
            + self.outside_passes
    }
    /// People who left the model.
    pub fn outflow(&self) -> f64 {
        self.left + self.retirements + self.deaths + self.aged_out
    }
}
