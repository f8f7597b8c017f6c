//! Front-line staff, exams and certificates in the twin.

use super::{INACTIVE, MONTH, SEEKING, Twin, ages, cell, count, in_posts};
use sim_core::ids::{AGES, CERTIFICATES, PLACES, PRACTICE_YEARS, ROUTES, Route, SETTINGS};
use sim_core::rng::Stream;
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

/// Chances fixed in June: `[place][from][practice][to]` of people, and what happens outside the people array.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    pub chance: [[[[f64; CERTIFICATES]; PRACTICE_YEARS]; CERTIFICATES]; SETTINGS + 1],
    pub front: f64,
    pub outside: [f64; CERTIFICATES],
}

/// Years of practice before the assistant exam.
fn assistant_after(route: Route) -> usize {
    match route {
        Route::HighSchool | Route::CollegeOther => 4,
        Route::CollegeSocialWork | Route::BachelorOther => 2,
        Route::BachelorSocialWork | Route::MasterSocialWork => 0,
    }
}

/// Years of practice before the mid exam.
fn mid_after(route: Route) -> Option<usize> {
    match route {
        Route::HighSchool => None,
        Route::CollegeSocialWork => Some(4),
        Route::CollegeOther => Some(6),
        Route::BachelorSocialWork => Some(3),
        Route::BachelorOther => Some(5),
        Route::MasterSocialWork => Some(1),
    }
}

fn has_bachelor(route: Route) -> bool {
    matches!(route, Route::BachelorSocialWork | Route::BachelorOther | Route::MasterSocialWork)
}

