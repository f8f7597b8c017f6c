//! How a lever's value changes over the months.

use crate::time::Month;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A lever's value over time. In TOML: `1.0`, `{ ramp = [["2021-07", 0.15], …] }` or `{ steps = […] }`.
#[derive(Clone, Debug, PartialEq)]
pub enum Schedule {
    /// The same from the first month on.
    Constant(f64),
    /// Straight lines between months; before the first the baseline holds, after the last its value.
    Ramp {
        /// (month, value), months ascending.
        ramp: Vec<(Month, f64)>,
    },
    /// A new value from each month on; before the first the baseline holds.
    Steps {
        /// (month, value), months ascending.
        steps: Vec<(Month, f64)>,
    },
}

/// As people write it: what it is shows in its shape.
#[derive(Serialize, Deserialize)]
#[serde(untagged, remote = "Schedule")]
enum Written {
    Constant(f64),
    Ramp { ramp: Vec<(Month, f64)> },
    Steps { steps: Vec<(Month, f64)> },
}

/// As programs hand it on: a format without names needs to be told what comes.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Schedule")]
enum Packed {
    Constant(f64),
    Ramp { ramp: Vec<(Month, f64)> },
    Steps { steps: Vec<(Month, f64)> },
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { Written::serialize(self, to) } else { Packed::serialize(self, to) }
    }
}

impl<'de> Deserialize<'de> for Schedule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() { Written::deserialize(from) } else { Packed::deserialize(from) }
    }
}

impl Schedule {
    /// The value in `month`, or `None` where the baseline still holds.
    pub fn value(&self, month: Month) -> Option<f64> {
        match self {
            Self::Constant(value) => Some(*value),
            Self::Steps { steps } => steps.iter().rev().find(|(from, _)| *from <= month).map(|(_, v)| *v),
            Self::Ramp { ramp } => {
                let after = ramp.iter().position(|(at, _)| *at > month);
                match after {
                    Some(0) => None,
                    None => ramp.last().map(|(_, v)| *v),
                    Some(i) => {
                        let ((m0, v0), (m1, v1)) = (ramp[i - 1], ramp[i]);
                        Some(v0 + (v1 - v0) * f64::from(month.since(m0)) / f64::from(m1.since(m0)))
                    }
                }
            }
        }
    }

    /// The value that is reached in the end.
    pub fn last(&self) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Ramp { ramp: points } | Self::Steps { steps: points } => {
                points.last().map_or(f64::NAN, |(_, v)| *v)
            }
        }
    }

    /// The same course, reaching `value` in the end.
    #[must_use]
    pub fn reaching(&self, value: f64) -> Self {
        let mut course = self.clone();
        match &mut course {
            Self::Constant(v) => *v = value,
            Self::Ramp { ramp: points } | Self::Steps { steps: points } => {
                if let Some((_, v)) = points.last_mut() {
                    *v = value;
                }
            }
        }
        course
    }

    /// All values that are written in it, with their months.
    pub fn values(&self) -> Vec<(Option<Month>, f64)> {
        match self {
            Self::Constant(value) => vec![(None, *value)],
            Self::Ramp { ramp: points } | Self::Steps { steps: points } => {
                points.iter().map(|(m, v)| (Some(*m), *v)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ramp_is_straight_between_its_months_and_flat_after() {
        let ramp = Schedule::Ramp { ramp: vec![(Month::new(2021, 7), 0.2), (Month::new(2022, 7), 0.8)] };
        assert_eq!(ramp.value(Month::new(2021, 6)), None);
        assert_eq!(ramp.value(Month::new(2021, 7)), Some(0.2));
        assert!((ramp.value(Month::new(2022, 1)).expect("inside") - 0.5).abs() < 1e-12);
        assert_eq!(ramp.value(Month::new(2030, 1)), Some(0.8));
    }

    #[test]
    fn steps_hold_from_their_month_on() {
        let steps = Schedule::Steps { steps: vec![(Month::new(2021, 7), 1.0), (Month::new(2023, 1), 2.0)] };
        assert_eq!(steps.value(Month::new(2021, 6)), None);
        assert_eq!(steps.value(Month::new(2022, 12)), Some(1.0));
        assert_eq!(steps.value(Month::new(2023, 1)), Some(2.0));
    }
}
