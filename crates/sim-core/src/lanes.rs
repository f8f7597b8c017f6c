//! Four numbers that are worked on together, as vectors of the machine: two of two in WebAssembly, one of four where there
//! are any. The same operations in the same order everywhere, so the same bits.
//!
//! Left to itself, the compiler finds most of these vectors too, but shuffles their lanes where numbers of several vectors
//! meet, which cost the exit step a fifth of its time.

use crate::model::state::{Block, WIDTH};
pub(crate) use wide::f64x4 as Four;

/// Numbers of a vector.
pub(crate) const LANES: usize = 4;
/// Vectors of a block.
pub(crate) const FOURS: usize = WIDTH / LANES;

/// A vector of a block.
#[inline(always)]
pub(crate) fn four(block: &Block, at: usize) -> Four {
    Four::new(block.as_chunks().0[at])
}

/// Writes a vector of a block.
#[inline(always)]
pub(crate) fn put(block: &mut Block, at: usize, four: Four) {
    block.as_chunks_mut().0[at] = four.to_array();
}

/// Adds to a vector of a block.
#[inline(always)]
pub(crate) fn add(block: &mut Block, at: usize, more: Four) {
    let sum = four(block, at) + more;
    put(block, at, sum);
}

/// The sum of the lanes.
#[inline(always)]
pub(crate) fn sum(four: Four) -> f64 {
    let [a, b, c, d] = four.to_array();
    (a + b) + (c + d)
}
