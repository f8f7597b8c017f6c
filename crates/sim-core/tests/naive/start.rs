//! The start of the twin: stocks as the scenario tells them, and what makes month one balance.

use super::leaving::{Conditions, personal_factor};
use super::pay::Pay;
use super::{
    Ages, BySetting, BySettingAndGrade, INACTIVE, INSTITUTION, SEEKING, Twin, ages, cell, count, in_posts,
    on_contract,
};
use sim_core::ids::{AGES, CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
use sim_core::scenario::LeverKey;

/// What is solved for one region.
#[derive(Clone, Debug, Default)]
pub struct Solved {
    pub pay: Pay,
    pub load: f64,
    pub renewal: f64,
    pub norms: BySetting,
    pub professional_posts: f64,
    pub attraction: BySetting,
    pub efficiency: f64,
    /// Entrants a month.
    pub entrants: f64,
    pub vacancies: f64,
}

/// Seekers by certificate, practice years and age.
type Seekers = Vec<[[f64; AGES]; PRACTICE_YEARS]>;

impl Twin<'_> {
    pub fn begin(&mut self) {
        for r in 0..self.regions.len() {
            self.fill(r);
        }
        for s in 0..SETTINGS {
            self.multiplier[s] = self.mean_factor(s);
        }
        for r in 0..self.regions.len() {
            let solved = self.solve(r);
            self.regions[r].pay = solved.pay.clone();
            self.regions[r].perceived_load = solved.load;
            self.regions[r].institution_norm = solved.norms[INSTITUTION];
            self.solved.push(solved);
        }
    }

    fn start_lever(&self, r: usize) -> impl Fn(LeverKey) -> f64 + '_ {
        move |key| self.baseline(key, r, self.scenario.grid.start)
    }

    /// Starting stocks of a region.
    fn fill(&mut self, r: usize) {
        let p = self.params;
        let start = &self.scenario.start;
        let month = self.scenario.grid.start;
        let total = start.professionals.value * p.start_professionals_factor * self.staff_share(r);
        let filled = |s: usize| if on_contract(s) { start.contract_filled } else { 1.0 - p.start_vacancy };

        // Of each setting's holders, as many are appointed as have a graded post.
        let mut staff = [0.0; SETTINGS];
        let mut posts = [0.0; SETTINGS];
        let mut appointed: BySettingAndGrade = [[0.0; CERTIFICATES]; SETTINGS];
        for _ in 0..4 {
            // Agencies have the posts their wage allows, and the wage depends on who is appointed.
            let heads = staff.map(|n| start.certificates.map(|share| share * n));
            let pay = self.pay(self.start_lever(r), r, month, &heads, &appointed);
            let norms = self.norms(self.start_lever(r), r, month, 0.0, &pay);
            let contract: f64 = (0..SETTINGS).filter(|s| on_contract(*s)).map(|s| norms[s] * filled(s)).sum();
            for s in 0..SETTINGS {
                if on_contract(s) {
                    staff[s] = norms[s] * filled(s);
                    posts[s] = norms[s];
                } else {
                    staff[s] = (total - contract).max(0.0) * start.settings[s];
                    posts[s] = staff[s] / filled(s);
                }
                let lever = self.start_lever(r);
                let graded = [
                    0.0,
                    f64::INFINITY,
                    lever(LeverKey::GradedMid) * posts[s],
                    lever(LeverKey::GradedSenior) * posts[s],
                ];
                for k in 0..CERTIFICATES {
                    appointed[s][k] = (staff[s] * start.certificates[k]).min(graded[k]);
                }
            }
        }
        let year = month.year();
        let (contract_ages, other_ages) = (ages::contract_staff(p, year), ages::other_staff(p, year));
        for s in 0..SETTINGS {
            let (ages, practice) = if on_contract(s) {
                (&contract_ages, &start.practice_contract)
            } else {
                (&other_ages, &start.practice_other)
            };
            for k in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    let persons = staff[s] * start.certificates[k] * self.years_share(practice, k, x);
                    self.arrive(r, s, k, x, persons, ages);
                }
            }
            self.regions[r].designated[s] = if on_contract(s) { 0.0 } else { posts[s] };
            self.regions[r].posts[s] = posts[s];
        }
        for k in 1..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                let share = self.staff_share(r) * self.years_share(&start.practice_other, k, x);
                self.arrive(r, INACTIVE, k, x, start.inactive[k] * share, &other_ages);
            }
            self.regions[r].issued[k] = start.issued[k] * self.staff_share(r);
        }
        self.regions[r].appointed = appointed;
        self.regions[r].front = match &start.front {
            Some(counted) => counted.value * self.staff_share(r),
            None => self.usual_front(r),
        };
        self.regions[r].venues = start.venue_coverage.value * self.units(r);
    }

    /// Practice years up to assistant, years since the certificate for mid; seniors are at the end of the scale.
    fn years_share(&self, practice: &[f64; PRACTICE_YEARS], k: usize, x: usize) -> f64 {
        match k {
            0 | 1 => practice[x],
            2 => self.scenario.start.years_since_mid[x],
            _ if x == PRACTICE_YEARS - 1 => 1.0,
            _ => 0.0,
        }
    }

    /// The mean of the personal exit factors over everyone who starts in a setting.
    fn mean_factor(&self, s: usize) -> f64 {
        let (mut total, mut staff) = (0.0, 0.0);
        for r in 0..self.regions.len() {
            for k in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    for a in 0..AGES {
                        let n = self.people[cell(r, s, k, x, a)];
                        total += n * personal_factor(self.params, k, x, a);
                        staff += n;
                    }
                }
            }
        }
        if staff > 0.0 { total / staff } else { 1.0 }
    }

    /// Solves a region: the exits of month one are tried out and undone, then seekers are put in.
    fn solve(&mut self, r: usize) -> Solved {
        let month = self.scenario.grid.start;
        let heads = in_posts(&self.people, r);
        let pay = self.pay(self.start_lever(r), r, month, &heads, &self.regions[r].appointed);
        let institution: f64 = heads[INSTITUTION].iter().sum();
        let share = self.scenario.start.institution_share.value;
        let professional_posts = if share > 0.0 { institution / share } else { 0.0 };
        let mut solved = Solved {
            load: self.load(r, month, self.start_lever(r)),
            renewal: self.start_lever(r)(LeverKey::ContractRenewal),
            norms: self.norms(self.start_lever(r), r, month, professional_posts, &pay),
            professional_posts,
            ..Solved::default()
        };
        let conditions = Conditions {
            birthday: ages::birthday(month, month),
            pay: &pay,
            start_pay: &pay,
            load: solved.load,
            start_load: solved.load,
            supervision: self.start_lever(r)(LeverKey::Supervision),
            admin: self.start_lever(r)(LeverKey::AdminLoad),
            renewal: solved.renewal,
            start_renewal: solved.renewal,
            mean_relative_pay: 1.0,
        };
        let people = self.people.clone();
        let leaving = self.apply_risks(r, &conditions);
        self.regions[r].month = super::Flows::default();
        let mut open = [0.0; SETTINGS];
        for s in 0..SETTINGS {
            let stayed: f64 = (0..CERTIFICATES).map(|k| count(&self.people, r, s, k)).sum();
            open[s] = (self.regions[r].posts[s] - stayed).max(0.0);
        }
        solved.vacancies = open.iter().sum();
        let newly: Seekers = (0..CERTIFICATES)
            .map(|k| std::array::from_fn(|x| std::array::from_fn(|a| self.people[cell(r, SEEKING, k, x, a)])))
            .collect();
        self.people = people;

        let hires: f64 = leaving.iter().sum();
        let stock = self.params.search_months * hires;
        let stay: Seekers = (0..CERTIFICATES)
            .map(|k| {
                std::array::from_fn(|x| {
                    std::array::from_fn(|a| self.risks(&conditions, SEEKING, k, x, a).stay())
                })
            })
            .collect();
        let entrant_ages = ages::contract_staff(self.params, month.year());
        let Stationary { seekers, entrants, seen } = stationary(stock, hires, &newly, &stay, &entrant_ages);
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    self.people[cell(r, SEEKING, k, x, a)] = seekers[k][x][a];
                }
            }
        }
        solved.entrants = entrants;
        (solved.attraction, solved.efficiency) = self.attraction(seen, &leaving, &open);
        solved.pay = pay;
        solved
    }

    /// Attraction by setting and efficiency of matching, so that hires replace those leaving in every setting.
    fn attraction(&self, seekers: f64, leaving: &BySetting, open: &BySetting) -> (BySetting, f64) {
        let eta = self.params.match_seekers;
        if seekers <= 0.0 {
            return ([self.params.new_setting_attraction; SETTINGS], 0.0);
        }
        let balanced = |s: usize| leaving[s] > 0.0 && open[s] > 0.0;
        let rate = |s: usize| leaving[s] / open[s];
        // Where hiring goes on all year, vacancies of the same attraction are filled at the same rate.
        let community = Setting::Community.index();
        let mut unit = 0.0_f64;
        for s in 0..SETTINGS {
            if s != INSTITUTION && balanced(s) {
                unit = unit.max(rate(s));
            }
        }
        if balanced(community) {
            unit = rate(community);
        }
        let mut attraction = [self.params.new_setting_attraction; SETTINGS];
        let (mut pull, mut hired) = (0.0, 0.0);
        for s in 0..SETTINGS {
            if s != INSTITUTION && balanced(s) {
                attraction[s] = rate(s) / unit;
                pull += attraction[s] * open[s];
                hired += leaving[s];
            }
        }
        let meetings = |efficiency: f64, pull: f64| efficiency * seekers.powf(eta) * pull.powf(1.0 - eta);
        let in_season = leaving[INSTITUTION] * 12.0 / self.season();
        if pull > 0.0 {
            let efficiency = hired / meetings(1.0, pull);
            if balanced(INSTITUTION) {
                // Institutions get their part of all meetings in season; more attraction gives them more.
                let hires = |a: f64| {
                    let own = a * open[INSTITUTION];
                    meetings(efficiency, pull + own) * own / (pull + own)
                };
                let (mut low, mut high) = (0.0, 1.0);
                while hires(high) < in_season {
                    high *= 2.0;
                }
                for _ in 0..200 {
                    let middle = 0.5 * (low + high);
                    if hires(middle) < in_season { low = middle } else { high = middle }
                }
                attraction[INSTITUTION] = 0.5 * (low + high);
            }
            (attraction, efficiency)
        } else if balanced(INSTITUTION) {
            attraction[INSTITUTION] = 1.0;
            (attraction, in_season / meetings(1.0, open[INSTITUTION]))
        } else {
            (attraction, 0.0)
        }
    }
}

