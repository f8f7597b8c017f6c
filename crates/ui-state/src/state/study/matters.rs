//! What would change the answer: one at a time by itself, the longer methods when somebody asks.

use super::{Course, Found, Inquiry, Pursuit};
use crate::state::{AppState, Effect, Page};
use crate::study::matters::{Finding, Method, bars};
use crate::wire::{Fingerprint, encode};
use sim_core::study::uncertainty::Cause;
use xxhash_rust::xxh3::xxh3_128;

/// What matters.
#[derive(Default)]
pub struct Matters {
    /// One factor at a time.
    pub tornado: Pursuit<Finding>,
    /// Elementary effects.
    pub morris: Pursuit<Finding>,
    /// Shares of variance.
    pub sobol: Pursuit<Finding>,
    /// Which of the longer methods is wanted.
    pub(super) wanted: [bool; 2],
}

impl Matters {
    pub(super) fn leave(&mut self) {
        self.tornado.leave();
        self.morris.leave();
        self.sobol.leave();
        self.wanted = [false; 2];
    }
}

impl AppState {
    /// What is known one factor at a time, and whether it is of an earlier plan.
    pub fn tornado(&self) -> Option<(&Found<Finding>, bool)> {
        self.studies.matters.tornado.shown(self.matters_cause(&Method::Tornado))
    }

    /// What is known of elementary effects, and whether it is of an earlier plan.
    pub fn morris(&self) -> Option<(&Found<Finding>, bool)> {
        self.studies.matters.morris.shown(self.matters_cause(&Method::Morris))
    }

    /// What is known of shares of variance, and whether it is of an earlier plan or other factors.
    pub fn sobol(&self) -> Option<(&Found<Finding>, bool)> {
        self.studies.matters.sobol.shown(self.matters_cause(&self.sobol_method()))
    }

    /// Sensitivity asks what numbers do: luck stays out of it.
    pub(super) fn matters_causes(&self) -> Vec<Cause> {
        let numbers = |cause: &Cause| matches!(cause, Cause::Assumptions | Cause::Structure);
        self.studies.chances.asked.causes.iter().copied().filter(numbers).collect()
    }

    /// The shares of the factors that do most to the figure that is looked at.
    pub(super) fn sobol_method(&self) -> Method {
        let (what, _) = self.chances_look();
        let known = self.studies.matters.tornado.last();
        Method::Sobol(known.map(|found| bars::strongest(&found.finding, what)).unwrap_or_default())
    }

    pub(super) fn matters_cause(&self, method: &Method) -> Fingerprint {
        let inputs = self.inputs_without_seed().fingerprint(&self.scenario.fingerprint);
        Fingerprint(xxh3_128(&encode(&(inputs, method, self.matters_causes()))))
    }

    /// Whether a study can be asked for now: the shares need to know who does most.
    pub fn can_ask(&self, inquiry: Inquiry) -> bool {
        match inquiry {
            Inquiry::Sobol => self.tornado().is_some_and(|(_, stale)| !stale),
            _ => true,
        }
    }

    /// Once the chances of the plan are there, one factor at a time; then what else was asked for.
    pub(super) fn matters_next(&mut self, to: &mut Vec<Effect>) {
        if self.page != Page::Chances || self.studies.chances.pursuit.course != Course::Done {
            return;
        }
        if self.matters_causes().is_empty() {
            return;
        }
        let [morris, sobol] = self.studies.matters.wanted;
        for (inquiry, wanted) in
            [(Inquiry::Tornado, true), (Inquiry::Morris, morris), (Inquiry::Sobol, sobol)]
        {
            if !wanted || *self.course(inquiry) != Course::Idle || !self.can_ask(inquiry) {
                continue;
            }
            let cause = self.matters_cause(&self.method_of(inquiry));
            let matters = &mut self.studies.matters;
            let pursuit = match inquiry {
                Inquiry::Tornado => &mut matters.tornado,
                Inquiry::Morris => &mut matters.morris,
                _ => &mut matters.sobol,
            };
            if pursuit.is_known(cause) {
                pursuit.rest(cause);
            } else {
                self.ask_study(inquiry, to);
            }
        }
    }

    pub(super) fn method_of(&self, inquiry: Inquiry) -> Method {
        match inquiry {
            Inquiry::Morris => Method::Morris,
            Inquiry::Sobol => self.sobol_method(),
            _ => Method::Tornado,
        }
    }
}
