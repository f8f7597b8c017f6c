//! Everything that depends on single years of age: retirement, mortality, age distributions.

use super::state::{Block, PLACE_BLOCKS, WIDTH};
use crate::ids::{AGE_MIN, AGES, PRACTICE_YEARS, SETTINGS};
use crate::math;
use crate::scenario::Params;
use crate::time::Month;

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
/// limit, and by `delay` years that a policy adds. `S(a) = Σ share·(1 − clip(a − T, 0, 1))`.
///
/// Unit: share. Source: `npc_retirement_2024`.
fn working_share(params: &Params, birth_year: f64, age: f64, delay: f64) -> f64 {
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
        let statutory = former + (years_into_reform / pace).clamp(0.0, longest) + delay;
        share += part / total * (1.0 - (age - statutory).clamp(0.0, 1.0));
    }
    share
}

/// How far people are past the age of their cell: all birthdays are on the day ages shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Birthday {
    /// The year in which the people of a cell reached its age.
    year: i32,
    /// Whole months since.
    months: i32,
}

impl Birthday {
    /// Ages shift at the end of January, so in January people are twelve months past their cell's age; not in the
    /// first month of a run, whose cells are filled with today's ages.
    pub fn before(month: Month, first: bool) -> Self {
        if month.month() == 1 && !first {
            Self { year: month.year() - 1, months: 12 }
        } else {
            Self { year: month.year(), months: month.month() - 1 }
        }
    }
}

/// Retirement hazard by age of cell in one month: `min(cap, −12·ln(S(a+(m+1)/12)/S(a+m/12)))`, where `m` is the months
/// since the birthday. Those of a cohort leave month by month over the year in which their ages are reached.
///
/// Unit: per year.
pub(crate) fn retirement(params: &Params, birthday: Birthday, delay: f64) -> Block {
    by_age(|i| {
        let birth_year = f64::from(birthday.year) - age_at(i);
        let after =
            |months: i32| working_share(params, birth_year, age_at(i) + f64::from(months) / 12.0, delay);
        let (now, next) = (after(birthday.months), after(birthday.months + 1));
        if now <= 0.0 || next <= 0.0 {
            params.retire_hazard_max
        } else {
            (-12.0 * math::ln(next / now)).clamp(0.0, params.retire_hazard_max)
        }
    })
}

/// Mortality by age, a Gompertz curve. Unit: per year.
pub(crate) fn mortality(params: &Params) -> Block {
    by_age(|i| params.mortality_at_20 * math::exp(params.mortality_growth * (age_at(i) - AGE_MIN as f64)))
}

/// Years since the ages of all cells were those of their people, at the end of a month. Ages shift once a year and are
/// counted on until then: without it staff would seem to grow a year older every January and younger in between.
pub(crate) fn since_birthday(month: Month, start: bool) -> f64 {
    let months = if start { month.month() % 12 } else { month.month() };
    f64::from(months) / 12.0
}

/// Mean age of people by cell, `since` their birthday; a cell holds those between one birthday and the next. The age of
/// nobody is 0.
///
/// Unit: years.
pub(crate) fn mean(persons: &Block, since: f64) -> f64 {
    let (mut total, mut years) = (0.0, 0.0);
    for (i, n) in persons[..AGES].iter().enumerate() {
        total += n;
        years += n * (age_at(i) + 0.5);
    }
    if total > 0.0 { years / total + since } else { 0.0 }
}

/// Shares in proportion to weights; where parameters leave no weight at all, every age alike.
fn normalised(mut weights: Block) -> Block {
    let total = math::sum(&weights);
    if !(total.is_finite() && total > 0.0) {
        return by_age(|_| 1.0 / AGES as f64);
    }
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
        math::exp(-0.5 * z * z) / age * working_share(params, f64::from(year) - age_at(i), age_at(i), 0.0)
    }))
}

