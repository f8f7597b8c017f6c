//! The page that seeks: what is wished for, and what was found for a plan.

use super::{Course, Found, Inquiry, Pursuit};
use crate::number;
use crate::series::{Series, Unit};
use crate::state::{AppState, Effect};
use crate::study::seek::{Finding, Wish, bounds, movable};
use crate::study::why::gauge_of;
use crate::wire::{Fingerprint, encode};
use sim_core::scenario::{Authority, Metric, Policy};
use sim_core::sorted::{Map, Set};
use sim_core::study::optimise::Limits;
use sim_core::study::seek::{Goal, Move};
use sim_core::study::why::Measured;
use sim_core::{LeverKey, Scenario};
use xxhash_rust::xxh3::xxh3_128;

/// What happened on the page that seeks.
#[derive(Clone, Debug, PartialEq)]
pub enum SeekEvent {
    /// A goal shall be reached, or need not.
    GoalToggled(usize),
    /// Another value of a goal was typed.
    GoalTyped(usize, String),
    /// Another chance is wanted.
    ChanceChosen(f64),
    /// A budget was typed, in ten thousand yuan; nothing means any.
    BudgetTyped(String),
    /// Somebody else's levers may move too, or no longer.
    AuthorityToggled(Authority),
    /// A lever may move, or is held.
    LeverToggled(LeverKey),
    /// The lower or the upper limit of a lever was typed.
    LimitTyped(LeverKey, usize, String),
    /// The search shall begin.
    Sought,
    /// A policy that was found shall be the plan.
    Taken(Policy),
}

/// A field and what was typed there that is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The value of a goal, by its number.
    Goal(usize),
    /// The budget.
    Budget,
    /// A limit of a lever: 0 the lower, 1 the upper.
    Limit(LeverKey, usize),
}

impl SeekEvent {
    /// The field that was typed in, or whose row was chosen.
    fn field(&self) -> Option<Field> {
        match self {
            Self::GoalToggled(at) | Self::GoalTyped(at, _) => Some(Field::Goal(*at)),
            Self::BudgetTyped(_) => Some(Field::Budget),
            Self::LimitTyped(key, end, _) => Some(Field::Limit(*key, *end)),
            _ => None,
        }
    }
}

/// A budget in yuan from a number of 万元, whose unit may be written behind it, or of 亿元.
fn budget(typed: &str) -> Option<f64> {
    let typed = typed.trim().trim_end_matches('元').trim_end();
    let (number, unit) = match (typed.strip_suffix('万'), typed.strip_suffix('亿')) {
        (Some(number), _) => (number, 1e4),
        (_, Some(number)) => (number, 1e8),
        _ => (typed, 1e4),
    };
    number::typed(number).filter(|value| *value >= 0.0).map(|value| value * unit)
}

/// A figure one may want to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Aimed {
    /// What, when, how much.
    pub goal: Goal,
    /// Whether it is wanted.
    pub wanted: bool,
}

/// The page that seeks.
pub struct Seek {
    /// What was found.
    pub pursuit: Pursuit<Finding>,
    /// Figures one may want to reach; those of the place until one was changed.
    pub aims: Option<Vec<Aimed>>,
    /// The chance.
    pub chance: f64,
    /// The budget, yuan.
    pub budget: Option<f64>,
    /// Who decides beside the place itself.
    pub allow: Set<Authority>,
    /// Levers that are held.
    pub held: Set<LeverKey>,
    /// Limits that are narrower than what is possible.
    pub limits: Map<LeverKey, [f64; 2]>,
    /// What was typed and not taken: it stays until it is mended, and nothing is sought meanwhile.
    pub refused: Map<Field, String>,
}

impl Default for Seek {
    fn default() -> Self {
        Self {
            pursuit: Pursuit::default(),
            aims: None,
            chance: 0.8,
            budget: None,
            allow: Set::new(),
            held: Set::new(),
            limits: Map::new(),
            refused: Map::new(),
        }
    }
}

impl Seek {
    pub(super) fn leave(&mut self) {
        *self = Self { pursuit: std::mem::take(&mut self.pursuit), chance: self.chance, ..Self::default() };
        self.pursuit.leave();
    }
}

