//! NSGA-II: a population that spreads along the front of several objectives, all of them to be small.
//!
//! Fast non-dominated sorting, crowding distance, binary tournaments with constraint domination after K. Deb, A. Pratap,
//! S. Agarwal and T. Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II" (IEEE Transactions on
//! Evolutionary Computation, 2002); simulated binary crossover and polynomial mutation in their forms with limits.

use super::{Limits, Refusal, check_limits, point_at, require, shares_of, usable};
use crate::math;
use crate::rng::{Draws, Stream};
use serde::{Deserialize, Serialize};

/// What to search, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nsga2Settings {
    /// Limits of each coordinate.
    pub limits: Vec<Limits>,
    /// Points of the first generation; the rest of it is drawn.
    pub given: Vec<Vec<f64>>,
    /// Members of a generation: even.
    pub population: usize,
    /// At most so many evaluations.
    pub evaluations: usize,
    /// How likely two parents are crossed.
    pub crossover: f64,
    /// How near to their parents the crossed are: larger is nearer.
    pub crossover_index: f64,
    /// How likely a coordinate is mutated; 1 ÷ n without it.
    pub mutation: Option<f64>,
    /// How near to its value a mutated coordinate is: larger is nearer.
    pub mutation_index: f64,
    /// The user's seed.
    pub seed: u64,
}

impl Nsga2Settings {
    /// The usual settings: 100 members, crossover 0.9 with index 15, mutation with index 20.
    pub fn within(limits: Vec<Limits>) -> Self {
        Self {
            limits,
            given: Vec::new(),
            population: 100,
            evaluations: 10_000,
            crossover: 0.9,
            crossover_index: 15.0,
            mutation: None,
            mutation_index: 20.0,
            seed: 1,
        }
    }
}

/// What an evaluation says of a candidate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Its objectives, each the better the smaller.
    pub objectives: Vec<f64>,
    /// By how much it breaks constraints; 0 or less where it breaks none.
    pub violation: f64,
}

/// A member of the population.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The point, within the limits.
    pub point: Vec<f64>,
    /// What the evaluation said.
    pub judged: Judged,
    /// The number of its front, from 0: on it, nobody of the population is better in everything.
    pub front: usize,
    /// How far its neighbours on the front are: the sum over objectives, in shares of the front's range. The ends of a
    /// front have the largest number.
    pub crowding: f64,
    /// In shares of the limits.
    shares: Vec<f64>,
}

impl Member {
    /// Of two, the better: on an earlier front, or with more room around it.
    fn beats(&self, other: &Self) -> bool {
        self.front < other.front || (self.front == other.front && self.crowding > other.crowding)
    }
}

/// The state of a search for a front.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Nsga2 {
    settings: Nsga2Settings,
    generation: u64,
    evaluations: usize,
    members: Vec<Member>,
}

impl Nsga2 {
    /// The state before the first generation.
    ///
    /// # Errors
    /// Limits without room, a given point outside them, settings that are not possible.
    pub fn new(settings: Nsga2Settings) -> Result<Self, Refusal> {
        check_limits(&settings.limits)?;
        for given in &settings.given {
            shares_of(given, &settings.limits)?;
        }
        let population = settings.population;
        require(
            population >= 4 && population.is_multiple_of(2),
            "population",
            population as f64,
            "an even number from 4 on",
        )?;
        for (name, value) in
            [("crossover", settings.crossover), ("mutation", settings.mutation.unwrap_or(0.0))]
        {
            require((0.0..=1.0).contains(&value), name, value, "a share from 0 to 1")?;
        }
        for (name, value) in
            [("crossover_index", settings.crossover_index), ("mutation_index", settings.mutation_index)]
        {
            require(value >= 0.0 && value.is_finite(), name, value, "a finite number that is 0 or more")?;
        }
        Ok(Self { settings, generation: 0, evaluations: 0, members: Vec::new() })
    }

    /// The candidates of the next generation, each within the limits; none once the evaluations are used up.
    pub fn ask(&self) -> Vec<Vec<f64>> {
        self.offspring().iter().map(|shares| point_at(shares, &self.settings.limits)).collect()
    }

    /// Takes what was found of the candidates last asked for, in their order, and keeps the better half of old and new.
    ///
    /// # Errors
    /// More or fewer than candidates, or other numbers of objectives; the state is then unchanged.
    pub fn tell(&mut self, judged: &[Judged]) -> Result<(), Refusal> {
        let offspring = self.offspring();
        if offspring.len() != judged.len() {
            return Err(Refusal::Told { asked: offspring.len(), told: judged.len() });
        }
        let known = self.members.first().map(|member| &member.judged).or(judged.first());
        let objectives = known.map_or(0, |judged| judged.objectives.len());
        if let Some(odd) = judged.iter().find(|judged| judged.objectives.len() != objectives) {
            return Err(Refusal::Setting {
                name: "objectives",
                value: odd.objectives.len() as f64,
                expected: "the same number for every candidate",
            });
        }
        self.evaluations += judged.len();
        self.generation += 1;
        self.members.extend(offspring.into_iter().zip(judged).map(|(shares, judged)| Member {
            point: point_at(&shares, &self.settings.limits),
            judged: Judged {
                objectives: judged.objectives.iter().map(|v| usable(*v)).collect(),
                violation: usable(judged.violation).max(0.0),
            },
            front: 0,
            crowding: 0.0,
            shares,
        }));
        self.survive();
        Ok(())
    }

