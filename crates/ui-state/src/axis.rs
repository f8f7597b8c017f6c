//! The bounds of a value axis: round numbers, frozen while a slider is held, growing but never shrinking.

use serde::{Deserialize, Serialize};

/// Bounds and distance of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// Lower end.
    pub min: f64,
    /// Upper end.
    pub max: f64,
    /// From one mark to the next.
    pub interval: f64,
}

/// How much room is left above the highest value, so that most moves stay inside the frozen axis.
pub(crate) const HEADROOM: f64 = 1.12;
/// An axis is cut only when all values lie in the upper part: below this share of the highest it starts at nothing.
const CUT_ABOVE: f64 = 0.45;

impl Axis {
    /// Round bounds around values.
    pub fn around(values: impl IntoIterator<Item = f64>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        for value in values.into_iter().filter(|v| v.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        if high <= 0.0 {
            return Self { min: 0.0, max: 1.0, interval: 0.25 };
        }
        let floor = if low > CUT_ABOVE * high { low - (high - low) * 0.25 } else { 0.0 };
        let interval = round_step((high * HEADROOM - floor) / 4.5);
        let min = (floor / interval).floor().max(0.0) * interval;
        let max = (high * HEADROOM / interval).ceil() * interval;
        Self { min, max, interval }
    }

    /// Round bounds around differences: nothing stands in the middle.
    pub fn around_nothing(differences: impl IntoIterator<Item = f64>) -> Self {
        let most =
            differences.into_iter().filter(|v| v.is_finite()).fold(0.0_f64, |most, v| most.max(v.abs()));
        let interval = if most > 0.0 { round_step(most * HEADROOM / 2.0) } else { 1.0 };
        Self { min: -2.0 * interval, max: 2.0 * interval, interval }
    }

    /// These bounds, or wider ones if `wanted` does not fit.
    #[must_use]
    pub fn grown(self, wanted: Self) -> Self {
        // The headroom is for growing into: only a value beyond the axis itself moves it.
        let fits = wanted.min >= self.min - 1e-9 && wanted.max / HEADROOM <= self.max + 1e-9;
        if fits {
            return self;
        }
        let (min, max) = (self.min.min(wanted.min), self.max.max(wanted.max));
        let interval = round_step((max - min) / 4.5);
        Self { min: (min / interval).floor() * interval, max: (max / interval).ceil() * interval, interval }
    }

    /// Whether it does not start at nothing.
    pub fn is_cut(self) -> bool {
        self.min > 0.0
    }

    /// The marks from the lower to the upper end.
    pub fn marks(self) -> Vec<f64> {
        let steps = ((self.max - self.min) / self.interval).round() as usize;
        (0..=steps).map(|i| self.min + self.interval * i as f64).collect()
    }
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is at least `rough`.
fn round_step(rough: f64) -> f64 {
    let mut power = 1e-6;
    loop {
        for factor in [1.0, 2.0, 2.5, 5.0] {
            if factor * power >= rough * (1.0 - 1e-9) {
                return factor * power;
            }
        }
        power *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_round_and_hold_the_values() {
        for values in
            [vec![4350.0, 9560.0], vec![0.0, 0.66], vec![1020.0, 7640.0], vec![0.0018, 0.0031], vec![0.0]]
        {
            let axis = Axis::around(values.iter().copied());
            assert!(values.iter().all(|v| (axis.min..=axis.max).contains(v)), "{values:?} {axis:?}");
            assert!((4..=9).contains(&axis.marks().len()), "{values:?} {axis:?}");
            assert!(((axis.max - axis.min) / axis.interval).fract().abs() < 1e-6, "{axis:?}");
        }
    }

    #[test]
    fn differences_lie_around_nothing() {
        let axis = Axis::around_nothing([-0.3, 0.8, f64::NAN]);
        assert!(axis.min < -0.3 && axis.max > 0.8 && axis.min == -axis.max);
        assert_eq!(axis.marks().len(), 5);
    }

    #[test]
    fn an_axis_grows_and_never_shrinks() {
        let first = Axis::around([0.0, 900.0]);
        assert_eq!(first.grown(Axis::around([0.0, 300.0])), first);
        let wider = first.grown(Axis::around([0.0, 4000.0]));
        assert!(wider.max >= 4000.0 && wider.min <= first.min);
    }
}
