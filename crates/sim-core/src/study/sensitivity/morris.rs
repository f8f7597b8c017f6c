//! Morris' elementary effects: a first sieve of many factors.
//!
//! A trajectory starts somewhere on a grid of the unit cube and moves each factor once, in an order of its own, by
//! Δ = p ÷ (2(p − 1)) for p levels. The elementary effect of a factor is what the output changes by, per unit of the factor
//! (its whole range): μ is its mean over trajectories, μ* the mean of its size, σ its standard deviation.
//!
//! Sources: Morris, Factorial sampling plans for preliminary computational experiments, Technometrics 33, 1991; μ*:
//! Campolongo, Cariboni and Saltelli, An effective screening design for sensitivity analysis of large models,
//! Environmental Modelling & Software 22, 2007.

use super::{Bootstrap, Estimate, Refusal, check_length, check_names, whole};
use crate::math;
use crate::rng::{Draws, Stream};
use serde::{Deserialize, Serialize};

/// What is planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The factors' names.
    pub factors: Vec<String>,
    /// How many trajectories, each of one row more than there are factors.
    pub trajectories: u64,
    /// Levels of the grid: an even number, 4 as a rule.
    pub levels: u32,
    /// Decides where trajectories start and how they go.
    pub seed: u64,
}

/// A plan that can be carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    plan: Plan,
}

/// A factor as Morris sees it, in the unit of the output per whole range of the factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screened {
    /// Its name.
    pub name: String,
    /// Mean effect: with its sign, so that opposite effects cancel.
    pub mu: f64,
    /// Mean size of the effect: what to rank by.
    pub mu_star: Estimate,
    /// Standard deviation of the effect: large where it depends on other factors or is not linear.
    pub sigma: f64,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Every factor, in the plan's order.
    pub factors: Vec<Screened>,
    /// Trajectories that were used.
    pub trajectories: u64,
    /// Trajectories left out because a run of theirs broke.
    pub dropped: u64,
    /// The confidence of the intervals.
    pub confidence: f64,
}

impl Plan {
    /// The design.
    ///
    /// # Errors
    /// Without factors, with fewer than two trajectories, or with an odd grid.
    pub fn design(&self) -> Result<Design, Refusal> {
        check_names(&self.factors)?;
        check_levels(self.levels)?;
        check_number(self.trajectories)?;
        Ok(Design { plan: self.clone() })
    }
}

impl Design {
    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.plan.trajectories * (self.plan.factors.len() as u64 + 1)
    }

    /// A row: a point of the unit cube, its faces included. It depends on the plan and the number only.
    ///
    /// # Panics
    /// Where there is no such row.
    pub fn row(&self, number: u64) -> Vec<f64> {
        assert!(number < self.rows(), "row {number} of {}", self.rows());
        let factors = self.plan.factors.len();
        let (trajectory, step) = (number / (factors as u64 + 1), (number % (factors as u64 + 1)) as usize);
        let chance = Draws { seed: self.plan.seed, run: trajectory };
        let half = u64::from(self.plan.levels / 2);
        // A factor goes from one half of the grid to the same place of the other.
        let mut starts = chance.sequence(Stream::Trajectory, 0);
        let mut point: Vec<(u64, bool)> =
            (0..factors).map(|_| (starts.below(half), starts.below(2) == 1)).collect();
        let mut ranks = chance.sequence(Stream::Trajectory, 1);
        let mut order: Vec<(u64, usize)> = (0..factors).map(|factor| (ranks.bits(), factor)).collect();
        order.sort_unstable();
        for (_, moved) in &order[..step] {
            point[*moved].1 ^= true;
        }
        let top = f64::from(self.plan.levels - 1);
        point.into_iter().map(|(level, upper)| (level + half * u64::from(upper)) as f64 / top).collect()
    }

    /// What the outputs of the rows say.
    ///
    /// # Errors
    /// When there is not one output for each row, or fewer than two trajectories are whole.
    pub fn analyse(&self, outputs: &[Option<f64>], bootstrap: &Bootstrap) -> Result<Report, Refusal> {
        check_length(outputs, self.rows())?;
        analyse(&self.plan.factors, self.plan.levels, |number| self.row(number), outputs, bootstrap)
    }
}

