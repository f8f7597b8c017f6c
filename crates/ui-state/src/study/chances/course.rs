//! The ensemble in a worker: one row is one draw of what nobody knows, run with the plan and without.

use super::{Asked, Finding, Goal, Share, Sure};
use crate::study::desk::Course;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use sim_core::study::ensemble::{
    Column, Condition, Plan, Report, Row, Rule, Side, Sorted, Spec, Study, TOLERANCE, Watched, wilson,
};
use sim_core::study::sample::Sampler;
use sim_core::time::Month;
use std::ops::Range;

/// So many draws make a first band.
const FIRST: u32 = 24;
/// A part in a thousand million, as verdicts of single runs have it.
const ROUNDING: f64 = 1e-9;

/// An ensemble that is planned.
pub struct Ensemble {
    study: Study,
    goals: Vec<Goal>,
}

impl Ensemble {
    /// That of a job's plan.
    ///
    /// # Errors
    /// The inputs are wrong, or nothing is uncertain.
    pub fn of(job: &Job, asked: &Asked, goals: &[Goal]) -> Result<Self, Refusal> {
        let (scenario, params) = (&*job.place, job.params()?);
        let last = scenario.grid.end.year();
        let condition =
            asked.conditioned.then(|| Condition::until(&scenario.history, last, TOLERANCE, Rule::Weights));
        let spec = Spec {
            sampler: Sampler::LatinHypercube,
            n: u64::from(asked.runs),
            seed: asked.seed,
            causes: asked.causes.clone(),
            condition,
            ..Spec::default()
        };
        let study = Study::new(scenario, &params, &job.inputs.policy, &spec).map_err(Refusal::of_study)?;
        Ok(Self { study, goals: goals.to_vec() })
    }
}

impl Course for Ensemble {
    fn size(&self) -> Size {
        let rows = self.study.plan.rows as u32;
        Size { rows, first: rows.min(FIRST), waves: false }
    }

    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let many = f64::from(rows.end - rows.start);
        let evaluate = |(done, number): (usize, u32)| {
            let row = self.study.evaluate(u64::from(number));
            told((done + 1) as f64 / many);
            row
        };
        let rows: Vec<Row> = rows.enumerate().map(evaluate).collect();
        Ok(encode(&rows))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut rows = Vec::new();
        for piece in pieces {
            let some: Vec<Row> = decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            rows.extend(some);
        }
        let plan = &self.study.plan;
        let report = Report::of(plan, &rows);
        let draws = Draws::of(plan, &rows);
        let finding = Finding {
            factors: plan.factors.len(),
            sure: self.goals.iter().filter_map(|goal| draws.sure(goal)).collect(),
            together: draws.together(&self.goals),
            report,
        };
        Ok(wire::Finding::Chances(Box::new(finding)))
    }
}

/// The draws that count, with their weights.
pub(crate) struct Draws<'a> {
    plan: &'a Plan,
    pub(crate) values: Vec<(&'a [f64], f64)>,
    /// How many equal draws tell as much.
    pub(crate) effective: f64,
}

impl<'a> Draws<'a> {
    pub(crate) fn of(plan: &'a Plan, rows: &'a [Row]) -> Self {
        let whole = rows.iter().filter_map(|row| row.values.as_deref().ok());
        let ln_weight = |values: &[f64]| {
            plan.spec.condition.as_ref().map_or(0.0, |condition| condition.ln_weight(&plan.columns, values))
        };
        let logs: Vec<(&[f64], f64)> = whole.map(|values| (values, ln_weight(values))).collect();
        let most = logs.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
        let weight = |log: f64| if most.is_finite() { sim_core::math::exp(log - most) } else { 0.0 };
        let values: Vec<(&[f64], f64)> =
            logs.into_iter().map(|(values, log)| (values, weight(log))).collect();
        let (sum, squares) =
            values.iter().fold((0.0, 0.0), |(sum, squares), (_, w)| (sum + w, squares + w * w));
        let effective = if squares > 0.0 { sum * sum / squares } else { 0.0 };
        Self { plan, values, effective }
    }

    fn share(&self, of: impl Fn(&[f64]) -> bool) -> Share {
        let (mut yes, mut all) = (0.0, 0.0);
        for (values, weight) in &self.values {
            all += weight;
            if of(values) {
                yes += weight;
            }
        }
        let value = if all > 0.0 { yes / all } else { 0.0 };
        Share { value, interval: wilson(value, self.effective) }
    }

    fn column(&self, side: Side, what: Watched, month: Month) -> Option<usize> {
        let wanted = Column::Figure { side, what, month };
        self.plan.columns.iter().position(|column| *column == wanted)
    }

    fn sure(&self, goal: &Goal) -> Option<Sure> {
        if self.effective <= 0.0 {
            return None;
        }
        let at = |side: Side, year: i32| self.column(side, goal.what, Month::new(year, 12));
        let plan = at(Side::Plan, goal.year)?;
        let without = at(Side::Baseline, goal.year)?;
        let reaches = |value: f64| reaches(value, goal.at_least);
        let sorted = Sorted::of(self.values.iter().map(|(values, weight)| (values[plan], *weight)));
        let first = self.plan.columns.iter().find_map(|column| match column {
            Column::Figure { month, .. } => Some(month.year()),
            Column::Region { .. } | Column::Counted { .. } => None,
        })?;
        let decembers: Vec<(i32, usize)> =
            (first..=first + 100).filter_map(|year| Some((year, at(Side::Plan, year)?))).collect();
        let earliest = (1..=decembers.len()).find(|until| {
            let so_far = &decembers[..*until];
            let reached = |values: &[f64]| so_far.iter().any(|(_, column)| reaches(values[*column]));
            self.share(reached).value >= 0.5
        });
        let default = self.plan.default[plan];
        Some(Sure {
            goal: goal.clone(),
            share: self.share(|values| reaches(values[plan])),
            without: self.share(|values| reaches(values[without])).value,
            default,
            met: reaches(default),
            middle: [sorted.quantile(0.1)?, sorted.quantile(0.9)?],
            earliest: earliest.map(|until| decembers[until - 1].0),
        })
    }

    fn together(&self, goals: &[Goal]) -> Option<Share> {
        let column = |goal: &Goal| self.column(Side::Plan, goal.what, Month::new(goal.year, 12));
        let columns: Vec<(usize, f64)> =
            goals.iter().filter_map(|goal| Some((column(goal)?, goal.at_least))).collect();
        let all = |values: &[f64]| columns.iter().all(|(at, least)| reaches(values[*at], *least));
        (self.effective > 0.0 && !columns.is_empty()).then(|| self.share(all))
    }
}

fn reaches(value: f64, at_least: f64) -> bool {
    value >= at_least - ROUNDING * at_least
}
