//! Why later counts are not what was projected: asked for by the page of data.

use super::{Course, Found, Inquiry, Pursuit};
use crate::state::{AppState, Effect};
use crate::study::actuals::{Finding, Known};
use crate::study::wire::Study;
use crate::wire::{Fingerprint, Inputs, encode};
use xxhash_rust::xxh3::xxh3_128;

/// What was found.
pub type Actuals = Pursuit<Finding>;

impl AppState {
    /// What is known of later counts, and whether that is of a question asked before.
    pub fn misses(&self) -> Option<(&Found<Finding>, bool)> {
        let actuals = &self.studies.actuals;
        let waits = matches!(actuals.course, Course::Running(_));
        actuals.last().map(|found| (found, waits))
    }

    /// Holds counts against an old projection, unless that was done already.
    pub(in crate::state) fn hold_counts(&mut self, old: Inputs, known: Known, to: &mut Vec<Effect>) {
        let Known { place, params, done, counts } = &known;
        let of = (old.fingerprint(&self.scenario.fingerprint), &place.fingerprint, params, done, counts);
        let cause = Fingerprint(xxh3_128(&encode(&of)));
        if self.studies.actuals.at_work == Some(cause) && self.studies.actuals.course != Course::Idle {
            return;
        }
        self.drop_counts(to);
        self.studies.actuals.turn_to(cause);
        if self.studies.actuals.is_known(cause) {
            self.studies.actuals.rest(cause);
        } else {
            self.studies.actuals.at_work = Some(cause);
            self.ask_pool(Inquiry::Actuals, old, Study::Actuals(Box::new(known)), to);
        }
    }

    /// There is nothing to hold against anything.
    pub(in crate::state) fn drop_counts(&mut self, to: &mut Vec<Effect>) {
        self.end_study(Inquiry::Actuals, to);
        self.studies.actuals.course = Course::Idle;
    }
}
