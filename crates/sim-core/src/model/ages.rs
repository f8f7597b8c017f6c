//! Everything that depends on single years of age: retirement, mortality, age distributions.

use super::state::{Block, PLACE_BLOCKS, WIDTH};
use crate::ids::{AGE_MIN, AGES, PRACTICE_YEARS, SETTINGS};
use crate::math;
use crate::scenario::Params;

fn age_at(i: usize) -> f64 {
    (AGE_MIN + i) as f64
}

/// A block with a value for each age.
fn by_age(value: impl Fn(usize) -> f64) -> Block {
    let mut block = [0.0; WIDTH];
    for (i, cell) in block[..AGES].iter_mut().enumerate() {
        *cell = value(i);
    }
    block
}

/// Share of a birth cohort still at work at an age, the mixture of three statutory groups.
///
/// A group's statutory age `T` slides by the 2025 reform: one month for every `pace` months of birth, up to a
/// limit. `S(a) = Σ share·(1 − clip(a − T, 0, 1))`.
///
/// Unit: share. Source: `npc_retirement_2024`.
fn working_share(params: &Params, birth_year: f64, age: f64) -> f64 {
    let p = params;
    let groups = [
        (p.retire_share_men, p.retire_age_men, p.retire_pace_men, p.retire_delay_men),
        (p.retire_share_women_55, p.retire_age_women_55, p.retire_pace_women_55, p.retire_delay_women_55),
        (p.retire_share_women_50, p.retire_age_women_50, p.retire_pace_women_50, p.retire_delay_women_50),
    ];
    let total = p.retire_share_men + p.retire_share_women_55 + p.retire_share_women_50;
    let mut share = 0.0;
    for (part, former, pace, longest) in groups {
        // A cohort reaches the former age in mid-year on average.
        let years_into_reform = birth_year + 0.5 + former - p.retire_reform_year;
        let statutory = former + (years_into_reform / pace).clamp(0.0, longest);
        share += part / total * (1.0 - (age - statutory).clamp(0.0, 1.0));
    }
    share
}

/// Retirement hazard by age in a calendar year: `min(cap, −ln(S(a+1)/S(a)))`.
///
/// Unit: per year.
pub(crate) fn retirement(params: &Params, year: i32) -> Block {
    by_age(|i| {
        let age = age_at(i);
        let birth_year = f64::from(year) - age;
        let (now, next) =
            (working_share(params, birth_year, age), working_share(params, birth_year, age + 1.0));
        if now <= 0.0 || next <= 0.0 {
            params.retire_hazard_max
        } else {
            (-math::ln(next / now)).clamp(0.0, params.retire_hazard_max)
        }
    })
}

/// Mortality by age, a Gompertz curve. Unit: per year.
pub(crate) fn mortality(params: &Params) -> Block {
    by_age(|i| params.mortality_at_20 * math::exp(params.mortality_growth * (age_at(i) - AGE_MIN as f64)))
}

fn normalised(mut weights: Block) -> Block {
    let total = math::sum(&weights);
    for weight in &mut weights {
        *weight /= total;
    }
    weights
}

/// Ages of contract staff and entrants: lognormal, times the share not yet retired.
pub(crate) fn contract_staff(params: &Params, year: i32) -> Block {
    let spread = params.contract_age_spread;
    let centre = math::ln(params.contract_age_mean) - 0.5 * spread * spread;
    normalised(by_age(|i| {
        let age = age_at(i) + 0.5;
        let z = (math::ln(age) - centre) / spread;
        math::exp(-0.5 * z * z) / age * working_share(params, f64::from(year) - age_at(i), age_at(i))
    }))
}

/// Ages of other staff: normal, times the share not yet retired.
pub(crate) fn other_staff(params: &Params, year: i32) -> Block {
    normalised(by_age(|i| {
        let z = (age_at(i) + 0.5 - params.staff_age_mean) / params.staff_age_sd;
        math::exp(-0.5 * z * z) * working_share(params, f64::from(year) - age_at(i), age_at(i))
    }))
}

/// Ages of converted front-line staff: normal between two ends.
pub(crate) fn converts(params: &Params) -> Block {
    let weights: Block = by_age(|i| {
        let age = age_at(i);
        let z = (age + 0.5 - params.convert_age_mean) / params.convert_age_sd;
        if age < params.convert_age_min || age > params.convert_age_max {
            0.0
        } else {
            math::exp(-0.5 * z * z)
        }
    });
    if math::sum(&weights) > 0.0 { normalised(weights) } else { by_age(|_| 1.0 / AGES as f64) }
}

/// January: everyone is a year older, those in posts have a practice year more. Returns how many turned 65.
pub(crate) fn new_year(blocks: &mut [Block], heads: &mut [f64]) -> f64 {
    let mut turned_65 = 0.0;
    for cells in blocks.iter_mut() {
        turned_65 += cells[AGES - 1];
        cells.copy_within(..AGES - 1, 1);
        cells[0] = 0.0;
    }
    for by_practice in blocks[..SETTINGS * PLACE_BLOCKS].chunks_exact_mut(PRACTICE_YEARS) {
        let before_last = by_practice[PRACTICE_YEARS - 2];
        for (most, cell) in by_practice[PRACTICE_YEARS - 1].iter_mut().zip(before_last) {
            *most += cell;
        }
        by_practice[..PRACTICE_YEARS - 1].rotate_right(1);
        by_practice[0] = [0.0; WIDTH];
    }
    for (head, cells) in heads.iter_mut().zip(blocks.iter()) {
        *head = math::sum(cells);
    }
    turned_65
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(survival: f64, hazard: f64) -> f64 {
        survival * math::exp(-hazard)
    }

    #[test]
    fn retirement_follows_the_statutory_ages() {
        let params = Params::default();
        let hazards = retirement(&params, 2021);
        for (i, hazard) in hazards.iter().enumerate().take(50 - AGE_MIN) {
            assert_eq!(*hazard, 0.0, "nobody retires at {}", AGE_MIN + i);
        }
        // Shares .20, .50, .30 retire during the years of age 50, 55, 60.
        let left = (50..=60).fold(1.0, |s, a| after(s, hazards[a - AGE_MIN]));
        assert!((after(1.0, hazards[30]) - 0.8).abs() < 1e-12);
        assert!(left < 1e-5, "all have left once the year of age 60 is over: {left}");
    }

    #[test]
    fn the_reform_moves_women_workers_from_50_to_55() {
        let params = Params::default();
        // Born 1970 they were 50 in 2020, before the reform; born 1990 they reach the full five years of delay.
        assert!((working_share(&params, 1970.0, 51.0) - 0.8).abs() < 1e-12);
        assert!((working_share(&params, 1990.0, 55.0) - 1.0).abs() < 1e-12);
        assert!((working_share(&params, 1990.0, 56.0) - 0.8).abs() < 1e-12);
    }
}
