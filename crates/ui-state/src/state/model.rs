//! The page of the model: what is looked at there, and assumptions that are changed.

use super::study::{Course, Inquiry, Pursuit};
use super::{AppState, Authored, Effect, Page};
use crate::model_page::Part;
use crate::model_page::assumed::{self, Entry};
use crate::model_page::params::Look;
use crate::model_page::stocks::Stocks;
use crate::model_page::{diagram, equations};
use crate::study::evidence::Evidence;
use crate::view::Worth;
use crate::wire::{Ask, Fingerprint, Inputs};
use sim_core::anatomy::{Anatomy, Sector};
use sim_core::scenario::Status;
use sim_core::sorted::Map;
use std::rc::Rc;

/// Runs whose stocks are kept: some to undo to.
const STOCKS: usize = 8;

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
    /// Another month of the diagram, by its row.
    MonthChosen(usize),
    /// Something in the diagram was chosen, by its name there: a part is charted, a folded part of the model unfolds.
    Chosen(String),
    /// A part of the model is drawn as one, or apart.
    Folded(Sector),
    /// Every lever is drawn, or only those that are moved.
    LeversChosen {
        /// Every one.
        all: bool,
    },
    /// A name is sought in the diagram.
    PartSought(String),
    /// The first that was found is charted.
    FoundChosen,
    /// Equations are sought that hold this.
    EquationSought(String),
    /// Only equations of this part of the model, or all.
    EquationsChosen(Option<Sector>),
    /// A parameter that an equation reads is looked up among the parameters.
    ParamFollowed(String),
    /// The equations that read a parameter are looked up.
    UsesFollowed(String),
    /// Something an equation reads is looked up in the diagram.
    PartFollowed(String),
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
    /// What of the diagram is looked at.
    pub diagram: diagram::Look,
    /// Which equations are looked at.
    pub equations: equations::Look,
    /// What speaks for the model.
    pub evidence: Pursuit<Evidence>,
    /// What is drawn of runs, by the fingerprint of their inputs; the last ones.
    stocks: Vec<(Fingerprint, Rc<Stocks>)>,
}

impl ModelPage {
    /// Another place: what was typed was typed for this one.
    pub(super) fn leave(&mut self) {
        self.entry = None;
        self.diagram.row = None;
        self.evidence.leave();
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
            ModelEvent::AllReset => self.assume(Map::new(), to),
            ModelEvent::MonthChosen(row) => page.diagram.row = Some(row),
            ModelEvent::Chosen(id) => match id.strip_prefix("sector-").and_then(Sector::from_key) {
                Some(sector) => {
                    page.diagram.folded.remove(&sector);
                }
                None => page.diagram.chosen = Some(id),
            },
            ModelEvent::Folded(sector) => {
                if !page.diagram.folded.remove(&sector) {
                    page.diagram.folded.insert(sector);
                }
            }
            ModelEvent::LeversChosen { all } => page.diagram.all_levers = all,
            ModelEvent::PartSought(text) => page.diagram.sought = text,
            ModelEvent::EquationSought(text) => page.equations.sought = text,
            ModelEvent::EquationsChosen(sector) => page.equations.sector = sector,
            ModelEvent::ParamFollowed(key) => {
                page.part = Part::Params;
                page.look = Look { sought: key, ..Look::default() };
            }
            ModelEvent::UsesFollowed(key) => {
                page.part = Part::Equations;
                page.equations = equations::Look { sought: key, sector: None };
            }
            ModelEvent::PartFollowed(key) => {
                page.part = Part::Diagram;
                page.diagram.chosen = Some(key);
            }
            ModelEvent::FoundChosen => {
                let found = self.model.anatomy.as_ref().and_then(|it| diagram::first_found(self, it));
                if let Some(found) = found {
                    self.model.diagram.chosen = Some(found);
                }
            }
        }
    }

    /// Other assumptions, in one step of history.
    fn assume(&mut self, params: Map<String, f64>, to: &mut Vec<Effect>) {
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
        Inputs { params: Map::new(), ..self.inputs() }
    }

    /// What the plan is worth under the place's own assumptions and under the reader's, where both are known.
    pub fn worth_of_assumptions(&self) -> Option<(&Worth, &Worth)> {
        let own = self.inputs_as_assumed_here().fingerprint(&self.scenario.fingerprint);
        Some((self.worths.get(own)?, self.worths.get(self.wanted)?))
    }

    /// What the diagram shows of runs: of what the sliders show, or, until that is there, of what they showed before.
    pub fn stocks(&self) -> Option<&Rc<Stocks>> {
        let of_now = self.model.stocks.iter().find(|(of, _)| *of == self.wanted);
        of_now.or_else(|| self.model.stocks.last()).map(|(_, stocks)| stocks)
    }

    /// What the diagram shows of a run came.
    pub(super) fn take_stocks(&mut self, of: Fingerprint, stocks: Stocks) {
        self.model.stocks.retain(|(known, _)| *known != of);
        if self.model.stocks.len() == STOCKS {
            self.model.stocks.remove(0);
        }
        self.model.stocks.push((of, Rc::new(stocks)));
    }

    /// What the page of the model wants to know of runs, when nothing else is to do.
    pub(super) fn ask_of_model(&mut self) {
        if self.page != Page::Model {
            return;
        }
        if self.model.stocks.iter().all(|(of, _)| *of != self.wanted) {
            let inputs = self.inputs();
            self.runner.ask_later(inputs, Ask::Stocks);
        }
        if self.assumed_count() > 0 {
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
