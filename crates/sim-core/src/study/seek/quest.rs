//! What is asked of a search, and what is wrong with it.

use crate::ids::Label;
use crate::scenario::{Authority, LeverKey, Metric, Policy, Scenario};
use crate::study::optimise::Limits;
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A figure to reach at the end of December of a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// What is judged.
    pub metric: Metric,
    /// Read at the end of December of this year.
    pub year: i32,
    /// The value to reach.
    pub at_least: f64,
}

impl Goal {
    /// How far a value is above the goal, in shares of the goal (in the metric's unit where the goal is 0).
    pub fn margin(&self, value: f64) -> f64 {
        (value - self.at_least) / if self.at_least == 0.0 { 1.0 } else { self.at_least.abs() }
    }
}

/// What a plan may cost beyond the baseline up to the end of the plan year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// Public money, yuan; the mean over draws is held against it.
    pub yuan: f64,
    /// Whether money is discounted to the start.
    pub discounted: bool,
}

/// A lever that may move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// The lever.
    pub lever: LeverKey,
    /// Between which values; the bounds of the scenario without it.
    pub limits: Option<Limits>,
}

/// "Reach these figures with at least this chance, within this budget, moving only these levers within these limits."
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quest {
    /// What to reach; the chance is that of all together.
    pub goals: Vec<Goal>,
    /// The chance to reach them, between 0 and 1.
    pub chance: f64,
    /// What it may cost; anything without it.
    pub budget: Option<Budget>,
    /// The levers that may move; without any, all that the planner may decide.
    pub moves: Vec<Move>,
    /// Who decides beside the planner's own level.
    pub allow: Vec<Authority>,
    /// Where one starts from: levers that are held keep its courses.
    pub policy: Policy,
    /// Draws on which candidates are judged: the same for all of them.
    pub draws: usize,
    /// Draws on which answers are judged again: others than those.
    pub fresh: usize,
    /// Evaluations: one is a policy run on all draws. Runs with expected values count as their part of one.
    pub evaluations: usize,
    /// At most so many different answers.
    pub answers: usize,
    /// How far answers must be apart: 0 is anything, 1 as far as the limits allow. Levers count by what they do.
    pub apart: f64,
    /// Whether the front of cost against outcome is wanted.
    pub front: bool,
    /// Decides draws and candidates.
    pub seed: u64,
}

impl Default for Quest {
    fn default() -> Self {
        Self {
            goals: Vec::new(),
            chance: 0.8,
            budget: None,
            moves: Vec::new(),
            allow: Vec::new(),
            policy: Policy::default(),
            draws: 64,
            fresh: 200,
            evaluations: 150,
            answers: 3,
            apart: 0.15,
            front: false,
            seed: 1,
        }
    }
}

/// What a quest has a number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effort {
    /// Draws on which candidates are judged.
    Draws,
    /// Draws on which answers are judged again.
    Fresh,
    /// Answers.
    Answers,
    /// Evaluations.
    Evaluations,
}

/// What is wrong with a quest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Mistake {
    /// There is nothing to reach.
    NoGoal,
    /// A goal is none: not finite, or beyond what the metric can be.
    Goal(Goal),
    /// A goal stands twice.
    GoalTwice(Metric, i32),
    /// The year's December is not simulated: goal, first and last year that are.
    Year(Goal, i32, i32),
    /// A metric that this place has not, for want of schools.
    NoSchools(Goal),
    /// The chance is not between 0 and 1.
    Chance(f64),
    /// The budget is no finite number.
    Budget(f64),
    /// A lever stands twice.
    LeverTwice(LeverKey),
    /// Limits without room, or beyond the bounds.
    Limits(LeverKey, Limits, Limits),
    /// Somebody else decides.
    NotOurs(LeverKey, Authority),
    /// A count is too small: of what, what was given, the least that is possible.
    TooFew(Effort, usize, usize),
    /// The distance is not between 0 and 1.
    Apart(f64),
    /// The policy names a region that moves the lever by itself, so that a move of the whole place does nothing there.
    RegionHolds(LeverKey, String),
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |goal: &Goal| format!("{}={}@{}", goal.metric.key(), goal.at_least, goal.year);
        match self {
            Self::NoGoal => write!(f, "there is nothing to reach: name at least one target"),
            Self::Goal(goal) => {
                write!(f, "target '{}': {} is expected", name(goal), goal.metric.domain().words().en)
            }
            Self::GoalTwice(metric, year) => {
                write!(f, "target '{}@{year}' stands twice: keep one of them", metric.key())
            }
            Self::Year(goal, first, last) => write!(
                f,
                "target '{}': the end of {} is not simulated; choose a year from {first} to {last}",
                name(goal),
                goal.year
            ),
            Self::NoSchools(goal) => write!(
                f,
                "target '{}': the scenario has no number of schools; give it one (`schools`) or choose another metric",
                name(goal)
            ),
            Self::Chance(p) => {
                write!(f, "the chance is {p}; a number above 0 and below 1 is expected, such as 0.8")
            }
            Self::Budget(yuan) => write!(f, "the budget is {yuan}; a finite number of yuan is expected"),
            Self::LeverTwice(key) => write!(f, "lever '{}' stands twice: keep one of them", key.key()),
            Self::Limits(key, given, bounds) => write!(
                f,
                "lever '{}' may not go from {} to {}: the lower limit must be below the upper one, and both lie from {} to {}",
                key.key(),
                given.low,
                given.high,
                bounds.low,
                bounds.high
            ),
            Self::NotOurs(key, authority) => write!(
                f,
                "lever '{}' is decided by the {} ({}): allow '{}', or leave the lever out",
                key.key(),
                authority.label().en.to_lowercase(),
                authority.label().zh,
                authority.key()
            ),
            Self::TooFew(what, given, least) => {
                let what = match what {
                    Effort::Draws => "draws",
                    Effort::Fresh => "fresh draws",
                    Effort::Answers => "answers",
                    Effort::Evaluations => "evaluations",
                };
                write!(f, "{what}: {given} is too few; give at least {least}")
            }
            Self::Apart(apart) => {
                write!(
                    f,
                    "the distance between answers is {apart}; a number from 0 to 1 is expected, such as 0.15"
                )
            }
            Self::RegionHolds(key, code) => write!(
                f,
                "lever '{}' has a course of its own in region {code}, which goes before the whole place: take it out of the \
                 policy, or do not move the lever",
                key.key()
            ),
        }
    }
}

