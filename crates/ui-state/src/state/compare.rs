//! The page that compares plans: which stand side by side, what is known of each, and what is asked next.

use super::study::{Course, Found, Inquiry};
use super::{AppState, Effect, Page};
use crate::compare::{Column, Look, Measure, Mode};
use crate::series::Series;
use crate::study::chances::Finding;
use crate::study::wire::Study;
use crate::view::View;
use crate::wire::{Ask, Fault, Fingerprint, Inputs, encode};
use sim_core::Policy;
use sim_core::sorted::{Map, Set};
use std::rc::Rc;
use xxhash_rust::xxh3::xxh3_128;

/// What happened on the page that compares plans.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareEvent {
    /// Another figure is looked at.
    SeriesChosen(Series),
    /// Values, differences or ratios.
    ModeChosen(Mode),
    /// Differences are against this one.
    ReferenceChosen(Column),
    /// This one stands beside the others, or no longer.
    Toggled(Column),
    /// The table goes by this measure; once more turns it round.
    Sorted(Measure),
    /// The table was asked for as a file.
    CsvAsked,
}

/// How sure each plan is, under the same draws.
#[derive(Default)]
pub struct Sureness {
    /// How far the one that is asked about has come.
    pub course: Course,
    /// Whether somebody wants to know.
    pub(super) wanted: bool,
    /// What the pool works at.
    at_work: Option<Fingerprint>,
    /// What was found, by plan and question.
    found: Map<Fingerprint, Found<Finding>>,
}

impl Sureness {
    pub(super) fn take(&mut self, found: Found<Finding>) {
        if let Some(cause) = self.at_work {
            self.found.insert(cause, found);
        }
    }
}

/// What is known of the plans that are compared.
#[derive(Default)]
pub struct Compare {
    views: Map<Fingerprint, Rc<View>>,
    broken: Map<Fingerprint, Fault>,
    asked: Set<Fingerprint>,
    /// How sure they are.
    pub sureness: Sureness,
}

impl Compare {
    /// Whether a result was asked for here.
    pub(super) fn takes(&self, of: Fingerprint) -> bool {
        self.asked.contains(&of)
    }

    pub(super) fn put(&mut self, of: Fingerprint, view: Rc<View>) {
        self.views.insert(of, view);
    }

    pub(super) fn broke(&mut self, of: Fingerprint, fault: Fault) {
        self.broken.insert(of, fault);
    }

    pub(super) fn begin_sureness(&mut self) {
        self.sureness.wanted = true;
        self.sureness.course = Course::Idle;
    }

    pub(super) fn leave(&mut self) {
        *self = Self::default();
    }
}

impl AppState {
    /// Everything that can stand side by side, in its order.
    pub fn comparable(&self) -> Vec<Column> {
        let saved: Vec<Column> = self.plans_here().map(|plan| Column::Saved(plan.key.clone())).collect();
        // The present plan, where it is one of the saved ones unchanged, would stand there twice.
        let present = self.open_plan().is_none_or(|plan| !self.is_as_saved(&plan.key));
        let present = present.then_some(Column::Present);
        let document = (!self.document_moves_nothing()).then_some(Column::Document);
        present.into_iter().chain(saved).chain(document).chain([Column::Baseline]).collect()
    }

    /// What stands side by side.
    pub fn compared(&self) -> Vec<Column> {
        let hidden = &self.settings.compare.hidden;
        self.comparable().into_iter().filter(|column| !hidden.contains(column)).collect()
    }

    /// What differences are against: the chosen one, as long as it is there.
    pub fn reference(&self) -> Column {
        let chosen = &self.settings.compare.reference;
        if self.comparable().contains(chosen) { chosen.clone() } else { Column::Baseline }
    }

    /// What a compared plan is run from, under the years of the present one; nothing where it does not open.
    pub fn inputs_of(&self, column: &Column) -> Option<Inputs> {
        Some(match column {
            Column::Present => self.inputs(),
            Column::Document => self.inputs_with(self.scenario.document_policy()),
            Column::Baseline => self.inputs_with(Policy::default()),
            Column::Saved(key) => {
                Inputs { seed: self.authored.now().seed, ..self.opened(key)?.inputs.clone() }
            }
        })
    }

    fn fingerprint_of(&self, column: &Column) -> Option<Fingerprint> {
        Some(self.inputs_of(column)?.fingerprint(&self.scenario.fingerprint))
    }

    /// What is known of a compared plan.
    pub fn view_of(&self, column: &Column) -> Option<&Rc<View>> {
        let of = self.fingerprint_of(column)?;
        self.compare.views.get(&of).or_else(|| self.views.get(of))
    }

