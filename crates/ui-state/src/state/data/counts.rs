//! Later counts on the page of data: typed, pasted, mended, undone, and held against an old projection.

use super::sheets::tidy;
use super::{AppState, DataDesk, Effect};
use crate::atlas::Texts;
use crate::counts::{self, Basis, Row, Sides};
use crate::history::History;
use crate::own::import::{block, is_named};
use crate::own::{self, Sheet};
use crate::study::actuals::Known;
use crate::wire::Inputs;
use crate::words::Words;
use sim_core::sorted::Map;
use sim_core::{Policy, Scenario};
use std::rc::Rc;

/// Something about later counts, beside what happens to their cells.
#[derive(Clone, Debug, PartialEq)]
pub enum CountsEvent {
    /// Whatever can be mended is.
    Mended,
    /// One step back.
    Undone,
    /// One step forward.
    Redone,
    /// They are held against something else.
    SideChosen(Side, Basis),
}

/// A side of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The old projection.
    Old,
    /// Assumptions as they are known now.
    Known,
    /// Decisions as they were carried out.
    Done,
}

impl Side {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Old, Self::Known, Self::Done];

    fn of(self, sides: &Sides) -> &Basis {
        match self {
            Self::Old => &sides.old,
            Self::Known => &sides.known,
            Self::Done => &sides.done,
        }
    }

    /// The key of its name.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Old => "misses-old",
            Self::Known => "misses-known",
            Self::Done => "misses-done",
        }
    }

    /// What can be chosen for it, with its name; the first is what goes without saying.
    pub fn choices(self, state: &AppState, words: &Words) -> Vec<(Basis, String)> {
        let say = |basis, key: &str| (basis, words.say(key));
        let mut all = match self {
            Self::Old => vec![say(Basis::Usual, "misses-present"), say(Basis::Document, "misses-document")],
            Self::Known => vec![
                say(Basis::Usual, "misses-as-thought"),
                say(Basis::Present, "misses-present-assumptions"),
            ],
            Self::Done => vec![
                say(Basis::Usual, "misses-as-planned"),
                say(Basis::Baseline, "misses-baseline"),
                say(Basis::Document, "misses-document"),
                say(Basis::Present, "misses-present"),
            ],
        };
        all.extend(state.plans_here().map(|plan| (Basis::Plan(plan.key.clone()), plan.name.clone())));
        if self == Self::Known {
            let lang = words.lang();
            let places = kin(state).map(|(key, place)| (Basis::Place(key), lang.text(&place).to_owned()));
            all.extend(places);
        }
        all
    }

    /// What is chosen for it; what is not there any more goes without saying.
    pub fn chosen(self, state: &AppState) -> Basis {
        let sides = state.kept_counts().sides;
        let basis = self.of(&sides);
        let there = match basis {
            Basis::Plan(key) => state.opened(key).is_some(),
            Basis::Place(key) => kin(state).any(|(other, _)| other == *key),
            _ => true,
        };
        if there { basis.clone() } else { Basis::Usual }
    }
}

/// Other places that lie over the same template, and the template itself: their keys and names.
fn kin(state: &AppState) -> impl Iterator<Item = (String, sim_core::scenario::Text)> {
    let here = state.scenario.key.clone();
    let root = |key: &str| state.own_head(key).map_or_else(|| key.to_owned(), |head| head.template);
    let stem = root(&here);
    state
        .atlas
        .iter()
        .filter(move |entry| entry.key != here && root(&entry.key) == stem)
        .map(|entry| (entry.key.clone(), entry.place.clone()))
}

/// What was done with counts since the page was opened.
#[derive(Debug, Default)]
pub struct Typing {
    /// The rows of places, with what they were.
    histories: Map<String, History<Vec<Row>>>,
    /// The other place that was read last, with its texts.
    kin: Option<(Texts, Rc<Scenario>)>,
    /// The place whose texts were asked for.
    asked: Option<String>,
}

impl Typing {
    /// The rows of a place with what they were.
    pub fn of(&self, key: &str) -> Option<&History<Vec<Row>>> {
        self.histories.get(key)
    }
}

impl DataDesk {
    pub(super) fn counts_happened(&mut self, state: &mut AppState, event: CountsEvent, to: &mut Vec<Effect>) {
        match event {
            CountsEvent::Mended => {
                let mends = own::counts::troubles(&state.kept_counts().rows, counts::run_of(&state.scenario));
                self.change_counts(state, to, |rows| {
                    for trouble in mends {
                        if let (Some(mend), Some(row), Some(column)) =
                            (trouble.mend, trouble.spot.row, trouble.spot.column)
                        {
                            put(rows, row, column, &mend);
                        }
                    }
                });
            }
            CountsEvent::Undone => self.walk_counts(state, false, to),
            CountsEvent::Redone => self.walk_counts(state, true, to),
            CountsEvent::SideChosen(side, basis) => {
                let mut kept = state.kept_counts();
                match side {
                    Side::Old => kept.sides.old = basis,
                    Side::Known => kept.sides.known = basis,
                    Side::Done => kept.sides.done = basis,
                }
                state.keep_counts(kept, to);
            }
        }
    }

    /// A cell. The row after the last is made by typing into it.
    pub(super) fn type_count(
        &mut self,
        state: &mut AppState,
        (row, column): (usize, usize),
        text: &str,
        to: &mut Vec<Effect>,
    ) {
        self.change_counts(state, to, |rows| put(rows, row, column, text));
    }

