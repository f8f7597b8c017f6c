//! A later count against an old projection: which part of the difference is an assumption that turned out otherwise, which a
//! decision that was not carried out as planned, and what is left to chance and to the model itself.
//!
//! Two things can be replaced in the old projection: its assumptions (the start, parameters) by what is known now, and its decisions
//! (levers) by what was done. Four runs tell what each does, alone and after the other; each gets the mean of the two, so that no order
//! has to be chosen (the Shapley value of two players). Both together lead to the run that knows everything that can be known; what it
//! still misses is chance, shocks of single years among it, and error of the model.

use crate::engine::{Model, RunSettings};
use crate::results::{RunFault, Variable};
use crate::scenario::{Policy, Scenario};
use crate::time::Month;

/// The parts of a difference, in the unit of what was counted. They sum to `actual − projected`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// What was projected.
    pub projected: f64,
    /// What was counted.
    pub actual: f64,
    /// By assumptions that turned out otherwise.
    pub assumption: f64,
    /// By decisions that were not carried out as planned.
    pub decision: f64,
    /// What is left.
    pub chance: f64,
}

/// Splits a difference by four runs: `run(assumptions, decisions)`, each as it was thought or as it turned out.
///
/// # Errors
/// That of a run.
pub fn split<E>(actual: f64, mut run: impl FnMut(bool, bool) -> Result<f64, E>) -> Result<Split, E> {
    let (neither, both) = (run(false, false)?, run(true, true)?);
    let (assumptions, decisions) = (run(true, false)?, run(false, true)?);
    let assumption = f64::midpoint(assumptions - neither, both - decisions);
    let decision = f64::midpoint(decisions - neither, both - assumptions);
    Ok(Split { projected: neither, actual, assumption, decision, chance: actual - both })
}

/// Splits the difference of a count of the whole place at the end of a year.
///
/// `thought` and `known` are the place as it was thought to be and as it is known now, `planned` and `done` the levers likewise. `None`
/// where the year is not simulated by both.
///
/// # Errors
/// That of a run that breaks.
pub fn of_year(
    [thought, known]: [&Scenario; 2],
    [planned, done]: [&Policy; 2],
    (variable, year, actual): (Variable, i32, f64),
) -> Result<Option<Split>, RunFault> {
    let month = Month::new(year, 12);
    let (Some(then), Some(now)) = (thought.grid.row(month), known.grid.row(month)) else { return Ok(None) };
    let (old, new) = (Model::new(thought), Model::new(known));
    let run = |assumptions: bool, decisions: bool| {
        let (model, row) = if assumptions { (&new, now) } else { (&old, then) };
        let policy = if decisions { done } else { planned };
        Ok(model.run(policy, &RunSettings::default())?.total_at(variable, None, row))
    };
    split(actual, run).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(split: &Split) -> f64 {
        split.assumption + split.decision + split.chance
    }

    #[test]
    fn parts_known_by_construction_are_found() {
        // 100, 7 by assumptions, 5 by decisions, 2 more where both happen, 1 by chance.
        let run = |a: bool, d: bool| {
            let (a, d) = (f64::from(u8::from(a)), f64::from(u8::from(d)));
            Ok::<_, ()>(100.0 + 7.0 * a + 5.0 * d + 2.0 * a * d)
        };
        let found = split(115.0, run).expect("no run breaks");
        let wanted = Split { projected: 100.0, actual: 115.0, assumption: 8.0, decision: 6.0, chance: 1.0 };
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_did_not_change_has_no_part_in_a_run_of_the_model() {
        let place = Scenario::builtin("chuxiong-2021").expect("built in");
        let mut fewer = place.clone();
        fewer.start.professionals.value *= 0.9;
        let (document, nothing) = (place.document_policy(), Policy::default());
        let count = (Variable::Professionals, 2024, 5_000.0);
        let of = |places, policies| of_year(places, policies, count).expect("runs").expect("a year of both");
        let same = of([&place, &place], [&document, &document]);
        assert_eq!((same.assumption, same.decision, same.chance), (0.0, 0.0, 5_000.0 - same.projected));
        let decided = of([&place, &place], [&document, &nothing]);
        assert_eq!(decided.assumption, 0.0);
        assert!(decided.decision < 0.0, "a document that was not carried out leaves fewer: {decided:?}");
        let assumed = of([&place, &fewer], [&document, &document]);
        assert_eq!(assumed.decision, 0.0);
        assert!(assumed.assumption < 0.0, "{assumed:?}");
        let both = of([&place, &fewer], [&document, &nothing]);
        for split in [same, decided, assumed, both] {
            // Sums of four thousands lose less than a millionth of a head.
            assert!((sum(&split) - (split.actual - split.projected)).abs() < 1e-6, "{split:?}");
        }
        assert_eq!(
            of_year([&place, &place], [&document, &nothing], (Variable::Professionals, 2050, 1.0)),
            Ok(None)
        );
    }
}