    /// Ranks everybody and keeps as many as the population has.
    fn survive(&mut self) {
        let mut kept = Vec::with_capacity(self.settings.population);
        for (number, front) in fronts(&self.members).into_iter().enumerate() {
            let room = self.settings.population - kept.len();
            if room == 0 {
                break;
            }
            let crowding = crowding(&self.members, &front);
            let mut order: Vec<usize> = (0..front.len()).collect();
            if front.len() > room {
                order.sort_by(|a, b| crowding[*b].total_cmp(&crowding[*a]));
                order.truncate(room);
            }
            kept.extend(order.into_iter().map(|i| Member {
                front: number,
                crowding: crowding[i],
                ..self.members[front[i]].clone()
            }));
        }
        self.members = kept;
    }

    /// The next generation, in shares of the limits.
    fn offspring(&self) -> Vec<Vec<f64>> {
        let Nsga2Settings { limits, population, evaluations, seed, .. } = &self.settings;
        if self.evaluations + population > *evaluations {
            return Vec::new();
        }
        let n = limits.len();
        let draws = Draws { seed: *seed, run: self.generation };
        if self.members.is_empty() {
            let drawn = |member: usize| {
                (0..n).map(|i| draws.uniform(Stream::Front, (member * n + i) as u64)).collect()
            };
            return (0..*population)
                .map(|member| match self.settings.given.get(member) {
                    Some(given) => shares_of(given, limits).expect("given points were looked at in `new`"),
                    None => drawn(member),
                })
                .collect();
        }
        // A parent is chosen, a coordinate crossed, exchanged and mutated, each with numbers of its own.
        let numbers = 5 + 7 * n;
        (0..population / 2)
            .flat_map(|pair| {
                let draw = |slot: usize| draws.uniform(Stream::Front, (pair * numbers + slot) as u64);
                let [mut one, mut other] =
                    self.crossed(self.parent(draw(0), draw(1)), self.parent(draw(2), draw(3)), &|slot| {
                        draw(4 + slot)
                    });
                self.mutate(&mut one, &|slot| draw(5 + 3 * n + slot));
                self.mutate(&mut other, &|slot| draw(5 + 5 * n + slot));
                [one, other]
            })
            .collect()
    }

    /// The better of two members; of equals the first.
    fn parent(&self, first: f64, second: f64) -> &Member {
        let count = self.members.len();
        let member = |u: f64| &self.members[((u * count as f64) as usize).min(count - 1)];
        let (first, second) = (member(first), member(second));
        if second.beats(first) { second } else { first }
    }

    /// Two children by simulated binary crossover. Numbers 0: whether at all; then three for each coordinate.
    fn crossed(&self, one: &Member, other: &Member, draw: &impl Fn(usize) -> f64) -> [Vec<f64>; 2] {
        /// Nearer parents have children that are their copies.
        const SAME: f64 = 1e-14;
        let mut children = [one.shares.clone(), other.shares.clone()];
        if draw(0) > self.settings.crossover {
            return children;
        }
        let power = self.settings.crossover_index + 1.0;
        for i in 0..one.shares.len() {
            let [whether, u, exchange] = [0, 1, 2].map(|slot| draw(1 + 3 * i + slot));
            let (low, high) = (one.shares[i].min(other.shares[i]), one.shares[i].max(other.shares[i]));
            if whether > 0.5 || high - low < SAME {
                continue;
            }
            // How far a child lies from the middle, given the room between its parent and the limit.
            let spread = |room: f64| {
                let alpha = 2.0 - math::pow(1.0 + 2.0 * room / (high - low), -power);
                let base = if u <= 1.0 / alpha { u * alpha } else { 1.0 / (2.0 - u * alpha) };
                math::pow(base, 1.0 / power)
            };
            let below = (0.5 * (low + high - spread(low) * (high - low))).clamp(0.0, 1.0);
            let above = (0.5 * (low + high + spread(1.0 - high) * (high - low))).clamp(0.0, 1.0);
            let (a, b) = if exchange <= 0.5 { (above, below) } else { (below, above) };
            (children[0][i], children[1][i]) = (a, b);
        }
        children
    }

