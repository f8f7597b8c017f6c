//! Moves between regions in the twin.

use super::{CERTIFICATES, INSTITUTION, Movers, NOBODY, PRACTICE_YEARS, SEEKING, Twin, cell, in_posts};
use sim_core::ids::{AGES, SETTINGS, Setting};
use sim_core::time::Month;

/// What draws people to a region.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    pub pay: f64,
    pub outside_pay: f64,
    pub posts: f64,
    /// How many alternatives it is: its share of the posts of the place.
    pub size: f64,
    pub vacancies: f64,
    /// Share of posts that are established.
    pub established: f64,
    pub urban: f64,
}

impl Draw {
    pub fn vacancies_in_thousand(&self) -> f64 {
        if self.posts > 0.0 { self.vacancies / self.posts * 1000.0 } else { 0.0 }
    }
}

impl Twin<'_> {
    /// Whether there is another region, of the place or outside.
    pub fn can_move(&self) -> bool {
        self.scenario.regions.len() > 1 || self.scenario.outside_region.is_some()
    }

    /// Longitude and latitude.
    pub fn seat(&self, r: usize) -> (f64, f64) {
        (self.scenario.regions[r].longitude, self.scenario.regions[r].latitude)
    }

    /// On the great circle, by the chord through the earth.
    pub fn km(&self, from: (f64, f64), to: (f64, f64)) -> f64 {
        let point = |(longitude, latitude): (f64, f64)| {
            let (east, north) = (longitude.to_radians(), latitude.to_radians());
            [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()]
        };
        let (a, b) = (point(from), point(to));
        let chord: f64 = (0..3).map(|i| (a[i] - b[i]) * (a[i] - b[i])).sum();
        2.0 * self.params.earth_radius * (chord.sqrt() / 2.0).min(1.0).asin()
    }

    /// What draws people to a region, with the posts of the month before.
    pub fn draw(&self, r: usize) -> Draw {
        let heads = in_posts(&self.people, r);
        let of_place: f64 = self.regions.iter().map(|region| region.posts.iter().sum::<f64>()).sum();
        let region = &self.regions[r];
        let (mut posts, mut vacancies, mut established) = (0.0, 0.0, 0.0);
        for s in 0..SETTINGS {
            posts += region.posts[s];
            vacancies += (region.posts[s] - heads[s].iter().sum::<f64>()).max(0.0);
            let public = [Setting::School, Setting::Hospital, Setting::Government];
            if s == INSTITUTION || public.iter().any(|setting| setting.index() == s) {
                established += region.posts[s];
            }
        }
        Draw {
            pay: region.pay.of_everyone,
            outside_pay: region.pay.outside,
            posts,
            size: if of_place > 0.0 { posts / of_place } else { 0.0 },
            vacancies,
            established: if posts > 0.0 { established / posts } else { 0.0 },
            urban: 1.0 - self.rural_share(r),
        }
    }

    /// The outside region: the wage there, of which professionals earn as much as here; as many posts for its residents.
    fn draw_outside(&self, month: Month, draws: &[Draw]) -> Option<Draw> {
        let outside = self.scenario.outside_region.as_ref()?;
        let outside_pay = self.national_pay(month) * outside.pay_ratio.value;
        let (mut posts_here, mut relative) = (0.0, 0.0);
        for draw in draws {
            posts_here += draw.posts;
            relative += draw.posts * (draw.pay / draw.outside_pay);
        }
        let relative = if posts_here > 0.0 { relative / posts_here } else { 1.0 };
        Some(Draw {
            pay: outside_pay * relative,
            outside_pay,
            posts: 1000.0,
            size: outside.residents.value / self.residents_2020(),
            vacancies: outside.vacancies.value,
            established: 0.0,
            urban: 1.0,
        })
    }

    fn weight_for_movers(&self, draw: &Draw, km: f64) -> f64 {
        let p = self.params;
        let value = p.migrate_pay_effect * draw.pay.ln()
            + p.migrate_vacancy_effect * (1.0 + draw.vacancies_in_thousand()).ln()
            + p.migrate_urban_effect * draw.urban
            - p.migrate_distance_effect * (1.0 + km).ln();
        draw.size.powf(p.migrate_size_effect) * value.exp()
    }

    /// Where those of each region go: to the other regions, and last to the outside region.
    pub fn destinations(&self, month: Month) -> Vec<Vec<f64>> {
        let regions = self.regions.len();
        let draws: Vec<Draw> = (0..regions).map(|r| self.draw(r)).collect();
        let outside = self.draw_outside(month, &draws);
        let mut shares = Vec::new();
        for from in 0..regions {
            let mut weights: Vec<f64> = Vec::new();
            for (to, draw) in draws.iter().enumerate() {
                let km = self.km(self.seat(from), self.seat(to));
                weights.push(if to == from { 0.0 } else { self.weight_for_movers(draw, km) });
            }
            match (&self.scenario.outside_region, &outside) {
                (Some(place), Some(draw)) => {
                    let km = self.km(self.seat(from), (place.longitude, place.latitude));
                    weights.push(self.weight_for_movers(draw, km));
                }
                _ => weights.push(0.0),
            }
            if weights.iter().sum::<f64>() <= 0.0 {
                // Nothing draws anyone anywhere: all other places do alike.
                for (to, weight) in weights.iter_mut().enumerate() {
                    let there = to < regions || outside.is_some();
                    *weight = if there && to != from { 1.0 } else { 0.0 };
                }
            }
            let all: f64 = weights.iter().sum();
            shares.push(weights.iter().map(|weight| weight / all).collect());
        }
        shares
    }

    /// Those who arrive in each region, of those who leave theirs: as many as come from each, with the ages of all of the
    /// same certificate and practice who move in the place.
    pub fn arriving(&self, destinations: &[Vec<f64>], leaving: &[Movers]) -> Vec<Movers> {
        let regions = self.regions.len();
        let mut arriving = vec![NOBODY; regions];
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                let mut ages = [0.0; AGES];
                for from in leaving {
                    for a in 0..AGES {
                        ages[a] += from[k][x][a];
                    }
                }
                let all: f64 = ages.iter().sum();
                if all <= 0.0 {
                    continue;
                }
                for to in 0..regions {
                    for (from, movers) in leaving.iter().enumerate() {
                        let persons = movers[k][x].iter().sum::<f64>() * destinations[from][to];
                        for a in 0..AGES {
                            arriving[to][k][x][a] += persons * ages[a] / all;
                        }
                    }
                }
            }
        }
        arriving
    }

    /// Those who look elsewhere arrive, or leave the place.
    pub fn migrate(&mut self, month: Month) {
        if !self.can_move() {
            return;
        }
        let regions = self.regions.len();
        let leaving = std::mem::replace(&mut self.leaving, vec![NOBODY; regions]);
        let destinations = self.destinations(month);
        let arriving = self.arriving(&destinations, &leaving);
        for r in 0..regions {
            for k in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    for a in 0..AGES {
                        self.people[cell(r, SEEKING, k, x, a)] += arriving[r][k][x][a];
                        self.regions[r].month.arrivals += arriving[r][k][x][a];
                        self.regions[r].month.moved_away += leaving[r][k][x][a] * destinations[r][regions];
                    }
                }
            }
        }
    }
}
