//! What the page knows: what the user authored, what was computed for it, and what is going on.

mod apply;
mod asking;
mod compare;
pub mod data;
mod drafting;
mod event;
mod indicators;
mod keeping;
mod library;
mod model;
mod moving;
mod office;
mod own;
mod page;
mod people;
mod replay;
mod store;
mod study;
mod touring;
mod travelling;

pub use apply::apply;
pub use compare::{Compare, CompareEvent};
pub use data::DataEvent;
pub use event::{Alarm, Effect, Event};
pub use indicators::{Field, Indicators, IndicatorsEvent, Trouble};
pub use keeping::{Kept, Opening};
pub use library::{Entitled, Library, LibraryEvent, NameFault, Saved};
pub use model::{ModelEvent, ModelPage};
pub use moving::Entry;
pub use office::{Errand, Office, OfficeEvent};
pub use own::{Hand, Own, Reader};
pub use page::Page;
pub use people::{Cast, Cause, People, PeopleEvent, Progress, RUNS, Stage};
pub use store::{Record, Store};
pub use study::seek;
pub use study::{
    Chances, ChancesEvent, Course, Found, Inquiry, Matters, Pursuit, Seek, Studies, StudyEvent, Tests,
    TestsEvent, Why, WhyEvent,
};
pub use travelling::Arriving;

use crate::aims::Goals;
use crate::annex::Annex;
use crate::atlas::{self, Texts};
use crate::axis::Axis;
use crate::cut::Cut;
use crate::dial::shown_first;
use crate::document::{Settings, Title};
use crate::draft::Draft;
use crate::history::History;
use crate::notice::Notice;
use crate::runner::Runner;
use crate::series::Series;
use crate::view::{View, Worth};
use crate::wire::{Fingerprint, Inputs};
use asking::Known;
use sim_core::results::Warning;
use sim_core::scenario::LEVERS;
use sim_core::sorted::{Map, Set};
use sim_core::time::Month;
use sim_core::{LeverKey, Policy, Scenario};
use std::rc::Rc;
use travelling::Shelved;

/// Whether the browser has kept the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Kept.
    Kept,
    /// Will be in a moment.
    Waiting,
    /// The browser refuses.
    Refused,
}

/// Everything that can be undone: what results depend on beside the place.
#[derive(Clone, Debug, PartialEq)]
pub struct Authored {
    /// The levers that were moved.
    pub policy: Policy,
    /// Parameters that differ from the scenario's.
    pub params: Map<String, f64>,
    /// With a seed the yearly shocks are drawn.
    pub seed: Option<u64>,
    /// Targets for a place that has none.
    pub goals: Goals,
    /// What the plan is called.
    pub title: Title,
    /// What the annex of the plan says beside.
    pub annex: Annex,
}

impl Authored {
    fn with(&self, policy: Policy) -> Self {
        Self { policy, ..self.clone() }
    }
}

/// What a lever's last move was, to tell what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The policy before it.
    pub before: Policy,
    /// The policy after it.
    pub after: Policy,
}

/// A figure with a table behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A large chart, 0 or 1.
    Chart(usize),
    /// Flows of persons.
    Flows,
    /// Persons against the aggregate model.
    Spread,
    /// Forecasts against counted years.
    Tests,
    /// A fan.
    Chances,
    /// Four runs of an assumption.
    Apart,
    /// Plans side by side, year by year.
    Compared,
    /// The saved plans, which is no table but a dialog of its own.
    Library,
}

/// A figure that was known for some inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stamped {
    /// The figure.
    pub value: f64,
    /// Whether it belongs to what the sliders show now.
    pub current: bool,
}

