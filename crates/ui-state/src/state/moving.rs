//! How levers are moved: by sliding, typing, resetting, and walking through history.

use super::{Alarm, AppState, Effect, Move};
use crate::aims::read_goal;
use crate::dial::{Dial, Refusal};
use crate::notice::Notice;
use crate::series::Series;
use sim_core::scenario::Schedule;
use sim_core::{LeverKey, Policy};

/// What was typed for a lever and not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The lever.
    pub lever: LeverKey,
    /// What was typed.
    pub typed: String,
    /// Why it was not taken.
    pub refusal: Refusal,
}

/// So long must nothing move before questions of detail are asked, and for a run of key presses to be one step.
const SETTLED_AFTER_MS: u32 = 150;

impl AppState {
    pub(super) fn slide(&mut self, key: LeverKey, value: f64, to: &mut Vec<Effect>) {
        let mut policy = self.policy().clone();
        let was = self.is_moved(key).then(|| self.value(key));
        self.held = Some(key);
        // A browser repeats the event when a drag pauses.
        if was == Some(value) || (was.is_none() && value == self.baseline(key)) {
            return;
        }
        policy.levers.insert(key, self.course_reaching(key, value));
        self.author(key, policy, self.gesture == Some(key), to);
        self.gesture = Some(key);
    }

    /// A lever's course that reaches a value by the end of the plan year: the one somebody wrote, where it can.
    fn course_reaching(&self, key: LeverKey, value: f64) -> Schedule {
        let own = self.policy().levers.get(&key).map(|course| course.reaching(value));
        own.filter(|course| course.value(self.judged()) == Some(value))
            .unwrap_or_else(|| self.scenario.course_reaching(key, value))
    }

    pub(super) fn release(&mut self, key: LeverKey, to: &mut Vec<Effect>) {
        if self.held == Some(key) {
            self.held = None;
            self.fit_axes(false);
            self.take_doubts();
            self.settle_soon(to);
        }
    }

    pub(super) fn type_in(&mut self, key: LeverKey, typed: &str, to: &mut Vec<Effect>) {
        match Dial::of(&self.scenario, key).read(typed) {
            Ok(value) => {
                self.entry = None;
                let mut policy = self.policy().clone();
                policy.levers.insert(key, self.course_reaching(key, value));
                self.author_alone(key, policy, to);
            }
            Err(refusal) => self.entry = Some(Entry { lever: key, typed: typed.to_owned(), refusal }),
        }
    }

    pub(super) fn set_goal(&mut self, series: Series, typed: String, to: &mut Vec<Effect>) {
        let Ok(goal) = read_goal(series, &typed) else {
            self.goal_entry = Some((series, typed));
            return;
        };
        self.goal_entry = None;
        let mut next = self.authored.now().clone();
        match goal {
            Some(goal) => next.goals.insert(series, goal),
            None => next.goals.remove(&series),
        };
        self.authored.step(next);
        self.forget_gesture();
        self.fit_axes(false);
        self.plan_changed(to);
        self.keep_soon(to);
    }

    pub(super) fn reset(&mut self, key: LeverKey, to: &mut Vec<Effect>) {
        let mut policy = self.policy().clone();
        match &self.scenario.levers[key.index()].document {
            Some(course) => policy.levers.insert(key, course.clone()),
            None => policy.levers.remove(&key),
        };
        self.entry = None;
        self.author_alone(key, policy, to);
    }

    pub(super) fn clear(&mut self, key: LeverKey, to: &mut Vec<Effect>) {
        let policy = without(self.policy(), key);
        self.entry = None;
        self.author_alone(key, policy, to);
    }

    pub(super) fn reset_all(&mut self, to: &mut Vec<Effect>) {
        self.step(self.scenario.document_policy());
        self.forget_gesture();
        self.moves.clear();
        self.moved_last = None;
        self.axes.clear();
        self.inputs_changed(to);
        self.fit_axes(true);
    }

    pub(super) fn walk(&mut self, forward: bool, to: &mut Vec<Effect>) {
        let (params, seed) = (self.authored.now().params.clone(), self.authored.now().seed);
        let walked = if forward { self.authored.redo() } else { self.authored.undo() };
        if walked {
            self.notices.retain(|notice| *notice != Notice::Replaced);
            self.indicators.refused = None;
            if self.authored.now().params != params || self.authored.now().seed != seed {
                // What a move changed there says nothing here.
                self.moves.clear();
                self.moved_last = None;
            }
            self.forget_gesture();
            self.inputs_changed(to);
        }
    }

    /// A policy that was found becomes the plan, in one step.
    pub(super) fn take_policy(&mut self, policy: Policy, to: &mut Vec<Effect>) {
        self.forget_gesture();
        if policy != *self.policy() {
            self.step(policy);
            self.moves.clear();
            self.moved_last = None;
            self.inputs_changed(to);
            self.fit_axes(false);
        }
    }

    /// A whole step by itself: typed, reset.
    pub(super) fn author_alone(&mut self, key: LeverKey, policy: Policy, to: &mut Vec<Effect>) {
        self.forget_gesture();
        if policy != *self.policy() {
            self.author(key, policy, false, to);
            self.fit_axes(false);
        }
    }

    fn author(&mut self, key: LeverKey, policy: Policy, same_step: bool, to: &mut Vec<Effect>) {
        if same_step && self.moves.contains_key(&key) {
            if let Some(last) = self.moves.get_mut(&key) {
                last.after = policy.clone();
            }
            let now = self.authored.now().with(policy);
            self.authored.amend(now);
        } else {
            self.moves.insert(key, Move { before: self.policy().clone(), after: policy.clone() });
            self.step(policy);
        }
        self.moved_last = Some(key);
        self.inputs_changed(to);
    }

    /// A new step of history, in which only levers change.
    fn step(&mut self, policy: Policy) {
        let next = self.authored.now().with(policy);
        self.authored.step(next);
    }

    /// Something else than a lever changed: what moves changed under it says nothing here.
    pub(super) fn forget_moves(&mut self) {
        self.moves.clear();
        self.moved_last = None;
        self.forget_gesture();
    }

    pub(super) fn forget_gesture(&mut self) {
        (self.held, self.gesture) = (None, None);
    }

    pub(super) fn settle_soon(&mut self, to: &mut Vec<Effect>) {
        self.settle_alarm += 1;
        to.push(Effect::Wake { after_ms: SETTLED_AFTER_MS, alarm: Alarm::Settled(self.settle_alarm) });
    }

    pub(super) fn settle(&mut self, alarm: u64, to: &mut Vec<Effect>) {
        if alarm != self.settle_alarm || self.held.is_some() {
            return;
        }
        self.gesture = None;
        self.ask_details();
        self.settle_people(to);
        self.settle_studies(to);
    }
}

/// A policy with one lever back at the baseline, everywhere.
pub(super) fn without(policy: &Policy, key: LeverKey) -> Policy {
    let mut policy = policy.clone();
    policy.levers.remove(&key);
    for levers in policy.regions.values_mut() {
        levers.remove(&key);
    }
    policy.regions.retain(|_, levers| !levers.is_empty());
    policy
}
