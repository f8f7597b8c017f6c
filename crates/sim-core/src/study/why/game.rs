//! How a change is divided among the players of a game, from what every coalition of them reaches.
//!
//! Nothing here knows of levers: a game is a function of a [`Coalition`], so that the division can be judged on games
//! whose answer is known.

use crate::math;
use crate::rng::{Draws, Stream};
use serde::{Deserialize, Serialize};

/// The most players a coalition can hold.
pub const MOST_PLAYERS: usize = 64;

/// A set of players, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Coalition(pub u64);

impl Coalition {
    /// Nobody.
    pub const EMPTY: Self = Self(0);

    /// The first `players` players.
    pub const fn all(players: usize) -> Self {
        if players >= MOST_PLAYERS { Self(u64::MAX) } else { Self((1 << players) - 1) }
    }
    /// One player.
    pub const fn only(player: usize) -> Self {
        Self(1 << player)
    }
    /// The same with a player.
    #[must_use]
    pub const fn with(self, player: usize) -> Self {
        Self(self.0 | 1 << player)
    }
    /// The same without a player.
    #[must_use]
    pub const fn without(self, player: usize) -> Self {
        Self(self.0 & !(1 << player))
    }
    /// Whether a player is in it.
    pub const fn contains(self, player: usize) -> bool {
        self.0 >> player & 1 == 1
    }
    /// How many players are in it.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }
    /// Whether nobody is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What one player has of the change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The Shapley share.
    pub share: f64,
    /// Standard error of the share where orders were sampled.
    pub error: Option<f64>,
    /// What the player does first, on nothing else: `v({i}) − v(∅)`.
    pub alone: f64,
    /// What the player does last, on all others: `v(N) − v(N∖i)`.
    pub last: f64,
}

/// What two players do together beyond what each does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Their numbers, the smaller first.
    pub players: [usize; 2],
    /// The Shapley interaction index: above 0 they strengthen each other, below 0 each does what the other does.
    pub index: f64,
}

/// A change, divided among its players. All numbers have the unit of the game's values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Division {
    /// `v(N) − v(∅)`.
    pub change: f64,
    /// One for each player; the shares sum to the change.
    pub parts: Vec<Part>,
    /// Of the change what no player does alone: `change − Σ alone`.
    pub interaction: f64,
    /// Pairs, largest index (without its sign) first; empty where orders were sampled.
    pub pairs: Vec<Pair>,
}

/// Divides exactly, from the value of each of the `2^players` coalitions:
/// `φ_i = Σ_{S ∌ i} |S|!·(n − |S| − 1)! ÷ n! · (v(S∪i) − v(S))`.
///
/// Source: Shapley, *A value for n-person games* (1953).
pub fn divide(players: usize, value: impl Fn(Coalition) -> f64) -> Division {
    let table = Centred::new(players, value);
    let weights: Vec<f64> =
        (0..players).map(|size| 1.0 / (players as f64 * choose(players - 1, size))).collect();
    let share = |player: usize| {
        let mut share = 0.0;
        for bits in 0..1_u64 << players {
            let others = Coalition(bits);
            if !others.contains(player) {
                share += weights[others.len()] * (table.at(others.with(player)) - table.at(others));
            }
        }
        share
    };
    let shares: Vec<f64> = (0..players).map(share).collect();
    Division { pairs: pairs(players, &table), ..table.division(players, |player| (shares[player], None)) }
}

/// `I_ij = Σ_{S ∌ i,j} |S|!·(n − |S| − 2)! ÷ (n − 1)! · (v(S∪ij) − v(S∪i) − v(S∪j) + v(S))`.
///
/// Source: Grabisch and Roubens, *An axiomatic approach to the concept of interaction among players in cooperative games*
/// (1999).
fn pairs(players: usize, table: &Centred<impl Fn(Coalition) -> f64>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for i in 0..players {
        for j in i + 1..players {
            let mut index = 0.0;
            for bits in 0..1_u64 << players {
                let others = Coalition(bits);
                if !others.contains(i) && !others.contains(j) {
                    let weight = 1.0 / ((players - 1) as f64 * choose(players - 2, others.len()));
                    let second = table.at(others.with(j).with(i)) - table.at(others.with(j));
                    index += weight * (second - (table.at(others.with(i)) - table.at(others)));
                }
            }
            pairs.push(Pair { players: [i, j], index });
        }
    }
    pairs.sort_by(|a, b| b.index.abs().total_cmp(&a.index.abs()).then(a.players.cmp(&b.players)));
    pairs
}

