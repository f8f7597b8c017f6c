//! What the readings of a candidate mean: how far it is from the goals with the chance asked for, and what it costs.

use super::quest::Task;
use super::world::{Evaluation, Reading, mean};
use crate::math;
use serde::{Deserialize, Serialize};

/// What any broken or unreadable run counts as: far from every goal.
const FAR: f64 = -1e9;
/// Sums of months may miss a round number by rounding, as in the verdicts.
const ROUNDING: f64 = 1e-9;

/// A candidate as the draws judge it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Values of the free levers.
    pub values: Vec<f64>,
    /// The margin of the goal that is furthest away, in shares of that goal, that is reached with the chance asked for.
    pub margin: f64,
    /// The same with a standard error more than the chance asked for: what a search must reach so that the chance holds on
    /// other draws too.
    pub safe_margin: f64,
    /// The same for each goal by itself.
    pub safe_margins: Vec<f64>,
    /// What each goal's metric reaches with the chance asked for.
    pub reached: Vec<f64>,
    /// Mean of the cost in the budget's kind of money, yuan.
    pub cost: f64,
    /// The share of draws that reach all goals.
    pub share: f64,
    /// How many runs broke.
    pub broken: usize,
}

/// How many of `n` draws must reach the goals: `p·n`, and a standard error of that number more.
pub(super) fn needed(chance: f64, n: usize) -> [usize; 2] {
    let n_draws = n as f64;
    let plain = chance * n_draws;
    let safe = plain + math::sqrt(n_draws * chance * (1.0 - chance));
    [plain, safe].map(|count| ((count - ROUNDING).ceil() as usize).clamp(1, n))
}

/// The value that `count` of the values are at least.
pub(super) fn reached_by(values: &[f64], count: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted[count - 1]
}

/// The margin of the goal that is furthest away, in one reading.
pub(super) fn worst_margin(task: &Task, reading: &Reading) -> f64 {
    let margins = task.quest.goals.iter().zip(&reading.values).map(|(goal, value)| goal.margin(*value));
    margins.fold(f64::MAX, f64::min).max(FAR)
}

/// The cost in the budget's kind of money.
pub(super) fn cost(task: &Task, reading: &Reading) -> f64 {
    if task.quest.budget.is_some_and(|budget| budget.discounted) {
        reading.yuan_discounted
    } else {
        reading.yuan
    }
}

/// Whether a margin is none: all is reached, but for rounding.
pub(super) fn is_reached(margin: f64) -> bool {
    margin >= -ROUNDING
}

impl Judged {
    /// Judges a candidate by its readings, of which there is at least one.
    pub fn of(task: &Task, values: &[f64], evaluation: &Evaluation) -> Self {
        let readings = &evaluation.readings;
        let margins: Vec<f64> =
            readings.iter().map(|r| r.as_ref().map_or(FAR, |r| worst_margin(task, r))).collect();
        let costs: Vec<f64> = readings.iter().flatten().map(|r| cost(task, r)).collect();
        let [plain, safe] = needed(task.quest.chance, readings.len());
        let of_goal = |i: usize, count: usize| {
            let values: Vec<f64> = readings.iter().map(|r| r.as_ref().map_or(FAR, |r| r.values[i])).collect();
            reached_by(&values, count)
        };
        let goals = &task.quest.goals;
        Self {
            values: values.to_vec(),
            margin: reached_by(&margins, plain),
            safe_margin: reached_by(&margins, safe),
            safe_margins: (0..goals.len()).map(|i| goals[i].margin(of_goal(i, safe))).collect(),
            reached: (0..goals.len()).map(|i| of_goal(i, plain)).collect(),
            cost: mean(&costs),
            share: margins.iter().filter(|m| is_reached(**m)).count() as f64 / readings.len() as f64,
            broken: readings.iter().filter(|r| r.is_err()).count(),
        }
    }
}

/// What a search makes small.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Scale {
    /// Yuan that count as 1: the largest cost or saving that a single lever makes.
    pub yuan: f64,
    /// Once something is known that breaks nothing: how much of that a whole goal short counts, ten times what one costs on
    /// average. Around the border of what is allowed, the landscape is then a slope and not a cliff.
    pub price: Option<f64>,
}

/// Values from here on break a constraint, by what is above.
const FORBIDDEN: f64 = 1e3;
/// Of two candidates at the same cost, the one that moves less is better: a whole width of limits on average counts as much as
/// this share of the yuan above.
const MOVING: f64 = 1e-3;

impl Scale {
    /// By how much a candidate misses the goals (`margin`, in shares) and exceeds the budget (in shares of it).
    pub fn violation(self, task: &Task, margin: f64, cost: f64) -> f64 {
        let short = if is_reached(margin) { 0.0 } else { -margin };
        short + self.excess(task, cost)
    }

    /// By how much a cost exceeds the budget, in shares of it.
    pub fn excess(self, task: &Task, cost: f64) -> f64 {
        task.quest.budget.map_or(0.0, |budget| {
            let by = if budget.yuan.abs() >= 1.0 { budget.yuan.abs() } else { self.yuan };
            ((cost - budget.yuan) / by).max(0.0)
        })
    }

    /// One number to make small: what is missed comes first, at its price or before everything, then the cost, then how far
    /// levers move.
    pub fn objective(self, task: &Task, violation: f64, values: &[f64], cost: f64) -> f64 {
        let missed = match self.price {
            Some(price) => price * violation,
            None if violation > 0.0 => return FORBIDDEN + violation,
            None => 0.0,
        };
        let moved = task
            .free
            .iter()
            .zip(values)
            .map(|(free, value)| (value - free.start).abs() / (free.limits.high - free.limits.low));
        let moved = moved.fold(0.0, |sum, m| sum + m) / task.free.len() as f64;
        // Beyond any cost that happens, so that it stays below what is forbidden.
        (cost / self.yuan).clamp(-0.5 * FORBIDDEN, 0.5 * FORBIDDEN) + MOVING * moved + missed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_draws_must_reach_the_goals() {
        // 0.8 of 100 and a standard error of 4; 0.5 of 4 and one of 1; never more than there are.
        assert_eq!(needed(0.8, 100), [80, 84]);
        assert_eq!(needed(0.5, 4), [2, 3]);
        assert_eq!(needed(0.99, 10), [10, 10]);
        assert_eq!(needed(0.01, 10), [1, 1]);
        let values = [3.0, 1.0, 2.0, 5.0, 4.0];
        assert_eq!([1, 4, 5].map(|count| reached_by(&values, count)), [5.0, 2.0, 1.0]);
    }
}