impl std::error::Error for Mistake {}

/// A lever that may move, with all that a search has to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Free {
    /// The lever.
    pub lever: LeverKey,
    /// Between which values.
    pub limits: Limits,
    /// Between which values it could move at all.
    pub bounds: Limits,
    /// Its value at the end of the plan year under the policy one starts from, as near as the limits allow.
    pub start: f64,
    /// Values are whole multiples of this: a tenth of the slider's step. Finer ones nobody would write into a plan.
    pub grain: f64,
}

impl Free {
    /// The nearest value that is a multiple of the grain and within the limits.
    pub fn rounded(&self, value: f64) -> f64 {
        self.grained(value).clamp(self.limits.low, self.limits.high)
    }

    /// The nearest multiple of the grain.
    pub(super) fn grained(&self, value: f64) -> f64 {
        // Dividing by a whole number gives the number as people write it; multiplying by a fraction does not.
        if self.grain < 1.0 {
            let parts = (1.0 / self.grain).round();
            (value * parts).round() / parts
        } else {
            (value / self.grain).round() * self.grain
        }
    }

    /// Whether a value is the one it starts from.
    pub fn stays(&self, value: f64) -> bool {
        self.grained(value) == self.grained(self.start)
    }
}

/// A quest that can be gone on: every mistake has been looked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// As asked.
    pub quest: Quest,
    /// The scenario's fingerprint.
    pub fingerprint: String,
    /// The levers that may move.
    pub free: Vec<Free>,
    /// The last month that has to be simulated.
    pub horizon: Month,
}

impl Task {
    /// Looks for every mistake.
    ///
    /// # Errors
    /// All mistakes, in the order of the quest's fields.
    pub fn new(scenario: &Scenario, quest: Quest) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        check_goals(scenario, &quest, &mut mistakes);
        check_numbers(&quest, &mut mistakes);
        let free = free_levers(scenario, &quest, &mut mistakes);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let last = quest.goals.iter().map(|goal| goal.year).fold(scenario.plan_year, i32::max);
        let horizon = Month::new(last, 12).min(scenario.grid.end);
        let task = Self { quest, fingerprint: scenario.fingerprint.clone(), free, horizon };
        let least = task.least_evaluations();
        if task.quest.evaluations < least {
            return Err(vec![Mistake::TooFew(Effort::Evaluations, task.quest.evaluations, least)]);
        }
        Ok(task)
    }

    /// A look at every lever, at both ends of what is possible, and one generation.
    fn least_evaluations(&self) -> usize {
        let looks = (2 * self.free.len() + 1).div_ceil(self.quest.draws);
        looks + 2 + if self.free.len() == 1 { 5 } else { 3 }
    }

    /// The values of the levers, as they would be written into a plan.
    pub fn rounded(&self, values: &[f64]) -> Vec<f64> {
        self.free.iter().zip(values).map(|(free, value)| free.rounded(*value)).collect()
    }

    /// The policy with the levers at these values, which are taken as they are: each in the way of the document, else at once when it takes effect. A lever
    /// at the value it starts from is not moved.
    pub fn policy(&self, scenario: &Scenario, values: &[f64]) -> Policy {
        let mut policy = self.quest.policy.clone();
        for (free, value) in self.free.iter().zip(values) {
            if !free.stays(*value) {
                let course = scenario.course_reaching(free.lever, *value);
                policy.levers.insert(free.lever, course);
            }
        }
        policy
    }

    /// Limits of the levers.
    pub fn limits(&self) -> Vec<Limits> {
        self.free.iter().map(|free| free.limits).collect()
    }

    /// The values one starts from.
    pub fn start(&self) -> Vec<f64> {
        self.free.iter().map(|free| free.start).collect()
    }
}

