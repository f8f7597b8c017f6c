//! How far a forecast was off.

use crate::math;
use serde::{Deserialize, Serialize};

/// The errors of a forecast over the test years it has values for. An error is forecast − observed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// How many test years it has values for.
    pub years: usize,
    /// Mean of |error| ÷ observed.
    pub mean_absolute_share: f64,
    /// Root of the mean square error.
    pub root_mean_square: f64,
    /// Mean error.
    pub mean_error: f64,
    /// Theil's U: root mean square error ÷ that of "no change since the last known count"; none where nothing changed.
    pub theil_u: Option<f64>,
    /// Where the mean square error comes from; none where it is 0.
    pub decomposition: Option<Decomposition>,
}

/// Theil's decomposition of the mean square error into shares, which sum to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decomposition {
    /// Bias: the means differ.
    pub bias: f64,
    /// Unequal variation: the forecast moves more or less than the counts.
    pub variation: f64,
    /// Unequal covariation: it moves otherwise. What is left when the other two are right.
    pub covariation: f64,
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len() as f64;
    values.fold(0.0, |total, v| total + v) / n
}

fn mean_square(pairs: &[(f64, f64)]) -> f64 {
    mean(pairs.iter().map(|(f, o)| (f - o) * (f - o)))
}

impl Accuracy {
    /// Compares (forecast, observed) pairs; `last_known` is the count that "no change" repeats. `None` without a pair.
    pub fn of(pairs: &[(f64, f64)], last_known: f64) -> Option<Self> {
        if pairs.is_empty() {
            return None;
        }
        let square = mean_square(pairs);
        let unchanged = mean_square(&pairs.iter().map(|(_, o)| (last_known, *o)).collect::<Vec<_>>());
        Some(Self {
            years: pairs.len(),
            mean_absolute_share: mean(pairs.iter().map(|(f, o)| (f - o).abs() / o)),
            root_mean_square: math::sqrt(square),
            mean_error: mean(pairs.iter().map(|(f, o)| f - o)),
            theil_u: (unchanged > 0.0).then(|| math::sqrt(square / unchanged)),
            decomposition: (square > 0.0).then(|| Decomposition::of(pairs, square)),
        })
    }
}

impl Decomposition {
    fn of(pairs: &[(f64, f64)], square: f64) -> Self {
        let of = |side: fn(&(f64, f64)) -> f64| {
            let centre = mean(pairs.iter().map(side));
            let spread = math::sqrt(mean(pairs.iter().map(|p| (side(p) - centre) * (side(p) - centre))));
            (centre, spread)
        };
        let ((f, spread_f), (o, spread_o)) = (of(|p| p.0), of(|p| p.1));
        let together = mean(pairs.iter().map(|p| (p.0 - f) * (p.1 - o)));
        Self {
            bias: (f - o) * (f - o) / square,
            variation: (spread_f - spread_o) * (spread_f - spread_o) / square,
            covariation: 2.0 * (spread_f * spread_o - together) / square,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 1e-12
    }

    #[test]
    fn errors_are_those_computed_by_hand() {
        // Errors +1, −2, 0: mean square 5/3; no change from 10 gives 0, 16, 4: mean square 20/3.
        let found = Accuracy::of(&[(11.0, 10.0), (12.0, 14.0), (12.0, 12.0)], 10.0).expect("three years");
        assert_eq!(found.years, 3);
        assert!(near(found.mean_absolute_share, (0.1 + 2.0 / 14.0) / 3.0));
        assert!(near(found.root_mean_square * found.root_mean_square, 5.0 / 3.0));
        assert!(near(found.mean_error, -1.0 / 3.0));
        assert!(near(found.theil_u.expect("something changed"), 0.5));
        // Means 35/3 and 12; variances 2/9 and 8/3; covariance (10·11 + 14·12 + 12·12)/3 − 35/3·12 = 2/3.
        let parts = found.decomposition.expect("an error");
        let square = 5.0 / 3.0;
        let (forecast, observed) = ((2.0_f64 / 9.0).sqrt(), (8.0_f64 / 3.0).sqrt());
        assert!(near(parts.bias, (1.0 / 9.0) / square));
        assert!(near(parts.variation, (forecast - observed) * (forecast - observed) / square));
        assert!(near(parts.covariation, 2.0 * (forecast * observed - 2.0 / 3.0) / square));
    }

    #[test]
    fn the_parts_of_the_error_sum_to_one_and_name_its_kind() {
        let observed = [3.0, 5.0, 9.0, 11.0];
        let raised = observed.map(|o| (o + 2.0, o));
        let dampened = observed.map(|o| (7.0 + 0.5 * (o - 7.0), o));
        let kinds = [(raised, [1.0, 0.0, 0.0]), (dampened, [0.0, 1.0, 0.0])];
        for (pairs, [bias, variation, covariation]) in kinds {
            let parts = Accuracy::of(&pairs, 2.0).expect("years").decomposition.expect("an error");
            assert!(near(parts.bias, bias) && near(parts.variation, variation), "{parts:?}");
            assert!(near(parts.covariation, covariation), "{parts:?}");
        }
        let uneven = [(2.0, 3.0), (9.0, 5.0), (4.0, 9.0), (30.0, 11.0)];
        let parts = Accuracy::of(&uneven, 2.0).expect("years").decomposition.expect("an error");
        assert!(near(parts.bias + parts.variation + parts.covariation, 1.0), "{parts:?}");
    }

    #[test]
    fn no_change_has_a_u_of_one_and_a_perfect_forecast_one_of_zero() {
        let unchanged = Accuracy::of(&[(4.0, 5.0), (4.0, 8.0)], 4.0).expect("years");
        assert_eq!(unchanged.theil_u, Some(1.0));
        let perfect = Accuracy::of(&[(5.0, 5.0), (8.0, 8.0)], 4.0).expect("years");
        assert_eq!((perfect.theil_u, perfect.decomposition), (Some(0.0), None));
        assert_eq!(Accuracy::of(&[(4.0, 4.0)], 4.0).expect("a year").theil_u, None);
        assert_eq!(Accuracy::of(&[], 4.0), None);
    }
}
