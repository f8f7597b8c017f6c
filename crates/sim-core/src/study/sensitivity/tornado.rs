//! One factor at a time: what happens at either end of its range while all others stay.

use super::reversal::{Better, Choice};
use super::{End, Refusal, check_length, check_names};
use serde::{Deserialize, Serialize};

/// A factor's range, in its own unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Its name.
    pub name: String,
    /// The low end.
    pub low: f64,
    /// The default.
    pub at: f64,
    /// The high end.
    pub high: f64,
}

/// What is planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The factors' ranges.
    pub factors: Vec<Span>,
}

/// A plan that can be carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    plan: Plan,
}

/// A factor's bar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// The factor's name.
    pub name: String,
    /// The output at its low end; nothing where the run broke.
    pub low: Option<f64>,
    /// The output at its high end.
    pub high: Option<f64>,
    /// From the smallest to the largest of the outputs at both ends and at the default, as far as there are any.
    pub swing: f64,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The output by default.
    pub default: f64,
    /// The factors' bars, the longest first.
    pub bars: Vec<Bar>,
    /// Ends whose run broke.
    pub missing: u64,
}

/// A factor that changes a choice by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    /// The factor's name.
    pub name: String,
    /// The end at which the choice is the other.
    pub end: End,
    /// By how much the policy that is preferred by default is the worse there; above 0, in the output's unit.
    pub worse_by: f64,
}

/// Which factors change a choice by themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flips {
    /// The policy that is preferred by default.
    pub preferred: Choice,
    /// By how much it is the better, above 0.
    pub better_by: f64,
    /// Who changes that, the largest change first.
    pub flips: Vec<Flip>,
    /// Ends that cannot be judged because a run broke.
    pub missing: u64,
}

impl Plan {
    /// The design.
    ///
    /// # Errors
    /// Without factors, or where a default does not lie between its ends.
    pub fn design(&self) -> Result<Design, Refusal> {
        check_names(&self.factors.iter().map(|span| span.name.clone()).collect::<Vec<_>>())?;
        for Span { name, low, at, high } in &self.factors {
            if !(low.is_finite() && high.is_finite() && low <= at && at <= high) {
                return Err(Refusal::Span { factor: name.clone(), values: [*low, *at, *high] });
            }
        }
        Ok(Design { plan: self.clone() })
    }
}

impl Design {
    /// How many rows there are: two for each factor, and the default.
    pub fn rows(&self) -> u64 {
        2 * self.plan.factors.len() as u64 + 1
    }

    /// What a row moves: nothing in row 0, then each factor to its low and its high end.
    ///
    /// # Panics
    /// Where there is no such row.
    pub fn moved(&self, number: u64) -> Option<(usize, End)> {
        assert!(number < self.rows(), "row {number} of {}", self.rows());
        let place = number.checked_sub(1)?;
        Some(((place / 2) as usize, End::ALL[(place % 2) as usize]))
    }

    /// The values of the factors in a row, each in its own unit.
    ///
    /// # Panics
    /// Where there is no such row.
    pub fn row(&self, number: u64) -> Vec<f64> {
        let mut values: Vec<f64> = self.plan.factors.iter().map(|span| span.at).collect();
        if let Some((factor, end)) = self.moved(number) {
            let span = &self.plan.factors[factor];
            values[factor] = match end {
                End::Low => span.low,
                End::High => span.high,
            };
        }
        values
    }

    /// What the outputs of the rows say.
    ///
    /// # Errors
    /// When there is not one output for each row, or the default's is missing.
    pub fn analyse(&self, outputs: &[Option<f64>]) -> Result<Report, Refusal> {
        let (default, ends) = self.split(outputs)?;
        let bars = self.plan.factors.iter().zip(ends.chunks(2)).map(|(span, ends)| {
            let (smallest, largest) = ends
                .iter()
                .flatten()
                .fold((default, default), |(small, large), value| (small.min(*value), large.max(*value)));
            Bar { name: span.name.clone(), low: ends[0], high: ends[1], swing: largest - smallest }
        });
        let mut bars: Vec<Bar> = bars.collect();
        bars.sort_by(|one, other| other.swing.total_cmp(&one.swing));
        Ok(Report { default, bars, missing: missing(&ends) })
    }

    /// Which factors, each by itself at an end of its range, make the other of two policies the better one.
    ///
    /// # Errors
    /// When there is not one output for each row and policy, or by default none is the better.
    pub fn flips(
        &self,
        one: &[Option<f64>],
        other: &[Option<f64>],
        better: Better,
    ) -> Result<Flips, Refusal> {
        let ((one_default, one), (other_default, other)) = (self.split(one)?, self.split(other)?);
        let preferred = better.of(one_default, other_default).ok_or(Refusal::NoChoice(one_default))?;
        let margins: Vec<Option<f64>> = one
            .iter()
            .zip(&other)
            .map(|(one, other)| Some(better.margin(preferred, (*one)?, (*other)?)))
            .collect();
        let mut flips = Vec::new();
        for (place, margin) in margins.iter().enumerate() {
            if let Some(margin) = margin.filter(|margin| *margin < 0.0) {
                let name = self.plan.factors[place / 2].name.clone();
                flips.push(Flip { name, end: End::ALL[place % 2], worse_by: -margin });
            }
        }
        flips.sort_by(|one, other| other.worse_by.total_cmp(&one.worse_by));
        let better_by = better.margin(preferred, one_default, other_default);
        Ok(Flips { preferred, better_by, flips, missing: missing(&margins) })
    }

    /// The default's output and those of the ends, only what is finite.
    fn split(&self, outputs: &[Option<f64>]) -> Result<(f64, Vec<Option<f64>>), Refusal> {
        check_length(outputs, self.rows())?;
        let known = |output: &Option<f64>| output.filter(|value| value.is_finite());
        let default = known(&outputs[0]).ok_or(Refusal::NoDefault)?;
        Ok((default, outputs[1..].iter().map(known).collect()))
    }
}

fn missing(values: &[Option<f64>]) -> u64 {
    values.iter().filter(|value| value.is_none()).count() as u64
}
