//! The draws of regions in a worker: one row is one draw of what nobody knows, run with the plan.

use super::Finding;
use crate::study::chances::Asked;
use crate::study::chances::course::Draws;
use crate::study::desk::Course;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use sim_core::scenario::Metric;
use sim_core::study::breakdown::{self, Ground};
use sim_core::study::ensemble::{Column, Condition, Row, Rule, Side, Sorted, Spec, Study, TOLERANCE};
use sim_core::study::sample::Sampler;
use sim_core::{Model, RunSettings};
use std::ops::Range;

/// So many draws make a first chance.
const FIRST: u32 = 24;

/// An ensemble that keeps regions.
pub struct Regions {
    study: Study,
    ground: Ground,
}

impl Regions {
    /// That of a job's plan.
    ///
    /// # Errors
    /// The inputs are wrong, the year is not simulated, or nothing is uncertain.
    pub fn of(job: &Job, asked: &Asked, metric: Metric, until: i32) -> Result<Self, Refusal> {
        let (scenario, params) = (&*job.place, job.params()?);
        let run = Model::with_params(scenario, &params).run(&job.inputs.policy, &RunSettings::default());
        let run = run.map_err(|fault| Refusal::Fault(Fault::Run(fault)))?;
        let ground = Ground::of(scenario, &run, metric, until);
        let ground = ground.ok_or_else(|| {
            Refusal::Fault(Fault::Unreadable(format!("{} at the end of {until} is not kept", metric.key())))
        })?;
        let last = scenario.grid.end.year();
        let condition =
            asked.conditioned.then(|| Condition::until(&scenario.history, last, TOLERANCE, Rule::Weights));
        // The draws of the page of chances, so that both say the same.
        let spec = Spec {
            sampler: Sampler::LatinHypercube,
            n: u64::from(asked.runs),
            seed: asked.seed,
            causes: asked.causes.clone(),
            condition,
            baseline: false,
            every: 12,
            by_region: vec![metric],
            ..Spec::default()
        };
        let study = Study::new(scenario, &params, &job.inputs.policy, &spec).map_err(Refusal::of_study)?;
        Ok(Self { study, ground })
    }

    fn finding(&self, rows: &[Row]) -> Finding {
        let plan = &self.study.plan;
        let draws = Draws::of(plan, rows);
        let until = self.ground.until();
        let regional = |column: &Column| matches!(column, Column::Region { year, .. } if *year <= until);
        let at: Vec<usize> =
            plan.columns.iter().enumerate().filter(|(_, it)| regional(it)).map(|(i, _)| i).collect();
        let reached = plan.columns.iter().enumerate().filter_map(|(i, column)| {
            let Column::Figure { side: Side::Plan, what, month } = *column else { return None };
            let sorted = Sorted::of(draws.values.iter().map(|(values, weight)| (values[i], *weight)));
            let values = [sorted.quantile(0.5)?, sorted.quantile(0.2)?, sorted.quantile(0.1)?];
            (month.month() == 12).then_some((what, month.year(), values))
        });
        Finding {
            draws: breakdown::Draws {
                ground: self.ground.clone(),
                counts: draws
                    .values
                    .iter()
                    .flat_map(|(values, _)| at.iter().map(|i| values[*i] as f32))
                    .collect(),
                weights: draws.values.iter().map(|(_, weight)| *weight as f32).collect(),
                effective: draws.effective,
            },
            reached: reached.collect(),
            planned: plan.rows as u32,
            broken: (rows.len() - draws.values.len()) as u32,
        }
    }
}

impl Course for Regions {
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
        Ok(encode(&rows.enumerate().map(evaluate).collect::<Vec<Row>>()))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut rows = Vec::new();
        for piece in pieces {
            let some: Vec<Row> = decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            rows.extend(some);
        }
        Ok(wire::Finding::Quotas(Box::new(self.finding(&rows))))
    }
}
