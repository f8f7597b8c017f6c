//! The model a second time, written to be read: every equation straight through, nothing remembered.
//!
//! It shares no code with the engine beyond what a scenario says and the random numbers. Every cell of the people
//! array works out its own hazards and its own `exp`; whatever can be computed again is computed again. So it is slow,
//! and it is the measure of the engine: of its results in `tests/twin.rs`, of its speed in `benches/run.rs`.

mod agencies;
mod ages;
mod evenness;
mod exam;
mod leaving;
mod money;
mod moving;
mod papers;
mod pay;
mod place;
mod posts;
mod schools;
mod start;

use sim_core::ids::{
    AGES, CERTIFICATES, COST_ITEMS, GROUPS, MONEY_SOURCES, PLACES, PRACTICE_YEARS, PROGRAMMES, Place, ROUTES,
    SETTINGS, STUDY_YEARS, Setting,
};
use sim_core::rng::Draws;
use sim_core::scenario::{LeverKey, Params, Policy, Scenario};
use sim_core::time::Month;

pub type BySetting = [f64; SETTINGS];
pub type BySettingAndGrade = [[f64; CERTIFICATES]; SETTINGS];
pub type Ages = [f64; AGES];

pub const SEEKING: usize = Place::Seeking as usize;
pub const INACTIVE: usize = Place::Inactive as usize;
pub const INSTITUTION: usize = Setting::Institution as usize;
pub const NGO: usize = Setting::Ngo as usize;

/// Length of a step, years.
pub const MONTH: f64 = 1.0 / 12.0;

/// The number of a cell in the people array.
pub fn cell(region: usize, place: usize, certificate: usize, practice: usize, age: usize) -> usize {
    (((region * PLACES + place) * CERTIFICATES + certificate) * PRACTICE_YEARS + practice) * AGES + age
}

/// Stations and agencies employ on contracts that end with their funding.
pub fn on_contract(setting: usize) -> bool {
    setting == Setting::Station as usize || setting == NGO
}

/// What one region has besides people, and what happened in the month.
#[derive(Clone, Debug, Default)]
pub struct Region {
    pub front: f64,
    pub designated: BySetting,
    pub brought: BySetting,
    pub redesignated: f64,
    /// The highest institution norm so far.
    pub institution_norm: f64,
    pub posts: BySetting,
    pub pay: pay::Pay,
    pub appointed: BySettingAndGrade,
    pub perceived_load: f64,
    pub backlog: [f64; GROUPS],
    pub issued: [f64; CERTIFICATES],
    pub training_hours: f64,
    pub venues: f64,
    /// Who will be certified; nobody knows before the first exam of the run.
    pub passing: Option<exam::Passing>,
    /// Holders of some papers of the mid exam, by the certificate they have.
    pub partial: [f64; 2],
    pub awaiting_review: f64,
    pub students: [[f64; STUDY_YEARS]; PROGRAMMES],
    /// Graduates of directed places by the years of service they still owe, at least one.
    pub owing: [f64; schools::LONGEST_BOND + 1],
    pub organisations: f64,
    /// Agency posts that the budget pays for, whether or not agencies can take them on.
    pub paid_agency_posts: f64,
    pub invoices: Vec<agencies::Invoice>,
    pub dry_months: f64,
    /// What agencies spent last month.
    pub outlay: f64,
    pub equivalent: [f64; 2],
    /// Share of holders who are registered, by certificate.
    pub registered: [f64; CERTIFICATES],
    /// Hours a month from seconded workers; below 0 where they come from.
    pub seconded: f64,
    pub month: Flows,
}

/// What happened in one region in one month.
#[derive(Clone, Debug, Default)]
pub struct Flows {
    pub exits: BySetting,
    pub hires: BySetting,
    pub conversions: BySetting,
    pub layoffs: BySetting,
    pub redesignations: f64,
    pub front_passes: f64,
    pub outside_passes: [f64; CERTIFICATES],
    pub entrants: f64,
    pub graduates: [f64; PROGRAMMES],
    pub graduates_entering: [f64; PROGRAMMES],
    pub experts: f64,
    pub arrivals: f64,
    pub departures: f64,
    pub moved_away: f64,
    /// People in posts who leave the field, not those who look for another post.
    pub left_field: f64,
    pub volunteers: f64,
    /// Hours from seconded workers.
    pub received: f64,
    /// What agencies bill, yuan.
    pub invoiced: f64,
    pub drive_yuan: f64,
    pub left: f64,
    pub retirements: f64,
    pub deaths: f64,
    pub exam_sat: [f64; CERTIFICATES],
    pub exam_passed: [f64; CERTIFICATES],
    pub venues: f64,
    pub awards: f64,
    pub fees: f64,
    pub need: [f64; GROUPS],
    pub served: [f64; GROUPS],
    pub capacity: f64,
    pub cost: [f64; COST_ITEMS],
    pub funding: [f64; MONEY_SOURCES],
}