    /// A block from a spreadsheet, perhaps with the names of its columns above it.
    pub(super) fn paste_counts(
        &mut self,
        state: &mut AppState,
        (row, column): (usize, usize),
        text: &str,
        to: &mut Vec<Effect>,
    ) {
        let mut cells = block(text);
        let columns = Sheet::Counts.columns();
        let is_head = |row: &Vec<String>| {
            row.iter()
                .zip(&columns[column.min(columns.len())..])
                .all(|(cell, column)| is_named(cell, column.name, column.key))
        };
        if cells.first().is_some_and(is_head) {
            cells.remove(0);
        }
        self.change_counts(state, to, |rows| {
            for (down, cells) in cells.iter().enumerate() {
                for (right, cell) in cells.iter().enumerate() {
                    put(rows, row + down, column + right, cell);
                }
            }
        });
    }

    pub(super) fn remove_count(&mut self, state: &mut AppState, row: usize, to: &mut Vec<Effect>) {
        self.change_counts(state, to, |rows| {
            if row < rows.len() {
                rows.remove(row);
            }
        });
    }

    fn change_counts(
        &mut self,
        state: &mut AppState,
        to: &mut Vec<Effect>,
        change: impl FnOnce(&mut Vec<Row>),
    ) {
        let mut kept = state.kept_counts();
        let was = kept.rows.clone();
        change(&mut kept.rows);
        while kept.rows.last().is_some_and(Row::is_empty) {
            kept.rows.pop();
        }
        if kept.rows == was {
            return;
        }
        let history = self.counts.histories.entry(state.scenario.key.clone());
        let history = history.or_insert_with(|| History::new(was.clone()));
        // Another tab may have typed meanwhile: that is a step as well.
        history.step(was);
        history.step(kept.rows.clone());
        state.keep_counts(kept, to);
    }

    fn walk_counts(&mut self, state: &mut AppState, forward: bool, to: &mut Vec<Effect>) {
        let Some(history) = self.counts.histories.get_mut(&state.scenario.key) else { return };
        if if forward { history.redo() } else { history.undo() } {
            let rows = history.now().clone();
            let mut kept = state.kept_counts();
            kept.rows = rows;
            state.keep_counts(kept, to);
        }
    }

    /// What the page lives of: counts that can be read are held against the old projection.
    pub(super) fn hold_counts(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        let mut counts = counts::read(&state.kept_counts().rows);
        if counts.is_empty() {
            return state.drop_counts(to);
        }
        counts.sort_by_key(|count| (count.what, count.year));
        let old = match Side::Old.chosen(state) {
            Basis::Plan(key) => state.opened(&key).map(|plan| plan.inputs.clone()),
            Basis::Document => Some(Inputs {
                policy: state.scenario.document_policy(),
                params: Map::new(),
                seed: None,
                ..state.inputs()
            }),
            _ => None,
        };
        let old = old.unwrap_or_else(|| state.inputs());
        let done = match Side::Done.chosen(state) {
            Basis::Plan(key) => state.opened(&key).map(|plan| plan.inputs.policy.clone()),
            Basis::Baseline => Some(Policy::default()),
            Basis::Document => Some(state.scenario.document_policy()),
            Basis::Present => Some(state.policy().clone()),
            Basis::Usual | Basis::Place(_) => None,
        };
        let mut place = Some(Rc::clone(&state.scenario));
        let params = match Side::Known.chosen(state) {
            Basis::Plan(key) => state.opened(&key).map(|plan| plan.inputs.params.clone()),
            Basis::Present => Some(state.authored.now().params.clone()),
            Basis::Place(key) => {
                place = self.kin_place(state, &key, to);
                Some(Map::new())
            }
            _ => None,
        };
        // It is on its way, or does not come.
        let Some(place) = place else { return state.drop_counts(to) };
        let done = done.unwrap_or_else(|| old.policy.clone());
        let params = params.unwrap_or_else(|| old.params.clone());
        state.hold_counts(old, Known { place, params, done, counts }, to);
    }

    /// Another place over the same template, or that template; asks once for the texts it is read from.
    fn kin_place(&mut self, state: &AppState, key: &str, to: &mut Vec<Effect>) -> Option<Rc<Scenario>> {
        let head = state.own_head(key);
        let texts = match &head {
            Some(head) => state.own_texts(head),
            None => state.template_texts(key),
        };
        let Some(texts) = texts else {
            let stem = head.map_or_else(|| key.to_owned(), |head| head.template);
            if self.counts.asked.as_ref() != Some(&stem) {
                self.counts.asked = Some(stem.clone());
                to.push(Effect::FetchTexts(stem));
            }
            return None;
        };
        if self.counts.kin.as_ref().is_none_or(|(of, _)| *of != texts) {
            let place = Rc::new(texts.read().ok()?);
            self.counts.kin = Some((texts, place));
        }
        self.counts.kin.as_ref().map(|(_, place)| Rc::clone(place))
    }
}

fn put(rows: &mut Vec<Row>, row: usize, column: usize, text: &str) {
    if rows.len() <= row {
        rows.resize_with(row + 1, Row::default);
    }
    if let Some(cell) = rows[row].cell_mut(column) {
        *cell = tidy(Sheet::Counts, column, text);
    }
}
