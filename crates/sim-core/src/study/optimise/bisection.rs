//! Bisection: one coordinate, and the place where a value rises through 0.
//!
//! The value is expected to be monotone and without noise, which common draws give. A few points are looked at first, so
//! that one that is neither rising nor falling is noticed and reported instead of believed.

use super::{Limits, Refusal, check_limits, heard, require};
use serde::{Deserialize, Serialize};

/// One end of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The smallest value.
    Low,
    /// The largest value.
    High,
}

/// What to search.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BisectionSettings {
    /// Limits of the coordinate.
    pub limits: Limits,
    /// Of several crossings, the one nearest to this end is wanted; points from which nothing need move lie here.
    pub from: End,
    /// How many points are looked at first, evenly spaced, both ends among them.
    pub scan: usize,
    /// How many points are asked for at once afterwards: one halves the bracket, more cut it into more parts.
    pub at_once: usize,
    /// How narrow the bracket must be, in shares of the limits.
    pub tolerance: f64,
    /// Changes between neighbours smaller than this count as none when it is judged whether the value is monotone.
    pub flat: f64,
}

impl BisectionSettings {
    /// The usual settings: five points first, then one at a time, to a thousandth of the limits.
    pub fn within(limits: Limits) -> Self {
        Self { limits, from: End::Low, scan: 5, at_once: 1, tolerance: 1e-3, flat: 0.0 }
    }
}

/// A point and its value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// The point.
    pub point: f64,
    /// Its value.
    pub value: f64,
}

/// Where the value crosses 0, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// The end that was preferred is at least 0 already.
    Already(Sample),
    /// Between these two neighbours; the second is at least 0.
    Between(Sample, Sample),
    /// Nowhere that was looked at; this is nearest.
    Never(Sample),
}

/// What the samples say of the value's shape.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// It nowhere changes.
    Flat,
    /// It nowhere falls.
    Rising,
    /// It nowhere rises.
    Falling,
    /// It rises and falls: three samples that show it, in the order of their points.
    Turning(Sample, Sample, Sample),
}

/// The state of a search for the crossing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bisection {
    settings: BisectionSettings,
    /// By point, ascending, in shares of the limits.
    samples: Vec<Sample>,
}

impl Bisection {
    /// The state before anything is looked at.
    ///
    /// # Errors
    /// Limits without room, settings that are not possible.
    pub fn new(settings: BisectionSettings) -> Result<Self, Refusal> {
        check_limits(&[settings.limits])?;
        require(settings.scan >= 2, "scan", settings.scan as f64, "at least 2")?;
        require(settings.at_once >= 1, "at_once", settings.at_once as f64, "at least 1")?;
        require(
            settings.tolerance > 0.0 && settings.tolerance < 1.0,
            "tolerance",
            settings.tolerance,
            "a share above 0 and below 1",
        )?;
        require(
            settings.flat >= 0.0 && settings.flat.is_finite(),
            "flat",
            settings.flat,
            "a finite number that is 0 or more",
        )?;
        Ok(Self { settings, samples: Vec::new() })
    }

    /// The points to look at next; none once the crossing is known, or is not there.
    pub fn ask(&self) -> Vec<f64> {
        self.next().iter().map(|share| self.settings.limits.value(*share)).collect()
    }

    /// The same in shares of the limits.
    fn next(&self) -> Vec<f64> {
        let BisectionSettings { scan, at_once, tolerance, .. } = self.settings;
        if self.samples.is_empty() {
            return (0..scan).map(|i| i as f64 / (scan - 1) as f64).collect();
        }
        let Some((before, after)) = self.bracket() else { return Vec::new() };
        let (low, high) = (before.point.min(after.point), before.point.max(after.point));
        if high - low <= tolerance {
            return Vec::new();
        }
        (1..=at_once).map(|i| low + (high - low) * i as f64 / (at_once + 1) as f64).collect()
    }

