//! Front-line staff, exams and certificates in the twin.

use super::{INACTIVE, MONTH, SEEKING, Twin, ages, cell, count, in_posts};
use sim_core::ids::{
    AGES, CERTIFICATES, PLACES, PRACTICE_YEARS, Programme, ROUTES, Route, SETTINGS, Setting,
};
use sim_core::rng::Stream;
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

/// Chances fixed in June: `[place][from][practice][to]` of people, and what happens outside the people array.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    pub chance: [[[[f64; CERTIFICATES]; PRACTICE_YEARS]; CERTIFICATES]; SETTINGS + 1],
    pub front: f64,
    pub outside: [f64; CERTIFICATES],
    /// Professionals who pass the senior exam and wait for the review.
    pub to_review: f64,
}

/// Sitters by the certificate they have and the one they want.
type Sitters = [[f64; CERTIFICATES]; CERTIFICATES];

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
        self.regions[r].designated[s] += persons * self.params.convert_brings_post;
        self.regions[r].brought[s] += persons * self.params.convert_brings_post;
    }

    fn is_open(&self, level: usize, year: i32) -> bool {
        let p = self.params;
        let first = [f64::INFINITY, p.first_year_assistant, p.first_year_mid, p.first_year_senior];
        f64::from(year) >= first[level]
    }

    /// Training hours above the neutral value, in units of 20 hours; more of them where there is a base to learn at.
    fn more_training(&self, lever: impl Fn(LeverKey) -> f64) -> f64 {
        let p = self.params;
        let units =
            (lever(LeverKey::TrainingHours) - LeverKey::TrainingHours.lever().neutral) / p.training_unit;
        if units <= 0.0 {
            return units;
        }
        let bases = lever(LeverKey::TrainingBases).min(1.0);
        units + units * p.base_training_effect * bases
    }

    /// What is usual for a level.
    fn usual_pass(&self, level: usize) -> f64 {
        let p = self.params;
        [0.0, p.pass_assistant, p.pass_mid, p.pass_senior][level]
    }

    /// A usual chance after training and with the luck of the year.
    fn pass_rate(&self, usual: f64, year: i32, more_training: f64) -> f64 {
        let p = self.params;
        let shock = match self.draws {
            None => 1.0,
            Some(draws) => {
                let z = draws.normal(Stream::ExamYield, year as u64);
                (p.pass_shock * z - p.pass_shock * p.pass_shock / 2.0).exp()
            }
        };
        let trained = (1.0 + p.pass_training_effect * more_training).max(0.0);
        (usual * trained * shock).min(p.pass_max)
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
    fn uptake(&self, lever: impl Fn(LeverKey) -> f64 + Copy, r: usize, s: usize, level: usize) -> f64 {
        let p = self.params;
        let base = self.base_uptake(level);
        if base <= 0.0 {
            return 0.0;
        }
        let step = self.grade_step(level) - self.grade_step(level - 1);
        let horizon = self.present_value_of_a_year();
        let own_pay = self.pay_ratio(s) * self.regions[r].pay.followed;
        // The pay of the grade is worth as much as the chance of a graded post.
        let holders = count(&self.people, r, s, level).max(1e-9);
        let chance = (self.graded_posts(lever, r, s, level) / holders).min(1.0);
        let of_grade = self.regions[r].pay.of_grade[s];
        let more = (of_grade[level] - of_grade[level - 1]) * chance;
        let award = [LeverKey::AwardAssistant, LeverKey::AwardMid, LeverKey::AwardSenior][level - 1];
        let gain = horizon * 12.0 * more + lever(award);
        let neutral_gain = horizon * 12.0 * step * own_pay;
        let worth = |yuan: f64| (1.0 + yuan / (12.0 * own_pay)).max(0.01).ln();
        let fee_counts = 1.0 - p.fee_after_pass * (1.0 - self.usual_pass(level));
        let graded = match level {
            2 => lever(LeverKey::GradedMid) - LeverKey::GradedMid.lever().neutral,
            3 => lever(LeverKey::GradedSenior) - LeverKey::GradedSenior.lever().neutral,
            _ => 0.0,
        };
        let staff: f64 = in_posts(&self.people, r).iter().flatten().sum();
        let coverage = self.site_coverage(lever(LeverKey::DemonstrationSites), staff);
        let base = base.clamp(1e-9, 1.0 - 1e-9);
        let log_odds = (base / (1.0 - base)).ln()
            + p.uptake_pay_effect * (worth(gain) - worth(neutral_gain))
            + p.uptake_fee_effect * lever(LeverKey::FeePaid) * fee_counts
            + p.uptake_training_effect * self.more_training(lever)
            + p.site_uptake_effect * coverage
            + p.uptake_graded_effect * graded;
        1.0 / (1.0 + (-log_odds).exp())
    }

    /// Uptake of seekers: the mean over people in posts.
    fn uptake_of_seekers(&self, lever: impl Fn(LeverKey) -> f64 + Copy, r: usize, level: usize) -> f64 {
        let heads = in_posts(&self.people, r);
        let (mut total, mut staff) = (0.0, 0.0);
        for (s, by_certificate) in heads.iter().enumerate() {
            let n: f64 = by_certificate.iter().sum();
            total += n * self.uptake(lever, r, s, level);
            staff += n;
        }
        if staff > 0.0 { total / staff } else { self.uptake(lever, r, 0, level) }
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

    /// Uptake of the people of a place.
    fn uptake_in(
        &self,
        lever: impl Fn(LeverKey) -> f64 + Copy,
        r: usize,
        place: usize,
    ) -> [f64; CERTIFICATES] {
        std::array::from_fn(|k| match (k, place) {
            (0, _) => 0.0,
            (_, SEEKING) => self.uptake_of_seekers(lever, r, k),
            (_, s) => self.uptake(lever, r, s, k),
        })
    }

    fn with_practice(&self, r: usize, place: usize, from: usize, x: usize) -> f64 {
        (0..AGES).map(|a| self.people[cell(r, place, from, x, a)]).sum()
    }

    /// All who sit in a year.
    fn sitters(&self, lever: impl Fn(LeverKey) -> f64 + Copy, r: usize, year: i32) -> Sitters {
        let mut sitters = Sitters::default();
        for place in 0..=SEEKING {
            let uptake = self.uptake_in(lever, r, place);
            for from in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    for route in Route::ALL {
                        let people =
                            self.with_practice(r, place, from, x) * self.education[from][route.index()];
                        let sit = self.sitting(uptake, year, from, x, route);
                        for to in 1..CERTIFICATES {
                            sitters[from][to] += people * sit[to];
                        }
                    }
                }
            }
        }
        sitters
    }

    /// Share of mid holders with `x` years since it and this route who have what the senior certificate asks for.
    fn may_be_senior(x: usize, route: Route) -> bool {
        x >= 5 && has_bachelor(route)
    }

    /// At the start some have passed some of the mid papers, or wait for the senior review, as if the last exam had been
    /// like the start, but with neutral training.
    pub fn half_way_at_start(&mut self, r: usize) {
        let start = self.scenario.grid.start;
        let held_this_year = f64::from(start.month()) > self.params.exam_month;
        let year = if held_this_year { start.year() } else { start.year() - 1 };
        let sat = self.sitters(|key| self.baseline(key, r, start), r, year);
        for from in 0..2 {
            self.regions[r].partial[from] = self.papers.holders_after(self.params, sat[from][2]);
        }
        self.regions[r].awaiting_review = sat[2][3] * self.params.pass_senior;
    }

    /// The papers of the mid exam: holders of some come back for the rest, others sit all.
    fn sit_papers(&mut self, r: usize, year: i32, training: f64, sat: &Sitters, chance: &mut Sitters) {
        let at_once = self.pass_rate(self.papers.at_once, year, training);
        let then = self.pass_rate(self.papers.then, year, training);
        for from in 0..2 {
            let again = (self.params.partial_return * self.regions[r].partial[from]).min(sat[from][2]);
            let first = sat[from][2] - again;
            if sat[from][2] > 0.0 {
                chance[from][2] = (first * at_once + again * then) / sat[from][2];
            }
            // Who has passed all has not passed some only.
            self.regions[r].partial[from] = first * self.papers.some.min(1.0 - at_once);
        }
    }

    fn sit_in(&mut self, r: usize, month: Month) {
        let p = self.params;
        let year = month.year();
        let training = self.more_training(|key| self.lever(key, r, month));
        let sat = self.sitters(|key| self.lever(key, r, month), r, year);
        let mut passing = Passing::default();
        // The share of sitters who pass, from one certificate to another.
        let mut chance = Sitters::default();
        for from in 0..CERTIFICATES {
            for to in [1, 3] {
                chance[from][to] = self.pass_rate(self.usual_pass(to), year, training);
            }
        }
        self.sit_papers(r, year, training, &sat, &mut chance);
        let lever = |key| self.lever(key, r, month);
        passing.to_review = sat[2][3] * chance[2][3];
        let reviewed = self.regions[r].awaiting_review * p.review_senior;
        let mut able = 0.0;
        for place in 0..=SEEKING {
            for x in 0..PRACTICE_YEARS {
                for route in Route::ALL {
                    if Self::may_be_senior(x, route) {
                        able += self.with_practice(r, place, 2, x) * self.education[2][route.index()];
                    }
                }
            }
        }
        let promoted = if able > 0.0 { (reviewed / able).min(1.0) } else { 0.0 };

        let mut routes = self.passing_routes;
        for place in 0..=SEEKING {
            let uptake = self.uptake_in(lever, r, place);
            for from in 0..CERTIFICATES {
                for x in 0..PRACTICE_YEARS {
                    let people = self.with_practice(r, place, from, x);
                    for route in Route::ALL {
                        let of_route = self.education[from][route.index()];
                        let sit = self.sitting(uptake, year, from, x, route);
                        for to in 1..CERTIFICATES {
                            let passes = match (from, to) {
                                (2, 3) if Self::may_be_senior(x, route) => promoted,
                                (2, 3) => 0.0,
                                _ => sit[to] * chance[from][to],
                            };
                            passing.chance[place][from][x][to] += of_route * passes;
                            routes[from][to][route.index()] += people * of_route * passes;
                        }
                    }
                }
            }
        }
        // Whose fee may be paid, and who of them passed the exam: everybody but outside candidates.
        let (mut local_sat, mut local_passed) = ([0.0; CERTIFICATES], [0.0; CERTIFICATES]);
        for from in 0..CERTIFICATES {
            for to in 1..CERTIFICATES {
                local_sat[to] += sat[from][to];
                local_passed[to] += sat[from][to] * chance[from][to];
            }
        }
        let front = self.regions[r].front;
        // They are moved by what moves community workers.
        let community = self.uptake_in(lever, r, Setting::Community.index())[1];
        let moved = super::ratio(community, p.uptake_assistant);
        let front_sit = if self.is_open(1, year) {
            (p.front_exam_eligible * p.front_exam_rate * moved).min(1.0)
        } else {
            0.0
        };
        passing.front = front_sit * chance[0][1];
        local_sat[1] += front * front_sit;
        local_passed[1] += front * passing.front;

        let grown = f64::from(year).min(p.outside_candidates_last_year) - p.outside_candidates_base_year;
        let after = (f64::from(year) - p.outside_candidates_last_year).max(0.0);
        let candidates = p.outside_candidates
            * (1.0 + p.outside_candidates_growth).powf(grown)
            * (1.0 + p.outside_candidates_growth_after).powf(after)
            * self.residents_2020()
            / p.national_population
            * p.outside_candidates_factor
            * self.staff_share(r);
        let drive = lever(LeverKey::OutsideDrive);
        let (mut outside_sat, mut drive_yuan) = ([0.0; CERTIFICATES], 0.0);
        for (level, part) in [(1, 1.0 - p.outside_mid_share), (2, p.outside_mid_share)] {
            if self.is_open(level, year) {
                outside_sat[level] = candidates * part * (1.0 + drive);
                drive_yuan += candidates * part * drive * p.outside_drive_cost;
                // Nobody trains them.
                passing.outside[level] =
                    outside_sat[level] * self.pass_rate(self.usual_pass(level), year, 0.0);
            }
        }

        let fee = [0.0, p.exam_fee_assistant, p.exam_fee_mid, p.exam_fee_senior];
        let mut fees = 0.0;
        for level in 1..CERTIFICATES {
            // Where a fee is repaid after passing, only those who pass cost anything.
            let payable = local_sat[level] - p.fee_after_pass * (local_sat[level] - local_passed[level]);
            fees += payable * fee[level] * lever(LeverKey::FeePaid);
        }
        self.passing_routes = routes;
        let region = &mut self.regions[r];
        region.month.fees = fees;
        region.month.drive_yuan = drive_yuan;
        for level in 1..CERTIFICATES {
            region.month.exam_sat[level] = local_sat[level] + outside_sat[level];
        }
        region.passing = Some(passing);
    }

    /// September: certificates for whoever is there.
    pub fn certify(&mut self, r: usize, month: Month) {
        // Nobody knows who sat before the run.
        let Some(passing) = self.regions[r].passing.take() else { return };
        self.regions[r].awaiting_review = passing.to_review;
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
                let lever = |key| self.lever(key, r, month);
                let appointed = self.regions[r].appointed[s][k];
                let waiting = (count(&self.people, r, s, k) - appointed).max(0.0);
                let free = (self.graded_posts(lever, r, s, k) - appointed).max(0.0);
                self.regions[r].appointed[s][k] += waiting.min(free) * self.params.appointment_rate;
            }
        }
    }

    /// Posts to which holders can be appointed; assistants need none.
    pub fn graded_posts(&self, lever: impl Fn(LeverKey) -> f64, r: usize, s: usize, k: usize) -> f64 {
        match k {
            2 => lever(LeverKey::GradedMid) * self.regions[r].posts[s],
            3 => lever(LeverKey::GradedSenior) * self.regions[r].posts[s],
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
        // Graduates have the route of their programme, others come as at the start.
        let mut coming = [0.0; ROUTES];
        for region in &self.regions {
            let flows = &region.month;
            let others =
                flows.entrants + flows.experts + flows.redesignations + flows.conversions.iter().sum::<f64>();
            for e in 0..ROUTES {
                coming[e] += others * at_start[0][e];
            }
            for (i, programme) in Programme::ALL.into_iter().enumerate() {
                coming[programme.route().index()] += flows.graduates_entering[i];
            }
        }
        let newcomers: f64 = coming.iter().sum();
        if newcomers > 0.0 {
            let others = (self.holders(0) - newcomers).max(0.0);
            mix(&mut self.education[0], others, newcomers, coming.map(|n| n / newcomers));
        }
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