/// Ages of other staff: normal, times the share not yet retired.
pub(crate) fn other_staff(params: &Params, year: i32) -> Block {
    normalised(by_age(|i| {
        let z = (age_at(i) + 0.5 - params.staff_age_mean) / params.staff_age_sd;
        math::exp(-0.5 * z * z) * working_share(params, f64::from(year) - age_at(i), age_at(i), 0.0)
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
    normalised(weights)
}

/// Everybody of one age, years.
pub(crate) fn only(age: f64) -> Block {
    let cell = (age as usize).clamp(AGE_MIN, AGE_MIN + AGES - 1) - AGE_MIN;
    by_age(|i| f64::from(u8::from(i == cell)))
}

/// January: everyone is a year older, those in posts have a practice year more. Returns how many turned 65.
pub(crate) fn new_year(blocks: &mut [Block], heads: &mut [f64]) -> f64 {
    let turned_65 = blocks.iter().fold(0.0, |total, cells| total + cells[AGES - 1]);
    let (in_posts, between) = blocks.split_at_mut(SETTINGS * PLACE_BLOCKS);
    for by_practice in in_posts.as_chunks_mut::<PRACTICE_YEARS>().0 {
        let [.., before_last, most] = by_practice;
        for a in (1..AGES).rev() {
            most[a] = most[a - 1] + before_last[a - 1];
        }
        most[0] = 0.0;
        for x in (1..PRACTICE_YEARS - 1).rev() {
            let (earlier, later) = by_practice.split_at_mut(x);
            // Straight to where they belong: a block on the way would be copied twice.
            later[0][1..AGES].copy_from_slice(&earlier[x - 1][..AGES - 1]);
            later[0][0] = 0.0;
        }
        by_practice[0] = [0.0; WIDTH];
    }
    for cells in between {
        cells.copy_within(..AGES - 1, 1);
        cells[0] = 0.0;
    }
    for (head, cells) in heads.iter_mut().zip(blocks.iter()) {
        *head = math::sum(cells);
    }
    turned_65
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retirement_follows_the_statutory_ages_evenly_over_the_year() {
        let params = Params::default();
        // A cohort of 2021 that is followed through one year of age after the other.
        let mut left = 1.0;
        for age in 45..=59 {
            for months in 0..12 {
                let hazard = retirement(&params, Birthday { year: 2021, months }, 0.0)[age - AGE_MIN];
                let before = left;
                left *= math::exp(-hazard / 12.0);
                let share = match age {
                    50 => params.retire_share_women_50 / 12.0,
                    55 => params.retire_share_women_55 / 12.0,
                    _ => 0.0,
                };
                assert!((before - left - share).abs() < 1e-12, "{age} and {months} months");
            }
        }
        assert!((left - params.retire_share_men).abs() < 1e-12);
        for months in 0..12 {
            left *=
                math::exp(-retirement(&params, Birthday { year: 2021, months }, 0.0)[60 - AGE_MIN] / 12.0);
        }
        // The cap of one month's mean wait leaves 1/e of the last twelfth.
        assert!(left < 0.011, "all men have left at 61: {left}");
    }

    #[test]
    fn in_january_people_are_a_year_past_the_age_of_their_cell_until_it_shifts() {
        let january = Month::new(2022, 1);
        assert_eq!(Birthday::before(january, false), Birthday { year: 2021, months: 12 });
        assert_eq!(Birthday::before(january, true), Birthday { year: 2022, months: 0 });
        assert_eq!(Birthday::before(Month::new(2022, 2), false), Birthday { year: 2022, months: 1 });
    }

    #[test]
    fn the_reform_moves_women_workers_from_50_to_55() {
        let params = Params::default();
        // Born 1970 they were 50 in 2020, before the reform; born 1990 they reach the full five years of delay.
        assert!((working_share(&params, 1970.0, 51.0, 0.0) - 0.8).abs() < 1e-12);
        assert!((working_share(&params, 1990.0, 55.0, 0.0) - 1.0).abs() < 1e-12);
        assert!((working_share(&params, 1990.0, 56.0, 0.0) - 0.8).abs() < 1e-12);
    }
}