/// What one month leaves behind.
#[derive(Clone, Debug)]
pub struct MonthEnd {
    pub people: Vec<f64>,
    pub regions: Vec<Region>,
}

impl MonthEnd {
    /// People of a region, place and certificate.
    pub fn count(&self, r: usize, place: usize, k: usize) -> f64 {
        count(&self.people, r, place, k)
    }
}

/// People of a region, place and certificate.
pub fn count(people: &[f64], r: usize, place: usize, k: usize) -> f64 {
    let mut total = 0.0;
    for x in 0..PRACTICE_YEARS {
        for a in 0..AGES {
            total += people[cell(r, place, k, x, a)];
        }
    }
    total
}

/// People in posts of a region, by setting and certificate.
pub fn in_posts(people: &[f64], r: usize) -> BySettingAndGrade {
    let mut heads = [[0.0; CERTIFICATES]; SETTINGS];
    for (s, by_certificate) in heads.iter_mut().enumerate() {
        for (k, n) in by_certificate.iter_mut().enumerate() {
            *n = count(people, r, s, k);
        }
    }
    heads
}

/// A ratio against a start value; 1 where the start value is 0.
pub fn ratio(value: f64, start: f64) -> f64 {
    if start == 0.0 { 1.0 } else { value / start }
}

/// The model in one moment.
pub struct Twin<'a> {
    pub scenario: &'a Scenario,
    pub params: &'a Params,
    pub policy: &'a Policy,
    pub draws: Option<Draws>,
    pub people: Vec<f64>,
    pub regions: Vec<Region>,
    /// Solved at the start.
    pub solved: Vec<start::Solved>,
    /// Mean exit multiplier of the starting workforce, by setting.
    pub multiplier: BySetting,
    pub education: [[f64; ROUTES]; CERTIFICATES],
    /// Routes of those who pass this year, from one certificate (first) to another (second).
    pub passing_routes: [[[f64; ROUTES]; CERTIFICATES]; CERTIFICATES],
    /// Those of each region who will look in another, by certificate, practice and age.
    pub leaving: Vec<Movers>,
    /// Weight of everything else in the choice of graduates; none where nobody chooses social work.
    pub other_choices: Option<f64>,
    pub papers: papers::Papers,
}

/// People by certificate, practice years and age.
pub type Movers = [[Ages; PRACTICE_YEARS]; CERTIFICATES];

pub const NOBODY: Movers = [[[0.0; AGES]; PRACTICE_YEARS]; CERTIFICATES];

impl<'a> Twin<'a> {
    /// The start, solved under the baseline.
    pub fn new(scenario: &'a Scenario, params: &'a Params, policy: &'a Policy, draws: Option<Draws>) -> Self {
        let regions = scenario.regions.len();
        let mut twin = Self {
            scenario,
            params,
            policy,
            draws,
            people: vec![0.0; regions * PLACES * CERTIFICATES * PRACTICE_YEARS * AGES],
            regions: vec![Region::default(); regions],
            solved: Vec::new(),
            multiplier: [1.0; SETTINGS],
            education: scenario.start.education,
            passing_routes: Default::default(),
            leaving: vec![NOBODY; regions],
            other_choices: None,
            papers: papers::Papers::of(params),
        };
        twin.begin();
        twin
    }

    pub fn end_of_month(&self) -> MonthEnd {
        MonthEnd { people: self.people.clone(), regions: self.regions.clone() }
    }

    /// The start and the first `months` months.
    pub fn run(mut self, months: usize) -> Vec<MonthEnd> {
        let mut ends = vec![self.end_of_month()];
        for m in 0..months {
            self.month(m);
            ends.push(self.end_of_month());
        }
        ends
    }

