//! CMA-ES: candidates are drawn from a normal distribution that learns the shape of the landscape.
//!
//! (`μ/μ_w`, λ) with cumulative step-size adaptation, rank-one and rank-μ updates (with negative weights for the worse
//! half) after N. Hansen, "The CMA Evolution Strategy: A Tutorial" (arXiv:1604.00772); restarts with twice the population
//! (IPOP) after A. Auger and N. Hansen, "A Restart CMA Evolution Strategy With Increasing Population Size" (CEC 2005).
//!
//! It works in shares of the limits. Beyond them the landscape is mirrored, and near them stretched so that the mirror has no
//! edge: a candidate outside is evaluated where its image lies. So the search stays one of ranks alone, without the weight that
//! a penalty would have to be given, and an optimum on a limit is a smooth one of the mirrored landscape.

use super::eigen::decompose;
use super::strategy::{Strategy, usual_population};
use super::{Limits, Refusal, check_limits, heard, point_at, require, shares_of};
use crate::math;
use crate::rng::{Draws, Stream};
use serde::{Deserialize, Serialize};

/// Eigenvalues further apart than this: rounding decides, not the landscape.
const CONDITION: f64 = 1e14;

/// What to search, and when to end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CmaSettings {
    /// Limits of each coordinate.
    pub limits: Vec<Limits>,
    /// Where to begin; the middle without it.
    pub start: Option<Vec<f64>>,
    /// Standard deviation of the first candidates, in shares of the limits.
    pub step: f64,
    /// Candidates a generation; 4 + 3·ln n without it.
    pub population: Option<usize>,
    /// The user's seed.
    pub seed: u64,
    /// At most so many evaluations.
    pub evaluations: usize,
    /// Ends when the values of a generation, and the best of the last ones, lie within this.
    pub tolerance_value: f64,
    /// Ends when the deviations of all coordinates are below this, in shares of the limits.
    pub tolerance_point: f64,
    /// Ends when a value is no more than this.
    pub goal: Option<f64>,
    /// How often to begin anew, each time with twice the population, after an end that is not the last one.
    pub restarts: u32,
}

impl CmaSettings {
    /// The usual settings: from the middle, deviation 0.3 of the limits, without restarts.
    pub fn within(limits: Vec<Limits>) -> Self {
        Self {
            limits,
            start: None,
            step: 0.3,
            population: None,
            seed: 1,
            evaluations: 10_000,
            tolerance_value: 1e-11,
            tolerance_point: 1e-11,
            goal: None,
            restarts: 0,
        }
    }
}

/// Why a descent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The values no longer differ.
    Value,
    /// The candidates no longer differ.
    Point,
    /// The distribution became too flat to compute with.
    Condition,
    /// The goal is reached.
    Goal,
    /// Another generation would need more evaluations than are allowed.
    Evaluations,
}

/// A point and its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The point, within the limits.
    pub point: Vec<f64>,
    /// Its value.
    pub value: f64,
}

/// The state of a search for the smallest value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CmaEs {
    settings: CmaSettings,
    evaluations: usize,
    best: Option<Found>,
    stops: Vec<Stop>,
    ended: bool,
    descent: Descent,
}

/// The distribution from a start or restart on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Descent {
    /// How many descents went before.
    number: u64,
    population: usize,
    generation: u64,
    mean: Vec<f64>,
    step: f64,
    step_path: Vec<f64>,
    path: Vec<f64>,
    /// `n × n`, row by row.
    covariance: Vec<f64>,
    /// Eigenvectors as columns, and the roots of the eigenvalues, as of `decomposed`.
    axes: Vec<f64>,
    spreads: Vec<f64>,
    decomposed: u64,
    /// Best values of the last generations, oldest first.
    recent: Vec<f64>,
}

/// How near to a limit, in shares of the limits, the landscape is stretched: what pycma takes for limits from −5 to 5.
const EDGE: f64 = 0.03;

/// The share of the limits, 0 to 1, at which `x` is evaluated: itself but near a limit, where a parabola bends it so that the
/// limit is met at `EDGE` beyond it, level; from there on the mirror image.
fn fold(x: f64) -> f64 {
    let half = 1.0 + 2.0 * EDGE;
    let beyond = (x + EDGE) - 2.0 * half * ((x + EDGE) / (2.0 * half)).floor();
    let from_low = if beyond > half { 2.0 * half - beyond } else { beyond };
    let from_high = half - from_low;
    if from_low < 2.0 * EDGE {
        from_low * from_low / (4.0 * EDGE)
    } else if from_high < 2.0 * EDGE {
        1.0 - from_high * from_high / (4.0 * EDGE)
    } else {
        from_low - EDGE
    }
}

