//! A later count against an old projection: which part of the difference is an assumption that turned out otherwise, which a
//! decision that was not carried out as planned, and what is left to chance and to the model itself.
//!
//! Two things can be replaced in the old projection: its assumptions (the start, parameters) by what is known now, and its decisions
//! (levers) by what was done. Four runs tell what each does, alone and after the other; each gets the mean of the two, so that no order
//! has to be chosen (the Shapley value of two players). Both together lead to the run that knows everything that can be known; what it
//! still misses is chance, shocks of single years among it, and error of the model.

use crate::engine::{Model, RunSettings};
use crate::results::{RunFault, counted_value};
use crate::scenario::{Count, Params, Policy, Scenario};
use serde::{Deserialize, Serialize};

/// The parts of a difference, in the unit of what was counted. They sum to `actual − projected`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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

/// Later counts, an old projection, and what is known now.
pub struct Actuals {
    /// The place as it was thought to be and as it is known now.
    models: [Model; 2],
    /// The levers as they were planned and as they were moved.
    policies: [Policy; 2],
    settings: RunSettings,
    counts: Vec<Count>,
}

/// What one run says of each count; none where it does not simulate the year.
pub type Row = Vec<Option<f64>>;

impl Actuals {
    /// Runs that are needed.
    pub const ROWS: usize = 4;

    /// The question: assumptions and decisions, each as it was thought and as it is known now. All runs have the luck of the old
    /// projection.
    pub fn new(
        places: [(&Scenario, &Params); 2],
        policies: [Policy; 2],
        settings: RunSettings,
        counts: Vec<Count>,
    ) -> Self {
        let models = places.map(|(scenario, params)| Model::with_params(scenario, params));
        Self { models, policies, settings, counts }
    }

    /// The run of a number from 0: the assumptions known now in every second one, the decisions in the last two.
    ///
    /// # Errors
    /// That of a run that breaks.
    pub fn row(&self, number: usize) -> Result<Row, RunFault> {
        let model = &self.models[number % 2];
        let run = model.run(&self.policies[number / 2], &self.settings)?;
        let said = |count: &Count| counted_value(model.scenario(), &run, count.what, count.year);
        Ok(self.counts.iter().map(said).collect())
    }

    /// The parts of each count, from all rows in their order; none where one of the runs does not simulate its year.
    pub fn analyse(&self, rows: &[Row]) -> Vec<Option<Split>> {
        let of = |(at, count): (usize, &Count)| {
            split(count.value, |assumptions, decisions| {
                rows[usize::from(assumptions) + 2 * usize::from(decisions)][at].ok_or(())
            })
            .ok()
        };
        self.counts.iter().enumerate().map(of).collect()
    }

    /// The counts.
    pub fn counts(&self) -> &[Count] {
        &self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Counted;

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

    fn counts(value: f64) -> Vec<Count> {
        let what = Counted::from_key("professionals").expect("known");
        let count = |year| Count { year, what, value, source: String::new() };
        vec![count(2024), count(2050)]
    }

    #[test]
    fn what_did_not_change_has_no_part_in_a_run_of_the_model() {
        let place = Scenario::builtin("chuxiong-2021").expect("built in");
        let mut fewer = place.clone();
        fewer.start.professionals.value *= 0.9;
        let (document, nothing) = (place.document_policy(), Policy::default());
        let of = |places: [&Scenario; 2], policies: [&Policy; 2]| {
            let places = places.map(|place| (place, &place.params));
            let asked =
                Actuals::new(places, policies.map(Clone::clone), RunSettings::default(), counts(5_000.0));
            let rows: Vec<Row> = (0..Actuals::ROWS).map(|number| asked.row(number).expect("runs")).collect();
            let splits = asked.analyse(&rows);
            assert_eq!(splits[1], None, "2050 is not simulated");
            splits[0].expect("a year of both")
        };
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
    }
}