/// What outputs say about any design of trajectories, whoever made it. Only which factor a row moves and in which direction is
/// read from the rows, so that they may be in units of their own.
///
/// # Errors
/// When the rows are no trajectories, or fewer than two are whole.
pub fn analyse(
    factors: &[String],
    levels: u32,
    row: impl Fn(u64) -> Vec<f64>,
    outputs: &[Option<f64>],
    bootstrap: &Bootstrap,
) -> Result<Report, Refusal> {
    check_names(factors)?;
    check_levels(levels)?;
    bootstrap.check()?;
    let (width, step) = (factors.len(), f64::from(levels) / (2.0 * f64::from(levels - 1)));
    let planned = outputs.len().div_ceil(width + 1);
    check_length(outputs, (planned * (width + 1)) as u64)?;
    let mut effects: Vec<f64> = Vec::with_capacity(planned * width);
    for (trajectory, outputs) in outputs.chunks(width + 1).enumerate() {
        let first = (trajectory * (width + 1)) as u64;
        let moves = moves(factors, first, &row)?;
        let Some(outputs) = whole(outputs) else { continue };
        let start = effects.len();
        effects.resize(start + width, 0.0);
        for ((factor, up), change) in moves.into_iter().zip(outputs.windows(2)) {
            let rise = if up { change[1] - change[0] } else { change[0] - change[1] };
            effects[start + factor] = rise / step;
        }
    }
    let used = effects.len() / width;
    check_number(used as u64)?;
    let sizes = bootstrap.estimates(used, width, |taken, out| {
        out.fill(0.0);
        for trajectory in taken {
            for (out, effect) in out.iter_mut().zip(&effects[trajectory * width..]) {
                *out += effect.abs();
            }
        }
        for out in out {
            *out /= taken.len() as f64;
        }
    });
    let screened = factors.iter().zip(sizes).enumerate().map(|(factor, (name, mu_star))| {
        let own: Vec<f64> = effects.iter().skip(factor).step_by(width).copied().collect();
        let mu = own.iter().sum::<f64>() / used as f64;
        let squares: f64 = own.iter().map(|effect| (effect - mu) * (effect - mu)).sum();
        Screened { name: name.clone(), mu, mu_star, sigma: math::sqrt(squares / (used - 1) as f64) }
    });
    Ok(Report {
        factors: screened.collect(),
        trajectories: used as u64,
        dropped: (planned - used) as u64,
        confidence: bootstrap.confidence,
    })
}

/// Which factor each step of a trajectory moves, and whether upwards.
fn moves(
    factors: &[String],
    first: u64,
    row: &impl Fn(u64) -> Vec<f64>,
) -> Result<Vec<(usize, bool)>, Refusal> {
    let read = |number: u64| {
        let values = row(number);
        if values.len() == factors.len() {
            Ok(values)
        } else {
            Err(Refusal::Width { row: number, found: values.len(), expected: factors.len() })
        }
    };
    let (mut before, mut moves) = (read(first)?, Vec::with_capacity(factors.len()));
    for number in (first + 1..).take(factors.len()) {
        let after = read(number)?;
        let moved: Vec<usize> =
            (0..factors.len()).filter(|factor| before[*factor] != after[*factor]).collect();
        let [factor] = moved[..] else {
            return Err(Refusal::Step { row: number, moved: moved.len() });
        };
        if moves.iter().any(|(earlier, _)| *earlier == factor) {
            return Err(Refusal::Again { row: number, factor: factors[factor].clone() });
        }
        moves.push((factor, after[factor] > before[factor]));
        before = after;
    }
    Ok(moves)
}

fn check_levels(levels: u32) -> Result<(), Refusal> {
    if levels >= 2 && levels.is_multiple_of(2) { Ok(()) } else { Err(Refusal::Levels(levels)) }
}

/// A standard deviation needs two.
fn check_number(trajectories: u64) -> Result<(), Refusal> {
    if trajectories >= 2 {
        Ok(())
    } else {
        Err(Refusal::TooFew { what: "trajectories", found: trajectories, least: 2 })
    }
}
