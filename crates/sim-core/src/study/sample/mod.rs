//! Points of the unit cube, each by its number.

mod layers;
mod sequence;

pub use sequence::{SobolSequence, WIDEST};

use crate::ids::index_set;
use crate::rng::{Draws, Stream};
use layers::Layers;

index_set! {
    /// How points are spread over the unit cube.
    Sampler [SAMPLERS] {
        /// Every point by chance.
        Random = "random", "简单随机", "Plain random";
        /// Every coordinate cut into as many layers as there are points, one point in each.
        LatinHypercube = "latin_hypercube", "拉丁超立方", "Latin hypercube";
        /// A scrambled Sobol sequence: every gap is filled before another point comes near. Best with 2, 4, 8 … points.
        Sobol = "sobol", "索博尔序列", "Sobol sequence";
    }
}

/// A set of points. A point depends on the sampler, the seed, how many points and coordinates there are, and its own
/// number; not on which points were asked for before.
#[derive(Clone, Debug)]
pub struct Points {
    seed: u64,
    rows: u64,
    dims: usize,
    spread: Spread,
}

#[derive(Clone, Debug)]
enum Spread {
    Random,
    Layers(Layers),
    Sobol(SobolSequence),
}

impl Points {
    /// `rows` points with `dims` coordinates. A Sobol sequence has [`WIDEST`]; coordinates beyond them are plain random.
    pub fn new(sampler: Sampler, seed: u64, rows: u64, dims: usize) -> Self {
        let spread = match sampler {
            Sampler::Random => Spread::Random,
            Sampler::LatinHypercube => Spread::Layers(Layers::new(seed, rows, dims)),
            Sampler::Sobol => Spread::Sobol(SobolSequence::scrambled(seed, dims.min(WIDEST))),
        };
        Self { seed, rows, dims, spread }
    }

    /// How many points there are.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// How many coordinates a point has.
    pub fn dims(&self) -> usize {
        self.dims
    }

    /// The coordinates of a point, strictly between 0 and 1.
    ///
    /// # Panics
    /// Where there is no such point.
    pub fn row(&self, number: u64) -> Vec<f64> {
        let mut point = vec![0.0; self.dims];
        self.fill(number, &mut point);
        point
    }

    /// [`Self::row`] into a place that is there already, `dims` long.
    ///
    /// # Panics
    /// Where there is no such point or the place has another length.
    pub fn fill(&self, number: u64, point: &mut [f64]) {
        assert!(number < self.rows, "point {number} of {}", self.rows);
        assert_eq!(point.len(), self.dims, "a coordinate for every dimension");
        let chance = Draws { seed: self.seed, run: number };
        match &self.spread {
            Spread::Random => fill_random(chance, point, 0),
            Spread::Layers(layers) => layers.fill(chance, point),
            Spread::Sobol(sequence) => {
                let (even, beyond) = point.split_at_mut(sequence.dims());
                sequence.fill(number, even);
                fill_random(chance, beyond, sequence.dims());
            }
        }
    }
}