/// Where a share of the limits is evaluated: what [`fold`] takes back.
fn unfold(share: f64) -> f64 {
    if share < EDGE {
        2.0 * math::sqrt(EDGE * share) - EDGE
    } else if share > 1.0 - EDGE {
        1.0 + EDGE - 2.0 * math::sqrt(EDGE * (1.0 - share))
    } else {
        share
    }
}

impl Descent {
    fn new(number: u64, population: usize, mean: Vec<f64>, step: f64) -> Self {
        let n = mean.len();
        let mut covariance = vec![0.0; n * n];
        for i in 0..n {
            covariance[i * n + i] = 1.0;
        }
        Self {
            number,
            population,
            generation: 0,
            mean,
            step,
            step_path: vec![0.0; n],
            path: vec![0.0; n],
            axes: covariance.clone(),
            covariance,
            spreads: vec![1.0; n],
            decomposed: 0,
            recent: Vec::new(),
        }
    }

    /// Steps y of all candidates, in units of σ: distributed N(0, C).
    fn steps(&self, seed: u64) -> Vec<Vec<f64>> {
        let n = self.mean.len();
        let draws = Draws { seed, run: self.number };
        (0..self.population)
            .map(|candidate| {
                let first = (self.generation * self.population as u64 + candidate as u64) * n as u64;
                let along: Vec<f64> = (0..n)
                    .map(|i| self.spreads[i] * draws.normal(Stream::Evolution, first + i as u64))
                    .collect();
                self.turned(&along)
            })
            .collect()
    }

    /// B·v.
    fn turned(&self, v: &[f64]) -> Vec<f64> {
        let n = v.len();
        (0..n).map(|i| (0..n).fold(0.0, |sum, k| sum + self.axes[i * n + k] * v[k])).collect()
    }

    /// D⁻¹·Bᵀ·v.
    fn whitened(&self, v: &[f64]) -> Vec<f64> {
        let n = v.len();
        let along = |k: usize| (0..n).fold(0.0, |sum, i| sum + self.axes[i * n + k] * v[i]);
        (0..n).map(|k| along(k) / self.spreads[k]).collect()
    }

    fn shares(&self, step: &[f64]) -> Vec<f64> {
        self.mean.iter().zip(step).map(|(m, y)| fold(m + self.step * y)).collect()
    }

    /// Moves the distribution towards the better candidates; `order` numbers them, best first.
    fn learn(&mut self, steps: &[Vec<f64>], order: &[usize]) {
        let n = self.mean.len();
        let strategy = Strategy::of(n, self.population);
        let weighted = |i: usize| {
            let better = order.iter().zip(&strategy.weights).take(strategy.parents);
            better.fold(0.0, |sum, (candidate, w)| sum + w * steps[*candidate][i])
        };
        let towards: Vec<f64> = (0..n).map(weighted).collect();
        for (m, y) in self.mean.iter_mut().zip(&towards) {
            *m += self.step * y;
        }
        self.generation += 1;
        let c = strategy.step_rate;
        let gain = math::sqrt(c * (2.0 - c) * strategy.mass);
        let white = self.turned(&self.whitened(&towards));
        for (p, y) in self.step_path.iter_mut().zip(&white) {
            *p = (1.0 - c) * *p + gain * y;
        }
        let length = math::sqrt(self.step_path.iter().fold(0.0, |sum, p| sum + p * p));
        // While the path is still filling, it is shorter than it will be.
        let filled = math::sqrt(1.0 - math::pow(1.0 - c, 2.0 * self.generation as f64));
        let steady = length / filled < (1.4 + 2.0 / (n as f64 + 1.0)) * strategy.length;
        let c = strategy.path_rate;
        let gain = if steady { math::sqrt(c * (2.0 - c) * strategy.mass) } else { 0.0 };
        for (p, y) in self.path.iter_mut().zip(&towards) {
            *p = (1.0 - c) * *p + gain * y;
        }
        self.reshape(&strategy, steps, order, steady);
        self.step *= math::exp(strategy.step_rate / strategy.damping * (length / strategy.length - 1.0));
        // A wider distribution than the limits is uniform already once it is mirrored.
        let widest = self.spreads.iter().fold(0.0_f64, |most, d| most.max(*d));
        self.step = self.step.min(1.0 / widest);
        let every = 1.0 / (10.0 * n as f64 * (strategy.rank_one + strategy.rank_mu));
        if (self.generation - self.decomposed) as f64 >= every {
            self.decompose();
        }
    }

