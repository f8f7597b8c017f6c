//! Schools in the twin: students, graduates and where they look for a post.

use super::{SEEKING, Twin, ages};
use sim_core::ids::{PROGRAMMES, Programme};
use sim_core::scenario::LeverKey;
use sim_core::time::Month;

/// Years of service that can be owed.
pub const LONGEST_BOND: usize = 6;

const INTAKE: [LeverKey; PROGRAMMES] =
    [LeverKey::IntakeCollege, LeverKey::IntakeBachelor, LeverKey::IntakeMaster, LeverKey::DirectedPlaces];

impl Twin<'_> {
    /// Students at the start, if as many have come every year; between graduation and intake the last year is empty.
    pub fn enrolled_at_start(&mut self, r: usize) {
        let p = self.params;
        let start = self.scenario.grid.start;
        let now = f64::from(start.month());
        let holidays = p.graduation_month < now && now <= p.intake_month;
        for (i, programme) in Programme::ALL.into_iter().enumerate() {
            for year in 0..programme.years() {
                let last = year + 1 == programme.years();
                let came = self.baseline(INTAKE[i], r, start);
                self.regions[r].students[i][year] =
                    if holidays && last { 0.0 } else { came * (1.0 - p.student_dropout).powi(year as i32) };
            }
        }
    }

    /// September: a year further, and new students. July: graduates.
    pub fn learn(&mut self, month: Month) {
        let p = self.params;
        if f64::from(month.month()) == p.intake_month {
            for r in 0..self.regions.len() {
                for (i, programme) in Programme::ALL.into_iter().enumerate() {
                    let before = self.regions[r].students[i];
                    for year in 1..programme.years() {
                        self.regions[r].students[i][year] = before[year - 1] * (1.0 - p.student_dropout);
                    }
                    self.regions[r].students[i][0] = self.lever(INTAKE[i], r, month);
                }
            }
        }
        if f64::from(month.month()) == p.graduation_month {
            for home in 0..self.regions.len() {
                self.graduate(home, month);
            }
        }
    }

    fn graduate(&mut self, home: usize, month: Month) {
        let p = self.params;
        let age =
            [p.graduate_age_college, p.graduate_age_bachelor, p.graduate_age_master, p.graduate_age_bachelor];
        let mut graduates = [0.0; PROGRAMMES];
        for (i, programme) in Programme::ALL.into_iter().enumerate() {
            let last = programme.years() - 1;
            graduates[i] = self.regions[home].students[i][last] * (1.0 - p.student_dropout);
            self.regions[home].students[i][last] = 0.0;
        }
        self.regions[home].month.graduates = graduates;

        // A year of service has passed for those who owe some.
        let owed = self.regions[home].owing;
        for years in 1..=LONGEST_BOND {
            self.regions[home].owing[years] = if years < LONGEST_BOND { owed[years + 1] } else { 0.0 };
        }
        let bond = (self.lever(LeverKey::BondedYears, home, month) as usize).min(LONGEST_BOND);
        if bond > 0 {
            self.regions[home].owing[bond] += graduates[Programme::Directed.index()];
        }

        for to in 0..self.regions.len() {
            for (i, programme) in Programme::ALL.into_iter().enumerate() {
                let share = match programme {
                    Programme::Directed => f64::from(u8::from(to == home)),
                    _ => self.chooses(home, to),
                };
                self.arrive(to, SEEKING, 0, 0, graduates[i] * share, &ages::all_of(age[i]));
                self.regions[to].month.graduates_entering[i] += graduates[i] * share;
            }
        }
    }

    /// How much a region weighs for the graduates of another: size, pay, vacancies, established posts, home, distance.
    fn weight_for_graduates(&self, home: usize, to: usize) -> f64 {
        let p = self.params;
        let draw = self.draw(to);
        let value = p.graduate_pay_effect * (draw.pay / draw.outside_pay).ln()
            + p.graduate_vacancy_effect * (1.0 + draw.vacancies_in_thousand()).ln()
            + p.graduate_established_effect * draw.established
            + p.graduate_home_effect * f64::from(u8::from(home == to))
            - p.graduate_distance_effect * (1.0 + self.km(self.seat(home), self.seat(to))).ln();
        draw.size.powf(p.migrate_size_effect) * value.exp()
    }

    fn weights_for_graduates(&self, home: usize) -> f64 {
        (0..self.regions.len()).map(|to| self.weight_for_graduates(home, to)).sum()
    }

    /// The chance that a graduate of a home region looks for a post in a region.
    fn chooses(&self, home: usize, to: usize) -> f64 {
        match self.other_choices {
            None => 0.0,
            Some(other) => self.weight_for_graduates(home, to) / (other + self.weights_for_graduates(home)),
        }
    }

    /// Solves the weight of other choices: in the mean over the students of the start, the observed share of graduates
    /// enters. Without students: in the mean over starting staff.
    pub fn solve_other_choices(&mut self) {
        let mut students: Vec<f64> = Vec::new();
        for region in &self.regions {
            students.push(region.students.iter().flatten().sum());
        }
        if students.iter().sum::<f64>() <= 0.0 {
            students = (0..self.regions.len()).map(|r| self.staff_share(r)).collect();
        }
        let all: f64 = students.iter().sum();
        let weights: Vec<f64> = (0..students.len()).map(|home| self.weights_for_graduates(home)).collect();
        let enter = |other: f64| -> f64 {
            let mut entering = 0.0;
            for (weight, n) in weights.iter().zip(&students) {
                entering += n / all * weight / (other + weight);
            }
            entering
        };
        if weights.iter().sum::<f64>() <= 0.0 || self.params.entry_share <= 0.0 {
            return;
        }
        let (mut low, mut high) = (0.0, 1.0);
        while enter(high) > self.params.entry_share {
            high *= 2.0;
        }
        for _ in 0..400 {
            let middle = 0.5 * (low + high);
            if enter(middle) > self.params.entry_share { low = middle } else { high = middle }
        }
        self.other_choices = Some(0.5 * (low + high));
    }
}
