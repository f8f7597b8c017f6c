//! Sobol's indices: which share of an output's variance comes from which factor.
//!
//! Two independent sets of points A and B, and for each factor j the set `AB_j`: A with that factor from B (for pairs also
//! `BA_j`). With Y standardised over all rows and V its variance over A and B:
//!
//! - first order, what is gone when the factor is known: `S_j = mean(B·(AB_j − A)) ÷ V`
//! - total, what is left when all others are known: `T_j = ½·mean((A − AB_j)²) ÷ V`
//! - pair, what two do together beyond what each does: `S_jk = mean(BA_j·AB_k − A·B) ÷ V − S_j − S_k`
//!
//! Sources: Saltelli, Making best use of model evaluations to compute sensitivity indices, Computer Physics
//! Communications 145, 2002 (pairs); Saltelli and others, Variance based sensitivity analysis of model output, Computer
//! Physics Communications 181, 2010 (first order, and the total of Jansen 1999).

use super::{Bootstrap, Estimate, Refusal, check_length, check_names, whole};
use crate::math;
use crate::study::sample::{Points, Sampler};
use serde::{Deserialize, Serialize};

/// What is planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The factors' names.
    pub factors: Vec<String>,
    /// How the base points are spread, in twice as many dimensions as there are factors.
    pub sampler: Sampler,
    /// How many base rows; with a Sobol sequence a power of 2. Each is two rows and one for each factor.
    pub base_rows: u64,
    /// Whether pairs are asked for too, which needs a second row for each factor.
    pub pairs: bool,
    /// Decides the points.
    pub seed: u64,
}

/// A plan that can be carried out.
#[derive(Clone, Debug)]
pub struct Design {
    plan: Plan,
    points: Points,
}

/// The shares of a factor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shares {
    /// Its name.
    pub name: String,
    /// What it does alone.
    pub first: Estimate,
    /// What it does alone and together with others.
    pub total: Estimate,
}

/// The share of two factors together, beyond what each does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The numbers of the two factors, the smaller first.
    pub factors: [usize; 2],
    /// Their share.
    pub share: Estimate,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Every factor, in the plan's order.
    pub factors: Vec<Shares>,
    /// Every pair, where they were asked for.
    pub pairs: Vec<Pair>,
    /// Base rows that were used.
    pub base_rows: u64,
    /// Base rows left out because a run of theirs broke.
    pub dropped: u64,
    /// Mean of the output.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// Whether the output is the same in every row. There is nothing to share out then, and all shares are 0.
    pub constant: bool,
    /// The confidence of the intervals.
    pub confidence: f64,
}

impl Plan {
    /// The design.
    ///
    /// # Errors
    /// Without factors, or with fewer than two base rows.
    pub fn design(&self) -> Result<Design, Refusal> {
        check_names(&self.factors)?;
        check_number(self.base_rows)?;
        let points = Points::new(self.sampler, self.seed, self.base_rows, 2 * self.factors.len());
        Ok(Design { plan: self.clone(), points })
    }
}

impl Design {
    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        self.plan.base_rows * block(self.plan.factors.len(), self.plan.pairs) as u64
    }

    /// A row: a point of the unit cube. It depends on the plan and the number only. A base row's rows follow each other: A,
    /// `AB_1` …, with pairs `BA_1` …, B.
    ///
    /// # Panics
    /// Where there is no such row.
    pub fn row(&self, number: u64) -> Vec<f64> {
        let width = self.plan.factors.len();
        let block = block(width, self.plan.pairs) as u64;
        let (base, part) = (number / block, (number % block) as usize);
        let mut a = self.points.row(base);
        let mut b = a.split_off(width);
        match part {
            0 => a,
            part if part <= width => {
                a[part - 1] = b[part - 1];
                a
            }
            part if part as u64 == block - 1 => b,
            part => {
                b[part - 1 - width] = a[part - 1 - width];
                b
            }
        }
    }

    /// What the outputs of the rows say.
    ///
    /// # Errors
    /// When there is not one output for each row, or fewer than two base rows are whole.
    pub fn analyse(&self, outputs: &[Option<f64>], bootstrap: &Bootstrap) -> Result<Report, Refusal> {
        check_length(outputs, self.rows())?;
        analyse(&self.plan.factors, self.plan.pairs, outputs, bootstrap)
    }
}

