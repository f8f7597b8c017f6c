//! What moved in a month, counted where it moves and independently of the stocks it changes.

use super::state::BySetting;
use crate::ids::{CERTIFICATES, COST_ITEMS, GROUPS, MONEY_SOURCES, PROGRAMMES};
use crate::math;

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
    /// Graduates of the region's students, by programme.
    pub graduates: [f64; PROGRAMMES],
    /// Graduates who come to look for a post here, by programme.
    pub graduates_entering: [f64; PROGRAMMES],
    /// Experts recruited from outside.
    pub talent: f64,
    /// Came from another region of the place.
    pub arrivals: f64,
    /// Went to another region or to the outside region.
    pub departures: f64,
    /// Of these, to the outside region.
    pub moved_away: f64,
    /// Lost a post by moving to another employer or with a contract, and look for another here or elsewhere.
    pub moves: f64,
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
    /// Invoices that agencies write, and what they pay out, yuan.
    pub invoiced: f64,
    pub outlay: f64,
    /// Yuan spent to win further outside candidates.
    pub drive_yuan: f64,
    /// Volunteers who are led.
    pub volunteers: f64,
    /// Hours a month that seconded workers bring.
    pub seconded_hours: f64,
    /// Venues opened.
    pub venues: f64,
    /// Awards due to people in posts who were certified this month, yuan.
    pub awards_yuan: f64,
    /// Exam fees due this month, yuan.
    pub fees_yuan: f64,
}

impl Flows {
    /// People in posts who left the field or the model: separations that are not moves.
    pub fn exits_from_field(&self) -> f64 {
        math::sum(&self.exits) - self.moves
    }

    /// People who entered the model.
    pub fn inflow(&self) -> f64 {
        self.entrants
            + self.conversions.iter().fold(0.0, |t, v| t + v)
            + self.redesignations
            + self.front_passes
            + self.outside_passes
            + math::sum(&self.graduates_entering)
            + self.talent
            + self.arrivals
    }
    /// People who left the model.
    pub fn outflow(&self) -> f64 {
        self.left + self.retirements + self.deaths + self.aged_out + self.departures
    }
}
