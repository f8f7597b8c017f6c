//! Students of social work: whole-year conveyors, graduation, and the choice of where to look for a post.

use super::migration::Distances;
use super::state::BOND_YEARS;
use super::state::RegionState;
use crate::ids::{PROGRAMMES, Programme, STUDY_YEARS};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};
use crate::time::Month;

/// Students by programme and year of study.
pub(crate) type Students = [[f64; STUDY_YEARS]; PROGRAMMES];

/// Who is admitted a year, by programme.
fn intake(levers: &LeverValues, region: usize) -> [f64; PROGRAMMES] {
    [LeverKey::IntakeCollege, LeverKey::IntakeBachelor, LeverKey::IntakeMaster, LeverKey::DirectedPlaces]
        .map(|key| levers.get(key, region))
}

/// Students of schools that have always admitted as many as at the start.
pub(crate) fn steady(params: &Params, levers: &LeverValues, region: usize, start: Month) -> Students {
    let admitted = intake(levers, region);
    let month = f64::from(start.month());
    // Between graduation and intake nobody is in the last year.
    let holidays = month > params.graduation_month && month <= params.intake_month;
    let mut students = Students::default();
    for programme in Programme::ALL {
        let p = programme.index();
        let mut persons = admitted[p];
        let years = programme.years() - usize::from(holidays);
        for year in &mut students[p][..years] {
            *year = persons;
            persons *= 1.0 - params.student_dropout;
        }
    }
    students
}

/// September: everybody is a year further, some drop out, new students come.
pub(crate) fn enrol(params: &Params, levers: &LeverValues, region: usize, students: &mut Students) {
    let admitted = intake(levers, region);
    for programme in Programme::ALL {
        let p = programme.index();
        for year in (1..programme.years()).rev() {
            students[p][year] = students[p][year - 1] * (1.0 - params.student_dropout);
        }
        students[p][0] = admitted[p];
    }
}

/// July: those in the last year graduate, but for those who drop out. Returns graduates by programme.
pub(crate) fn graduate(params: &Params, students: &mut Students) -> [f64; PROGRAMMES] {
    Programme::ALL.map(|programme| {
        let last = &mut students[programme.index()][programme.years() - 1];
        std::mem::take(last) * (1.0 - params.student_dropout)
    })
}

/// Graduates of directed places owe service from now on; a year of what the others owe has passed.
pub(crate) fn bind(levers: &LeverValues, region: usize, graduates: f64, state: &mut RegionState) {
    let bonded = &mut state.bonded;
    bonded.rotate_left(1);
    bonded[BOND_YEARS - 1] = 0.0;
    let years = (levers.get(LeverKey::BondedYears, region) as usize).min(BOND_YEARS);
    if years > 0 {
        bonded[years - 1] += graduates;
    }
}

/// Factor on leaving of people below the mid certificate in posts and seeking, `1 − compliance·bonded ÷ people`: the bonded
/// among them stay, as far as they keep to it. Nobody is bonded at the start.
pub(crate) fn bond_factor(params: &Params, state: &RegionState, people: f64) -> f64 {
    let owing = math::sum(&state.bonded);
    if people > 0.0 { 1.0 - params.bond_compliance * (owing / people).min(1.0) } else { 1.0 }
}

/// Fills `choices` with the share of the graduates of one home region who look for a post in each region; the rest choose
/// another occupation or another place: a logit against the constant `outside`.
pub(crate) fn choose(choices: &mut [f64], distances: &Distances, pulls: &[f64], outside: f64, home: usize) {
    for ((choice, near), pull) in choices.iter_mut().zip(distances.of_graduates(home)).zip(pulls) {
        *choice = near * pull;
    }
    let total = outside + math::sum(choices);
    for choice in choices {
        *choice = if total > 0.0 { *choice / total } else { 0.0 };
    }
}

/// The constant for which the mean graduate of the start enters the field with the observed chance.
///
/// `graduates` weighs the home regions: by all students of the start, or by staff where there are none.
pub(crate) fn outside_constant(
    params: &Params,
    distances: &Distances,
    pulls: &[f64],
    graduates: &[f64],
) -> f64 {
    let all = math::sum(graduates);
    if all <= 0.0 || math::sum(pulls) <= 0.0 || params.entry_share <= 0.0 {
        return f64::INFINITY;
    }
    let weights: Vec<f64> = (0..graduates.len())
        .map(|home| {
            distances.of_graduates(home).iter().zip(pulls).fold(0.0, |t, (near, pull)| t + near * pull)
        })
        .collect();
    let entering = |log: f64| {
        let outside = math::exp(log);
        let enter = weights.iter().zip(graduates).fold(0.0, |t, (w, n)| t + n * w / (outside + w));
        enter / all
    };
    // Falls with the constant: bisection on its logarithm.
    let (mut low, mut high) = (-300.0, 300.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if entering(middle) > params.entry_share { low = middle } else { high = middle }
    }
    math::exp(0.5 * (low + high))
}

/// Age at graduation, by programme, years.
pub(crate) fn graduation_age(params: &Params) -> [f64; PROGRAMMES] {
    [
        params.graduate_age_college,
        params.graduate_age_bachelor,
        params.graduate_age_master,
        params.graduate_age_bachelor,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_school_graduates_the_same_number_every_year() {
        let params = Params::default();
        let mut levers = LeverValues::new(1);
        levers.set(LeverKey::IntakeBachelor, 0, 100.0);
        let mut students = steady(&params, &levers, 0, Month::new(2021, 1));
        let kept = 1.0 - params.student_dropout;
        for _ in 0..6 {
            let graduates = graduate(&params, &mut students);
            assert!((graduates[1] - 100.0 * kept * kept * kept * kept).abs() < 1e-9);
            enrol(&params, &levers, 0, &mut students);
        }
    }
}