/// What month one does to seekers when those hired are chosen blindly.
struct Stationary {
    /// Seekers whose number and composition do not change.
    seekers: Seekers,
    /// Entrants that takes; none where more start to look than are hired and give up.
    entrants: f64,
    /// Seekers when posts are filled.
    seen: f64,
}

/// Lets months like the first follow each other until seekers no longer change.
fn stationary(stock: f64, hires: f64, newly: &Seekers, stay: &Seekers, entrant_ages: &Ages) -> Stationary {
    let sum = |seekers: &Seekers| -> f64 { seekers.iter().flatten().flatten().sum() };
    let mut seekers: Seekers = vec![[[0.0; AGES]; PRACTICE_YEARS]; CERTIFICATES];
    seekers[0][0] = entrant_ages.map(|share| share * stock);
    loop {
        let mut after = newly.clone();
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    after[k][x][a] += seekers[k][x][a] * stay[k][x][a];
                }
            }
        }
        let entrants = (stock + hires - sum(&after)).max(0.0);
        for a in 0..AGES {
            after[0][0][a] += entrants * entrant_ages[a];
        }
        let total = sum(&after);
        if total <= 0.0 {
            return Stationary { seekers: after, entrants, seen: total };
        }
        let mut change = 0.0;
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    let n = after[k][x][a] * stock / total;
                    change += (n - seekers[k][x][a]).abs();
                    seekers[k][x][a] = n;
                }
            }
        }
        if change <= 1e-15 * stock {
            return Stationary { seekers, entrants, seen: total };
        }
    }
}
