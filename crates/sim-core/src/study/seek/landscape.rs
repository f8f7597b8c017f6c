//! What is known of the levers before a search begins: what each does by itself, and where the most is reached.

use super::judge::{Scale, cost, is_reached, worst_margin};
use super::quest::Task;
use super::world::{Evaluation, Reading};
use crate::scenario::LeverKey;
use serde::{Deserialize, Serialize};

/// Below this share of what all levers do, a lever does nothing.
const NOTHING: f64 = 1e-3;

/// What the levers do one at a time, with expected values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Landscape {
    /// How much of what all levers do for the goals is each one's; they sum to 1.
    pub weights: Vec<f64>,
    /// Which of them are moved: those that do something.
    pub active: Vec<usize>,
    /// Each lever at the end, or the start, from which the goals are reached best.
    pub corner: Vec<f64>,
    /// What costs are measured by.
    pub scale: Scale,
    /// Whether the low end of each lever costs no more than the high one.
    pub low_is_cheaper: Vec<bool>,
}

/// The start, then each lever at its low and its high limit, the others at the start.
pub(super) fn looks(task: &Task) -> Vec<Vec<f64>> {
    let start = task.start();
    let at = |i: usize, value: f64| {
        let mut values = start.clone();
        values[i] = value;
        values
    };
    let ends = task.free.iter().enumerate();
    let ends = ends.flat_map(|(i, free)| [at(i, free.limits.low), at(i, free.limits.high)]);
    std::iter::once(start.clone()).chain(ends).collect()
}

impl Landscape {
    /// Reads the answers to [`looks`].
    pub fn of(task: &Task, evaluations: &[Evaluation]) -> Self {
        let reading = |i: usize| evaluations[i].readings[0].as_ref().ok();
        let start = reading(0);
        let costs = |r: Option<&Reading>| r.map_or(0.0, |r| cost(task, r));
        let start_cost = costs(start);
        let (mut reach, mut saving, mut corner, mut low_is_cheaper) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut dearest = 0.0_f64;
        let mut broken = Vec::new();
        for (i, free) in task.free.iter().enumerate() {
            let of = [start, reading(1 + 2 * i), reading(2 + 2 * i)];
            broken.push(of.iter().any(Option::is_none));
            let width = |goal: usize| {
                let margins = of.iter().flatten().map(|r| task.quest.goals[goal].margin(r.values[goal]));
                let (low, high) =
                    margins.fold((f64::MAX, f64::MIN), |(low, high), m| (low.min(m), high.max(m)));
                (high - low).max(0.0)
            };
            reach.push((0..task.quest.goals.len()).map(width).fold(0.0, |sum, w| sum + w));
            let [_, low, high] = of.map(costs);
            saving.push((start_cost - low.min(high)).max(0.0));
            low_is_cheaper.push(low <= high);
            dearest = dearest.max((low - start_cost).abs()).max((high - start_cost).abs());
            // The goal that is furthest away decides; where that does not move, the others do.
            let score = |r: Option<&Reading>| {
                r.map_or(f64::MIN, |r| {
                    let goals = task.quest.goals.iter().zip(&r.values);
                    worst_margin(task, r) + NOTHING * goals.fold(0.0, |sum, (g, v)| sum + g.margin(*v))
                })
            };
            let mut best = (score(start), free.start);
            for (r, value) in [(of[1], free.limits.low), (of[2], free.limits.high)] {
                if score(r) > best.0 {
                    best = (score(r), value);
                }
            }
            corner.push(best.1);
        }
        let total = |values: &[f64]| values.iter().fold(0.0, |sum, v| sum + v);
        let count = task.free.len();
        // What a lever does whose run broke is not known: as much as the others on average, and it is moved.
        let usual = if total(&reach) > 0.0 { total(&reach) / count as f64 } else { 1.0 };
        for i in (0..count).filter(|i| broken[*i]) {
            reach[i] = reach[i].max(usual);
        }
        let (all_reach, all_saving) = (total(&reach), total(&saving));
        let weights =
            reach.iter().map(|r| if all_reach > 0.0 { r / all_reach } else { 1.0 / count as f64 }).collect();
        let moves = |i: &usize| reach[*i] > NOTHING * all_reach || saving[*i] > NOTHING * all_saving;
        let mut active: Vec<usize> = (0..count).filter(moves).collect();
        if active.is_empty() {
            active = (0..count).collect();
        }
        Self { weights, active, corner, scale: Scale { yuan: dearest.max(1.0), price: None }, low_is_cheaper }
    }

    /// The levers that do nothing, and stay where they are.
    pub fn idle(&self, task: &Task) -> Vec<LeverKey> {
        let idle = (0..task.free.len()).filter(|i| !self.active.contains(i));
        idle.map(|i| task.free[i].lever).collect()
    }

    /// How far two candidates are apart: 0 is the same, 1 as far as the limits allow. A lever counts by what it does.
    pub fn distance(&self, task: &Task, one: &[f64], other: &[f64]) -> f64 {
        let parts = (0..task.free.len()).map(|i| {
            let limits = task.free[i].limits;
            self.weights[i] * (one[i] - other[i]).abs() / (limits.high - limits.low)
        });
        parts.fold(0.0, |sum, part| sum + part)
    }

    /// By how much a candidate is too near to any of the answers, in shares of the distance asked for.
    pub fn crowd<'a>(
        &self,
        task: &Task,
        values: &[f64],
        answers: impl IntoIterator<Item = &'a [f64]>,
    ) -> f64 {
        let apart = task.quest.apart;
        if apart == 0.0 {
            return 0.0;
        }
        let near = answers.into_iter().map(|answer| self.distance(task, values, answer));
        let near = near.fold(f64::MAX, f64::min);
        if is_reached(near - apart) { 0.0 } else { (apart - near) / apart }
    }
}