/// Everything the page is drawn from.
pub struct AppState {
    /// The places one can choose, the first of them that of a first visit.
    pub atlas: Vec<atlas::Entry>,
    /// The place.
    pub scenario: Rc<Scenario>,
    /// The place that was chosen and is not there yet.
    pub arriving: Option<Arriving>,
    /// The page that is shown.
    pub page: Page,
    /// The pages that have come: *Plan* is there at once.
    pub(crate) brought: Set<Page>,
    /// The page of persons.
    pub people: People,
    /// Studies.
    pub studies: Studies,
    /// Files that are being opened or written.
    pub office: Office,
    /// The page of the model.
    pub model: ModelPage,
    /// The page of indicators.
    pub indicators: Indicators,
    /// How the page is set.
    pub settings: Settings,
    /// What the user authored, with what it was.
    pub authored: History<Authored>,
    /// The slider that is held at this moment.
    pub held: Option<LeverKey>,
    /// The lever that was moved last.
    pub moved_last: Option<LeverKey>,
    /// The last move of every lever.
    pub moves: Map<LeverKey, Move>,
    /// What is drawn, with the inputs it belongs to.
    pub shown: Option<(Fingerprint, Rc<View>)>,
    /// Value axes of the cuts that the two large charts show.
    pub cut_axes: [Option<(Cut, Axis)>; 2],
    /// The axis on which circles tell the vacancies of regions.
    pub circle_axis: Option<Axis>,
    /// What is doubtful about the plan that was shown when no slider was held.
    pub doubts: Vec<Warning>,
    /// The last move is played again: how many pictures are left, the odd ones without it.
    pub replay: Option<u8>,
    /// Value axes by series: they never shrink while the page is used.
    pub axes: Map<Series, Axis>,
    /// Whether the tour is offered: somebody is here for the first time.
    pub tour_offered: bool,
    /// What the page has to tell.
    pub notices: Vec<Notice>,
    /// Whether the browser has kept the document; see [`AppState::saving`] for everything.
    pub saving: Saving,
    /// The lever whose details are open.
    pub details: Option<LeverKey>,
    /// The course that is being written there.
    pub draft: Option<Draft>,
    /// The figure whose table is open.
    pub table: Option<Table>,
    /// What was typed there and not taken.
    pub entry: Option<Entry>,
    /// The target that was typed and not taken, with what was typed.
    pub goal_entry: Option<(Series, String)>,
    /// The conversation with the worker.
    pub runner: Runner,
    /// The worker died twice.
    pub worker_gone: bool,
    /// Named things that the browser stores.
    pub store: Store,
    /// Plans that have a name.
    pub library: Library,
    /// The page that compares plans.
    pub compare: Compare,
    /// Places of one's own.
    pub own: Own,
    /// The texts of own places and of what they are written over.
    texts: Map<String, Rc<Texts>>,
    /// Places the worker knows.
    told: Set<String>,
    /// Places that were left, as they were.
    shelf: Map<String, Shelved>,
    /// Whether the browser had kept something of this place.
    was_kept: bool,
    /// What the browser keeps of places that are not shown.
    kept: Map<String, String>,
    wanted: Fingerprint,
    /// The lever whose moves still belong to the last step of history.
    gesture: Option<LeverKey>,
    costs: Map<LeverKey, (Fingerprint, f64)>,
    views: Known<Rc<View>>,
    worths: Known<Worth>,
    settle_alarm: u64,
    keep_alarm: u64,
    restarts: u32,
}

impl AppState {
    /// The levers that were moved.
    pub fn policy(&self) -> &Policy {
        &self.authored.now().policy
    }

    /// The inputs the sliders show.
    pub fn inputs(&self) -> Inputs {
        self.inputs_with(self.policy().clone())
    }

    fn inputs_with(&self, policy: Policy) -> Inputs {
        let now = self.authored.now();
        Inputs { scenario: self.scenario.key.clone(), policy, params: now.params.clone(), seed: now.seed }
    }

    /// The inputs without the seed of the yearly shocks.
    fn inputs_without_seed(&self) -> Inputs {
        Inputs { seed: None, ..self.inputs() }
    }

    /// The fingerprint of what the sliders show.
    pub fn wanted(&self) -> Fingerprint {
        self.wanted
    }

    /// Whether what is drawn does not belong to the sliders yet.
    pub fn is_pending(&self) -> bool {
        self.shown.as_ref().is_none_or(|(fingerprint, _)| *fingerprint != self.wanted)
    }