/// What the outputs of any such design say, whoever made it: rows in the order of [`Design::row`].
///
/// # Errors
/// When the number of outputs is not that of whole base rows, or fewer than two of them are whole.
pub fn analyse(
    factors: &[String],
    pairs: bool,
    outputs: &[Option<f64>],
    bootstrap: &Bootstrap,
) -> Result<Report, Refusal> {
    check_names(factors)?;
    bootstrap.check()?;
    let block = block(factors.len(), pairs);
    let planned = outputs.len().div_ceil(block);
    check_length(outputs, (planned * block) as u64)?;
    let kept: Vec<f64> = outputs.chunks(block).filter_map(whole).flatten().collect();
    let used = kept.len() / block;
    check_number(used as u64)?;
    let ends = || kept.chunks(block).flat_map(|rows| [rows[0], rows[block - 1]]);
    let (mean, deviation) = moments(ends());
    let standard = Standard::of(&kept, factors.len(), pairs);
    let both = both(factors.len(), pairs);
    let mut estimates = bootstrap
        .estimates(used, 2 * factors.len() + both.len(), |taken, out| standard.indices(taken, &both, out))
        .into_iter();
    let first: Vec<Estimate> = estimates.by_ref().take(factors.len()).collect();
    let total: Vec<Estimate> = estimates.by_ref().take(factors.len()).collect();
    let shares = factors.iter().zip(first).zip(total);
    Ok(Report {
        factors: shares.map(|((name, first), total)| Shares { name: name.clone(), first, total }).collect(),
        pairs: both.into_iter().zip(estimates).map(|(factors, share)| Pair { factors, share }).collect(),
        base_rows: used as u64,
        dropped: (planned - used) as u64,
        mean,
        deviation,
        constant: kept.iter().all(|value| *value == kept[0]),
        confidence: bootstrap.confidence,
    })
}

/// Outputs less their mean, over their standard deviation: the first-order estimator is biased where the mean is far from 0.
struct Standard {
    values: Vec<f64>,
    width: usize,
    block: usize,
}

impl Standard {
    fn of(outputs: &[f64], width: usize, pairs: bool) -> Self {
        let (mean, deviation) = moments(outputs.iter().copied());
        let scale = |value: &f64| if deviation > 0.0 { (value - mean) / deviation } else { 0.0 };
        Self { values: outputs.iter().map(scale).collect(), width, block: block(width, pairs) }
    }

    /// First orders, totals, then the pairs, from some base rows.
    fn indices(&self, taken: &[usize], both: &[[usize; 2]], out: &mut [f64]) {
        out.fill(0.0);
        let rows = || taken.iter().map(|base| &self.values[base * self.block..][..self.block]);
        let ends = || rows().flat_map(|rows| [rows[0], rows[self.block - 1]]);
        let (_, deviation) = moments(ends());
        let variance = deviation * deviation;
        // After standardising, what varies has a size about 1: this little is rounding, and nothing can be shared out.
        if variance <= f64::EPSILON {
            return;
        }
        let (first, others) = out.split_at_mut(self.width);
        let (total, second) = others.split_at_mut(self.width);
        for rows in rows() {
            let (a, b) = (rows[0], rows[self.block - 1]);
            for (factor, ab) in rows[1..=self.width].iter().enumerate() {
                first[factor] += b * (ab - a);
                total[factor] += (a - ab) * (a - ab);
            }
            for (second, [one, other]) in second.iter_mut().zip(both) {
                *second += rows[1 + self.width + one] * rows[1 + other] - a * b;
            }
        }
        let number = taken.len() as f64;
        for sum in first.iter_mut().chain(second.iter_mut()) {
            *sum = *sum / number / variance;
        }
        for sum in total {
            *sum = 0.5 * (*sum / number) / variance;
        }
        for (second, [one, other]) in second.iter_mut().zip(both) {
            *second = *second - first[*one] - first[*other];
        }
    }
}

/// Mean and standard deviation.
fn moments(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let (sum, count) = values.clone().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    let mean = sum / count;
    let squares = values.fold(0.0, |squares, value| squares + (value - mean) * (value - mean));
    (mean, math::sqrt(squares / count))
}

/// Rows of a base row.
fn block(width: usize, pairs: bool) -> usize {
    if pairs { 2 * width + 2 } else { width + 2 }
}

/// All pairs of factors, where they are asked for.
fn both(width: usize, pairs: bool) -> Vec<[usize; 2]> {
    let asked = if pairs { width } else { 0 };
    (0..asked).flat_map(|one| (one + 1..asked).map(move |other| [one, other])).collect()
}

/// Below two there is no variance.
fn check_number(base_rows: u64) -> Result<(), Refusal> {
    if base_rows >= 2 {
        Ok(())
    } else {
        Err(Refusal::TooFew { what: "base rows", found: base_rows, least: 2 })
    }
}