    /// Polynomial mutation. Two numbers for each coordinate.
    fn mutate(&self, shares: &mut [f64], draw: &impl Fn(usize) -> f64) {
        let likely = self.settings.mutation.unwrap_or(1.0 / shares.len() as f64);
        let power = self.settings.mutation_index + 1.0;
        for (i, share) in shares.iter_mut().enumerate() {
            let (whether, u) = (draw(2 * i), draw(2 * i + 1));
            if whether > likely {
                continue;
            }
            let moved = if u <= 0.5 {
                math::pow(2.0 * u + (1.0 - 2.0 * u) * math::pow(1.0 - *share, power), 1.0 / power) - 1.0
            } else {
                let rest = 2.0 * (1.0 - u) + (2.0 * u - 1.0) * math::pow(*share, power);
                1.0 - math::pow(rest, 1.0 / power)
            };
            *share = (*share + moved).clamp(0.0, 1.0);
        }
    }

    /// The members of the first front that break no constraint, by their first objective; none before the first generation.
    pub fn front(&self) -> Vec<&Member> {
        let mut front: Vec<&Member> =
            self.members.iter().filter(|m| m.front == 0 && m.judged.violation == 0.0).collect();
        front.sort_by(|a, b| {
            let pairs = a.judged.objectives.iter().zip(&b.judged.objectives);
            pairs.fold(std::cmp::Ordering::Equal, |order, (a, b)| order.then(a.total_cmp(b)))
        });
        front
    }
    /// Everybody of the last generation.
    pub fn members(&self) -> &[Member] {
        &self.members
    }
    /// How many candidates were told of.
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }
    /// Whether there is nothing more to ask.
    pub fn ended(&self) -> bool {
        self.evaluations + self.settings.population > self.settings.evaluations
    }
}

/// Whether one is better: it breaks constraints less, or no less good in any objective and better in one.
fn dominates(one: &Judged, other: &Judged) -> bool {
    if one.violation > 0.0 || other.violation > 0.0 {
        return one.violation < other.violation;
    }
    let pairs = || one.objectives.iter().zip(&other.objectives);
    pairs().all(|(a, b)| a <= b) && pairs().any(|(a, b)| a < b)
}

/// The members' numbers by front: those whom nobody dominates, those whom only the former dominate, and so on.
fn fronts(members: &[Member]) -> Vec<Vec<usize>> {
    let count = members.len();
    let mut dominated: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut by = vec![0_usize; count];
    for i in 0..count {
        for j in 0..count {
            if dominates(&members[i].judged, &members[j].judged) {
                dominated[i].push(j);
                by[j] += 1;
            }
        }
    }
    let mut fronts = Vec::new();
    let mut front: Vec<usize> = (0..count).filter(|i| by[*i] == 0).collect();
    while !front.is_empty() {
        let mut next = Vec::new();
        for i in &front {
            for j in &dominated[*i] {
                by[*j] -= 1;
                if by[*j] == 0 {
                    next.push(*j);
                }
            }
        }
        next.sort_unstable();
        fronts.push(std::mem::replace(&mut front, next));
    }
    fronts
}

/// The crowding distance of each member of a front.
fn crowding(members: &[Member], front: &[usize]) -> Vec<f64> {
    let mut distance = vec![0.0; front.len()];
    let objectives = front.first().map_or(0, |i| members[*i].judged.objectives.len());
    for objective in 0..objectives {
        let value = |i: usize| members[front[i]].judged.objectives[objective];
        let mut order: Vec<usize> = (0..front.len()).collect();
        order.sort_by(|a, b| value(*a).total_cmp(&value(*b)));
        let (first, last) = (order[0], order[order.len() - 1]);
        let range = value(last) - value(first);
        for end in [first, last] {
            distance[end] = f64::MAX;
        }
        if range > 0.0 {
            for around in order.windows(3) {
                let gap = (value(around[2]) - value(around[0])) / range;
                distance[around[1]] = (distance[around[1]] + gap).min(f64::MAX);
            }
        }
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(objectives: &[f64], violation: f64) -> Member {
        let judged = Judged { objectives: objectives.to_vec(), violation };
        Member { point: Vec::new(), judged, front: 0, crowding: 0.0, shares: Vec::new() }
    }

    #[test]
    fn fronts_and_crowding_are_those_found_by_hand() {
        let members = [
            member(&[1.0, 5.0], 0.0),
            member(&[2.0, 3.0], 0.0),
            member(&[4.0, 1.0], 0.0),
            member(&[3.0, 4.0], 0.0),
            member(&[5.0, 5.0], 0.0),
            // Better in everything, but forbidden; the more so the worse.
            member(&[0.0, 0.0], 2.0),
            member(&[0.0, 0.0], 1.0),
        ];
        let found = fronts(&members);
        assert_eq!(found, [vec![0, 1, 2], vec![3], vec![4], vec![6], vec![5]]);
        // Between the ends: 3 of 3 along the first objective and 4 of 4 along the second.
        assert_eq!(crowding(&members, &found[0]), [f64::MAX, 2.0, f64::MAX]);
    }
}
