//! What the twin reads of the place: lever values, shares of regions, people who need social work.

use super::Twin;
use sim_core::ids::{GROUPS, Group};
use sim_core::scenario::{DemandCount, Growing, LeverKey, Schedule, Share, Weight};
use sim_core::time::Month;

/// The value of a course in a month; nothing before its first month.
fn value(course: &Schedule, month: Month) -> Option<f64> {
    match course {
        Schedule::Constant(value) => Some(*value),
        Schedule::Steps { steps } => {
            let mut now = None;
            for (from, value) in steps {
                if *from <= month {
                    now = Some(*value);
                }
            }
            now
        }
        Schedule::Ramp { ramp } => {
            let mut now = None;
            for (i, (from, value)) in ramp.iter().enumerate() {
                if *from <= month {
                    now = Some(*value);
                    if let Some((to, next)) = ramp.get(i + 1) {
                        let part = f64::from(month.since(*from)) / f64::from(to.since(*from));
                        now = Some(value + (next - value) * part);
                    }
                }
            }
            now
        }
    }
}

/// What was counted at the ends of years, in the middle of a month.
fn in_month(years: &[(i32, f64)], month: Month) -> f64 {
    let months_since_end = |year: i32| f64::from(month.since(Month::new(year, 12))) - 0.5;
    let mut now = years[0].1;
    for (i, (year, value)) in years.iter().enumerate() {
        let since = months_since_end(*year);
        if since < 0.0 {
            break;
        }
        now = *value;
        if let Some((next, then)) = years.get(i + 1) {
            now += (then - value) * since / f64::from(12 * (next - year));
        }
    }
    now
}

fn count(count: &Growing, month: Month) -> f64 {
    if count.years.is_empty() { count.count.value } else { in_month(&count.years, month) }
}