/// Divides by sampled orders: a player's share is the mean, over orders, of what the player adds to those before.
///
/// `orders` come in pairs, an order and its reverse; the standard error is that of the means of pairs, and there is none
/// for a single pair. Source: Castro, Gómez and Tejada, *Polynomial calculation of the Shapley value based on sampling*
/// (2009); reversed orders: Mitchell, Cooper, Frank and Holmes, *Sampling permutations for Shapley value estimation* (2022).
///
/// # Panics
/// When an order does not hold every player once.
pub fn divide_by_orders(players: usize, orders: &[Vec<usize>], value: impl Fn(Coalition) -> f64) -> Division {
    let table = Centred::new(players, value);
    let mut added: Vec<Vec<f64>> = Vec::with_capacity(orders.len());
    for order in orders {
        let mut of_order = vec![0.0; players];
        let (mut before, mut reached) = (Coalition::EMPTY, 0.0);
        for player in order {
            before = before.with(*player);
            let now = table.at(before);
            of_order[*player] = now - reached;
            reached = now;
        }
        assert!(
            order.len() == players && before == Coalition::all(players),
            "an order holds every player once"
        );
        added.push(of_order);
    }
    let means: Vec<Vec<f64>> = added
        .chunks(2)
        .map(|pair| {
            let of = |player: usize| pair.iter().fold(0.0, |t, order| t + order[player]) / pair.len() as f64;
            (0..players).map(of).collect()
        })
        .collect();
    table.division(players, |player| mean_and_error(means.iter().map(|pair| pair[player])))
}

/// The mean of several numbers and its standard error, where there are at least two.
fn mean_and_error(values: impl Iterator<Item = f64> + Clone) -> (f64, Option<f64>) {
    let (sum, count) = values.clone().fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    let n = f64::from(count);
    let mean = sum / n;
    let squares = values.fold(0.0, |t, value| t + (value - mean) * (value - mean));
    (mean, (count > 1).then(|| math::sqrt(squares / (n - 1.0) / n)))
}

/// Pairs of an order and its reverse. A player's place depends on the seed, the pair and the player's name in `names`
/// only, so that a further player does not change the order of the others.
pub fn orders(names: &[u64], seed: u64, pairs: u32) -> Vec<Vec<usize>> {
    (0..u64::from(pairs))
        .flat_map(|run| {
            let draws = Draws { seed, run };
            let place = |player: &usize| draws.bits(Stream::CoalitionOrder, names[*player]);
            let mut order: Vec<usize> = (0..names.len()).collect();
            order.sort_by_key(place);
            let reverse = order.iter().rev().copied().collect();
            [order, reverse]
        })
        .collect()
}

/// A game that is 0 for nobody: small changes of large values lose fewer digits when they are added up.
struct Centred<V> {
    value: V,
    empty: f64,
    all: Coalition,
}

impl<V: Fn(Coalition) -> f64> Centred<V> {
    fn new(players: usize, value: V) -> Self {
        Self { empty: value(Coalition::EMPTY), value, all: Coalition::all(players) }
    }

    fn at(&self, coalition: Coalition) -> f64 {
        (self.value)(coalition) - self.empty
    }

    fn division(&self, players: usize, share: impl Fn(usize) -> (f64, Option<f64>)) -> Division {
        let change = self.at(self.all);
        let part = |player: usize| {
            let (share, error) = share(player);
            let alone = self.at(Coalition::only(player));
            Part { share, error, alone, last: change - self.at(self.all.without(player)) }
        };
        let parts: Vec<Part> = (0..players).map(part).collect();
        let interaction = change - parts.iter().fold(0.0, |t, part| t + part.alone);
        Division { change, parts, interaction, pairs: Vec::new() }
    }
}

/// How many ways there are to choose `k` of `n`.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |ways, i| ways * (n - i) as f64 / (i + 1) as f64)
}