    /// One month, in the order that is part of the model.
    pub fn month(&mut self, m: usize) {
        let month = self.scenario.grid.start.plus(m as i32);
        for r in 0..self.regions.len() {
            self.regions[r].month = Flows::default();
        }
        let every = 0..self.regions.len();
        // Pay, load, hazards, exits.
        for r in every.clone() {
            self.leave(r, month);
        }
        self.migrate(month);
        self.learn(month);
        for r in every.clone() {
            self.recruit(r, month);
            self.register(r, month);
            self.enter(r);
        }
        for r in every.clone() {
            self.train_and_convert(r, month);
        }
        if month.month() == self.params.exam_month as i32 {
            self.sit(month);
        }
        if month.month() == self.params.certificate_month as i32 {
            for r in every.clone() {
                self.certify(r, month);
            }
        }
        for r in every.clone() {
            self.appoint(r, month);
        }
        for r in every.clone() {
            self.set_posts(r, month);
            self.lay_off(r);
        }
        for r in every.clone() {
            let short = self.short_of_cash(r);
            self.dismiss(r, NGO, short);
            self.found_agencies(r, month);
            self.hire(r, month, short);
        }
        self.educate(month);
        if month.month() == 1 && m > 0 {
            self.grow_older();
        }
        self.second(month);
        for r in every.clone() {
            self.serve(r, month);
        }
        for r in every {
            self.spend(r, month);
            self.settle(r, month);
        }
    }

    /// Experts come from elsewhere and look for a post; they have a title, not the certificate.
    fn recruit(&mut self, r: usize, month: Month) {
        let p = self.params;
        let experts = self.lever(LeverKey::TalentRecruitment, r, month) * MONTH;
        let practice = (p.convert_practice as usize).min(PRACTICE_YEARS - 1);
        self.arrive(r, SEEKING, 0, practice, experts, &ages::converts(p));
        self.regions[r].month.experts = experts;
        let seniors = experts * p.talent_senior_share;
        self.regions[r].equivalent[0] += experts - seniors;
        self.regions[r].equivalent[1] += seniors;
    }

    /// Share of holders who register in the long run under so many funded hours a year.
    pub fn would_register(&self, hours: f64) -> [f64; CERTIFICATES] {
        let p = self.params;
        let asked = [p.continuing_assistant, p.continuing_assistant, p.continuing_mid, p.continuing_mid];
        asked.map(|asked| {
            let funded = if hours < asked { hours / asked } else { 1.0 };
            // Some pay for themselves; the others as far as the hours are funded.
            p.registration_unfunded + (1.0 - p.registration_unfunded) * funded
        })
    }

    /// Registrations run out and are renewed over their period.
    fn register(&mut self, r: usize, month: Month) {
        let wanted = self.would_register(self.lever(LeverKey::ContinuingEducation, r, month));
        let kept = (-MONTH / self.params.registration_years).exp();
        for k in 0..CERTIFICATES {
            let now = self.regions[r].registered[k];
            self.regions[r].registered[k] = wanted[k] + (now - wanted[k]) * kept;
        }
    }

    /// Adds `persons` with the age distribution `ages`.
    pub fn arrive(&mut self, r: usize, place: usize, k: usize, x: usize, persons: f64, ages: &Ages) {
        for a in 0..AGES {
            self.people[cell(r, place, k, x, a)] += persons * ages[a];
        }
    }

    /// Entrants from the labour market: they have no certificate and look for a post.
    fn enter(&mut self, r: usize) {
        let heads = in_posts(&self.people, r);
        let mut vacancies = 0.0;
        for s in 0..SETTINGS {
            vacancies += (self.regions[r].posts[s] - heads[s].iter().sum::<f64>()).max(0.0);
        }
        let p = self.params;
        let relative = self.mean_relative_pay(r, &heads);
        let persons = p.entrants_factor
            * self.solved[r].entrants
            * relative.powf(p.entrant_pay_elasticity)
            * ratio(vacancies, self.solved[r].vacancies).powf(p.entrant_vacancy_elasticity);
        let ages = ages::contract_staff(p, self.scenario.grid.start.year());
        self.arrive(r, SEEKING, 0, 0, persons, &ages);
        self.regions[r].month.entrants = persons;
    }

    /// Everyone is a year older; whoever is in a post has a practice year more; at 65 all leave.
    fn grow_older(&mut self) {
        let before = self.people.clone();
        self.people.fill(0.0);
        for r in 0..self.regions.len() {
            for place in 0..PLACES {
                for k in 0..CERTIFICATES {
                    for x in 0..PRACTICE_YEARS {
                        let practice = if place < SETTINGS { (x + 1).min(PRACTICE_YEARS - 1) } else { x };
                        for a in 0..AGES {
                            let n = before[cell(r, place, k, x, a)];
                            if a + 1 < AGES {
                                self.people[cell(r, place, k, practice, a + 1)] += n;
                            } else {
                                self.regions[r].month.retirements += n;
                            }
                        }
                    }
                }
            }
        }
    }
}
