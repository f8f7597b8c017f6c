//! The weights and rates of CMA-ES by dimension and population.
//!
//! Source: N. Hansen, "The CMA Evolution Strategy: A Tutorial" (arXiv:1604.00772), table 1; the letters are its.

use crate::math;

/// Weights and rates, as the tutorial sets them.
#[derive(Clone, Debug)]
pub(super) struct Strategy {
    /// One for each candidate, best first; those of the worse half are negative.
    pub weights: Vec<f64>,
    /// How many of them are positive.
    pub parents: usize,
    /// Variance effective selection mass, `μ_eff`.
    pub mass: f64,
    /// Rates of the step's path (`c_σ`) and of its damping (`d_σ`).
    pub step_rate: f64,
    pub damping: f64,
    /// Rate of the covariance's path, `c_c`.
    pub path_rate: f64,
    /// Rates of the rank-one (`c_1`) and the rank-μ update (`c_μ`).
    pub rank_one: f64,
    pub rank_mu: f64,
    /// Expected length of a standard normal vector, `χ_n`.
    pub length: f64,
}

/// The usual population in `n` dimensions, λ.
pub(super) fn usual_population(n: usize) -> usize {
    4 + (3.0 * math::ln(n as f64)) as usize
}

impl Strategy {
    /// For `n` dimensions and `population` candidates a generation.
    pub fn of(n: usize, population: usize) -> Self {
        let (dimension, lambda) = (n as f64, population as f64);
        let raw: Vec<f64> =
            (1..=population).map(|i| math::ln(f64::midpoint(lambda, 1.0)) - math::ln(i as f64)).collect();
        let parents = population / 2;
        let mass_of = |weights: &[f64]| {
            let (sum, squares) = weights.iter().fold((0.0, 0.0), |(s, q), w| (s + w, q + w * w));
            if squares > 0.0 { sum * sum / squares } else { 0.0 }
        };
        let (mass, worse_mass) = (mass_of(&raw[..parents]), mass_of(&raw[parents..]));
        let path_rate = (4.0 + mass / dimension) / (dimension + 4.0 + 2.0 * mass / dimension);
        let step_rate = (mass + 2.0) / (dimension + mass + 5.0);
        let damping = 1.0 + 2.0 * (math::sqrt((mass - 1.0) / (dimension + 1.0)) - 1.0).max(0.0) + step_rate;
        let rank_one = 2.0 / ((dimension + 1.3) * (dimension + 1.3) + mass);
        let rank_mu = (1.0 - rank_one)
            .min(2.0 * (0.25 + mass + 1.0 / mass - 2.0) / ((dimension + 2.0) * (dimension + 2.0) + mass));
        // As much as keeps the matrix positive definite.
        let worse = (1.0 + rank_one / rank_mu)
            .min(1.0 + 2.0 * worse_mass / (worse_mass + 2.0))
            .min((1.0 - rank_one - rank_mu) / (dimension * rank_mu));
        let better_sum: f64 = raw.iter().filter(|w| **w > 0.0).sum();
        let worse_sum: f64 = raw.iter().filter(|w| **w < 0.0).map(|w| -w).sum();
        let weights =
            raw.iter().map(|w| if *w >= 0.0 { w / better_sum } else { w * worse / worse_sum }).collect();
        let length =
            math::sqrt(dimension) * (1.0 - 1.0 / (4.0 * dimension) + 1.0 / (21.0 * dimension * dimension));
        Self { weights, parents, mass, step_rate, damping, path_rate, rank_one, rank_mu, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_weights_sum_to_one_and_fall() {
        for (n, population) in [(1, 4), (2, 6), (10, 10), (10, 40), (40, 15)] {
            let strategy = Strategy::of(n, population);
            assert!((strategy.weights[..strategy.parents].iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(strategy.weights.windows(2).all(|w| w[0] > w[1]), "{strategy:?}");
            assert!(strategy.rank_one > 0.0 && strategy.rank_mu > 0.0);
            assert!(strategy.rank_one + strategy.rank_mu <= 1.0);
            assert!(strategy.mass >= 1.0 && strategy.mass <= strategy.parents as f64);
        }
        assert_eq!([1, 2, 10, 40].map(usual_population), [4, 6, 10, 15]);
    }
}
