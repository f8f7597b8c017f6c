//! What single years of age decide in the twin: retirement, death, who is how old at the start.

use super::{Ages, MONTH};
use sim_core::ids::{AGE_MIN, AGES};
use sim_core::scenario::Params;
use sim_core::time::Month;

/// The last birthday of everyone: ages shift for all on one day, at the end of January.
#[derive(Clone, Copy, Debug)]
pub struct Birthday {
    pub year: i32,
    /// Whole months that have passed since.
    pub months: i32,
}

/// The birthday before the exits of a month. A run does not begin with one, even in January: its first month has today's
/// ages. Any other January still has last year's.
pub fn birthday(month: Month, first: Month) -> Birthday {
    if month != first && month.month() == 1 {
        Birthday { year: month.year() - 1, months: 12 }
    } else {
        Birthday { year: month.year(), months: month.month() - 1 }
    }
}

/// Share of a cohort still at work on turning `age`: three statutory ages, slid by the reform of 2025 and by `delay`
/// years more.
pub fn at_work(p: &Params, born: f64, age: f64, delay: f64) -> f64 {
    let groups = [
        (p.retire_share_men, p.retire_age_men, p.retire_pace_men, p.retire_delay_men),
        (p.retire_share_women_55, p.retire_age_women_55, p.retire_pace_women_55, p.retire_delay_women_55),
        (p.retire_share_women_50, p.retire_age_women_50, p.retire_pace_women_50, p.retire_delay_women_50),
    ];
    let mut share = 0.0;
    for (part, former, pace, longest) in groups {
        // Who would have retired so many years after the reform began works a part of them longer.
        let late = born + 0.5 + former - p.retire_reform_year;
        let statutory = former + (late / pace).clamp(0.0, longest) + delay;
        let retired = (age - statutory).clamp(0.0, 1.0);
        share += part * (1.0 - retired);
    }
    share / (p.retire_share_men + p.retire_share_women_55 + p.retire_share_women_50)
}

/// Retirement hazard a year that takes in one month those of a cohort who reach their statutory age in that month.
pub fn retirement(p: &Params, last: Birthday, age: usize, delay: f64) -> f64 {
    let turned = (AGE_MIN + age) as f64;
    let born = f64::from(last.year) - turned;
    let still = |months: i32| at_work(p, born, turned + f64::from(months) * MONTH, delay);
    let (now, next) = (still(last.months), still(last.months + 1));
    if now <= 0.0 || next <= 0.0 {
        p.retire_hazard_max
    } else {
        ((now / next).ln() / MONTH).max(0.0).min(p.retire_hazard_max)
    }
}

/// Death hazard a year.
pub fn mortality(p: &Params, age: usize) -> f64 {
    p.mortality_at_20 * (p.mortality_growth * age as f64).exp()
}

fn shares(weight: impl Fn(f64) -> f64) -> Ages {
    let mut ages = [0.0; AGES];
    for (a, n) in ages.iter_mut().enumerate() {
        *n = weight((AGE_MIN + a) as f64);
    }
    let total: f64 = ages.iter().sum();
    ages.map(|n| if total > 0.0 { n / total } else { 1.0 / AGES as f64 })
}

/// Stations, agencies and entrants: lognormal with this mean, less the retired.
pub fn contract_staff(p: &Params, year: i32) -> Ages {
    let sigma = p.contract_age_spread;
    let mu = p.contract_age_mean.ln() - sigma * sigma / 2.0;
    shares(|age| {
        let middle = age + 0.5;
        let z = (middle.ln() - mu) / sigma;
        (-z * z / 2.0).exp() / middle * at_work(p, f64::from(year) - age, age, 0.0)
    })
}

/// Other staff: normal, less the retired.
pub fn other_staff(p: &Params, year: i32) -> Ages {
    shares(|age| {
        let z = (age + 0.5 - p.staff_age_mean) / p.staff_age_sd;
        (-z * z / 2.0).exp() * at_work(p, f64::from(year) - age, age, 0.0)
    })
}

/// Converts: normal between two ends.
pub fn converts(p: &Params) -> Ages {
    shares(|age| {
        let z = (age + 0.5 - p.convert_age_mean) / p.convert_age_sd;
        if (p.convert_age_min..=p.convert_age_max).contains(&age) { (-z * z / 2.0).exp() } else { 0.0 }
    })
}

/// Everybody of one age.
pub fn all_of(age: f64) -> Ages {
    let mut ages = [0.0; AGES];
    let cell = (age as usize).max(AGE_MIN) - AGE_MIN;
    ages[cell.min(AGES - 1)] = 1.0;
    ages
}
