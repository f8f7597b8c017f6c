//! What is thought possible of a number nobody measured: a range with a shape.

use crate::ids::Label;
use crate::math;
use serde::{Deserialize, Serialize};

/// How likely the values of a range are. Nobody measured these either: the shape says what the range was meant to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// The value itself: a fact, a definition, or a choice with a reason to have no range.
    Fixed,
    /// No value of the range is likelier than another.
    Uniform,
    /// No logarithm is: ranges that were meant as *half to double*.
    LogUniform,
    /// Likeliest at the value, falling to the ends: where it lies off the middle.
    Triangular,
    /// The same on logarithms: where one end is many times further than the other.
    LogTriangular,
    /// Whole numbers, each as likely as the others.
    Whole,
    /// One end or the other, each as likely: ways to build the model.
    Either,
    /// What others of a sum leave of 1; never drawn by itself.
    Remainder,
}

impl Shape {
    /// The name people read.
    pub const fn label(self) -> Label {
        let (zh, en) = match self {
            Self::Fixed => ("固定", "fixed"),
            Self::Uniform => ("均匀", "uniform"),
            Self::LogUniform => ("对数均匀", "log-uniform"),
            Self::Triangular => ("三角", "triangular"),
            Self::LogTriangular => ("对数三角", "log-triangular"),
            Self::Whole => ("整数均匀", "whole"),
            Self::Either => ("二择一", "either"),
            Self::Remainder => ("余项", "remainder"),
        };
        Label { zh, en }
    }
}

/// A range with its shape and the value that holds unless somebody draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prior {
    /// The shape.
    pub shape: Shape,
    /// The value unless drawn; the likeliest of the triangular shapes.
    pub value: f64,
    /// The smallest.
    pub low: f64,
    /// The largest.
    pub high: f64,
}

impl Prior {
    /// Whether it can be drawn at all.
    pub fn is_uncertain(&self) -> bool {
        !matches!(self.shape, Shape::Fixed | Shape::Remainder) && self.low < self.high
    }

    /// The value below which a share `u` of the draws lies; `u` is strictly between 0 and 1.
    pub fn quantile(&self, u: f64) -> f64 {
        let (low, high) = (self.low, self.high);
        let value = match self.shape {
            Shape::Fixed | Shape::Remainder => return self.value,
            Shape::Uniform => low + (high - low) * u,
            Shape::LogUniform => {
                let (a, b) = (math::ln(low), math::ln(high));
                math::exp(a + (b - a) * u)
            }
            Shape::Triangular => triangular(low, self.value, high, u),
            Shape::LogTriangular => {
                math::exp(triangular(math::ln(low), math::ln(self.value), math::ln(high), u))
            }
            // One more than the difference: both ends count.
            Shape::Whole => low + ((high - low + 1.0) * u).floor(),
            Shape::Either => {
                if u < 0.5 {
                    low
                } else {
                    high
                }
            }
        };
        // Logarithms may leave the range by rounding.
        value.clamp(low, high)
    }
}

/// A triangle from `low` over `mode` to `high`.
fn triangular(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let mode = mode.clamp(low, high);
    let below = (mode - low) / (high - low);
    if u < below {
        low + math::sqrt(u * (high - low) * (mode - low))
    } else {
        high - math::sqrt((1.0 - u) * (high - low) * (high - mode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::PARAMS;

    fn prior(shape: Shape, low: f64, value: f64, high: f64) -> Prior {
        Prior { shape, value, low, high }
    }

    #[test]
    fn quantiles_are_those_of_the_named_distributions() {
        let u = prior(Shape::Uniform, 1.0, 2.0, 5.0);
        assert_eq!(u.quantile(0.25), 2.0);
        let l = prior(Shape::LogUniform, 0.5, 1.0, 2.0);
        assert!((l.quantile(0.5) - 1.0).abs() < 1e-12, "half to double has its middle at 1");
        // Below the mode the distribution function is (x − low)² ÷ ((high − low)(mode − low)).
        let t = prior(Shape::Triangular, 0.0, 1.0, 4.0);
        assert!((t.quantile(0.25) - 1.0).abs() < 1e-12);
        assert!((t.quantile(1.0 / 16.0) - 0.5).abs() < 1e-12);
        assert!((t.quantile(0.75) - (4.0 - math::sqrt(3.0))).abs() < 1e-12);
        let w = prior(Shape::Whole, 2.0, 3.0, 5.0);
        assert_eq!([0.1, 0.3, 0.6, 0.9].map(|u| w.quantile(u)), [2.0, 3.0, 4.0, 5.0]);
        let e = prior(Shape::Either, 0.0, 1.0, 1.0);
        assert_eq!([0.4, 0.6].map(|u| e.quantile(u)), [0.0, 1.0]);
    }

    #[test]
    fn every_draw_is_possible_and_within_its_range() {
        for param in PARAMS {
            let prior = Prior { shape: param.shape, value: param.default, low: param.low, high: param.high };
            let fixed = matches!(param.shape, Shape::Fixed);
            assert_eq!(
                fixed,
                param.low == param.high,
                "{}: a range has a shape, and only a range",
                param.key
            );
            for i in 0..100 {
                let value = prior.quantile((f64::from(i) + 0.5) / 100.0);
                assert!(param.domain.contains(value), "{} {value}", param.key);
                assert!((param.low..=param.high).contains(&value), "{} {value}", param.key);
            }
        }
    }
}
