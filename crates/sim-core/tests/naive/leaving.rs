//! Who leaves what in the twin: one draw of all competing risks, cell by cell.

use super::pay::Pay;
use super::{BySetting, INACTIVE, MONTH, SEEKING, Twin, ages, cell, in_posts, on_contract, ratio};
use sim_core::ids::{AGE_MIN, AGES, CERTIFICATES, PLACES, PRACTICE_YEARS, SETTINGS, Setting};
use sim_core::scenario::{LeverKey, Params};
use sim_core::time::Month;

/// What a month's hazards depend on.
pub struct Conditions<'a> {
    pub birthday: ages::Birthday,
    pub pay: &'a Pay,
    pub start_pay: &'a Pay,
    pub load: f64,
    pub start_load: f64,
    pub supervision: f64,
    pub admin: f64,
    pub renewal: f64,
    pub start_renewal: f64,
    pub mean_relative_pay: f64,
    /// Share of the sector exits that demonstration sites and honours leave.
    pub sites: f64,
    /// Share of the exits below the mid certificate that bonds leave.
    pub bond: f64,
    /// Years of retirement beyond the reform.
    pub delay: f64,
}

/// Hazards of one cell, a year.
#[derive(Clone, Copy, Debug)]
pub struct Risks {
    pub quit: f64,
    pub seek: f64,
    /// Looking for a post in another region.
    pub away: f64,
    pub retire: f64,
    pub die: f64,
}

impl Risks {
    fn sum(self) -> f64 {
        self.quit + self.seek + self.away + self.retire + self.die
    }
    pub fn stay(self) -> f64 {
        (-self.sum() * MONTH).exp()
    }
    /// The share that leaves for the risk `one` of these.
    pub fn leave(self, one: f64) -> f64 {
        if self.sum() > 0.0 { (1.0 - self.stay()) * one / self.sum() } else { 0.0 }
    }
}

/// How much more than others people of this age, practice and certificate leave the sector. From the mid certificate
/// on everybody counts as experienced.
pub fn personal_factor(p: &Params, k: usize, x: usize, age: usize) -> f64 {
    let tenure = match x {
        0 if k < 2 => p.exit_first_year,
        1 | 2 if k < 2 => p.exit_years_1_2,
        _ => p.exit_years_3_up,
    };
    let by_age = age_factor(p, age);
    let by_certificate = [p.exit_cert_none, p.exit_cert_assistant, p.exit_cert_mid, p.exit_cert_senior][k];
    tenure * by_age * by_certificate
}

/// The young leave more than the old.
fn age_factor(p: &Params, age: usize) -> f64 {
    match AGE_MIN + age {
        ..30 => p.exit_age_under_30,
        30..50 => p.exit_age_30_49,
        _ => p.exit_age_50_up,
    }
}

/// Contracts that are not renewed cost a part of their staff the post.
fn contract_end(p: &Params, renewal: f64) -> f64 {
    -renewal.ln() * p.contract_loss
}

