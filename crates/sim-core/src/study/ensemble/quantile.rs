//! Quantiles of weighted draws.

/// Values with weights, sorted.
#[derive(Clone, Debug)]
pub struct Sorted {
    /// Value and the share of weight below its middle.
    points: Vec<(f64, f64)>,
}

impl Sorted {
    /// Sorts values by size; values of weight 0 are left out.
    pub fn of(values: impl IntoIterator<Item = (f64, f64)>) -> Self {
        let mut values: Vec<(f64, f64)> = values.into_iter().filter(|(_, weight)| *weight > 0.0).collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = values.iter().map(|(_, weight)| weight).sum();
        let mut below = 0.0;
        for (_, weight) in &mut values {
            let middle = (below + 0.5 * *weight) / total;
            below += *weight;
            *weight = middle;
        }
        Self { points: values }
    }

    /// The value below which a share `p` lies: straight lines between the middles of the weights (Hazen's rule), the
    /// smallest and the largest beyond them. `None` without values.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let next = self.points.partition_point(|(_, at)| *at < p);
        let (first, last) = (self.points.first()?, self.points.last()?);
        if next == 0 {
            return Some(first.0);
        }
        let Some((b, at_b)) = self.points.get(next) else { return Some(last.0) };
        let (a, at_a) = self.points[next - 1];
        Some(a + (b - a) * (p - at_a) / (at_b - at_a))
    }
}

/// The interval of a share that was found in `n` independent draws, by Wilson's score at 95 %.
pub fn wilson(share: f64, n: f64) -> [f64; 2] {
    /// The normal score of 97.5 %.
    const Z: f64 = 1.959_963_984_540_054;
    if n <= 0.0 {
        return [0.0, 1.0];
    }
    let z2 = Z * Z;
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * crate::math::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n * n));
    [(middle - half).max(0.0), (middle + half).min(1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_hazens() {
        // numpy.quantile([3, 1, 4, 1.5, 9], [.1, .25, .5, .9], method="hazen")
        let sorted = Sorted::of([3.0, 1.0, 4.0, 1.5, 9.0].map(|v| (v, 1.0)));
        let found = [0.1, 0.25, 0.5, 0.9].map(|p| sorted.quantile(p).expect("values"));
        for (found, expected) in found.into_iter().zip([1.0, 1.375, 3.0, 9.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
        assert_eq!(sorted.quantile(0.001), Some(1.0));
        assert_eq!(Sorted::of([]).quantile(0.5), None);
    }

    #[test]
    fn a_weight_of_two_lies_where_two_equal_values_lie() {
        let twice = Sorted::of([(1.0, 1.0), (2.0, 1.0), (2.0, 1.0), (5.0, 1.0)]);
        let heavy = Sorted::of([(1.0, 1.0), (2.0, 2.0), (5.0, 1.0), (77.0, 0.0)]);
        assert_eq!(twice.quantile(0.5), heavy.quantile(0.5));
        assert_eq!(heavy.quantile(1.0), Some(5.0));
    }

    #[test]
    fn wilson_is_the_textbook_interval() {
        // Wilson (1927): 8 of 10.
        let [low, high] = wilson(0.8, 10.0);
        assert!((low - 0.4902).abs() < 1e-4 && (high - 0.9433).abs() < 1e-4, "{low} {high}");
        assert_eq!(wilson(0.0, 20.0)[0], 0.0);
        assert_eq!(wilson(1.0, 0.0), [0.0, 1.0]);
    }
}
