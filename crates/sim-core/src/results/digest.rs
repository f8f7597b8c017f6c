//! One number that stands for every bit of a run's states.

use std::fmt;
use xxhash_rust::xxh3::Xxh3;

/// A 128-bit digest of state arrays, f64 little-endian with −0 counted as 0.
#[derive(Clone, Default)]
pub struct Digest(Xxh3);

impl Digest {
    /// Adds bytes as they are.
    pub(crate) fn add_bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Adds an array.
    pub fn add(&mut self, values: &[f64]) {
        let mut bytes = [0; 8 * 256];
        for chunk in values.chunks(256) {
            for (place, value) in bytes.chunks_exact_mut(8).zip(chunk) {
                place.copy_from_slice(&(value + 0.0).to_le_bytes());
            }
            self.0.update(&bytes[..8 * chunk.len()]);
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0.digest128())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minus_zero_counts_as_zero_and_every_other_bit_counts() {
        let digest = |values: &[f64]| {
            let mut digest = Digest::default();
            digest.add(values);
            digest.to_string()
        };
        assert_eq!(digest(&[0.0, 1.0]), digest(&[-0.0, 1.0]));
        assert_ne!(digest(&[0.0, 1.0]), digest(&[0.0, 1.0 + f64::EPSILON]));
    }
}
