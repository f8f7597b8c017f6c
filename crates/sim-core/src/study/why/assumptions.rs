//! Assumptions and decisions apart: four runs, with and without changed parameters, with and without the policy.

use super::draw::Draw;
use super::gauge::Measured;
use super::players::moved;
use super::refusal::Refusal;
use super::shares::in_order;
use crate::engine::{Model, RunSettings};
use crate::results::RunFault;
use crate::scenario::{Params, Policy, Scenario};
use crate::sorted::Map;
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FourCurves {
    /// The decision.
    pub policy: Policy,
    /// The assumption: parameters in place of the scenario's own, by name.
    pub params: Map<String, f64>,
    /// The luck, the same in all four.
    pub settings: RunSettings,
    /// What is drawn.
    pub measured: Vec<Measured>,
}

/// The four runs: row 0 the baseline, 1 with the policy, 2 with changed assumptions, 3 with both.
#[derive(Clone, Debug)]
pub struct FourRuns {
    question: FourCurves,
    scenario: Scenario,
    changed: Params,
}

/// What one run found: every measured number at the end of every month, the start first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curves {
    /// Which run.
    pub row: usize,
    /// `[measured][month]`, or what broke.
    pub series: Result<Vec<Vec<f64>>, RunFault>,
}

/// A parameter that was changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// Its name.
    pub param: String,
    /// The scenario's own value.
    pub own: f64,
    /// The value in its place.
    pub changed: f64,
}

/// One number month by month, in four runs, and what follows from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// Which number.
    pub what: Measured,
    /// Baseline, the scenario's own assumptions.
    pub baseline: Vec<f64>,
    /// Policy, the scenario's own assumptions.
    pub policy: Vec<f64>,
    /// Baseline, changed assumptions.
    pub adjusted_baseline: Vec<f64>,
    /// Policy, changed assumptions.
    pub adjusted_policy: Vec<f64>,
    /// What the decision does under the scenario's own assumptions: policy − baseline.
    pub decision: Vec<f64>,
    /// What it does under the changed ones.
    pub adjusted_decision: Vec<f64>,
    /// What the assumptions do without the policy: adjusted baseline − baseline.
    pub assumption: Vec<f64>,
    /// What they do with it.
    pub assumption_with_policy: Vec<f64>,
    /// By how much the assumptions change what the decision does (and the decision what the assumptions do):
    /// adjusted decision − decision.
    pub interaction: Vec<f64>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ApartReport {
    /// What was assumed instead.
    pub changed: Vec<Changed>,
    /// The month of the first value: the one before the run.
    pub first: Month,
    /// One for each measured number.
    pub curves: Vec<Apart>,
}

impl FourRuns {
    /// How many rows there are.
    pub const ROWS: usize = 4;

    /// Lists the runs.
    ///
    /// # Errors
    /// [`Refusal`] when nothing is moved, changed or measured, or a parameter does not exist.
    pub fn new(scenario: &Scenario, question: FourCurves) -> Result<Self, Refusal> {
        if moved(&question.policy).is_empty() {
            return Err(Refusal::NothingMoved);
        }
        if question.measured.is_empty() {
            return Err(Refusal::NoGauge);
        }
        let draw = Draw { params: question.params.clone(), settings: question.settings };
        let changed = draw.params(scenario)?;
        if Draw::of(scenario, &changed, question.settings).params.is_empty() {
            return Err(Refusal::NothingChanged);
        }
        Ok(Self { question, scenario: scenario.clone(), changed })
    }

    /// Runs rows.
    pub fn evaluate(&self, rows: Range<usize>) -> Vec<Curves> {
        let rows = rows.start..rows.end.min(Self::ROWS);
        rows.map(|row| {
            let params = if row < 2 { &self.scenario.params } else { &self.changed };
            let model = Model::with_params(&self.scenario, params);
            let policy = if row % 2 == 1 { self.question.policy.clone() } else { Policy::default() };
            let run = model.run(&policy, &self.question.settings);
            let read =
                |run| self.question.measured.iter().map(|what| what.series(model.scenario(), &run)).collect();
            Curves { row, series: run.map(read) }
        })
        .collect()
    }

    /// Whether series can be those of this plan.
    fn fits(&self, series: &[Vec<f64>]) -> bool {
        series.len() == self.question.measured.len()
            && series.iter().all(|months| months.len() == self.scenario.grid.months() + 1)
    }

    /// Sets the four runs against each other, given in any order.
    ///
    /// # Errors
    /// [`Refusal`] when a row is missing or came twice, or a run broke.
    pub fn analyse(&self, rows: &[Curves]) -> Result<ApartReport, Refusal> {
        let mut series = Vec::with_capacity(Self::ROWS);
        for curves in in_order(Self::ROWS, rows, |curves| curves.row)? {
            match &curves.series {
                Ok(found) if self.fits(found) => series.push(found),
                Ok(_) => return Err(Refusal::RowUnknown { row: curves.row, rows: Self::ROWS }),
                Err(fault) => {
                    let moved = super::game::Coalition((curves.row % 2) as u64);
                    return Err(Refusal::Run {
                        draw: curves.row / 2,
                        coalition: moved,
                        fault: fault.clone(),
                    });
                }
            }
        }
        let differ = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<f64>>();
        let apart = |(i, what): (usize, &Measured)| {
            let [baseline, policy, adjusted_baseline, adjusted_policy] =
                [0, 1, 2, 3].map(|row| series[row][i].clone());
            let decision = differ(&policy, &baseline);
            let adjusted_decision = differ(&adjusted_policy, &adjusted_baseline);
            Apart {
                what: *what,
                assumption: differ(&adjusted_baseline, &baseline),
                assumption_with_policy: differ(&adjusted_policy, &policy),
                interaction: differ(&adjusted_decision, &decision),
                baseline,
                policy,
                adjusted_baseline,
                adjusted_policy,
                decision,
                adjusted_decision,
            }
        };
        let curves = self.question.measured.iter().enumerate().map(apart).collect();
        let own = |name: &str| {
            crate::scenario::ParamKey::from_key(name).map_or(f64::NAN, |key| self.scenario.params.value(key))
        };
        let differing = Draw::of(&self.scenario, &self.changed, self.question.settings).params.into_iter();
        let changed =
            differing.map(|(param, changed)| Changed { own: own(&param), param, changed }).collect();
        Ok(ApartReport { changed, first: self.scenario.grid.start.plus(-1), curves })
    }
}