impl AppState {
    pub(super) fn seek_happened(&mut self, event: SeekEvent, to: &mut Vec<Effect>) {
        let aims = self.seek_aims();
        let scenario = self.scenario.clone();
        let seek = &mut self.studies.seek;
        if let Some(field) = event.field() {
            seek.refused.remove(&field);
        }
        match event {
            SeekEvent::GoalToggled(at) => {
                let mut aims = aims;
                if let Some(aim) = aims.get_mut(at) {
                    aim.wanted = !aim.wanted;
                }
                seek.aims = Some(aims);
            }
            SeekEvent::GoalTyped(at, typed) => {
                let mut aims = aims;
                let read = aims.get(at).and_then(|aim| read_metric(aim.goal.metric, &typed));
                match (aims.get_mut(at), read) {
                    (Some(aim), Some(value)) => {
                        (aim.goal.at_least, aim.wanted) = (value, true);
                        seek.aims = Some(aims);
                    }
                    _ => drop(seek.refused.insert(Field::Goal(at), typed)),
                }
            }
            SeekEvent::ChanceChosen(chance) => seek.chance = chance,
            SeekEvent::BudgetTyped(typed) if typed.trim().is_empty() => seek.budget = None,
            SeekEvent::BudgetTyped(typed) => match budget(&typed) {
                Some(yuan) => seek.budget = Some(yuan),
                None => drop(seek.refused.insert(Field::Budget, typed)),
            },
            SeekEvent::AuthorityToggled(who) => {
                if !seek.allow.remove(&who) {
                    seek.allow.insert(who);
                }
            }
            SeekEvent::LeverToggled(key) => {
                if !seek.held.remove(&key) {
                    seek.held.insert(key);
                }
            }
            SeekEvent::LimitTyped(key, end, typed) => {
                let mut limits = seek.limits.get(&key).copied().unwrap_or_else(|| bounds(&scenario, key));
                let read = crate::dial::Dial::of(&scenario, key).read(&typed).ok();
                match read {
                    Some(value) => {
                        limits[end] = value;
                        if limits[0] < limits[1] {
                            seek.limits.insert(key, limits);
                        } else {
                            seek.refused.insert(Field::Limit(key, end), typed);
                        }
                    }
                    None => drop(seek.refused.insert(Field::Limit(key, end), typed)),
                }
            }
            // What stands in a field and was not taken is not what would be sought.
            SeekEvent::Sought if !seek.refused.is_empty() => {}
            SeekEvent::Sought => {
                self.end_study(Inquiry::Seek, to);
                self.ask_study(Inquiry::Seek, to);
                return;
            }
            SeekEvent::Taken(policy) => return self.take_policy(policy, to),
        }
        self.plan_changed(to);
    }

    /// What was found, and whether it is of another plan or wish.
    pub fn sought(&self) -> Option<(&Found<Finding>, bool)> {
        self.studies.seek.pursuit.shown(self.seek_cause())
    }

    /// The figures one may want to reach: what the targets are judged on, or where there is none what one usually sets.
    pub fn seek_aims(&self) -> Vec<Aimed> {
        if let Some(aims) = &self.studies.seek.aims {
            return aims.clone();
        }
        let of = |aim: &crate::aims::Aim| {
            let gauge = gauge_of(aim)?;
            let Measured::Metric(metric) = gauge.what else { return None };
            let goal = Goal { metric, year: gauge.year, at_least: aim.at_least };
            Some(Aimed { goal, wanted: true })
        };
        let mut aims: Vec<Aimed> = Vec::new();
        for aim in self.aims().iter().filter_map(of) {
            if !aims.iter().any(|it| (it.goal.metric, it.goal.year) == (aim.goal.metric, aim.goal.year)) {
                aims.push(aim);
            }
        }
        let year = self.scenario.plan_year;
        for metric in [Metric::Professionals, Metric::CertifiedPractising] {
            if !aims.iter().any(|aim| aim.goal.metric == metric) {
                let series = Series::of_metric(metric);
                let value = self.view().map_or(1.0, |view| view.plan.values(series)[view.year_row(year)]);
                // A round number somewhat above what the plan reaches.
                let at_least = (value * 1.1 / 100.0).ceil() * 100.0;
                aims.push(Aimed { goal: Goal { metric, year, at_least }, wanted: false });
            }
        }
        aims
    }

    /// What is wished for.
    pub fn wish(&self) -> Wish {
        let seek = &self.studies.seek;
        let allow: Vec<Authority> = seek.allow.iter().copied().collect();
        let moves = movable(&allow).into_iter().filter(|key| !seek.held.contains(key)).map(|lever| Move {
            lever,
            limits: seek.limits.get(&lever).map(|[low, high]| Limits { low: *low, high: *high }),
        });
        Wish {
            goals: self.seek_aims().into_iter().filter(|aim| aim.wanted).map(|aim| aim.goal).collect(),
            chance: seek.chance,
            budget: seek.budget,
            moves: moves.collect(),
            allow,
            seed: 1,
        }
    }

    pub(super) fn seek_cause(&self) -> Fingerprint {
        let inputs = self.inputs_without_seed().fingerprint(&self.scenario.fingerprint);
        Fingerprint(xxh3_128(&encode(&(inputs, self.wish()))))
    }

    /// Whether there is something to seek: a goal and a lever.
    pub fn can_seek(&self) -> bool {
        let wish = self.wish();
        !wish.goals.is_empty() && !wish.moves.is_empty() && self.studies.seek.refused.is_empty()
    }

    /// Nothing is sought before somebody wants it; what is known is shown.
    pub(super) fn seek_next(&mut self) {
        let cause = self.seek_cause();
        let pursuit = &mut self.studies.seek.pursuit;
        if pursuit.course == Course::Idle && pursuit.is_known(cause) {
            pursuit.rest(cause);
        }
    }
}

fn read_metric(metric: Metric, typed: &str) -> Option<f64> {
    let unit = Series::of_metric(metric).unit();
    let value = number::typed(typed.trim().trim_end_matches(['%', '％', '‰']))?;
    let value = match unit {
        Unit::Percent => value / 100.0,
        Unit::PerMille => value / 1000.0,
        _ => value,
    };
    (value > 0.0 && (unit != Unit::Percent || value <= 1.0)).then_some(value)
}

/// What stands in the field of a goal.
pub fn goal_field(goal: &Goal) -> String {
    Series::of_metric(goal.metric).on_axis(goal.at_least)
}

/// What stands in the fields of a lever's limits.
pub fn limit_fields(scenario: &Scenario, seek: &Seek, key: LeverKey) -> [String; 2] {
    let dial = crate::dial::Dial::of(scenario, key);
    let limits = seek.limits.get(&key).copied().unwrap_or_else(|| bounds(scenario, key));
    limits.map(|value| dial.end(value))
}
