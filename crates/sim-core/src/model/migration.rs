//! Moves between regions, and to the outside region: a logit with distance.

use super::geography::Geography;
use super::pay::{self, Pay};
use super::posts;
use super::state::{Block, BySetting, FOURS, PLACE_BLOCKS, WIDTH};
use crate::ids::Setting;
use crate::lanes::{Four, add, four, put};
use crate::math;
use crate::scenario::{OutsideRegion, Params, Scenario};
use crate::time::Month;

/// Distances between the seats of regions, as they weigh on those who move: fixed for a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Distances {
    /// `[from][to]`, the outside region last where there is one; 0 from a region to itself.
    migrants: Vec<f64>,
    /// `[home][to]` for graduates, home included.
    graduates: Vec<f64>,
    regions: usize,
    destinations: usize,
}

impl Distances {
    /// Weights `(1 + km)^(−θ_d)`; graduates weigh home by `exp(b_h)` more.
    pub fn new(scenario: &Scenario, params: &Params) -> Self {
        let mut seats: Vec<(f64, f64)> = scenario.regions.iter().map(|r| (r.longitude, r.latitude)).collect();
        let regions = seats.len();
        seats.extend(scenario.outside_region.as_ref().map(|o| (o.longitude, o.latitude)));
        let mut distances =
            Self { migrants: Vec::new(), graduates: Vec::new(), regions, destinations: seats.len() };
        for (from, seat) in seats[..regions].iter().enumerate() {
            for (to, other) in seats.iter().enumerate() {
                let km = math::distance(params.earth_radius, *seat, *other);
                let weight = math::pow(1.0 + km, -params.migrate_distance_effect);
                distances.migrants.push(if from == to { 0.0 } else { weight });
                if to < regions {
                    let home = if from == to { math::exp(params.graduate_home_effect) } else { 1.0 };
                    distances.graduates.push(home * math::pow(1.0 + km, -params.graduate_distance_effect));
                }
            }
        }
        distances
    }

    /// Whether there is anywhere to go.
    pub fn anywhere(&self) -> bool {
        self.destinations > 1
    }

    /// The weights of graduates from one home region.
    pub fn of_graduates(&self, home: usize) -> &[f64] {
        &self.graduates[home * self.regions..(home + 1) * self.regions]
    }
}

/// What draws people to a region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draw {
    /// Mean pay of professionals, yuan a month.
    pub pay: f64,
    /// Outside pay, yuan a month.
    pub outside_pay: f64,
    /// Vacancies.
    pub vacancies: f64,
    /// Posts.
    pub posts: f64,
    /// Posts ÷ posts of the whole place: how many alternatives the region is.
    pub size: f64,
    /// Posts of institutions, schools, hospitals and government ÷ all posts.
    pub established: f64,
    /// Urban residents ÷ residents.
    pub urban: f64,
}

/// Settings whose posts are established.
pub(crate) const ESTABLISHED: [Setting; 4] =
    [Setting::Institution, Setting::School, Setting::Hospital, Setting::Government];

/// What draws people to a region with so many posts and staff.
pub(crate) fn draw(geography: &Geography, pay: &Pay, posts: &BySetting, staff: &BySetting) -> Draw {
    let all = math::sum(posts);
    let established = ESTABLISHED.iter().fold(0.0, |t, s| t + posts[s.index()]);
    Draw {
        pay: pay.mean,
        outside_pay: pay.outside,
        vacancies: math::sum(&posts::vacancies(posts, staff)),
        posts: all,
        size: all,
        established: if all > 0.0 { established / all } else { 0.0 },
        urban: 1.0 - geography.rural_share,
    }
}

/// Sizes of the regions against the whole place: more posts everywhere draw nobody from one region to another, nor from
/// another occupation; vacancies do.
pub(crate) fn compare_sizes(draws: &mut [Draw]) {
    let all = draws.iter().fold(0.0, |t, d| t + d.posts);
    for draw in draws {
        draw.size = if all > 0.0 { draw.posts / all } else { 0.0 };
    }
}

/// What draws people to the outside region: professionals there earn as much of the local wage as those of the place (the
/// mean over posts), it has as many posts for its residents, and is all urban.
pub(crate) fn outside_draw(
    scenario: &Scenario,
    params: &Params,
    outside: &OutsideRegion,
    draws: &[Draw],
    month: Month,
) -> Draw {
    const THOUSAND: f64 = 1000.0;
    let residents = scenario.regions.iter().fold(0.0, |t, region| t + region.population_2020);
    let outside_pay = pay::national_pay(scenario, params, month) * outside.pay_ratio.value;
    let all = draws.iter().fold(0.0, |t, d| t + d.posts);
    let relative = draws.iter().fold(0.0, |t, d| t + d.posts * d.pay / d.outside_pay);
    Draw {
        pay: if all > 0.0 { outside_pay * relative / all } else { outside_pay },
        outside_pay,
        vacancies: outside.vacancies.value,
        posts: THOUSAND,
        size: outside.residents.value / residents,
        established: 0.0,
        urban: 1.0,
    }
}