    /// What is drawn, with the inputs it belongs to.
    pub fn pictured(&self) -> Option<&(Fingerprint, Rc<View>)> {
        self.replayed().or(self.shown.as_ref())
    }

    /// What is drawn.
    pub fn view(&self) -> Option<&Rc<View>> {
        self.pictured().map(|(_, view)| view)
    }

    /// The value a lever's slider shows: the one in force at the end of the plan year.
    pub fn value(&self, key: LeverKey) -> f64 {
        self.scenario.lever_value(self.seen(), key, self.judged())
    }

    /// The value in force then without any policy.
    pub fn baseline(&self, key: LeverKey) -> f64 {
        self.scenario.baseline_value(key, self.judged())
    }

    /// The month the verdict speaks of.
    fn judged(&self) -> Month {
        Month::new(self.scenario.plan_year, 12)
    }

    /// Whether a lever departs from the baseline, anywhere.
    pub fn is_moved(&self, key: LeverKey) -> bool {
        self.policy().levers.contains_key(&key)
            || self.policy().regions.values().any(|own| own.contains_key(&key))
    }

    /// Whether something is doubtful about a lever.
    pub fn is_doubted(&self, key: LeverKey) -> bool {
        self.doubts.iter().any(|doubt| doubt.lever == Some(key))
    }

    /// How many levers depart from the baseline.
    pub fn moved_count(&self) -> usize {
        LEVERS.iter().filter(|lever| self.is_moved(lever.key)).count()
    }

    /// Whether the plan is what the document writes.
    pub fn is_document(&self) -> bool {
        *self.policy() == self.scenario.document_policy()
    }

    /// Whether the document moves no lever: its plan is the baseline.
    pub fn document_moves_nothing(&self) -> bool {
        self.scenario.levers.iter().all(|course| course.document.is_none())
    }

    /// The levers of a theme that have a row: those not shown at first only when opened or moved.
    pub fn rows(&self, theme: sim_core::scenario::Theme) -> Vec<LeverKey> {
        let (opened, first) = (self.settings.opened.contains(&theme), shown_first(&self.scenario));
        LEVERS
            .iter()
            .filter(|lever| lever.theme == theme)
            .map(|lever| lever.key)
            .filter(|key| opened || first.contains(key) || self.is_moved(*key) || self.is_doubted(*key))
            .collect()
    }

    /// How many levers of a theme stand behind "more".
    pub fn hidden_rows(&self, theme: sim_core::scenario::Theme) -> usize {
        LEVERS.iter().filter(|lever| lever.theme == theme).count() - self.rows(theme).len()
    }

    /// Whether a theme has levers that can be shown or hidden.
    pub fn has_more(&self, theme: sim_core::scenario::Theme) -> bool {
        let first = shown_first(&self.scenario);
        let apart = |key: LeverKey| !first.contains(&key) && !self.is_moved(key) && !self.is_doubted(key);
        LEVERS.iter().any(|lever| lever.theme == theme && apart(lever.key))
    }

    /// What a lever costs the public a year: the plan less the plan with this lever at the baseline, yuan.
    pub fn yearly_cost(&self, key: LeverKey) -> Option<Stamped> {
        if !self.is_moved(key) {
            return None;
        }
        self.costs.get(&key).map(|(of, value)| Stamped { value: *value, current: *of == self.wanted })
    }

    /// What a lever's last move changed in the metric of figure 1 at the end of the plan year.
    pub fn last_change(&self, key: LeverKey) -> Option<f64> {
        let last = self.moves.get(&key)?;
        let at = |policy: &Policy| {
            let worth = self.worths.get(self.fingerprint(policy.clone()))?;
            Some(worth.at_plan_year[self.settings.charts[0].index()])
        };
        Some(at(&last.after)? - at(&last.before)?)
    }

    fn fingerprint(&self, policy: Policy) -> Fingerprint {
        self.inputs_with(policy).fingerprint(&self.scenario.fingerprint)
    }
}