fn fill_random(chance: Draws, point: &mut [f64], first: usize) {
    for (dim, coordinate) in point.iter_mut().enumerate() {
        *coordinate = chance.uniform(Stream::Point, (first + dim) as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(points: &Points) -> Vec<Vec<f64>> {
        (0..points.rows()).map(|row| points.row(row)).collect()
    }

    #[test]
    fn a_point_depends_on_its_number_only_and_seeds_differ() {
        for sampler in Sampler::ALL {
            let points = Points::new(sampler, 5, 100, 7);
            let forwards = all(&points);
            let backwards: Vec<_> = (0..100).rev().map(|row| points.row(row)).collect();
            assert!(forwards.iter().eq(backwards.iter().rev()), "{}", sampler.key());
            assert_eq!(Points::new(sampler, 5, 100, 7).row(41), forwards[41]);
            let other = all(&Points::new(sampler, 6, 100, 7));
            let same = forwards.iter().flatten().zip(other.iter().flatten()).filter(|(a, b)| a == b).count();
            assert_eq!(same, 0, "{}: another seed, other points", sampler.key());
        }
    }

    #[test]
    fn every_coordinate_lies_strictly_within() {
        for sampler in Sampler::ALL {
            for rows in [1, 2, 3, 64, 1000] {
                for point in all(&Points::new(sampler, 1, rows, 300)) {
                    assert!(point.iter().all(|u| 0.0 < *u && *u < 1.0), "{} {rows}", sampler.key());
                }
            }
            assert_eq!(all(&Points::new(sampler, 1, 4, 0)), vec![Vec::<f64>::new(); 4]);
        }
    }

    /// How many points fall into each of `n` equal parts of a coordinate.
    fn counts(points: &[Vec<f64>], dim: usize, n: usize) -> Vec<usize> {
        let mut counts = vec![0; n];
        for point in points {
            counts[(point[dim] * n as f64) as usize] += 1;
        }
        counts
    }

    #[test]
    fn layers_and_the_sequence_put_one_point_into_each_part_of_every_coordinate() {
        for rows in [1, 2, 3, 17, 100, 1000] {
            let points = all(&Points::new(Sampler::LatinHypercube, 9, rows, 40));
            for dim in 0..40 {
                assert_eq!(counts(&points, dim, rows as usize), vec![1; rows as usize], "{rows} {dim}");
            }
        }
        // Widths that do not divide the rows: a scrambled sequence keeps every binary part.
        let points = all(&Points::new(Sampler::Sobol, 9, 256, 600));
        for dim in 0..600 {
            assert_eq!(counts(&points, dim, 256), vec![1; 256], "{dim}");
        }
    }

    #[test]
    fn the_first_two_coordinates_of_the_sequence_fill_every_binary_rectangle() {
        // Sobol's first two dimensions are a (0, 8, 2)-net in base 2, and scrambling keeps that.
        let points = all(&Points::new(Sampler::Sobol, 3, 256, 2));
        for tall in 0..=8 {
            let (columns, rows) = (1_usize << tall, 256_usize >> tall);
            let mut seen = vec![0; 256];
            for point in &points {
                let (x, y) = ((point[0] * columns as f64) as usize, (point[1] * rows as f64) as usize);
                seen[x * rows + y] += 1;
            }
            assert_eq!(seen, vec![1; 256], "{columns} × {rows}");
        }
    }

    /// The root mean square error of the mean of `f` over 50 seeds.
    fn error(sampler: Sampler, dims: usize, f: impl Fn(&[f64]) -> f64, truth: f64) -> f64 {
        let squares = (1..=50).map(|seed| {
            let points = Points::new(sampler, seed, 256, dims);
            let mean = (0..256).map(|row| f(&points.row(row))).sum::<f64>() / 256.0;
            (mean - truth) * (mean - truth)
        });
        (squares.sum::<f64>() / 50.0).sqrt()
    }

    #[test]
    fn means_are_right_and_the_better_the_more_evenly_points_are_spread() {
        // A sum has mean 5·1/3 and variance 5·4/45; a product of |4u−2| has mean 1 and variance (4/3)^5 − 1.
        let sum = |u: &[f64]| u.iter().map(|u| u * u).sum::<f64>();
        let product = |u: &[f64]| u.iter().map(|u| (4.0 * u - 2.0).abs()).product::<f64>();
        let [random, layers, sobol] = Sampler::ALL.map(|sampler| error(sampler, 5, sum, 5.0 / 3.0));
        // A standard error estimated from 50 values is within 40 % (four of its own).
        let expected = (5.0 * 4.0 / 45.0_f64 / 256.0).sqrt();
        assert!((random / expected - 1.0).abs() < 0.4, "{random} {expected}");
        // A sum of functions of one coordinate each: layers leave the error within a layer only, 256 times less.
        assert!(layers < random / 50.0, "{layers} {random}");
        assert!(sobol < random / 50.0, "{sobol} {random}");
        let [random, layers, sobol] = Sampler::ALL.map(|sampler| error(sampler, 5, product, 1.0));
        let expected = ((1024.0 / 243.0 - 1.0) / 256.0_f64).sqrt();
        assert!((random / expected - 1.0).abs() < 0.4, "{random} {expected}");
        assert!(layers < random, "{layers} {random}");
        assert!(sobol < random / 3.0, "{sobol} {random}");
    }

    #[test]
    fn coordinates_beyond_the_sequence_are_random() {
        let points = Points::new(Sampler::Sobol, 2, 16, WIDEST + 3);
        let plain = Points::new(Sampler::Random, 2, 16, WIDEST + 3);
        assert_eq!(points.row(7)[WIDEST..], plain.row(7)[WIDEST..]);
        assert_ne!(points.row(7)[WIDEST - 1], plain.row(7)[WIDEST - 1]);
    }
}
