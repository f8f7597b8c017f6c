//! Posts, lay-offs and matching in the twin.

use super::pay::Pay;
use super::{BySetting, INSTITUTION, NGO, SEEKING, Twin, ages, cell, count, in_posts, on_contract};
use sim_core::ids::{AGES, CERTIFICATES, PRACTICE_YEARS, SETTINGS, Setting};
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

impl Twin<'_> {
    /// Posts by the norms of these lever values.
    pub fn norms(
        &self,
        lever: impl Fn(LeverKey) -> f64,
        r: usize,
        month: Month,
        professional_posts: f64,
        pay: &Pay,
    ) -> BySetting {
        let p = self.params;
        Setting::ALL.map(|setting| match setting {
            Setting::Community => {
                self.communities(r, month) * lever(LeverKey::CommunityStaff)
                    + self.villages(r, month) * lever(LeverKey::VillageCoverage)
            }
            Setting::Institution => professional_posts * lever(LeverKey::InstitutionShare),
            Setting::Station => {
                self.townships(r) * lever(LeverKey::StationCoverage) * lever(LeverKey::StationStaff)
                    + lever(LeverKey::CountyCentres) * p.county_centre_staff
            }
            Setting::Ngo => {
                let labour = lever(LeverKey::PurchaseBudget) * lever(LeverKey::LabourShare);
                labour * lever(LeverKey::WorkerShare) / (12.0 * pay.of_setting[NGO] * (1.0 + p.insurance))
            }
            Setting::Government => lever(LeverKey::GovernmentPosts),
            Setting::School => self.schools(r) * lever(LeverKey::SchoolPosts),
            Setting::Hospital => self.hospital_beds(r) / 100.0 * lever(LeverKey::HospitalPosts),
        })
    }

    /// Posts of a month; institution posts that are re-designated bring their holders.
    pub fn set_posts(&mut self, r: usize, month: Month) {
        let p = self.params;
        let pay = self.regions[r].pay.clone();
        let at_most = self.regions[r].organisations * p.agency_staff * p.agency_stretch;
        let mut norms =
            self.norms(|key| self.lever(key, r, month), r, month, self.solved[r].professional_posts, &pay);
        self.regions[r].paid_agency_posts = norms[NGO];
        norms[NGO] = norms[NGO].min(at_most);
        let rise = norms[INSTITUTION] - self.regions[r].institution_norm;
        if rise > 0.0 {
            let persons = (rise * p.redesignated_with_holder).min(self.regions[r].front);
            let practice = (p.convert_practice as usize).min(PRACTICE_YEARS - 1);
            self.arrive(r, INSTITUTION, 0, practice, persons, &ages::converts(p));
            self.regions[r].front -= persons;
            self.regions[r].redesignated += persons;
            self.regions[r].month.redesignations = persons;
            self.regions[r].institution_norm = norms[INSTITUTION];
        }
        for s in 0..SETTINGS {
            self.regions[r].posts[s] = if on_contract(s) {
                norms[s]
            } else {
                (self.regions[r].designated[s] + norms[s] - self.solved[r].norms[s]).max(0.0)
            };
        }
        // An institution cannot re-designate more posts than it has; converts' posts are those of other units.
        let region = &mut self.regions[r];
        let of_converts = region.brought[INSTITUTION];
        let had = region.designated[INSTITUTION] - of_converts;
        let most =
            if had > self.solved[r].professional_posts { had } else { self.solved[r].professional_posts };
        if region.posts[INSTITUTION] > most + of_converts {
            region.posts[INSTITUTION] = most + of_converts;
        }
    }

    /// Staff above the posts lose theirs within some months and look for another.
    pub fn lay_off(&mut self, r: usize) {
        let of_excess = 1.0 - (-1.0 / self.params.layoff_months).exp();
        for s in 0..SETTINGS {
            let staff: f64 = (0..CERTIFICATES).map(|k| count(&self.people, r, s, k)).sum();
            let excess = staff - self.regions[r].posts[s];
            if excess <= 0.0 {
                continue;
            }
            self.dismiss(r, s, excess * of_excess / staff);
        }
    }

    /// A share of a setting's staff loses its post and looks for another.
    pub fn dismiss(&mut self, r: usize, s: usize, share: f64) {
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    let out = self.people[cell(r, s, k, x, a)] * share;
                    self.people[cell(r, s, k, x, a)] -= out;
                    self.people[cell(r, SEEKING, k, x, a)] += out;
                    self.regions[r].month.layoffs[s] += out;
                }
            }
            self.regions[r].appointed[s][k] *= 1.0 - share;
        }
    }

    /// Whether a setting fills posts in a month: institutions in their season only.
    fn hires_in(&self, s: usize, month: Month) -> bool {
        let now = f64::from(month.month());
        s != INSTITUTION || (now >= self.params.season_first_month && now <= self.params.season_last_month)
    }

    /// Seekers and vacancies meet; agencies that lay off for lack of cash hire nobody.
    pub fn hire(&mut self, r: usize, month: Month, short_of_cash: f64) {
        let heads = in_posts(&self.people, r);
        let mut open = [0.0; SETTINGS];
        for s in 0..SETTINGS {
            if self.hires_in(s, month) && !(s == NGO && short_of_cash > 0.0) {
                open[s] = (self.regions[r].posts[s] - heads[s].iter().sum::<f64>()).max(0.0);
            }
        }
        let hired = self.matches(r, &open);
        let priority = self.lever(LeverKey::RecruitPriority, r, month);
        let taken = self.taken_by_certificate(r, hired.iter().sum(), priority);
        let all_hired: f64 = hired.iter().sum();
        for k in 0..CERTIFICATES {
            for x in 0..PRACTICE_YEARS {
                for a in 0..AGES {
                    let seekers = self.people[cell(r, SEEKING, k, x, a)];
                    for s in 0..SETTINGS {
                        if all_hired > 0.0 {
                            let moved = seekers * taken[k] * hired[s] / all_hired;
                            self.people[cell(r, SEEKING, k, x, a)] -= moved;
                            self.people[cell(r, s, k, x, a)] += moved;
                        }
                    }
                }
            }
        }
        self.regions[r].month.hires = hired;
    }

    /// Hires by setting: `μ·U^η·(Σ a·V)^(1−η)`, at most U and V, split by `a·V·ω`; what is above a setting's vacancies
    /// goes to the others.
    fn matches(&self, r: usize, open: &BySetting) -> BySetting {
        let p = self.params;
        let solved = &self.solved[r];
        let seekers: f64 = (0..CERTIFICATES).map(|k| count(&self.people, r, SEEKING, k)).sum();
        let pull: f64 = (0..SETTINGS).map(|s| solved.attraction[s] * open[s]).sum();
        if seekers <= 0.0 || pull <= 0.0 {
            return [0.0; SETTINGS];
        }
        let meetings = solved.efficiency * seekers.powf(p.match_seekers) * pull.powf(1.0 - p.match_seekers);
        let mut left = meetings.min(seekers).min(open.iter().sum());
        let heads = in_posts(&self.people, r);
        let weight: BySetting =
            std::array::from_fn(|s| solved.attraction[s] * open[s] * self.relative_pay_of(r, s, &heads));
        let mut hired = [0.0; SETTINGS];
        let mut full = [false; SETTINGS];
        while left > 0.0 {
            let total: f64 = (0..SETTINGS).filter(|s| !full[*s]).map(|s| weight[s]).sum();
            if total <= 0.0 {
                break;
            }
            let wanted: BySetting =
                std::array::from_fn(|s| if full[s] { 0.0 } else { left * weight[s] / total });
            let mut somebody_is_full = false;
            for s in 0..SETTINGS {
                let room = open[s] - hired[s];
                if !full[s] && wanted[s] >= room {
                    full[s] = true;
                    somebody_is_full = true;
                }
                let given = wanted[s].min(room);
                hired[s] += given;
                left -= given;
            }
            if !somebody_is_full {
                break;
            }
        }
        hired
    }

    /// Share of the seekers of each certificate who are hired: employers prefer certificates, and nobody is hired twice.
    fn taken_by_certificate(&self, r: usize, hired: f64, priority: f64) -> [f64; CERTIFICATES] {
        let p = self.params;
        let preference = [1.0, p.prefer_assistant, p.prefer_mid, p.prefer_senior]
            .map(|usual| usual + (usual - 1.0) * priority);
        let seekers: [f64; CERTIFICATES] = std::array::from_fn(|k| count(&self.people, r, SEEKING, k));
        let mut taken = [0.0; CERTIFICATES];
        let mut left = hired;
        for _ in 0..CERTIFICATES {
            let waiting: [f64; CERTIFICATES] = std::array::from_fn(|k| (seekers[k] - taken[k]).max(0.0));
            let total: f64 = (0..CERTIFICATES).map(|k| preference[k] * waiting[k]).sum();
            if total <= 0.0 || left <= 0.0 {
                break;
            }
            let round = left;
            for k in 0..CERTIFICATES {
                let given = (round * preference[k] * waiting[k] / total).min(waiting[k]);
                taken[k] += given;
                left -= given;
            }
        }
        std::array::from_fn(|k| if seekers[k] > 0.0 { taken[k] / seekers[k] } else { 0.0 })
    }

    /// Length of the hiring season of institutions, months.
    pub fn season(&self) -> f64 {
        (1..=12).filter(|m| self.hires_in(INSTITUTION, Month::new(2021, *m))).count() as f64
    }
}
