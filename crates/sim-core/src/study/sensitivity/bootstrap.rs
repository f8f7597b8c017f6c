//! How far an index may be off: its spread when rows are drawn again from those there are.

use super::Refusal;
use crate::math;
use crate::rng::{Draws, Stream};
use serde::{Deserialize, Serialize};

/// How intervals are made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// How often rows are drawn again.
    pub resamples: u32,
    /// The share of intervals that should hold the true value, between 0 and 1.
    pub confidence: f64,
    /// Decides which rows are drawn.
    pub seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { resamples: 1000, confidence: 0.95, seed: 1 }
    }
}

/// A value and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Half the width of its interval: the normal quantile times the standard deviation over resamples.
    pub half_width: f64,
}

impl Estimate {
    /// The interval's lower end.
    pub fn low(self) -> f64 {
        self.value - self.half_width
    }

    /// The interval's upper end.
    pub fn high(self) -> f64 {
        self.value + self.half_width
    }
}

impl Bootstrap {
    /// That intervals can be made.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.resamples < 2 {
            return Err(Refusal::Resamples(self.resamples));
        }
        if !(self.confidence > 0.0 && self.confidence < 1.0) {
            return Err(Refusal::Confidence(self.confidence));
        }
        Ok(())
    }

    /// Values of all `rows` with their half widths. `compute` writes one value after the other for the rows it is given; all
    /// values of a resample are of the same rows.
    pub(super) fn estimates(
        &self,
        rows: usize,
        values: usize,
        mut compute: impl FnMut(&[usize], &mut [f64]),
    ) -> Vec<Estimate> {
        let mut found = vec![0.0; values];
        compute(&(0..rows).collect::<Vec<_>>(), &mut found);
        // Welford's running mean and sum of squares: the values of all resamples need not be kept.
        let (mut mean, mut squares) = (vec![0.0; values], vec![0.0; values]);
        let (mut taken, mut again) = (vec![0; rows], vec![0.0; values]);
        for resample in 0..self.resamples {
            let mut chance =
                Draws { seed: self.seed, run: u64::from(resample) }.sequence(Stream::Resample, 0);
            taken.fill_with(|| chance.below(rows as u64) as usize);
            compute(&taken, &mut again);
            for ((mean, squares), value) in mean.iter_mut().zip(&mut squares).zip(&again) {
                let off = value - *mean;
                *mean += off / f64::from(resample + 1);
                *squares += off * (value - *mean);
            }
        }
        let quantile = math::normal_quantile(0.5 + self.confidence / 2.0);
        let half_width = |squares: f64| quantile * math::sqrt(squares / f64::from(self.resamples - 1));
        found
            .into_iter()
            .zip(squares)
            .map(|(value, squares)| Estimate { value, half_width: half_width(squares) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_half_width_of_a_mean_is_that_of_the_textbook() {
        let rows: Vec<f64> = (0..200).map(|i| f64::from(i * i % 37)).collect();
        let mean = rows.iter().sum::<f64>() / 200.0;
        let variance = rows.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 200.0;
        let bootstrap = Bootstrap { resamples: 4000, ..Bootstrap::default() };
        let found = bootstrap.estimates(200, 1, |taken, out| {
            out[0] = taken.iter().map(|i| rows[*i]).sum::<f64>() / 200.0;
        })[0];
        assert!((found.value - mean).abs() < 1e-12);
        // The bootstrap of a mean has the variance of the rows ÷ their number; 4,000 resamples show it to 4 ÷ √8000.
        let expected = 1.959_963_984_540_054 * (variance / 200.0).sqrt();
        assert!((found.half_width / expected - 1.0).abs() < 0.045, "{} {expected}", found.half_width);
    }
}
