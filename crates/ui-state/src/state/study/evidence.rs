//! What speaks for the model: asked for by a button of its page, and of the run that the sliders and assumptions say.

use super::{Found, Inquiry};
use crate::state::{AppState, Effect};
use crate::study::evidence::Evidence;
use crate::study::wire::Study;

impl AppState {
    /// What was found, perhaps of an earlier plan, and whether it is of an earlier one.
    pub fn evidence(&self) -> Option<(&Found<Evidence>, bool)> {
        self.model.evidence.shown(self.wanted)
    }

    /// Unlike studies that draw, this is of the very run that is shown, with its seed.
    pub(super) fn ask_evidence(&mut self, to: &mut Vec<Effect>) {
        self.model.evidence.at_work = Some(self.wanted);
        self.ask_pool(Inquiry::Evidence, self.inputs(), Study::Evidence, to);
    }
}
