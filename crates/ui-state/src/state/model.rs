//! The page of the model: what is looked at there, and assumptions that are changed.

use super::study::{Course, Inquiry};
use super::{AppState, Authored, Effect, Page};
use crate::model::assumed::{self, Entry};
use crate::model::params::Look;
use crate::view::Worth;
use crate::wire::{Ask, Inputs};
use sim_core::anatomy::{Anatomy, Sector};
use sim_core::scenario::Status;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What happened on the page of the model.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelEvent {
    /// Another part of the page was chosen.
    PartChosen(Part),
    /// Parameters are sought that hold this.
    Sought(String),
    /// Only parameters of this status, or all.
    StatusChosen(Option<Status>),
    /// Only parameters of this part of the model, or all.
    SectorChosen(Option<Sector>),
    /// A value was typed for a parameter.
    Typed(String, String),
    /// A parameter goes back to the place's own value.
    Reset(String),
    /// All of them do.
    AllReset,
}

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What is assumed.
    #[default]
    Params,
}

impl Part {
    /// All of them, in their order on the page.
    pub const ALL: [Self; 1] = [Self::Params];

    /// The key of its name in the locales.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Params => "model-params",
        }
    }
}

/// The page of the model.
#[derive(Default)]
pub struct ModelPage {
    /// The part that is shown.
    pub part: Part,
    /// What the model is made of, once a worker has told.
    pub anatomy: Option<Rc<Anatomy>>,
    /// How far that has come.
    pub told: Course,
    /// Which parameters are looked at.
    pub look: Look,
    /// The value that was typed and not taken.
    pub entry: Option<Entry>,
}

impl ModelPage {
    /// Another place: what was typed was typed for this one.
    pub(super) fn leave(&mut self) {
        self.entry = None;
    }
}

impl AppState {
    pub(super) fn model_happened(&mut self, event: ModelEvent, to: &mut Vec<Effect>) {
        let page = &mut self.model;
        match event {
            ModelEvent::PartChosen(part) => page.part = part,
            ModelEvent::Sought(text) => page.look.sought = text,
            ModelEvent::StatusChosen(status) => page.look.status = status,
            ModelEvent::SectorChosen(sector) => page.look.sector = sector,
            ModelEvent::Typed(param, typed) => match assumed::with(self, &param, &typed) {
                Ok(params) => self.assume(params, to),
                Err(refusal) => self.model.entry = Some(Entry { param, typed, refusal }),
            },
            ModelEvent::Reset(param) => self.assume(assumed::without(self, &param), to),
            ModelEvent::AllReset => self.assume(BTreeMap::new(), to),
        }
    }

    /// Other assumptions, in one step of history.
    fn assume(&mut self, params: BTreeMap<String, f64>, to: &mut Vec<Effect>) {
        self.model.entry = None;
        if params == self.authored.now().params {
            return;
        }
        let next = Authored { params, ..self.authored.now().clone() };
        self.authored.step(next);
        self.forget_moves();
        self.inputs_changed(to);
        self.fit_axes(false);
    }

    /// How many assumptions are the reader's own.
    pub fn assumed_count(&self) -> usize {
        self.authored.now().params.len()
    }

    /// The same plan under the place's own assumptions.
    fn inputs_as_assumed_here(&self) -> Inputs {
        Inputs { params: BTreeMap::new(), ..self.inputs() }
    }

    /// What the plan is worth under the place's own assumptions and under the reader's, where both are known.
    pub fn worth_of_assumptions(&self) -> Option<(&Worth, &Worth)> {
        let own = self.inputs_as_assumed_here().fingerprint(&self.scenario.fingerprint);
        Some((self.worths.get(own)?, self.worths.get(self.wanted)?))
    }

    /// What the page of the model wants to know of runs, when nothing else is to do.
    pub(super) fn ask_of_model(&mut self) {
        if self.page == Page::Model && self.assumed_count() > 0 {
            let own = self.inputs_as_assumed_here();
            if self.worths.get(own.fingerprint(&self.scenario.fingerprint)).is_none() {
                self.runner.ask_later(own, Ask::Worth);
            }
        }
    }

    /// Asks what the model is made of, once.
    pub(super) fn model_next(&mut self, to: &mut Vec<Effect>) {
        if self.model.told == Course::Idle {
            if self.model.anatomy.is_some() {
                self.model.told = Course::Done;
            } else {
                self.ask_study(Inquiry::Anatomy, to);
            }
        }
    }
}