    /// Why a compared plan has no result: it does not open, or its run broke.
    pub fn broken_of(&self, column: &Column) -> Option<Option<&Fault>> {
        match self.fingerprint_of(column) {
            None => Some(None),
            Some(of) => self.compare.broken.get(&of).map(Some),
        }
    }

    /// How sure a compared plan is, as far as that was asked.
    pub fn sureness_of(&self, column: &Column) -> Option<&Found<Finding>> {
        self.compare.sureness.found.get(&self.sureness_cause(&self.inputs_of(column)?))
    }

    /// How many of the compared plans are known to the end, and how many there are.
    pub fn sureness_progress(&self) -> (usize, usize) {
        let compared = self.compared();
        let known = compared.iter().filter(|it| self.sureness_of(it).is_some_and(|found| found.all)).count();
        (known, compared.len())
    }

    fn sureness_cause(&self, inputs: &Inputs) -> Fingerprint {
        let inputs = Inputs { seed: None, ..inputs.clone() }.fingerprint(&self.scenario.fingerprint);
        Fingerprint(xxh3_128(&encode(&(inputs, &self.studies.chances.asked, self.chances_goals()))))
    }

    pub(super) fn compare_happened(&mut self, event: CompareEvent, to: &mut Vec<Effect>) {
        let look: &mut Look = &mut self.settings.compare;
        match event {
            CompareEvent::SeriesChosen(series) => look.series = series,
            CompareEvent::ModeChosen(mode) => look.mode = mode,
            CompareEvent::ReferenceChosen(column) => look.reference = column,
            CompareEvent::Toggled(column) => {
                if !look.hidden.remove(&column) {
                    look.hidden.insert(column);
                }
            }
            CompareEvent::Sorted(measure) => {
                // First from the largest, then from the smallest, then as they were.
                look.sort = match look.sort.take() {
                    Some((by, true)) if by == measure => Some((measure, false)),
                    Some((by, false)) if by == measure => None,
                    _ => Some((measure, true)),
                };
            }
            CompareEvent::CsvAsked => {
                to.push(Effect::Download {
                    name: format!("{}-plans.csv", self.scenario.key),
                    media_type: "text/csv",
                    text: crate::compare::table::csv(self),
                });
                return;
            }
        }
        self.keep_soon(to);
    }

    /// Asks for what is compared and not known yet, when nothing else is to do.
    pub(super) fn compare_next(&mut self) {
        let travels = self.arriving.as_ref().is_some_and(|arriving| !arriving.missed);
        if self.page != Page::Compare || travels || self.worker_gone || self.is_pending() {
            return;
        }
        let mut columns = self.compared();
        columns.push(self.reference());
        let wanted: Map<Fingerprint, Inputs> = columns
            .iter()
            .filter_map(|column| self.inputs_of(column))
            .map(|inputs| (inputs.fingerprint(&self.scenario.fingerprint), inputs))
            .collect();
        // What nobody compares any more is forgotten.
        self.compare.views.retain(|of, _| wanted.contains_key(of));
        self.compare.asked.retain(|of| wanted.contains_key(of));
        for (of, inputs) in wanted {
            let Compare { views, broken, asked, .. } = &mut self.compare;
            if views.contains_key(&of) || broken.contains_key(&of) {
                continue;
            }
            if let Some(view) = self.views.get(of) {
                views.insert(of, Rc::clone(view));
            } else {
                asked.insert(of);
                self.runner.ask_later(inputs, Ask::View);
            }
        }
    }

    /// Once somebody wants to know, how sure each plan is, one after the other.
    pub(super) fn sureness_next(&mut self, to: &mut Vec<Effect>) {
        let sureness = &self.compare.sureness;
        if !sureness.wanted || matches!(sureness.course, Course::Running(_)) {
            return;
        }
        let next = self.compared().iter().find_map(|column| {
            let inputs = self.inputs_of(column)?;
            let cause = self.sureness_cause(&inputs);
            let known = self.compare.sureness.found.get(&cause).is_some_and(|found| found.all);
            (!known).then_some((cause, inputs))
        });
        let Some((cause, inputs)) = next else {
            self.compare.sureness.wanted = false;
            self.compare.sureness.course = Course::Done;
            return;
        };
        self.compare.sureness.at_work = Some(cause);
        let study = Study::Chances { asked: self.studies.chances.asked.clone(), goals: self.chances_goals() };
        self.ask_pool(Inquiry::Compared, Inputs { seed: None, ..inputs }, study, to);
    }
}
