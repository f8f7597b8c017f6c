//! What a search has found: answers with their chances and costs, or what stands in the way.

use super::judge::{Judged, cost, is_reached, worst_margin};
use super::quest::{Goal, Quest, Task, names};
use super::state::{NUDGE, Seek};
use super::world::{Evaluation, Read, mean};
use crate::scenario::{LeverKey, Policy, Scenario, Text};
use crate::study::ensemble::{Sorted, wilson};
use crate::study::optimise::{End, Shape};
use serde::{Deserialize, Serialize};

/// A share of draws, with the interval that chance leaves it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Wilson's interval at 95 %.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// Draws.
    pub of: usize,
}

impl Share {
    fn of(met: usize, of: usize) -> Self {
        let share = met as f64 / of as f64;
        let [low, high] = wilson(share, of as f64);
        Self { share, low, high, of }
    }
}

/// What fresh draws say of one goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalCheck {
    /// The goal.
    pub goal: Goal,
    /// The value with expected values: the headline; none where the run breaks.
    pub headline: Option<f64>,
    /// What is reached with the chance asked for, on the draws of the search.
    pub with_chance: f64,
    /// The chance of this goal alone, on fresh draws.
    pub chance: Share,
    /// Quantiles at 10, 50 and 90 % on fresh draws; none where every run breaks.
    pub quantiles: Option<[f64; 3]>,
}

/// What a candidate costs beyond the baseline up to the end of the plan year, yuan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// With expected values; none where the run breaks.
    pub headline: Option<f64>,
    /// Mean over fresh draws.
    pub mean: f64,
    /// The same, discounted to the start.
    pub mean_discounted: f64,
    /// Quantiles at 10 and 90 % of the first.
    pub range: [f64; 2],
    /// The chance to stay within the budget, if there is one.
    pub within: Option<Share>,
}

/// A candidate, judged again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// Values of the free levers.
    pub values: Vec<f64>,
    /// The goals, in the order of the quest.
    pub goals: Vec<GoalCheck>,
    /// The chance of all goals together, on fresh draws.
    pub chance: Share,
    /// The share of draws of the search that reach all goals: what the search believed.
    pub searched: f64,
    /// The cost.
    pub cost: Cost,
    /// How many fresh runs broke; they reach nothing.
    pub broken: usize,
}

impl Checked {
    pub(super) fn of(task: &Task, judged: &Judged, headline: &Read, fresh: &Evaluation) -> Self {
        let headline = headline.as_ref().ok();
        let readings: Vec<_> = fresh.readings.iter().flatten().collect();
        let n = fresh.readings.len();
        let quantiles = |values: &[f64], at: &[f64]| {
            let sorted = Sorted::of(values.iter().map(|v| (*v, 1.0)));
            at.iter().map(|p| sorted.quantile(*p)).collect::<Option<Vec<f64>>>()
        };
        let goals = task.quest.goals.iter().enumerate().map(|(i, goal)| {
            let values: Vec<f64> = readings.iter().map(|r| r.values[i]).collect();
            let met = values.iter().filter(|v| is_reached(goal.margin(**v))).count();
            GoalCheck {
                goal: *goal,
                headline: headline.map(|r| r.values[i]),
                with_chance: judged.reached[i],
                chance: Share::of(met, n),
                quantiles: quantiles(&values, &[0.1, 0.5, 0.9]).map(|q| [q[0], q[1], q[2]]),
            }
        });
        let goals = goals.collect();
        let yuan: Vec<f64> = readings.iter().map(|r| r.yuan).collect();
        let discounted: Vec<f64> = readings.iter().map(|r| r.yuan_discounted).collect();
        let range = quantiles(&yuan, &[0.1, 0.9]).map_or([0.0; 2], |q| [q[0], q[1]]);
        let within = task
            .quest
            .budget
            .map(|budget| Share::of(readings.iter().filter(|r| cost(task, r) <= budget.yuan).count(), n));
        let met = readings.iter().filter(|r| is_reached(worst_margin(task, r))).count();
        Self {
            values: judged.values.clone(),
            goals,
            chance: Share::of(met, n),
            searched: judged.share,
            cost: Cost {
                headline: headline.map(|r| r.yuan),
                mean: mean(&yuan),
                mean_discounted: mean(&discounted),
                range,
                within,
            },
            broken: n - readings.len(),
        }
    }
}

/// A lever of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// The lever.
    pub lever: LeverKey,
    /// Where it starts from.
    pub start: f64,
    /// Its value.
    pub value: f64,
    /// Whether it is moved.
    pub moved: bool,
}

