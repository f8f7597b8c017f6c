//! The start of the twin: stocks as the scenario tells them, and what makes month one balance.

use super::leaving::{Conditions, personal_factor};
use super::pay::Pay;
use super::{
    BySetting, BySettingAndGrade, INACTIVE, INSTITUTION, MONTH, Movers, NGO, NOBODY, SEEKING, Twin, ages,
    cell, in_posts, on_contract,
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

/// Month one of a region in which nobody looks for a post yet.
struct Trial {
    leaving: BySetting,
    open: BySetting,
    /// Those who start to look, here and in another region.
    newly: Movers,
    away: Movers,
    /// Share of seekers who are still there after a month, and who look in another region.
    stay: Movers,
    move_away: Movers,
    /// Everybody after the exits; seekers are those who start to look.
    after: Vec<f64>,
}

/// People, with a region as it is in `other`.
fn with_region(people: &[f64], other: &[f64], r: usize) -> Vec<f64> {
    let mut mixed = people.to_vec();
    let range = cell(r, 0, 0, 0, 0)..cell(r + 1, 0, 0, 0, 0);
    mixed[range.clone()].copy_from_slice(&other[range]);
    mixed
}

impl Twin<'_> {
    pub fn begin(&mut self) {
        for r in 0..self.regions.len() {
            self.fill(r);
        }
        for s in 0..SETTINGS {
            self.multiplier[s] = self.mean_factor(s);
        }
        let start = self.scenario.grid.start;
        let seconded = self.seconded(|key, r| self.baseline(key, r, start));
        for (region, hours) in self.regions.iter_mut().zip(seconded) {
            region.seconded = hours;
        }
        let every = 0..self.regions.len();
        let trials: Vec<Trial> = every.clone().map(|r| self.try_out(r)).collect();
        // Where people of month one go depends on the vacancies its exits leave.
        let people = self.people.clone();
        for r in every.clone() {
            self.people = with_region(&self.people, &trials[r].after, r);
        }
        let destinations = self.destinations(start);
        for r in every.clone() {
            self.enrolled_at_start(r);
        }
        self.solve_other_choices();
        self.people = people;

        let stationary = self.stationary(&trials, &destinations);
        for (r, found) in stationary.into_iter().enumerate() {
            for k in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    for a in 0..AGES {
                        self.people[cell(r, SEEKING, k, x, a)] = found.seekers[k][x][a];
                    }
                }
            }
            self.solved[r].entrants = found.entrants;
            let (attraction, efficiency) = self.attraction(found.seen, &trials[r].leaving, &trials[r].open);
            (self.solved[r].attraction, self.solved[r].efficiency) = (attraction, efficiency);
        }
        for r in every {
            let heads = in_posts(&self.people, r);
            let (_, cost, receipts) = self.projects(self.start_lever(r), &self.regions[r].pay, &heads[NGO]);
            let usual = self.baseline(LeverKey::PaymentDelay, r, start);
            self.regions[r].invoices = super::agencies::earlier_invoices(receipts, usual);
            self.regions[r].outlay = cost;
            self.half_way_at_start(r);
        }
    }

    fn start_lever(&self, r: usize) -> impl Fn(LeverKey) -> f64 + Copy + '_ {
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
        self.regions[r].equivalent = start.equivalent.map(|titles| titles * self.staff_share(r));
        let hours = self.baseline(LeverKey::ContinuingEducation, r, month);
        self.regions[r].registered = self.would_register(hours);
        // The agencies that the posts and incubation keep, unless somebody counted them; they hold the posts there are.
        let lasting = posts[NGO] / p.agency_staff + self.baseline(LeverKey::AgencyIncubation, r, month);
        let counted = start.organisations.as_ref().map(|all| all.value * self.staff_share(r));
        let fewest = posts[NGO] / (p.agency_staff * p.agency_stretch);
        self.regions[r].organisations = counted.unwrap_or(lasting).max(fewest);
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

    /// Solves what needs no seekers, and tries out the exits of month one.
    fn try_out(&mut self, r: usize) -> Trial {
        let p = self.params;
        let month = self.scenario.grid.start;
        let heads = in_posts(&self.people, r);
        let staff = heads.map(|by_certificate| by_certificate.iter().sum::<f64>());
        let all_staff: f64 = staff.iter().sum();
        let pay = self.pay(self.start_lever(r), r, month, &heads, &self.regions[r].appointed);
        let share = self.scenario.start.institution_share.value;
        let professional_posts = if share > 0.0 { staff[INSTITUTION] / share } else { 0.0 };
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
            sites: self.kept_by_sites(self.start_lever(r), all_staff),
            bond: 1.0,
            delay: self.start_lever(r)(LeverKey::RetirementDelay),
        };
        let mut stay = NOBODY;
        let mut move_away = NOBODY;
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    let risks = self.risks(&conditions, SEEKING, k, x, a);
                    stay[k][x][a] = risks.stay();
                    move_away[k][x][a] = risks.leave(risks.away);
                }
            }
        }
        let people = self.people.clone();
        let mut leaving = self.apply_risks(r, &conditions);
        self.regions[r].month = super::Flows::default();
        let away = std::mem::replace(&mut self.leaving[r], NOBODY);
        let mut open = [0.0; SETTINGS];
        let stayed = in_posts(&self.people, r).map(|by_certificate| by_certificate.iter().sum::<f64>());
        for s in 0..SETTINGS {
            open[s] = (self.regions[r].posts[s] - stayed[s]).max(0.0);
            // Where the workforce grows already, hires are more than exits.
            leaving[s] += p.start_growth * MONTH * staff[s];
        }
        solved.vacancies = open.iter().sum();
        let mut newly = NOBODY;
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    newly[k][x][a] = self.people[cell(r, SEEKING, k, x, a)];
                }
            }
        }
        // Experts whom the place recruits anyway look for a post in month one too.
        let experts = self.start_lever(r)(LeverKey::TalentRecruitment) * MONTH;
        let practice = (p.convert_practice as usize).min(PRACTICE_YEARS - 1);
        let of_experts = ages::converts(p);
        for a in 0..AGES {
            newly[0][practice][a] += experts * of_experts[a];
        }
        let after = std::mem::replace(&mut self.people, people);
        self.regions[r].pay = pay.clone();
        self.regions[r].perceived_load = solved.load;
        self.regions[r].institution_norm = solved.norms[INSTITUTION];
        solved.pay = pay;
        self.solved.push(solved);
        Trial { leaving, open, newly, away, stay, move_away, after }
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
#[derive(Clone, Debug)]
struct Stationary {
    /// Seekers whose number and composition do not change.
    seekers: Movers,
    /// Entrants that takes; none where more start to look than are hired and give up.
    entrants: f64,
    /// Seekers when posts are filled.
    seen: f64,
}

