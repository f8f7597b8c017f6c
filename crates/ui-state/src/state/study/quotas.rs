//! What the regions have in many runs of the plan: asked for by the page of indicators.

use super::{Course, Found, Inquiry, Pursuit};
use crate::state::{AppState, Effect};
use crate::study::quotas::Finding;
use crate::wire::{Fingerprint, encode};
use xxhash_rust::xxh3::xxh3_128;

/// What was found of the plan.
pub type Quotas = Pursuit<Finding>;

impl AppState {
    /// What is known of the regions under the plan, perhaps under an earlier one, and whether it is of an earlier one.
    pub fn quotas(&self) -> Option<(&Found<Finding>, bool)> {
        self.studies.quotas.last()?;
        self.studies.quotas.shown(self.quotas_cause())
    }

    /// What a study of what the sliders show would be of.
    pub(super) fn quotas_cause(&self) -> Fingerprint {
        let inputs = self.inputs_without_seed().fingerprint(&self.scenario.fingerprint);
        let subject = (self.quota().metric, self.quota_year());
        Fingerprint(xxh3_128(&encode(&(inputs, &self.studies.chances.asked, subject))))
    }

    pub(super) fn quotas_next(&mut self, to: &mut Vec<Effect>) {
        if self.studies.quotas.course != Course::Idle {
            return;
        }
        let cause = self.quotas_cause();
        if self.studies.quotas.is_known(cause) {
            self.studies.quotas.rest(cause);
        } else {
            self.ask_study(Inquiry::Quotas, to);
        }
    }
}
