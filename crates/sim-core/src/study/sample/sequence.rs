//! The Sobol sequence, plain or scrambled, any point by its number.

use crate::rng::{Draws, Stream};
use sobol::Sobol;
use sobol::params::JoeKuoD6;

/// How many dimensions the direction numbers reach.
pub const WIDEST: usize = 1000;

/// Binary digits of a coordinate: with half a digit more they fill a number between 0 and 1 to its last bit.
const DIGITS: usize = 52;

/// A Sobol sequence in Gray-code order with the direction numbers of Joe and Kuo (new-joe-kuo-6).
#[derive(Clone, Debug)]
pub struct SobolSequence {
    /// For each dimension, what the point changes by for each binary digit of its number, in the upper digits.
    directions: Vec<Vec<u64>>,
    /// For each dimension, the digits of the point number 0.
    shifts: Vec<u64>,
}

impl SobolSequence {
    /// As published: point 0 is the corner at 0 (here half a digit inside).
    ///
    /// # Panics
    /// With more than [`WIDEST`] dimensions.
    pub fn plain(dims: usize) -> Self {
        let directions = Sobol::<u64>::init_direction_vals::<u32>(dims, DIGITS, &JoeKuoD6::standard());
        Self { directions, shifts: vec![0; dims] }
    }

    /// With each dimension's digits mixed by a random triangular matrix and then flipped at random: still a Sobol sequence,
    /// every point evenly spread over the seeds.
    ///
    /// Source: Matoušek, On the L2-discrepancy for anchored boxes, Journal of Complexity 14, 1998.
    ///
    /// # Panics
    /// With more than [`WIDEST`] dimensions.
    pub fn scrambled(seed: u64, dims: usize) -> Self {
        let mut sequence = Self::plain(dims);
        for (dim, (directions, shift)) in sequence.directions.iter_mut().zip(&mut sequence.shifts).enumerate()
        {
            let mut chance = Draws { seed, run: 0 }.sequence(Stream::Scramble, dim as u64);
            // Row `digit` of the matrix: this digit, and by chance each of those before it.
            let rows: [u64; DIGITS] =
                std::array::from_fn(|digit| (1 << (63 - digit)) | (chance.bits() & !(u64::MAX >> digit)));
            for direction in directions {
                *direction = rows.iter().enumerate().fold(0, |mixed, (digit, row)| {
                    mixed | (u64::from((*direction & row).count_ones() & 1) << (63 - digit))
                });
            }
            *shift = chance.bits();
        }
        sequence
    }

    /// How many coordinates a point has.
    pub fn dims(&self) -> usize {
        self.shifts.len()
    }

    /// The coordinates of a point, strictly between 0 and 1.
    ///
    /// # Panics
    /// For points from 2^52 on.
    pub fn fill(&self, number: u64, point: &mut [f64]) {
        let gray = number ^ (number >> 1);
        for ((coordinate, directions), shift) in point.iter_mut().zip(&self.directions).zip(&self.shifts) {
            let (mut digits, mut rest) = (*shift, gray);
            while rest != 0 {
                digits ^= directions[rest.trailing_zeros() as usize];
                rest &= rest - 1;
            }
            *coordinate = ((digits >> (64 - DIGITS)) as f64 + 0.5) / (1_u64 << DIGITS) as f64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_sequence_is_the_published_one() {
        // The first points in three dimensions in Gray-code order, as other programs print them.
        let published = [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
        ];
        let sequence = SobolSequence::plain(3);
        for (number, expected) in published.iter().enumerate() {
            let mut point = [0.0; 3];
            sequence.fill(number as u64, &mut point);
            for (found, expected) in point.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-15, "{number}: {point:?}");
            }
        }
    }

    #[test]
    fn every_point_is_anywhere_over_the_seeds() {
        let (mut means, addresses) = ([0.0; 9], [0, 1, 77].map(|number| (number, [0, 1, 39])));
        for seed in 0..400 {
            let sequence = SobolSequence::scrambled(seed, 40);
            let mut point = [0.0; 40];
            let mut means = means.iter_mut();
            for (number, dims) in addresses {
                sequence.fill(number, &mut point);
                for dim in dims {
                    *means.next().expect("three points, three dimensions") += point[dim] / 400.0;
                }
            }
        }
        // Four standard errors.
        let limit = 4.0 * (1.0 / 12.0_f64 / 400.0).sqrt();
        assert!(means.iter().all(|mean| (mean - 0.5).abs() < limit), "{means:?}");
    }
}