/// A candidate as a policy with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What it is called: its number, and the levers that it moves most.
    pub name: Text,
    /// What it sets.
    pub policy: Policy,
    /// Every free lever, in the order of the task.
    pub settings: Vec<Setting>,
    /// What draws say of it.
    pub checked: Checked,
    /// Whether fresh draws bear out the chance asked for: it lies within or below their interval.
    pub holds: bool,
}

/// A limit that the nearest candidate is at.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// The lever.
    pub lever: LeverKey,
    /// The end of its limits.
    pub at: End,
    /// The limit.
    pub limit: f64,
    /// What the margin of the furthest goal loses when the lever goes a tenth of its limits back, in shares of that goal.
    pub loses_back: Option<f64>,
    /// What it gains when the limit is a tenth of the limits wider; none where the lever's bounds leave no room.
    pub gains_beyond: Option<f64>,
    /// Whether the limit is in the way: the lever would help beyond it, as far as that can be told.
    pub binds: bool,
}

/// What stands in the way of the goals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Obstacle {
    /// The nearest candidate.
    pub nearest: Answer,
    /// For each goal, by how much what is reached with the chance asked for falls short; 0 where it does not.
    pub short: Vec<f64>,
    /// The furthest goal's shortfall, in shares of it; 0 where the budget alone is in the way.
    pub margin: f64,
    /// By how much the cost exceeds the budget, yuan; 0 where it does not.
    pub over_budget: f64,
    /// Limits that the nearest candidate is at.
    pub limits: Vec<Binding>,
    /// What the goals would cost without the budget, as far as the search has seen; none where nothing reaches them.
    pub without_budget: Option<f64>,
}

/// A point of the front of cost against outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrontPoint {
    /// Mean cost over the draws of the search, yuan.
    pub cost: f64,
    /// Margin of the furthest goal with the chance asked for, in shares of that goal.
    pub margin: f64,
    /// What each goal's metric reaches with that chance.
    pub reached: Vec<f64>,
    /// Every free lever.
    pub settings: Vec<Setting>,
    /// What it sets.
    pub policy: Policy,
}

/// What a search has found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The task.
    pub task: Task,
    /// Different answers, in the order they were found: none where the goals are out of reach.
    pub answers: Vec<Answer>,
    /// What stands in the way where there is no answer.
    pub obstacle: Option<Obstacle>,
    /// Cost against outcome over everything that was judged, cheapest first; empty unless asked for.
    pub front: Vec<FrontPoint>,
    /// Levers that do nothing for the goals or the cost: they stay where they are.
    pub idle: Vec<LeverKey>,
    /// For a single lever: whether more of it is always better.
    pub shape: Option<Shape>,
    /// Runs of the model that the search took.
    pub runs: usize,
    /// How many draws of the search an answer had to reach the goals on: a standard error more than the chance asks for.
    pub draws_needed: usize,
}

impl Seek {
    /// What was found; none before the search has ended, or where it was ended before anything was judged.
    pub fn report(&self, scenario: &Scenario) -> Option<Report> {
        if !self.ended() || self.checked.is_empty() {
            return None;
        }
        // With few draws the search asks for a wide margin; where fresh draws say that the nearest candidate does reach the goals, it
        // is an answer all the same.
        let reached = self.found() || self.checked.first().is_some_and(|nearest| self.is_borne_out(nearest));
        let candidates = self.checked.iter().enumerate();
        let answers: Vec<Answer> =
            candidates.map(|(number, checked)| self.answer(scenario, number + 1, checked, reached)).collect();
        let (answers, obstacle) = if reached {
            (answers, None)
        } else {
            (Vec::new(), answers.into_iter().next().map(|nearest| self.obstacle(nearest)))
        };
        Some(Report {
            answers,
            obstacle,
            front: if self.task.quest.front { self.front(scenario) } else { Vec::new() },
            idle: self.landscape().idle(&self.task),
            shape: self.shape,
            runs: self.runs(),
            draws_needed: self.draws_needed(),
            task: self.task.clone(),
        })
    }

    fn is_borne_out(&self, checked: &Checked) -> bool {
        let Quest { chance, budget, .. } = &self.task.quest;
        let affordable = budget.is_none_or(|budget| {
            let cost = if budget.discounted { checked.cost.mean_discounted } else { checked.cost.mean };
            cost <= budget.yuan
        });
        checked.chance.share >= *chance && affordable
    }