impl Draw {
    fn vacancies_per_thousand(&self) -> f64 {
        const THOUSAND: f64 = 1000.0;
        if self.posts > 0.0 { THOUSAND * self.vacancies / self.posts } else { 0.0 }
    }

    /// Pull on migrants: `size^θ_n·w^θ_w·(1 + V per 1,000 posts)^θ_v·exp(θ_u·urban)`.
    pub fn on_migrants(&self, params: &Params) -> f64 {
        math::pow(self.size, params.migrate_size_effect)
            * math::pow(self.pay, params.migrate_pay_effect)
            * math::pow(1.0 + self.vacancies_per_thousand(), params.migrate_vacancy_effect)
            * math::exp(params.migrate_urban_effect * self.urban)
    }

    /// Pull on graduates: `size^θ_n·(w/w_out)^b_w·(1 + V per 1,000 posts)^b_v·exp(b_b·established)`.
    pub fn on_graduates(&self, params: &Params) -> f64 {
        math::pow(self.size, params.migrate_size_effect)
            * math::pow(self.pay / self.outside_pay, params.graduate_pay_effect)
            * math::pow(1.0 + self.vacancies_per_thousand(), params.graduate_vacancy_effect)
            * math::exp(params.graduate_established_effect * self.established)
    }
}

/// Shares of those who leave a region by destination, `[from][to]`: a matrix whose rows sum to 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Destinations {
    shares: Vec<f64>,
    columns: usize,
}

impl Destinations {
    /// Shares in proportion to pull and distance, where there is anywhere to go.
    pub fn new(distances: &Distances, pulls: &[f64]) -> Self {
        let mut destinations = Self::default();
        destinations.set(distances, pulls);
        destinations
    }

    /// The same in the room that is there.
    pub fn set(&mut self, distances: &Distances, pulls: &[f64]) {
        let columns = distances.destinations;
        self.columns = columns;
        self.shares.resize(distances.migrants.len(), 0.0);
        let rows = self.shares.chunks_exact_mut(columns).zip(distances.migrants.chunks_exact(columns));
        for (from, (row, near)) in rows.enumerate() {
            let mut total = 0.0;
            for ((share, near), pull) in row.iter_mut().zip(near).zip(pulls) {
                *share = near * pull;
                total += *share;
            }
            // Where nothing draws anyone, all other places do alike.
            for (to, share) in row.iter_mut().enumerate() {
                let alike = f64::from(u8::from(to != from)) / (columns - 1) as f64;
                *share = if total > 0.0 { *share / total } else { alike };
            }
        }
    }

    /// Shares of those who leave one region.
    pub fn row(&self, from: usize) -> &[f64] {
        &self.shares[from * self.columns..(from + 1) * self.columns]
    }
}

/// How many moved, by region.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moved {
    /// Came to the region.
    pub arrived: Vec<f64>,
    /// Of the region left the place.
    pub away: Vec<f64>,
    /// Of one certificate and practice leave the region.
    leaving: Vec<f64>,
    /// And come to it.
    coming: Vec<f64>,
}

/// Moves those who leave to where they look for a post, and counts them.
///
/// Numbers move by destination, certificate and practice; the ages of all who move with the same certificate and practice
/// are pooled, which keeps the number of each age.
pub(crate) fn arrive(
    destinations: &Destinations,
    leaving: &[Block],
    moved: &mut Moved,
    mut arrive: impl FnMut(usize, usize, f64, &Block),
) {
    let regions = leaving.len() / PLACE_BLOCKS;
    let Moved { arrived, away, leaving: by_region, coming } = moved;
    for numbers in [&mut *arrived, away, by_region] {
        numbers.clear();
        numbers.resize(regions, 0.0);
    }
    for i in 0..PLACE_BLOCKS {
        let mut ages = [0.0; WIDTH];
        for (r, persons) in by_region.iter_mut().enumerate() {
            let cells = &leaving[r * PLACE_BLOCKS + i];
            *persons = math::sum(cells);
            for at in 0..FOURS {
                add(&mut ages, at, four(cells, at));
            }
        }
        let total = math::sum(by_region);
        if total <= 0.0 {
            continue;
        }
        for at in 0..FOURS {
            let shares = four(&ages, at) / Four::splat(total);
            put(&mut ages, at, shares);
        }
        coming.clear();
        coming.resize(regions, 0.0);
        for (from, leaving) in by_region.iter().enumerate() {
            let (row, outside) = destinations.row(from).split_at(regions);
            for (coming, share) in coming.iter_mut().zip(row) {
                *coming += leaving * share;
            }
            for share in outside {
                away[from] += leaving * share;
            }
        }
        for (to, persons) in coming.iter().enumerate() {
            arrive(to, i, *persons, &ages);
            arrived[to] += persons;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_matrix_sums_to_one_and_nobody_moves_to_where_they_are() {
        let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
        let distances = Distances::new(&scenario, &Params::default());
        let pulls: Vec<f64> = (0..distances.destinations).map(|r| 1.0 + r as f64).collect();
        let destinations = Destinations::new(&distances, &pulls);
        for from in 0..scenario.regions.len() {
            let row = destinations.row(from);
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert_eq!(row[from], 0.0);
        }
    }
}