    /// Takes the values of the points last asked for, in their order. What is no number counts as far below 0.
    ///
    /// # Errors
    /// More or fewer values than points; the state is then unchanged.
    pub fn tell(&mut self, values: &[f64]) -> Result<(), Refusal> {
        let points = self.next();
        // Here the largest is the best: the worst is at the other end.
        let values = heard(&values.iter().map(|v| -v).collect::<Vec<_>>(), points.len())?;
        self.samples.extend(points.into_iter().zip(values).map(|(point, v)| Sample { point, value: -v }));
        self.samples.sort_by(|a, b| a.point.total_cmp(&b.point));
        Ok(())
    }

    /// The neighbours, as seen from the preferred end, of which the second is the first that is at least 0.
    fn bracket(&self) -> Option<(Sample, Sample)> {
        let (first, last) = (0, self.samples.len() - 1);
        let at = |i: usize| match self.settings.from {
            End::Low => self.samples[i],
            End::High => self.samples[last - i],
        };
        let reached = (first..=last).find(|i| at(*i).value >= 0.0)?;
        (reached > 0).then(|| (at(reached - 1), at(reached)))
    }

    /// What is known of the crossing; none before the first values.
    pub fn crossing(&self) -> Option<Crossing> {
        let shown = |s: Sample| Sample { point: self.settings.limits.value(s.point), value: s.value };
        let preferred = match self.settings.from {
            End::Low => self.samples.first()?,
            End::High => self.samples.last()?,
        };
        Some(match self.bracket() {
            _ if preferred.value >= 0.0 => Crossing::Already(shown(*preferred)),
            Some((before, after)) => Crossing::Between(shown(before), shown(after)),
            None => {
                // Of equals the one nearest to the preferred end.
                let nearer = |best: Sample, s: &Sample| {
                    let better = match self.settings.from {
                        End::Low => s.value > best.value,
                        End::High => s.value >= best.value,
                    };
                    if better { *s } else { best }
                };
                Crossing::Never(shown(self.samples.iter().fold(self.samples[0], nearer)))
            }
        })
    }

    /// Whether the value rises, falls, or both; none before the first values.
    pub fn shape(&self) -> Option<Shape> {
        let first = *self.samples.first()?;
        let (mut rise, mut fall) = (None, None);
        // The lowest and the highest so far: what is above the one has risen, what is below the other has fallen.
        let (mut low, mut high) = (first, first);
        for sample in &self.samples {
            if sample.value > low.value + self.settings.flat && rise.is_none() {
                rise = Some((low, *sample));
            }
            if sample.value < high.value - self.settings.flat && fall.is_none() {
                fall = Some((high, *sample));
            }
            if sample.value < low.value {
                low = *sample;
            }
            if sample.value > high.value {
                high = *sample;
            }
        }
        let shown = |s: Sample| Sample { point: self.settings.limits.value(s.point), value: s.value };
        Some(match (rise, fall) {
            (None, None) => Shape::Flat,
            (Some(_), None) => Shape::Rising,
            (None, Some(_)) => Shape::Falling,
            (Some(rise), Some(fall)) => {
                let turn = if rise.1.point < fall.1.point {
                    // Up first: the highest before the fall.
                    [rise.0, fall.0, fall.1]
                } else {
                    [fall.0, rise.0, rise.1]
                };
                Shape::Turning(shown(turn[0]), shown(turn[1]), shown(turn[2]))
            }
        })
    }