impl Twin<'_> {
    /// The value of a lever in a region under the policy.
    pub fn lever(&self, key: LeverKey, r: usize, month: Month) -> f64 {
        let own = self
            .policy
            .regions
            .get(&self.scenario.regions[r].code)
            .and_then(|levers| levers.get(&key))
            .and_then(|course| value(course, month));
        let place = self.policy.levers.get(&key).and_then(|course| value(course, month));
        match (own, place) {
            (Some(own), _) => own,
            (None, Some(place)) => place * self.share_of(key, r),
            (None, None) => self.baseline(key, r, month),
        }
    }

    /// The value of a lever in a region without any policy.
    pub fn baseline(&self, key: LeverKey, r: usize, month: Month) -> f64 {
        let course = &self.scenario.levers[key.index()].baseline;
        let first = match course {
            Schedule::Constant(value) => *value,
            Schedule::Ramp { ramp: points } | Schedule::Steps { steps: points } => points[0].1,
        };
        value(course, month).unwrap_or(first) * self.share_of(key, r)
    }

    fn share_of(&self, key: LeverKey, r: usize) -> f64 {
        match key.lever().share {
            Share::Same => 1.0,
            Share::ByPopulation => self.population_share(r),
            Share::ByStaff => self.staff_share(r),
            Share::Evenly => 1.0 / self.scenario.regions.len() as f64,
            Share::ByTownships => {
                self.units(r) / (self.scenario.townships.value + self.scenario.regions.len() as f64)
            }
        }
    }

    pub fn residents_2020(&self) -> f64 {
        self.scenario.regions.iter().map(|r| r.population_2020).sum()
    }

    pub fn population_share(&self, r: usize) -> f64 {
        self.scenario.regions[r].population_2020 / self.residents_2020()
    }

    /// Staff is where people and colleges are: √(residents × college-educated).
    pub fn staff_share(&self, r: usize) -> f64 {
        let weight = |r: &sim_core::scenario::Region| (r.population_2020 * r.college_2020).sqrt();
        let all: f64 = self.scenario.regions.iter().map(weight).sum();
        weight(&self.scenario.regions[r]) / all
    }

    pub fn communities(&self, r: usize, month: Month) -> f64 {
        let urban: f64 = self.scenario.regions.iter().map(|r| r.urban_2020).sum();
        count(&self.scenario.communities, month) * self.scenario.regions[r].urban_2020 / urban
    }

    pub fn villages(&self, r: usize, month: Month) -> f64 {
        let rural: f64 = self.scenario.regions.iter().map(|r| r.population_2020 - r.urban_2020).sum();
        let own = &self.scenario.regions[r];
        if rural > 0.0 {
            count(&self.scenario.villages, month) * (own.population_2020 - own.urban_2020) / rural
        } else {
            0.0
        }
    }

    pub fn schools(&self, r: usize) -> f64 {
        self.scenario.schools.as_ref().map_or(0.0, |all| all.value * self.population_share(r))
    }

    pub fn hospital_beds(&self, r: usize) -> f64 {
        self.scenario.hospital_beds.as_ref().map_or(0.0, |all| all.value * self.population_share(r))
    }

    pub fn is_urban(&self, r: usize) -> bool {
        1.0 - self.rural_share(r) >= self.params.urban_region_share
    }

    pub fn rural_share(&self, r: usize) -> f64 {
        let own = &self.scenario.regions[r];
        (own.population_2020 - own.urban_2020) / own.population_2020
    }

    pub fn townships(&self, r: usize) -> f64 {
        let listed: f64 = self.scenario.regions.iter().map(|r| r.townships).sum();
        self.scenario.townships.value * self.scenario.regions[r].townships / listed
    }

    /// Townships and the county seat.
    pub fn units(&self, r: usize) -> f64 {
        self.townships(r) + 1.0
    }

    /// Front-line staff in the long run.
    pub fn usual_front(&self, r: usize) -> f64 {
        self.params.front_share * self.residents_2020() * self.staff_share(r)
    }

    /// Residents (`false`) or residents aged 60 and over (`true`) at a time in years.
    fn people_of(&self, old: bool, r: usize, t: f64) -> f64 {
        const CENSUS: [f64; 2] = [2010.0 + 10.0 / 12.0, 2020.0 + 10.0 / 12.0];
        let census = |r: usize| {
            let region = &self.scenario.regions[r];
            if old {
                (region.elderly_2010, region.elderly_2020)
            } else {
                (region.population_2010, region.population_2020)
            }
        };
        // Growth at a constant rate through two points.
        let through = |(t0, v0): (f64, f64), (t1, v1): (f64, f64), t: f64| {
            if v0 > 0.0 && v1 > 0.0 { v0 * (v1 / v0).powf((t - t0) / (t1 - t0)) } else { v1 }
        };
        let by_census = |r: usize, t: f64| {
            let (first, second) = census(r);
            through((CENSUS[0], first), (CENSUS[1], second), t)
        };
        let Some(later) = &self.scenario.later else { return by_census(r, t) };
        let end = f64::from(later.year) + 1.0;
        let total = if old { later.elderly.value } else { later.population.value };
        let trend: f64 = (0..self.scenario.regions.len()).map(|r| by_census(r, end)).sum();
        if trend <= 0.0 {
            return by_census(r, t);
        }
        let at_end = (end, by_census(r, end) * total / trend);
        let known = |t: f64| {
            if t <= CENSUS[1] { by_census(r, t) } else { through((CENSUS[1], census(r).1), at_end, t) }
        };
        if t <= end { known(t) } else { through((end - 5.0, known(end - 5.0)), at_end, t) }
    }

    pub fn residents(&self, r: usize, month: Month) -> f64 {
        self.people_of(false, r, month.mid_years())
    }

    fn elderly(&self, r: usize, month: Month) -> f64 {
        self.people_of(true, r, month.mid_years()).min(self.residents(r, month))
    }

    /// People of every demand group in a region.
    pub fn groups(&self, r: usize, month: Month) -> [f64; GROUPS] {
        let mut people = [0.0; GROUPS];
        for demand in &self.scenario.demand {
            people[demand.group.index()] = match &demand.count {
                DemandCount::ShareOfPopulation(share) => share.value * self.residents(r, month),
                DemandCount::Elderly => self.elderly(r, month),
                DemandCount::Disabled => {
                    let every = 0..self.scenario.regions.len();
                    let all: f64 = every.clone().map(|r| self.residents(r, month)).sum();
                    let old: f64 = every.map(|r| self.elderly(r, month)).sum();
                    let part =
                        if old > 0.0 { self.elderly(r, month) / old } else { self.residents(r, month) / all };
                    self.params.disabled_rate * all * part
                }
                DemandCount::Series(series) => {
                    let weight = |r: usize| match series.by {
                        Weight::Residents => self.residents(r, month),
                        Weight::Rural => self.rural_share(r) * self.residents(r, month),
                        Weight::Elderly => self.elderly(r, month),
                    };
                    let of = |weight: &dyn Fn(usize) -> f64| -> f64 {
                        (0..self.scenario.regions.len()).map(weight).sum()
                    };
                    let everyone = |r: usize| self.residents(r, month);
                    let all = of(&weight);
                    let part = if all > 0.0 { weight(r) / all } else { everyone(r) / of(&everyone) };
                    in_month(&series.persons, month) * part
                }
            };
        }
        people
    }

    /// Hours of need a month, by group.
    pub fn need(&self, r: usize, month: Month) -> [f64; GROUPS] {
        let p = self.params;
        let mut need = [0.0; GROUPS];
        let people = self.groups(r, month);
        for group in Group::ALL {
            let (prevalence, counted_once) = match group {
                Group::Children => (p.prevalence_children, 1.0),
                Group::Corrections => (p.prevalence_corrections, 1.0),
                Group::LowIncome => (p.prevalence_low_income, 1.0),
                Group::Disabled => (p.prevalence_disabled, 1.0 - p.overlap_disabled_low_income),
                Group::Elderly => (
                    p.prevalence_elderly,
                    (1.0 - p.overlap_elderly_low_income) * (1.0 - p.overlap_elderly_disabled),
                ),
                Group::NearPoor => (p.prevalence_near_poor, 1.0),
                Group::General => (p.prevalence_general, 1.0),
            };
            let g = group.index();
            need[g] = people[g] * prevalence * counted_once * p.hours_per_case / 12.0;
        }
        need
    }

    /// Posts by the staffing norm, by group.
    pub fn norm_posts(&self, r: usize, month: Month) -> [f64; GROUPS] {
        let p = self.params;
        let people = self.groups(r, month);
        let mut posts = [0.0; GROUPS];
        posts[Group::LowIncome.index()] = people[Group::LowIncome.index()] / p.norm_low_income;
        posts[Group::Elderly.index()] = people[Group::Elderly.index()] / p.norm_elderly;
        posts[Group::Disabled.index()] = people[Group::Disabled.index()] * p.severe_share / p.norm_disabled;
        posts[Group::Children.index()] = people[Group::Children.index()] / p.norm_children;
        posts[Group::Corrections.index()] = people[Group::Corrections.index()] / p.norm_corrections;
        posts
    }
}
