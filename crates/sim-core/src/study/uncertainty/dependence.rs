//! Which uncertain numbers go together.
//!
//! What the counts of certificates can tell is how many passed, not how many sat, at which level, or from where: a high
//! guess of one needs a low guess of another. Numbers drawn apart would meet combinations that no count allows.

use super::factor::Factor;
use crate::math;
use serde::Serialize;

/// Two factors that go together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// One.
    pub a: &'static str,
    /// The other.
    pub b: &'static str,
    /// Correlation of their normal scores.
    pub correlation: f64,
    /// Why.
    pub why: &'static str,
}

const FIT: &str = "backtest of national-2010: correlations of the fit to 2016 from (JᵀJ)⁻¹, moved towards 0 until the matrix has \
                   an inverse";
const PRODUCT: &str = "assumption: counts tell the product of uptake and pass rate only";

/// The pairs. A Gaussian copula: margins stay what they are.
pub const DEPENDENCE: [Pair; 10] = [
    pair("outside_candidates", "outside_candidates_growth", -0.9, FIT),
    pair("outside_candidates", "pass_assistant", -0.6, FIT),
    pair("outside_candidates", "pass_mid", 0.5, FIT),
    pair("outside_candidates_growth", "pass_assistant", 0.4, FIT),
    pair("outside_candidates_growth", "pass_mid", -0.35, FIT),
    pair("pass_assistant", "pass_mid", -0.8, FIT),
    pair("uptake_assistant", "pass_assistant", -0.5, PRODUCT),
    pair("uptake_mid", "pass_mid", -0.5, PRODUCT),
    // More who sit for one level pass less often there, and then more pass at the other.
    pair("uptake_assistant", "pass_mid", 0.4, PRODUCT),
    pair("uptake_mid", "pass_assistant", 0.4, PRODUCT),
];

const fn pair(a: &'static str, b: &'static str, correlation: f64, why: &'static str) -> Pair {
    Pair { a, b, correlation, why }
}

/// The dependence among the factors of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependence {
    /// The numbers of the factors that depend.
    members: Vec<usize>,
    /// The lower triangle whose product with its transpose is the correlation matrix.
    lower: Vec<Vec<f64>>,
}

impl Dependence {
    /// That of some factors; pairs of which one is not drawn fall away.
    pub fn among(factors: &[Factor]) -> Self {
        let number = |key: &str| factors.iter().position(|f| f.key == key);
        let members: Vec<usize> = (0..factors.len())
            .filter(|i| {
                let key = factors[*i].key.as_str();
                DEPENDENCE
                    .iter()
                    .any(|p| (p.a == key && number(p.b).is_some()) || (p.b == key && number(p.a).is_some()))
            })
            .collect();
        let correlation = |i: usize, j: usize| {
            let (a, b) = (factors[members[i]].key.as_str(), factors[members[j]].key.as_str());
            let pair = DEPENDENCE.iter().find(|p| (p.a, p.b) == (a, b) || (p.b, p.a) == (a, b));
            if i == j { 1.0 } else { pair.map_or(0.0, |p| p.correlation) }
        };
        // Cholesky; any part of a positive definite matrix is positive definite.
        let mut lower = vec![vec![0.0; members.len()]; members.len()];
        for i in 0..members.len() {
            for j in 0..=i {
                let known: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
                let rest = correlation(i, j) - known;
                lower[i][j] = if i == j { math::sqrt(rest) } else { rest / lower[j][j] };
            }
        }
        Self { members, lower }
    }

    /// Turns a point of independent coordinates into one whose coordinates go together; each stays uniform.
    pub fn tie(&self, point: &mut [f64]) {
        let scores: Vec<f64> = self.members.iter().map(|i| math::normal_quantile(point[*i])).collect();
        for (i, member) in self.members.iter().enumerate() {
            let score: f64 = (0..=i).map(|k| self.lower[i][k] * scores[k]).sum();
            // A score of ±8 rounds to 0 or 1.
            point[*member] = math::normal_below(score).clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Draws, Stream};
    use crate::scenario::Scenario;
    use crate::study::uncertainty::factors;

    #[test]
    fn pairs_name_factors_once_and_have_an_inverse() {
        let scenario = Scenario::builtin("national-2010").expect("built in");
        let factors = factors(&scenario, &scenario.params);
        for (i, p) in DEPENDENCE.iter().enumerate() {
            for key in [p.a, p.b] {
                assert!(factors.iter().any(|f| f.key == key), "{key}");
            }
            let twice = DEPENDENCE[..i].iter().any(|q| (q.a, q.b) == (p.a, p.b) || (q.a, q.b) == (p.b, p.a));
            assert!(!twice, "{} {}", p.a, p.b);
        }
        let dependence = Dependence::among(&factors);
        assert_eq!(dependence.members.len(), 6);
        assert!(dependence.lower.iter().flatten().all(|v| v.is_finite()));
        assert!((0..6).all(|i| dependence.lower[i][i] > 0.1));
    }

    #[test]
    fn draws_have_the_correlations_and_keep_their_margins() {
        let scenario = Scenario::builtin("national-2010").expect("built in");
        let factors = factors(&scenario, &scenario.params);
        let dependence = Dependence::among(&factors);
        let n = 20_000_u64;
        let points: Vec<Vec<f64>> = (0..n)
            .map(|run| {
                let draws = Draws { seed: 3, run };
                let mut point: Vec<f64> =
                    (0..factors.len()).map(|i| draws.uniform(Stream::ExamYield, i as u64)).collect();
                dependence.tie(&mut point);
                point
            })
            .collect();
        let number = |key: &str| factors.iter().position(|f| f.key == key).expect("a factor");
        for p in &DEPENDENCE {
            let (a, b) = (number(p.a), number(p.b));
            let product =
                |point: &Vec<f64>| math::normal_quantile(point[a]) * math::normal_quantile(point[b]);
            let found = points.iter().map(product).sum::<f64>() / n as f64;
            // A product of two normal scores has at most variance 2: four standard errors.
            assert!(
                (found - p.correlation).abs() < 4.0 * (2.0 / n as f64).sqrt(),
                "{} {}: {found}",
                p.a,
                p.b
            );
        }
        for i in 0..factors.len() {
            let below = points.iter().filter(|point| point[i] < 0.3).count() as f64 / n as f64;
            assert!((below - 0.3).abs() < 4.0 * (0.21 / n as f64).sqrt(), "{}: {below}", factors[i].key);
        }
    }
}