impl Twin<'_> {
    /// The hazards of one cell.
    pub fn risks(&self, at: &Conditions<'_>, place: usize, k: usize, x: usize, age: usize) -> Risks {
        let p = self.params;
        let (retire, die) = (ages::retirement(p, at.birthday, age, at.delay), ages::mortality(p, age));
        let elsewhere = if self.can_move() { at.bond } else { 0.0 };
        let (quit, seek, away) = match place {
            SEEKING => (p.seeker_exit, 0.0, p.seeker_migration * age_factor(p, age) * elsewhere),
            INACTIVE => (0.0, p.inactive_return * at.mean_relative_pay, 0.0),
            s => {
                let moving = self.moving(at, s, k);
                let part = p.mover_migration * elsewhere;
                (self.quitting(at, s, k, x, age), moving * (1.0 - part), moving * part)
            }
        };
        Risks { quit, seek, away, retire, die }
    }

    /// Share of the staff who work in demonstration sites.
    pub fn site_coverage(&self, sites: f64, staff: f64) -> f64 {
        let workers = sites * self.params.site_staff;
        if staff <= 0.0 {
            0.0
        } else if workers < staff {
            workers / staff
        } else {
            1.0
        }
    }

    /// What demonstration sites and honours leave of the sector exits.
    pub fn kept_by_sites(&self, lever: impl Fn(LeverKey) -> f64, staff: f64) -> f64 {
        let p = self.params;
        let coverage = self.site_coverage(lever(LeverKey::DemonstrationSites), staff);
        (1.0 - p.site_exit_effect * coverage) / (p.recognition_effect * lever(LeverKey::Recognition)).exp()
    }

    /// Who owes service is below the mid certificate, and stays as far as the contract is kept.
    fn bond(&self, r: usize) -> f64 {
        let owing: f64 = self.regions[r].owing.iter().sum();
        let mut people = 0.0;
        for place in 0..=SEEKING {
            people += super::count(&self.people, r, place, 0) + super::count(&self.people, r, place, 1);
        }
        let share = if people <= 0.0 {
            0.0
        } else if owing < people {
            owing / people
        } else {
            1.0
        };
        1.0 - self.params.bond_compliance * share
    }

    /// Leaving the sector from a post.
    fn quitting(&self, at: &Conditions<'_>, s: usize, k: usize, x: usize, age: usize) -> f64 {
        let p = self.params;
        let base = match Setting::ALL[s] {
            Setting::Community => p.exit_community,
            Setting::Institution => p.exit_institution,
            Setting::Station => p.exit_station,
            Setting::Ngo => p.exit_ngo,
            Setting::School => p.exit_school,
            Setting::Hospital => p.exit_hospital,
            Setting::Government => p.exit_government,
        };
        let relative_pay = ratio(
            at.pay.of_holders[s][k] / at.pay.outside,
            at.start_pay.of_holders[s][k] / at.start_pay.outside,
        );
        let relative_load = ratio(at.load, at.start_load);
        let supervision = p.supervision_reference / at.supervision - 1.0;
        let conditions = relative_pay.powf(p.exit_pay_elasticity)
            * relative_load.powf(p.exit_load_elasticity)
            * (-p.exit_supervision_effect * supervision).exp()
            * at.sites;
        let conditions = conditions.max(p.exit_multiplier_min).min(p.exit_multiplier_max);
        let bond = if k < 2 { at.bond } else { 1.0 };
        base * conditions * personal_factor(p, k, x, age) / self.multiplier[s] * bond
    }

    /// Moving to another employer, or losing the post with the contract.
    fn moving(&self, at: &Conditions<'_>, s: usize, k: usize) -> f64 {
        let p = self.params;
        let less_admin = (p.admin_reference - at.admin) / p.admin_unit;
        let pull = (at.pay.of_holders[s][k] / at.pay.of_everyone).powf(p.move_pay_elasticity)
            * (-p.move_admin_effect * less_admin).exp();
        if on_contract(s) {
            // The observed moves at the start contain the contracts that ended then.
            let own_will = (p.move_contract - contract_end(p, at.start_renewal)).max(0.0);
            own_will * pull + contract_end(p, at.renewal)
        } else {
            p.move_other * pull
        }
    }

    /// Pay, load, hazards and exits of a month.
    pub fn leave(&mut self, r: usize, month: Month) {
        self.regions[r].pay = self.pay_now(r, month);
        let p = self.params;
        let load = self.load(r, month, |key| self.lever(key, r, month));
        let perceived = self.regions[r].perceived_load;
        self.regions[r].perceived_load = perceived + (load - perceived) * (1.0 - (-1.0 / p.load_delay).exp());

        let heads = in_posts(&self.people, r);
        let staff: f64 = heads.iter().flatten().sum();
        let (pay, start_pay) = (self.regions[r].pay.clone(), self.solved[r].pay.clone());
        let conditions = Conditions {
            birthday: ages::birthday(month, self.scenario.grid.start),
            pay: &pay,
            start_pay: &start_pay,
            load: self.regions[r].perceived_load,
            start_load: self.solved[r].load,
            supervision: self.lever(LeverKey::Supervision, r, month),
            admin: self.lever(LeverKey::AdminLoad, r, month),
            renewal: self.lever(LeverKey::ContractRenewal, r, month),
            start_renewal: self.solved[r].renewal,
            mean_relative_pay: self.mean_relative_pay(r, &heads),
            sites: self.kept_by_sites(|key| self.lever(key, r, month), staff),
            bond: self.bond(r),
            delay: self.lever(LeverKey::RetirementDelay, r, month),
        };
        let exits = self.apply_risks(r, &conditions);
        self.regions[r].month.exits = exits;
        // Titles leave with their holders, who leave the field as often as others; local titles are new.
        let gone = if staff > 0.0 { self.regions[r].month.left_field / staff } else { 0.0 };
        for (titles, rate) in
            self.regions[r].equivalent.iter_mut().zip([p.equivalent_mid_rate, p.equivalent_senior_rate])
        {
            *titles += rate * staff * MONTH - gone * *titles;
        }
        for (s, by_certificate) in heads.iter().enumerate() {
            for (k, before) in by_certificate.iter().enumerate() {
                // Who is appointed leaves as often as who is not.
                let stayed: f64 = super::count(&self.people, r, s, k);
                if *before > 0.0 {
                    self.regions[r].appointed[s][k] *= stayed / before;
                }
            }
        }
    }

    /// Lets the people of a region leave where they are; returns exits by setting.
    pub fn apply_risks(&mut self, r: usize, at: &Conditions<'_>) -> BySetting {
        let before = self.people.clone();
        let mut exits = [0.0; SETTINGS];
        for place in 0..PLACES {
            for k in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    for a in 0..AGES {
                        let n = before[cell(r, place, k, x, a)];
                        let risks = self.risks(at, place, k, x, a);
                        let [quit, seek, away] =
                            [risks.quit, risks.seek, risks.away].map(|one| n * risks.leave(one));
                        self.people[cell(r, place, k, x, a)] -= n * (1.0 - risks.stay());
                        self.people[cell(r, SEEKING, k, x, a)] += seek;
                        self.leaving[r][k][x][a] += away;
                        self.regions[r].month.departures += away;
                        if k > 0 {
                            self.people[cell(r, INACTIVE, k, x, a)] += quit;
                        } else {
                            self.regions[r].month.left += quit;
                        }
                        self.regions[r].month.retirements += n * risks.leave(risks.retire);
                        self.regions[r].month.deaths += n * risks.leave(risks.die);
                        if place < SETTINGS {
                            exits[place] += n * (1.0 - risks.stay());
                            self.regions[r].month.left_field +=
                                n * risks.leave(risks.quit + risks.retire + risks.die);
                        }
                    }
                }
            }
        }
        exits
    }
}
