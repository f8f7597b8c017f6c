//! Four numbers that are worked on together, as vectors of the machine: two of two in WebAssembly, one of four where there
//! are any. The same operations in the same order everywhere, so the same bits.
//!
//! Left to itself, the compiler finds most of these vectors too, but shuffles their lanes where numbers of several vectors
//! meet, which cost the exit step a fifth of its time.
#![expect(clippy::inline_always, reason = "left to itself, WebAssembly loses an eighth of a run")]

pub(crate) use wide::f64x4 as Four;

/// Numbers of a vector.
pub(crate) const LANES: usize = 4;

/// A vector of an array.
#[inline(always)]
pub(crate) fn four<const N: usize>(block: &[f64; N], at: usize) -> Four {
    Four::new(block.as_chunks().0[at])
}

/// Writes a vector of an array.
#[inline(always)]
pub(crate) fn put<const N: usize>(block: &mut [f64; N], at: usize, four: Four) {
    block.as_chunks_mut().0[at] = four.to_array();
}

/// Adds to a vector of an array.
#[inline(always)]
pub(crate) fn add<const N: usize>(block: &mut [f64; N], at: usize, more: Four) {
    let sum = four(block, at) + more;
    put(block, at, sum);
}

#[cfg(not(target_feature = "avx"))]
pub(crate) use wide::f64x2 as Own;
/// The widest vector of the machine this is compiled for. Where many vectors are wanted at once, two of two for one of four
/// are more than there are registers.
#[cfg(target_feature = "avx")]
pub(crate) use wide::f64x4 as Own;

/// Numbers of it.
pub(crate) const OWN: usize = size_of::<Own>() / size_of::<f64>();
/// How many of it make four.
pub(crate) const PARTS: usize = LANES / OWN;

/// The machine's vector of an array.
#[inline(always)]
pub(crate) fn own<const N: usize>(block: &[f64; N], at: usize) -> Own {
    Own::new(block.as_chunks().0[at])
}

/// Writes it.
#[inline(always)]
pub(crate) fn put_own<const N: usize>(block: &mut [f64; N], at: usize, own: Own) {
    block.as_chunks_mut().0[at] = own.to_array();
}

/// Adds to it.
#[inline(always)]
pub(crate) fn add_own<const N: usize>(block: &mut [f64; N], at: usize, more: Own) {
    let sum = own(block, at) + more;
    put_own(block, at, sum);
}

/// The sum of four lanes that lie in the machine's vectors.
#[inline(always)]
pub(crate) fn sum_parts(parts: [Own; PARTS]) -> f64 {
    let mut lanes = [0.0; LANES];
    for (lanes, part) in lanes.as_chunks_mut().0.iter_mut().zip(parts) {
        *lanes = part.to_array();
    }
    let [a, b, c, d] = lanes;
    (a + b) + (c + d)
}

/// The sum of the lanes.
#[inline(always)]
pub(crate) fn sum(four: Four) -> f64 {
    let [a, b, c, d] = four.to_array();
    (a + b) + (c + d)
}
