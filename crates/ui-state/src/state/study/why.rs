//! The page that says why: which figure is explained, which lever is followed, which assumption is changed.

use super::{Course, Found, Inquiry, Pursuit};
use crate::state::{AppState, Effect};
use crate::study::why::{Apart, Changed, Finding, apart, gauge_of};
use crate::wire::{Fingerprint, encode};
use sim_core::LeverKey;
use sim_core::study::why::{Gauge, Measured};
use xxhash_rust::xxh3::xxh3_128;

/// What happened on the page that says why.
#[derive(Clone, Debug, PartialEq)]
pub enum WhyEvent {
    /// Another figure is explained.
    GaugeChosen(Gauge),
    /// Another lever is followed.
    LeverChosen(LeverKey),
    /// Another assumption is changed.
    ParamChosen(String),
    /// It goes to the upper end of its range, or to the lower.
    EndChosen {
        /// To the upper.
        high: bool,
    },
}

/// The page that says why.
#[derive(Default)]
pub struct Why {
    /// Shares and ways of the plan.
    pub pursuit: Pursuit<Finding>,
    /// The figure that is explained, once one was chosen.
    pub gauge: Option<Gauge>,
    /// The lever that is followed, once one was chosen.
    pub lever: Option<LeverKey>,
    /// The assumption that is changed, once one was chosen.
    pub param: Option<String>,
    /// Whether to the upper end of its range.
    pub high: bool,
    /// The four runs.
    pub apart: Pursuit<Apart>,
}

impl Why {
    pub(super) fn leave(&mut self) {
        *self = Self {
            pursuit: std::mem::take(&mut self.pursuit),
            apart: std::mem::take(&mut self.apart),
            ..Self::default()
        };
        self.pursuit.leave();
        self.apart.leave();
    }
}

impl AppState {
    pub(super) fn why_happened(&mut self, event: WhyEvent, to: &mut Vec<Effect>) {
        let why = &mut self.studies.why;
        match event {
            WhyEvent::GaugeChosen(gauge) => return why.gauge = Some(gauge),
            WhyEvent::LeverChosen(lever) => return why.lever = Some(lever),
            WhyEvent::ParamChosen(param) => why.param = Some(param),
            WhyEvent::EndChosen { high } => why.high = high,
        }
        self.plan_changed(to);
    }

    /// What is known of why, and whether it is of an earlier plan.
    pub fn why(&self) -> Option<(&Found<Finding>, bool)> {
        self.studies.why.pursuit.shown(self.why_cause())
    }

    /// What is known of the changed assumption, and whether it is of an earlier plan or another assumption.
    pub fn apart(&self) -> Option<(&Found<Apart>, bool)> {
        self.studies.why.apart.shown(self.apart_cause())
    }

    /// The figure that is explained.
    pub fn why_gauge(&self) -> Option<Gauge> {
        let gauges = self.why_gauges();
        self.studies.why.gauge.filter(|gauge| gauges.contains(gauge)).or_else(|| gauges.first().copied())
    }

    /// What can be explained: what the targets are judged on, and public money.
    pub(super) fn why_gauges(&self) -> Vec<Gauge> {
        let mut gauges: Vec<Gauge> = self.aims().iter().filter_map(gauge_of).collect();
        for gauge in Gauge::of(&self.scenario) {
            if !gauges.contains(&gauge) {
                gauges.push(gauge);
            }
        }
        gauges
    }

    pub(super) fn why_measured(&self) -> Vec<Measured> {
        let mut measured: Vec<Measured> = Vec::new();
        for gauge in self.why_gauges() {
            if !measured.contains(&gauge.what) {
                measured.push(gauge.what);
            }
        }
        measured
    }

    /// The assumption that is changed.
    pub fn why_param(&self) -> String {
        self.studies.why.param.clone().unwrap_or_else(|| apart::first(&self.scenario))
    }

    pub(super) fn changed(&self) -> Option<Changed> {
        apart::changed(&self.scenario, &self.why_param(), self.studies.why.high)
    }

    fn plan_print(&self) -> Fingerprint {
        self.inputs_without_seed().fingerprint(&self.scenario.fingerprint)
    }

    pub(super) fn why_cause(&self) -> Fingerprint {
        Fingerprint(xxh3_128(&encode(&(self.plan_print(), self.why_gauges()))))
    }

    pub(super) fn apart_cause(&self) -> Fingerprint {
        Fingerprint(xxh3_128(&encode(&(self.plan_print(), self.changed(), self.why_measured()))))
    }

    /// Asks for the four runs, which are soon there, then for the shares.
    pub(super) fn why_next(&mut self, to: &mut Vec<Effect>) {
        let nothing_moved = self.policy().levers.is_empty() && self.policy().regions.is_empty();
        for inquiry in [Inquiry::Why, Inquiry::Apart] {
            if *self.course(inquiry) != Course::Idle {
                continue;
            }
            let (why, apart) = (self.why_cause(), self.apart_cause());
            let studies = &mut self.studies.why;
            if nothing_moved {
                let refusal = sim_core::study::why::Refusal::NothingMoved;
                *self.course_mut(inquiry) = Course::Refused(crate::study::wire::Refusal::Why(refusal));
            } else if inquiry == Inquiry::Why && studies.pursuit.is_known(why) {
                studies.pursuit.rest(why);
            } else if inquiry == Inquiry::Apart && studies.apart.is_known(apart) {
                studies.apart.rest(apart);
            } else {
                self.ask_study(inquiry, to);
            }
        }
    }
}