fn everybody(people: &Movers) -> f64 {
    people.iter().flatten().flatten().sum()
}

impl Twin<'_> {
    /// Lets months like the first follow each other in all regions until seekers no longer change.
    fn stationary(&self, trials: &[Trial], destinations: &[Vec<f64>]) -> Vec<Stationary> {
        let entrant_ages = ages::contract_staff(self.params, self.scenario.grid.start.year());
        let mut regions = Vec::new();
        for trial in trials {
            let stock = self.params.search_months * trial.leaving.iter().sum::<f64>();
            let mut seekers = NOBODY;
            seekers[0][0] = entrant_ages.map(|share| share * stock);
            regions.push(Stationary { seekers, entrants: 0.0, seen: 0.0 });
        }
        for _ in 0..2000 {
            let mut moving = Vec::new();
            for (trial, now) in trials.iter().zip(&regions) {
                let mut movers = trial.away;
                for k in 0..CERTIFICATES {
                    for x in 0..PRACTICE_YEARS {
                        for a in 0..AGES {
                            movers[k][x][a] += now.seekers[k][x][a] * trial.move_away[k][x][a];
                        }
                    }
                }
                moving.push(movers);
            }
            let arriving = if self.can_move() {
                self.arriving(destinations, &moving)
            } else {
                vec![NOBODY; trials.len()]
            };
            let mut change = 0.0;
            for (r, trial) in trials.iter().enumerate() {
                let hires: f64 = trial.leaving.iter().sum();
                let stock = self.params.search_months * hires;
                let mut after = trial.newly;
                for k in 0..CERTIFICATES {
                    for x in 0..PRACTICE_YEARS {
                        for a in 0..AGES {
                            after[k][x][a] +=
                                arriving[r][k][x][a] + regions[r].seekers[k][x][a] * trial.stay[k][x][a];
                        }
                    }
                }
                let entrants = (stock + hires - everybody(&after)).max(0.0);
                for a in 0..AGES {
                    after[0][0][a] += entrants * entrant_ages[a];
                }
                let seen = everybody(&after);
                let mut seekers = NOBODY;
                for k in 0..CERTIFICATES {
                    for x in 0..PRACTICE_YEARS {
                        for a in 0..AGES {
                            if seen > 0.0 {
                                seekers[k][x][a] = after[k][x][a] * stock / seen;
                            }
                            let by = (seekers[k][x][a] - regions[r].seekers[k][x][a]).abs();
                            change += if stock > 0.0 { by / stock } else { by };
                        }
                    }
                }
                regions[r] = Stationary { seekers, entrants, seen };
            }
            if change <= 1e-15 {
                break;
            }
        }
        regions
    }
}