    /// The rank-one and rank-μ updates of the covariance.
    fn reshape(&mut self, strategy: &Strategy, steps: &[Vec<f64>], order: &[usize], steady: bool) {
        let n = self.mean.len();
        let Strategy { rank_one, rank_mu, path_rate: c, .. } = *strategy;
        let missed = if steady { 0.0 } else { c * (2.0 - c) };
        let all_weights = strategy.weights.iter().fold(0.0, |sum, w| sum + w);
        let kept = 1.0 + rank_one * missed - rank_one - rank_mu * all_weights;
        let weights: Vec<f64> = order
            .iter()
            .zip(&strategy.weights)
            .map(|(candidate, w)| {
                if *w >= 0.0 {
                    return *w;
                }
                // However long a bad step was, it takes no more away than one of the usual length.
                let square = self.whitened(&steps[*candidate]).iter().fold(0.0, |sum, v| sum + v * v);
                w * n as f64 / square.max(f64::MIN_POSITIVE)
            })
            .collect();
        for i in 0..n {
            for j in 0..=i {
                let among = order.iter().zip(&weights);
                let moved = among
                    .fold(0.0, |sum, (candidate, w)| sum + w * steps[*candidate][i] * steps[*candidate][j]);
                let entry = kept * self.covariance[i * n + j]
                    + rank_one * self.path[i] * self.path[j]
                    + rank_mu * moved;
                self.covariance[i * n + j] = entry;
                self.covariance[j * n + i] = entry;
            }
        }
    }

    fn decompose(&mut self) {
        let (values, axes) = decompose(&self.covariance, self.mean.len());
        let largest = values.iter().fold(0.0_f64, |most, v| most.max(*v));
        // Rounding may leave a value below 0; the next look at the condition ends the descent.
        let least = largest / (10.0 * CONDITION);
        self.spreads = values.iter().map(|v| math::sqrt(v.max(least))).collect();
        self.axes = axes;
        self.decomposed = self.generation;
    }

    /// How many generations the best values are remembered.
    fn memory(&self) -> usize {
        10 + (30.0 * self.mean.len() as f64 / self.population as f64).ceil() as usize
    }

    /// Whether the descent is over, given the values of its last generation.
    fn stop(&self, settings: &CmaSettings, values: &[f64]) -> Option<Stop> {
        let range = |values: &[f64]| {
            let low = values.iter().fold(f64::MAX, |least, v| least.min(*v));
            values.iter().fold(f64::MIN, |most, v| most.max(*v)) - low
        };
        let n = self.mean.len();
        let (least, most) =
            self.spreads.iter().fold((f64::MAX, 0.0_f64), |(least, most), d| (least.min(*d), most.max(*d)));
        let small = |i: usize| {
            let deviation = math::sqrt(self.covariance[i * n + i].max(0.0)).max(self.path[i].abs());
            self.step * deviation < settings.tolerance_point
        };
        if self.recent.len() >= self.memory()
            && range(&self.recent) < settings.tolerance_value
            && range(values) < settings.tolerance_value
        {
            Some(Stop::Value)
        } else if (0..n).all(small) {
            Some(Stop::Point)
        } else if most / least > math::sqrt(CONDITION) {
            Some(Stop::Condition)
        } else {
            None
        }
    }
}

impl CmaEs {
    /// The state before the first generation.
    ///
    /// # Errors
    /// Limits without room, a start outside them, settings that are not possible.
    pub fn new(settings: CmaSettings) -> Result<Self, Refusal> {
        check_limits(&settings.limits)?;
        let n = settings.limits.len();
        let mean = match &settings.start {
            Some(start) => shares_of(start, &settings.limits)?.into_iter().map(unfold).collect(),
            None => vec![0.5; n],
        };
        require(
            settings.step > 0.0 && settings.step <= 1.0,
            "step",
            settings.step,
            "a share above 0 and up to 1",
        )?;
        let population = settings.population.unwrap_or_else(|| usual_population(n));
        require(population >= 4, "population", population as f64, "at least 4")?;
        for (name, value) in
            [("tolerance_value", settings.tolerance_value), ("tolerance_point", settings.tolerance_point)]
        {
            require(value >= 0.0 && value.is_finite(), name, value, "a finite number that is 0 or more")?;
        }
        let ended = settings.evaluations < population;
        let stops = if ended { vec![Stop::Evaluations] } else { Vec::new() };
        let descent = Descent::new(0, population, mean, settings.step);
        Ok(Self { settings, evaluations: 0, best: None, stops, ended, descent })
    }