    fn settings(&self, values: &[f64]) -> Vec<Setting> {
        let of = self.task.free.iter().zip(values);
        of.map(|(free, value)| Setting {
            lever: free.lever,
            start: free.start,
            value: *value,
            moved: !free.stays(*value),
        })
        .collect()
    }

    fn answer(&self, scenario: &Scenario, number: usize, checked: &Checked, reached: bool) -> Answer {
        let settings = self.settings(&checked.values);
        let landscape = self.landscape();
        let effect = |i: usize| {
            let (free, setting) = (&self.task.free[i], &settings[i]);
            landscape.weights[i] * (setting.value - setting.start).abs()
                / (free.limits.high - free.limits.low)
        };
        let mut moved: Vec<usize> = (0..settings.len()).filter(|i| settings[*i].moved).collect();
        moved.sort_by(|a, b| effect(*b).total_cmp(&effect(*a)));
        let most: Vec<LeverKey> = moved.iter().take(3).map(|i| settings[*i].lever).collect();
        let called = |zh: &str, en: &str| {
            if most.is_empty() {
                Text { zh: format!("{zh}：不动杠杆"), en: format!("{en}: nothing moved") }
            } else {
                Text {
                    zh: format!("{zh}：{}", names(&most, |l| l.zh, "、")),
                    en: format!("{en}: {}", names(&most, |l| l.en, ", ")),
                }
            }
        };
        let name = if reached {
            called(&format!("方案 {number}"), &format!("Answer {number}"))
        } else {
            called("最接近的方案", "Nearest")
        };
        Answer {
            name,
            policy: self.task.policy(scenario, &checked.values),
            holds: checked.chance.high >= self.task.quest.chance,
            settings,
            checked: checked.clone(),
        }
    }

    fn obstacle(&self, nearest: Answer) -> Obstacle {
        let judged = &self.archive[self.final_places()[0]];
        let goals = self.task.quest.goals.iter().zip(&judged.reached);
        let short = goals.map(|(goal, reached)| (goal.at_least - reached).max(0.0)).collect();
        let over = self.task.quest.budget.map_or(0.0, |budget| (judged.cost - budget.yuan).max(0.0));
        let mut limits: Vec<Binding> = Vec::new();
        for nudge in &self.nudges {
            let free = &self.task.free[nudge.free];
            let limit = match nudge.at {
                End::Low => free.limits.low,
                End::High => free.limits.high,
            };
            let change = nudge.margin - judged.margin;
            let known = limits.iter().position(|b| (b.lever, b.at) == (free.lever, nudge.at));
            let place = known.unwrap_or(limits.len());
            if known.is_none() {
                let (lever, at) = (free.lever, nudge.at);
                limits.push(Binding { lever, at, limit, loses_back: None, gains_beyond: None, binds: false });
            }
            let binding = &mut limits[place];
            if nudge.beyond {
                binding.gains_beyond = Some(change);
            } else {
                binding.loses_back = Some(-change);
            }
            // Where nobody can look beyond, what is lost on the way back tells.
            let counts = binding.gains_beyond.or(binding.loses_back).unwrap_or(0.0);
            binding.binds = counts > FELT;
        }
        // What is most in the way comes first.
        limits.sort_by(|a, b| {
            let felt = |b: &Binding| b.gains_beyond.or(b.loses_back).unwrap_or(0.0);
            felt(b).total_cmp(&felt(a))
        });
        Obstacle {
            nearest,
            short,
            margin: (-judged.margin).max(0.0),
            over_budget: over,
            limits,
            without_budget: self.task.quest.budget.and(self.best_without_budget().map(|j| j.cost)),
        }
    }

    /// What no other judged candidate beats in cost and margin.
    fn front(&self, scenario: &Scenario) -> Vec<FrontPoint> {
        let mut order: Vec<&Judged> = self.archive.iter().filter(|j| j.broken == 0).collect();
        order.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(b.margin.total_cmp(&a.margin)));
        let mut front: Vec<FrontPoint> = Vec::new();
        for judged in order {
            if front.last().is_none_or(|last| judged.margin > last.margin) {
                front.push(FrontPoint {
                    cost: judged.cost,
                    margin: judged.margin,
                    reached: judged.reached.clone(),
                    settings: self.settings(&judged.values),
                    policy: self.task.policy(scenario, &judged.values),
                });
            }
        }
        front
    }
}

/// A change of the margin below this is none: a ten-thousandth of the goal.
const FELT: f64 = 1e-4;

/// How far a limit is relaxed to see what it does, in shares of the limits.
pub const RELAXED: f64 = NUDGE;
