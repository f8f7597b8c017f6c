//! A Latin hypercube: every coordinate is cut into layers, and each point has a layer of its own.

use crate::rng::{Draws, Stream};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Which layer of each coordinate a point lies in: an order of all layers for every coordinate, none of them stored.
#[derive(Clone, Debug)]
pub(super) struct Layers {
    rows: u64,
    orders: Vec<Order>,
}

impl Layers {
    pub(super) fn new(seed: u64, rows: u64, dims: usize) -> Self {
        Self { rows, orders: (0..dims).map(|dim| Order::new(seed, dim, rows)).collect() }
    }

    /// The point whose own chance this is; its run is its number.
    pub(super) fn fill(&self, chance: Draws, point: &mut [f64]) {
        for (dim, (coordinate, order)) in point.iter_mut().zip(&self.orders).enumerate() {
            let layer = order.place(chance.run);
            // 32 bits, so that the sum keeps them all up to two million layers and a point stays in its own.
            let within = ((chance.bits(Stream::Point, dim as u64) >> 32) as f64 + 0.5) / (1_u64 << 32) as f64;
            // More layers than that: rounding must not reach 1.
            *coordinate = ((layer as f64 + within) / self.rows as f64).min(1.0 - f64::EPSILON / 2.0);
        }
    }
}

/// An order of the numbers below `rows` that is computed, not stored: the swap-or-not shuffle.
///
/// In each round every number is paired with another, and a coin of the pair says whether the two swap.
/// Source: Hoang, Morris and Rogaway, An enciphering scheme based on a card shuffle, CRYPTO 2012.
#[derive(Clone, Debug)]
struct Order {
    rows: u64,
    rounds: [Round; ROUNDS],
}

/// Numbers x and `sum` − x are a pair; `key` decides their coins.
#[derive(Clone, Copy, Debug)]
struct Round {
    sum: u64,
    key: u64,
}

/// The proof asks for a few times the binary logarithm of the rows: three times that of two million.
const ROUNDS: usize = 64;

impl Order {
    fn new(seed: u64, dim: usize, rows: u64) -> Self {
        let mut chance = Draws { seed, run: 0 }.sequence(Stream::Layers, dim as u64);
        let rounds = std::array::from_fn(|_| Round { sum: chance.below(rows), key: chance.bits() });
        Self { rows, rounds }
    }

    /// Where `number` stands in the order.
    fn place(&self, number: u64) -> u64 {
        self.rounds.iter().fold(number, |x, round| {
            let partner = if x <= round.sum { round.sum - x } else { self.rows - x + round.sum };
            let swap = xxh3_64_with_seed(&x.max(partner).to_le_bytes(), round.key) & 1 == 1;
            if swap { partner } else { x }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_names_every_number_once() {
        for rows in (1..=130).chain([1000, 4096]) {
            let order = Order::new(3, rows as usize, rows);
            let mut places: Vec<u64> = (0..rows).map(|x| order.place(x)).collect();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..rows), "{rows}");
        }
    }

    #[test]
    fn orders_are_as_likely_as_each_other() {
        // All 24 orders of four numbers, 240 times each on average.
        let mut counts = crate::sorted::Map::new();
        for seed in 0..5760 {
            let order = Order::new(seed, 0, 4);
            *counts.entry([0, 1, 2, 3].map(|x| order.place(x))).or_insert(0_u32) += 1;
        }
        let chi: f64 =
            counts.values().map(|c| (f64::from(*c) - 240.0) * (f64::from(*c) - 240.0) / 240.0).sum();
        assert_eq!(counts.len(), 24);
        // 99.9 % point of chi-squared with 23 degrees of freedom.
        assert!(chi < 49.73, "{chi}");
    }

    #[test]
    fn places_of_neighbours_and_of_one_number_in_two_coordinates_do_not_go_together() {
        let rows = 5000;
        let (one, two) = (Order::new(1, 0, rows), Order::new(1, 1, rows));
        let centred = |order: &Order, x: u64| order.place(x) as f64 - (rows - 1) as f64 / 2.0;
        let variance = (rows as f64 * rows as f64 - 1.0) / 12.0;
        let correlation = |f: &dyn Fn(u64) -> f64| (0..rows).map(f).sum::<f64>() / rows as f64 / variance;
        let across = correlation(&|x| centred(&one, x) * centred(&two, x));
        let beside = correlation(&|x| centred(&one, x) * centred(&one, (x + 1) % rows));
        let own = correlation(&|x| centred(&one, x) * (x as f64 - (rows - 1) as f64 / 2.0));
        // Four standard errors of a correlation.
        let limit = 4.0 / (rows as f64).sqrt();
        for found in [across, beside, own] {
            assert!(found.abs() < limit, "{across} {beside} {own}");
        }
    }
}