    /// The candidates of the next generation, each within the limits; none once the search has ended.
    pub fn ask(&self) -> Vec<Vec<f64>> {
        if self.ended {
            return Vec::new();
        }
        let steps = self.descent.steps(self.settings.seed);
        steps.iter().map(|y| point_at(&self.descent.shares(y), &self.settings.limits)).collect()
    }

    /// Takes the values of the candidates last asked for, in their order. What is no number counts as the worst.
    ///
    /// # Errors
    /// More or fewer values than candidates; the state is then unchanged.
    pub fn tell(&mut self, values: &[f64]) -> Result<(), Refusal> {
        let values = heard(values, if self.ended { 0 } else { self.descent.population })?;
        if self.ended {
            return Ok(());
        }
        self.evaluations += values.len();
        let steps = self.descent.steps(self.settings.seed);
        let mut order: Vec<usize> = (0..values.len()).collect();
        // Of equals the first: sorting keeps their order.
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let first = order[0];
        if self.best.as_ref().is_none_or(|best| values[first] < best.value) {
            let point = point_at(&self.descent.shares(&steps[first]), &self.settings.limits);
            self.best = Some(Found { point, value: values[first] });
        }
        self.descent.learn(&steps, &order);
        let memory = self.descent.memory();
        let recent = &mut self.descent.recent;
        recent.push(values[first]);
        if recent.len() > memory {
            recent.remove(0);
        }
        self.go_on(&values);
        Ok(())
    }

    /// Ends the search or the descent, where it is time.
    fn go_on(&mut self, values: &[f64]) {
        let settings = &self.settings;
        let reached = |goal: f64| self.best.as_ref().is_some_and(|best| best.value <= goal);
        if settings.goal.is_some_and(reached) {
            self.stops.push(Stop::Goal);
            self.ended = true;
            return;
        }
        if let Some(stop) = self.descent.stop(settings, values) {
            self.stops.push(stop);
            let number = self.descent.number + 1;
            if number > u64::from(settings.restarts) {
                self.ended = true;
                return;
            }
            let draws = Draws { seed: settings.seed, run: number };
            // Beside the numbers of the candidates, which count from 0.
            let mean = (0..settings.limits.len() as u64)
                .map(|i| draws.uniform(Stream::Evolution, u64::MAX - i))
                .collect();
            self.descent = Descent::new(number, 2 * self.descent.population, mean, settings.step);
        }
        if self.evaluations + self.descent.population > settings.evaluations {
            self.stops.push(Stop::Evaluations);
            self.ended = true;
        }
    }

    /// The best point so far.
    pub fn best(&self) -> Option<&Found> {
        self.best.as_ref()
    }
    /// The middle of the distribution, within the limits.
    pub fn mean(&self) -> Vec<f64> {
        let shares: Vec<f64> = self.descent.mean.iter().map(|m| fold(*m)).collect();
        point_at(&shares, &self.settings.limits)
    }
    /// How many values were told.
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }
    /// Why each descent so far ended, the last one's last.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }
    /// Whether there is nothing more to ask.
    pub fn ended(&self) -> bool {
        self.ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_smooth_stays_within_the_limits_and_is_taken_back() {
        assert_eq!([fold(-EDGE), fold(1.0 + EDGE), fold(0.25)], [0.0, 1.0, 0.25]);
        for i in -400..=400 {
            let x = f64::from(i) / 100.0;
            let share = fold(x);
            assert!((0.0..=1.0).contains(&share), "{x} {share}");
            // Nowhere steeper than 1, and mirrored at both ends.
            assert!((fold(x + 1e-3) - share).abs() <= 1e-3 + 1e-12, "{x}");
            assert!((fold(-2.0 * EDGE - x) - share).abs() < 1e-12, "{x}");
            assert!((fold(2.0 + 2.0 * EDGE - x) - share).abs() < 1e-12, "{x}");
            assert!((fold(unfold(share)) - share).abs() < 1e-12, "{x}");
        }
    }
}