impl Twin<'_> {
    /// Training, conversion, renewal of front-line staff, venues.
    pub fn train_and_convert(&mut self, r: usize, month: Month) {
        let p = self.params;
        let hours = self.lever(LeverKey::TrainingHours, r, month);
        let front = self.regions[r].front;
        let rate = (hours / p.conversion_hours).min(p.conversion_ceiling);
        let converted = front * (1.0 - (-rate * MONTH).exp());
        let renewed = (self.usual_front(r) - front) * (1.0 - (-p.front_renewal * MONTH).exp());
        self.regions[r].front = front + renewed - converted;
        self.regions[r].training_hours += hours * MONTH;
        let venues = self.regions[r].venues;
        let most = self.units(r).max(venues);
        let now = (venues + self.lever(LeverKey::VenuesOpened, r, month) * MONTH).min(most);
        self.regions[r].venues = now;
        self.regions[r].month.venues = now - venues;
        for s in 0..SETTINGS {
            let persons = converted * self.converts_to(s);
            self.become_professional(r, s, 0, persons);
            self.regions[r].month.conversions[s] = persons;
        }
    }

    /// Where front-line staff work who become professionals.
    fn converts_to(&self, s: usize) -> f64 {
        let p = self.params;
        let weights = [
            p.convert_community,
            p.convert_institution,
            0.0,
            0.0,
            p.convert_school,
            p.convert_hospital,
            p.convert_government,
        ];
        weights[s] / weights.iter().sum::<f64>()
    }

    /// A front-line worker counts as a professional and brings the post along.
    fn become_professional(&mut self, r: usize, s: usize, k: usize, persons: f64) {
        let practice = (self.params.convert_practice as usize).min(PRACTICE_YEARS - 1);
        let ages = ages::converts(self.params);
        self.arrive(r, s, k, practice, persons, &ages);
        self.regions[r].designated[s] += persons;
        self.regions[r].brought[s] += persons;
    }

    fn is_open(&self, level: usize, year: i32) -> bool {
        let p = self.params;
        let first = [f64::INFINITY, p.first_year_assistant, p.first_year_mid, p.first_year_senior];
        f64::from(year) >= first[level]
    }

    /// Training hours above the neutral value, in units of 20 hours.
    fn more_training(&self, r: usize, month: Month) -> f64 {
        let neutral = LeverKey::TrainingHours.lever().neutral;
        (self.lever(LeverKey::TrainingHours, r, month) - neutral) / self.params.training_unit
    }

    /// Chance of passing for those who sit.
    fn pass_rate(&self, level: usize, year: i32, more_training: f64) -> f64 {
        let p = self.params;
        if !self.is_open(level, year) {
            return 0.0;
        }
        let shock = match self.draws {
            None => 1.0,
            Some(draws) => {
                let z = draws.normal(Stream::ExamYield, year as u64);
                (p.pass_shock * z - p.pass_shock * p.pass_shock / 2.0).exp()
            }
        };
        let trained = (1.0 + p.pass_training_effect * more_training).max(0.0);
        let written = [0.0, p.pass_assistant, p.pass_mid, p.pass_senior][level];
        let review = if level == 3 { p.review_senior } else { 1.0 };
        (written * trained * shock).min(p.pass_max) * review
    }

    fn base_uptake(&self, level: usize) -> f64 {
        let p = self.params;
        [0.0, p.uptake_assistant, p.uptake_mid, p.uptake_senior][level]
    }

    /// What a yuan a year is worth over the horizon of candidates.
    fn present_value_of_a_year(&self) -> f64 {
        let p = self.params;
        let rate = (1.0 + p.discount).ln();
        if rate == 0.0 { p.pay_horizon } else { (1.0 - (-rate * p.pay_horizon).exp()) / rate }
    }

    /// Share of the eligible in a setting who sit an exam. The intercept makes it the base rate at neutral levers, where
    /// the grade step is all there is to gain and everyone finds a graded post.
    fn uptake(&self, r: usize, s: usize, level: usize, month: Month) -> f64 {
        let p = self.params;
        let base = self.base_uptake(level);
        if base <= 0.0 {
            return 0.0;
        }
        let lever = |key| self.lever(key, r, month);
        let step = self.grade_step(level) - self.grade_step(level - 1);
        let horizon = self.present_value_of_a_year();
        let own_pay = self.pay_ratio(s) * self.regions[r].pay.outside;
        // The pay of the grade is worth as much as the chance of a graded post.
        let holders = count(&self.people, r, s, level).max(1e-9);
        let chance = (self.graded_posts(r, s, level, month) / holders).min(1.0);
        let of_grade = self.regions[r].pay.of_grade[s];
        let more = (of_grade[level] - of_grade[level - 1]) * chance;
        let award = [LeverKey::AwardAssistant, LeverKey::AwardMid, LeverKey::AwardSenior][level - 1];
        let gain = horizon * 12.0 * more + lever(award);
        let neutral_gain = horizon * 12.0 * step * own_pay;
        let worth = |yuan: f64| (1.0 + yuan / (12.0 * own_pay)).max(0.01).ln();
        let fee_counts = 1.0
            - p.fee_after_pass
                * (1.0 - [1.0, p.pass_assistant, p.pass_mid, p.pass_senior * p.review_senior][level]);
        let graded = match level {
            2 => lever(LeverKey::GradedMid) - LeverKey::GradedMid.lever().neutral,
            3 => lever(LeverKey::GradedSenior) - LeverKey::GradedSenior.lever().neutral,
            _ => 0.0,
        };
        let base = base.clamp(1e-9, 1.0 - 1e-9);
        let log_odds = (base / (1.0 - base)).ln()
            + p.uptake_pay_effect * (worth(gain) - worth(neutral_gain))
            + p.uptake_fee_effect * lever(LeverKey::FeePaid) * fee_counts
            + p.uptake_training_effect * self.more_training(r, month)
            + p.uptake_graded_effect * graded;
        1.0 / (1.0 + (-log_odds).exp())
    }

    /// Uptake of seekers: the mean over people in posts.
    fn uptake_of_seekers(&self, r: usize, level: usize, month: Month) -> f64 {
        let heads = in_posts(&self.people, r);
        let (mut total, mut staff) = (0.0, 0.0);
        for (s, by_certificate) in heads.iter().enumerate() {
            let n: f64 = by_certificate.iter().sum();
            total += n * self.uptake(r, s, level, month);
            staff += n;
        }
        if staff > 0.0 { total / staff } else { self.uptake(r, 0, level, month) }
    }

    /// Share of people with certificate `from`, `x` practice years and this route who sit each exam.
    fn sitting(
        &self,
        uptake: [f64; CERTIFICATES],
        year: i32,
        from: usize,
        x: usize,
        route: Route,
    ) -> [f64; CERTIFICATES] {
        let mut sit = [0.0; CERTIFICATES];
        if from == 0 || from == 1 {
            let ready = match mid_after(route) {
                Some(years) if x >= years => 1.0,
                // Six years after the assistant certificate, seen from practice years alone.
                None if from == 1 && x >= 6 => self.params.high_school_mid_rate,
                _ => 0.0,
            };
            sit[2] = if self.is_open(2, year) { uptake[2] * ready } else { 0.0 };
        }
        if from == 0 && x >= assistant_after(route) && self.is_open(1, year) {
            // One level a sitting.
            sit[1] = (1.0 - sit[2]) * uptake[1];
        }
        if from == 2 && x >= 5 && has_bachelor(route) && self.is_open(3, year) {
            sit[3] = uptake[3];
        }
        sit
    }

    /// June: who sits, and with what chance.
    pub fn sit(&mut self, month: Month) {
        self.passing_routes = Default::default();
        for r in 0..self.regions.len() {
            self.sit_in(r, month);
        }
    }

    fn sit_in(&mut self, r: usize, month: Month) {
        let p = self.params;
        let year = month.year();
        let training = self.more_training(r, month);
        let pass: [f64; CERTIFICATES] = std::array::from_fn(|k| self.pass_rate(k, year, training));
        let mut passing = Passing::default();
        // Whose fee may be paid: everybody but outside candidates.
        let mut local_sat = [0.0; CERTIFICATES];
        for place in 0..=SEEKING {
            let uptake: [f64; CERTIFICATES] = std::array::from_fn(|k| match (k, place) {
                (0, _) => 0.0,
                (_, SEEKING) => self.uptake_of_seekers(r, k, month),
                (_, s) => self.uptake(r, s, k, month),
            });
            for from in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    let people: f64 = (0..AGES).map(|a| self.people[cell(r, place, from, x, a)]).sum();
                    for route in Route::ALL {
                        let of_route = self.education[from][route.index()];
                        let sit = self.sitting(uptake, year, from, x, route);
                        for to in 1..CERTIFICATES {
                            let share = sit[to] * of_route;
                            self.regions[r].month.exam_sat[to] += people * share;
                            local_sat[to] += people * share;
                            passing.chance[place][from][x][to] += share * pass[to];
                            self.passing_routes[from][to][route.index()] += people * share * pass[to];
                        }
                    }
                }
            }
        }
        let front = self.regions[r].front;
        let front_sit = if self.is_open(1, year) { p.front_exam_eligible * p.front_exam_rate } else { 0.0 };
        passing.front = front_sit * pass[1];
        self.regions[r].month.exam_sat[1] += front * front_sit;

        let years = f64::from(year).min(p.outside_candidates_last_year) - p.outside_candidates_base_year;
        let candidates =
            p.outside_candidates * (1.0 + p.outside_candidates_growth).powf(years) * self.residents_2020()
                / p.national_population
                * p.outside_candidates_factor
                * self.staff_share(r);
        for (level, part) in [(1, 1.0 - p.outside_mid_share), (2, p.outside_mid_share)] {
            if self.is_open(level, year) {
                self.regions[r].month.exam_sat[level] += candidates * part;
                // Nobody trains them.
                passing.outside[level] = candidates * part * self.pass_rate(level, year, 0.0);
            }
        }

        local_sat[1] += front * front_sit;
        let fee = [0.0, p.exam_fee_assistant, p.exam_fee_mid, p.exam_fee_senior];
        for level in 1..CERTIFICATES {
            let repaid = 1.0 - p.fee_after_pass + p.fee_after_pass * pass[level];
            self.regions[r].month.fees +=
                local_sat[level] * fee[level] * repaid * self.lever(LeverKey::FeePaid, r, month);
        }
        self.regions[r].passing = passing;
    }

    /// September: certificates for whoever is there.
    pub fn certify(&mut self, r: usize, month: Month) {
        let passing = std::mem::take(&mut self.regions[r].passing);
        let before = self.people.clone();
        let mut passed_in_posts = [0.0; CERTIFICATES];
        for place in 0..=SEEKING {
            for from in 0..CERTIFICATES {
                let (mut holders, mut promoted) = (0.0, 0.0);
                for x in 0..PRACTICE_YEARS {
                    for a in 0..AGES {
                        let n = before[cell(r, place, from, x, a)];
                        holders += n;
                        for to in 1..CERTIFICATES {
                            let passed = n * passing.chance[place][from][x][to];
                            // From the mid certificate on, years since it are counted.
                            let practice = if to == 2 { 0 } else { x };
                            self.people[cell(r, place, from, x, a)] -= passed;
                            self.people[cell(r, place, to, practice, a)] += passed;
                            promoted += passed;
                            self.regions[r].month.exam_passed[to] += passed;
                            if place < SETTINGS {
                                passed_in_posts[to] += passed;
                            }
                        }
                    }
                }
                if place < SETTINGS && from > 0 && holders > 0.0 {
                    self.regions[r].appointed[place][from] *= 1.0 - promoted / holders;
                }
            }
        }
        let from_front = self.regions[r].front * passing.front;
        self.regions[r].front -= from_front;
        for s in 0..SETTINGS {
            let persons = from_front * self.converts_to(s);
            self.become_professional(r, s, 1, persons);
        }
        passed_in_posts[1] += from_front;
        self.regions[r].month.front_passes = from_front;
        self.regions[r].month.exam_passed[1] += from_front;

        let ages = ages::contract_staff(self.params, self.scenario.grid.start.year());
        for level in 1..CERTIFICATES {
            let persons = passing.outside[level];
            self.arrive(r, INACTIVE, level, 0, persons, &ages);
            self.regions[r].month.outside_passes[level] = persons;
            self.regions[r].month.exam_passed[level] += persons;
            self.regions[r].issued[level] += self.regions[r].month.exam_passed[level];
            let award = [LeverKey::AwardAssistant, LeverKey::AwardMid, LeverKey::AwardSenior][level - 1];
            self.regions[r].month.awards += passed_in_posts[level] * self.lever(award, r, month);
        }
    }

    /// Appoints waiting holders to free graded posts.
    pub fn appoint(&mut self, r: usize, month: Month) {
        for s in 0..SETTINGS {
            for k in 1..CERTIFICATES {
                let appointed = self.regions[r].appointed[s][k];
                let waiting = (count(&self.people, r, s, k) - appointed).max(0.0);
                let free = (self.graded_posts(r, s, k, month) - appointed).max(0.0);
                self.regions[r].appointed[s][k] += waiting.min(free) * self.params.appointment_rate;
            }
        }
    }

    /// Posts to which holders can be appointed; assistants need none.
    pub fn graded_posts(&self, r: usize, s: usize, k: usize, month: Month) -> f64 {
        match k {
            2 => self.lever(LeverKey::GradedMid, r, month) * self.regions[r].posts[s],
            3 => self.lever(LeverKey::GradedSenior, r, month) * self.regions[r].posts[s],
            _ => f64::INFINITY,
        }
    }

    /// People of a certificate in the whole place.
    fn holders(&self, k: usize) -> f64 {
        let mut total = 0.0;
        for r in 0..self.regions.len() {
            for place in 0..PLACES {
                total += count(&self.people, r, place, k);
            }
        }
        total
    }

    /// Education shares follow the people who come and who pass.
    pub fn educate(&mut self, month: Month) {
        let at_start = self.scenario.start.education;
        let mut newcomers = 0.0;
        for region in &self.regions {
            let flows = &region.month;
            newcomers += flows.entrants + flows.redesignations + flows.conversions.iter().sum::<f64>();
        }
        let others = (self.holders(0) - newcomers).max(0.0);
        mix(&mut self.education[0], others, newcomers, at_start[0]);
        if month.month() != self.params.certificate_month as i32 {
            return;
        }
        // The stocks before the passes of the year.
        let mut stock: [f64; CERTIFICATES] = std::array::from_fn(|k| self.holders(k));
        let persons =
            |from: usize, to: usize, twin: &Self| -> f64 { twin.passing_routes[from][to].iter().sum() };
        let steps = [(0, 1), (0, 2), (1, 2), (2, 3)];
        let from_outside: [f64; CERTIFICATES] = std::array::from_fn(|k| {
            self.regions
                .iter()
                .map(|region| {
                    region.month.outside_passes[k] + if k == 1 { region.month.front_passes } else { 0.0 }
                })
                .sum()
        });
        for (from, to) in steps {
            stock[from] += persons(from, to, self);
            stock[to] -= persons(from, to, self);
        }
        for k in 1..CERTIFICATES {
            stock[k] -= from_outside[k];
        }
        for (from, to) in steps {
            let passed = persons(from, to, self);
            if passed > 0.0 {
                let routes = self.passing_routes[from][to].map(|n| n / passed);
                mix(&mut self.education[from], stock[from].max(passed), -passed, routes);
                mix(&mut self.education[to], stock[to].max(0.0), passed, routes);
                stock[from] -= passed;
                stock[to] += passed;
            }
        }
        for k in 1..CERTIFICATES {
            mix(&mut self.education[k], stock[k].max(0.0), from_outside[k], at_start[k]);
        }
    }
}

/// Shares of a stock to which `persons` with other shares are added.
fn mix(shares: &mut [f64; ROUTES], stock: f64, persons: f64, of: [f64; ROUTES]) {
    if stock + persons <= 0.0 {
        return;
    }
    let mut people = [0.0; ROUTES];
    for e in 0..ROUTES {
        people[e] = (shares[e] * stock + of[e] * persons).max(0.0);
    }
    let total: f64 = people.iter().sum();
    if total > 0.0 {
        *shares = people.map(|n| n / total);
    }
}