    /// How many values were told.
    pub fn evaluations(&self) -> usize {
        self.samples.len()
    }
    /// Whether there is nothing more to ask.
    pub fn ended(&self) -> bool {
        self.next().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searched(settings: BisectionSettings, value: impl Fn(f64) -> f64) -> Bisection {
        let mut search = Bisection::new(settings).expect("possible");
        while !search.ended() {
            let values: Vec<f64> = search.ask().into_iter().map(&value).collect();
            search.tell(&values).expect("as many as asked");
        }
        search
    }

    fn within(low: f64, high: f64) -> BisectionSettings {
        BisectionSettings::within(Limits { low, high })
    }

    #[test]
    fn a_crossing_is_bracketed_from_either_end() {
        // x³ = 27 at 3; rising from the low end, and its mirror image falling from the high one.
        let root = 3.0;
        for at_once in [1, 3] {
            let settings = BisectionSettings { at_once, tolerance: 1e-9, ..within(0.0, 8.0) };
            let search = searched(settings.clone(), |x| x * x * x - 27.0);
            let Some(Crossing::Between(before, after)) = search.crossing() else { panic!("{search:?}") };
            assert!(before.point < root && root <= after.point && after.point - before.point <= 8e-9);
            assert_eq!(search.shape(), Some(Shape::Rising));
            let search = searched(BisectionSettings { from: End::High, ..settings }, |x| {
                (8.0 - x) * (8.0 - x) * (8.0 - x) - 27.0
            });
            let Some(Crossing::Between(before, after)) = search.crossing() else { panic!("{search:?}") };
            assert!(after.point <= 8.0 - root && 8.0 - root < before.point);
            assert_eq!(search.shape(), Some(Shape::Falling));
        }
    }

    #[test]
    fn reached_already_and_never_are_said() {
        let search = searched(within(1.0, 3.0), |x| x);
        assert_eq!(search.crossing(), Some(Crossing::Already(Sample { point: 1.0, value: 1.0 })));
        assert_eq!(search.evaluations(), 5);
        let search = searched(within(1.0, 3.0), |x| x - 4.0);
        assert_eq!(search.crossing(), Some(Crossing::Never(Sample { point: 3.0, value: -1.0 })));
        assert_eq!(searched(within(1.0, 3.0), |_| -1.0).shape(), Some(Shape::Flat));
        let broken = searched(within(1.0, 3.0), |x| if x > 1.5 { f64::NAN } else { x - 9.0 });
        assert_eq!(broken.crossing(), Some(Crossing::Never(Sample { point: 1.5, value: -7.5 })));
    }

    #[test]
    fn a_turn_is_reported_and_the_crossing_nearest_to_the_end_is_taken() {
        let hill = |x: f64| 1.0 - (x - 2.0) * (x - 2.0);
        let search = searched(within(0.0, 4.0), hill);
        let Some(Shape::Turning(a, b, c)) = search.shape() else { panic!("{search:?}") };
        assert!(a.point < b.point && b.point < c.point && b.value > a.value && b.value > c.value);
        let Some(Crossing::Between(before, after)) = search.crossing() else { panic!("{search:?}") };
        assert!(before.point < 1.0 && (1.0..1.01).contains(&after.point));
        let search = searched(BisectionSettings { from: End::High, ..within(0.0, 4.0) }, hill);
        let Some(Crossing::Between(_, after)) = search.crossing() else { panic!("{search:?}") };
        assert!((2.99..=3.0).contains(&after.point));
        // A dip smaller than what counts as a change is none.
        let dip = |x: f64| x - if (x - 2.0).abs() < 0.1 { 1.01 } else { 0.0 };
        let flat = |flat| searched(BisectionSettings { flat, ..within(0.0, 4.0) }, dip).shape();
        assert!(matches!(flat(0.0), Some(Shape::Turning(..))));
        assert_eq!(flat(0.1), Some(Shape::Rising));
    }

    #[test]
    fn what_is_not_possible_is_refused() {
        for settings in [
            within(2.0, 2.0),
            within(f64::NAN, 2.0),
            BisectionSettings { scan: 1, ..within(0.0, 1.0) },
            BisectionSettings { at_once: 0, ..within(0.0, 1.0) },
            BisectionSettings { tolerance: 0.0, ..within(0.0, 1.0) },
        ] {
            assert!(Bisection::new(settings.clone()).is_err(), "{settings:?}");
        }
        let mut search = Bisection::new(within(0.0, 1.0)).expect("possible");
        assert_eq!(search.tell(&[1.0]), Err(Refusal::Told { asked: 5, told: 1 }));
    }
}