fn check_goals(scenario: &Scenario, quest: &Quest, mistakes: &mut Vec<Mistake>) {
    if quest.goals.is_empty() {
        mistakes.push(Mistake::NoGoal);
    }
    let first = scenario.grid.start.year();
    let last =
        if scenario.grid.end.month() == 12 { scenario.grid.end.year() } else { scenario.grid.end.year() - 1 };
    for (i, goal) in quest.goals.iter().enumerate() {
        if !goal.metric.domain().contains(goal.at_least) {
            mistakes.push(Mistake::Goal(*goal));
        }
        if !(first..=last).contains(&goal.year) {
            mistakes.push(Mistake::Year(*goal, first, last));
        }
        if goal.metric == Metric::SchoolCoverage && scenario.schools.is_none() {
            mistakes.push(Mistake::NoSchools(*goal));
        }
        if quest.goals[..i].iter().any(|g| (g.metric, g.year) == (goal.metric, goal.year)) {
            mistakes.push(Mistake::GoalTwice(goal.metric, goal.year));
        }
    }
}

fn check_numbers(quest: &Quest, mistakes: &mut Vec<Mistake>) {
    if !(quest.chance > 0.0 && quest.chance < 1.0) {
        mistakes.push(Mistake::Chance(quest.chance));
    }
    if let Some(budget) = quest.budget.filter(|budget| !budget.yuan.is_finite()) {
        mistakes.push(Mistake::Budget(budget.yuan));
    }
    for (what, given, least) in [
        (Effort::Draws, quest.draws, 1),
        (Effort::Fresh, quest.fresh, 1),
        (Effort::Answers, quest.answers, 1),
    ] {
        if given < least {
            mistakes.push(Mistake::TooFew(what, given, least));
        }
    }
    if !(0.0..=1.0).contains(&quest.apart) {
        mistakes.push(Mistake::Apart(quest.apart));
    }
}

fn free_levers(scenario: &Scenario, quest: &Quest, mistakes: &mut Vec<Mistake>) -> Vec<Free> {
    let ours = |key: LeverKey| {
        let authority = key.lever().authority;
        authority == Authority::Own || quest.allow.contains(&authority)
    };
    let held_by = |key: LeverKey| {
        quest
            .policy
            .regions
            .iter()
            .find(|(_, levers)| levers.contains_key(&key))
            .map(|(code, _)| code.clone())
    };
    let bounds = |key: LeverKey| {
        let bounds = scenario.bounds(key);
        Limits { low: bounds.min, high: bounds.max }
    };
    let mut moves = quest.moves.clone();
    if moves.is_empty() {
        let free = LeverKey::ALL.into_iter().filter(|key| ours(*key) && held_by(*key).is_none());
        moves = free.map(|lever| Move { lever, limits: None }).collect();
    }
    for (i, Move { lever, limits }) in moves.iter().enumerate() {
        if moves[..i].iter().any(|other| other.lever == *lever) {
            mistakes.push(Mistake::LeverTwice(*lever));
        }
        if !ours(*lever) {
            mistakes.push(Mistake::NotOurs(*lever, lever.lever().authority));
        }
        if let Some(code) = held_by(*lever) {
            mistakes.push(Mistake::RegionHolds(*lever, code));
        }
        let (bounds, given) = (bounds(*lever), limits.unwrap_or(bounds(*lever)));
        if !(given.low < given.high && bounds.contains(given.low) && bounds.contains(given.high)) {
            mistakes.push(Mistake::Limits(*lever, given, bounds));
        }
    }
    moves
        .iter()
        .map(|Move { lever, limits }| {
            let bounds = bounds(*lever);
            let limits = limits.unwrap_or(bounds);
            let month = Month::new(scenario.plan_year, 12).min(scenario.grid.end);
            let start = scenario.lever_value(&quest.policy, *lever, month);
            Free {
                lever: *lever,
                limits,
                bounds,
                // A limit that is no number is a mistake that was noted; `clamp` would not forgive it.
                start: start.max(limits.low).min(limits.high),
                grain: scenario.bounds(*lever).tick / 10.0,
            }
        })
        .collect()
}

/// Levers as a list of names in one language.
pub(super) fn names(levers: &[LeverKey], word: impl Fn(Label) -> &'static str, between: &str) -> String {
    levers.iter().map(|key| word(key.label())).collect::<Vec<_>>().join(between)
}
