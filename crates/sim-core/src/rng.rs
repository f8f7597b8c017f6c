//! Random numbers addressed by (seed, run, stream, index): independent of order, threads and policy.

use crate::math;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a random number is for. A stream of its own keeps one use from disturbing another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Stream {
    /// The yearly shock to exam yields; the index is the calendar year.
    ExamYield = 1,
    /// The luck of persons in the agent model, which have sequences of their own; the index is 0.
    Persons = 2,
    /// Candidates of CMA-ES; the run is the number of its restarts.
    Evolution = 16,
    /// Candidates of NSGA-II; the run is the generation.
    Front = 17,
    /// A coordinate of a point; the run is the point's number, the index the coordinate's.
    Point = 32,
    /// The order of a Latin hypercube's layers; the index is the coordinate.
    Layers = 33,
    /// What a Sobol sequence is scrambled with; the index is the coordinate.
    Scramble = 34,
    /// Where a trajectory starts and how it goes; the run is its number.
    Trajectory = 35,
    /// Which rows a bootstrap takes; the run is the resample's number.
    Resample = 36,
    /// The order in which levers are moved to share a change out among them; the index names the lever.
    CoalitionOrder = 24,
}

/// The random numbers of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// The user's seed.
    pub seed: u64,
    /// The number of the run among runs with the same seed.
    pub run: u64,
}

impl Draws {
    /// 64 random bits.
    pub fn bits(self, stream: Stream, index: u64) -> u64 {
        self.sequence(stream, index).bits()
    }

    /// A uniform number strictly between 0 and 1, with 52 random bits.
    pub fn uniform(self, stream: Stream, index: u64) -> f64 {
        let bits = self.bits(stream, index) >> 12;
        (bits as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// A standard normal number.
    pub fn normal(self, stream: Stream, index: u64) -> f64 {
        math::normal_quantile(self.uniform(stream, index))
    }

    /// As many random numbers as are wanted from one address, for who takes them all in one go.
    pub fn sequence(self, stream: Stream, index: u64) -> Sequence {
        Sequence(ChaCha8Rng::from_seed(self.key(stream, index)))
    }

    fn key(self, stream: Stream, index: u64) -> [u8; 32] {
        let mut key = [0; 32];
        for (part, word) in
            [self.seed, self.run, stream as u64, index].into_iter().zip(key.chunks_exact_mut(8))
        {
            word.copy_from_slice(&part.to_le_bytes());
        }
        key
    }
}

/// Random numbers one after the other.
#[derive(Clone, Debug)]
pub struct Sequence(ChaCha8Rng);

impl Sequence {
    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// The next whole number below `n`, each as likely as the others to one part in 2^64 ÷ `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_always_gives_the_same_number_and_another_address_another() {
        let draws = Draws { seed: 7, run: 3 };
        let here = draws.uniform(Stream::ExamYield, 2021);
        assert_eq!(here, draws.uniform(Stream::ExamYield, 2021));
        assert_ne!(here, draws.uniform(Stream::ExamYield, 2022));
        assert_ne!(here, Draws { seed: 8, run: 3 }.uniform(Stream::ExamYield, 2021));
        assert_ne!(here, Draws { seed: 7, run: 4 }.uniform(Stream::ExamYield, 2021));
    }

    #[test]
    fn a_sequence_begins_with_the_number_of_its_address_and_reaches_every_value_below_a_bound() {
        let draws = Draws { seed: 7, run: 3 };
        assert_eq!(draws.sequence(Stream::Point, 5).bits(), draws.bits(Stream::Point, 5));
        let mut sequence = draws.sequence(Stream::Resample, 0);
        let mut counts = [0_u32; 7];
        for _ in 0..7000 {
            counts[sequence.below(7) as usize] += 1;
        }
        // Expected 1,000 each; five standard deviations are 146.
        assert!(counts.iter().all(|count| count.abs_diff(1000) < 150), "{counts:?}");
    }

    #[test]
    fn many_addresses_have_the_moments_of_the_normal_distribution() {
        let n = 20_000;
        let values: Vec<f64> =
            (0..n).map(|i| Draws { seed: 1, run: i }.normal(Stream::ExamYield, 2021)).collect();
        let mean = values.iter().sum::<f64>() / n as f64;
        let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n as f64;
        // Four standard errors: 4/√n for the mean, 4·√(2/n) for the variance.
        assert!(mean.abs() < 4.0 / (n as f64).sqrt(), "{mean}");
        assert!((variance - 1.0).abs() < 4.0 * (2.0 / n as f64).sqrt(), "{variance}");
    }
}
