//! Explanations in a worker: runs of coalitions of levers, then those that ways are read from; and four runs of an assumption.

use super::{Changed, Finding};
use crate::study::desk::Course;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use serde::{Deserialize, Serialize};
use sim_core::sorted::Map;
use sim_core::study::why::{
    Curves, Draw, FourCurves, FourRuns, Gauge, Measured, Method, Plan, Question, Row, WayRow, Ways,
    WaysQuestion, players,
};
use sim_core::{Model, RunSettings};
use std::ops::Range;

/// Pairs of orders where there are too many levers for all coalitions.
const PAIRS: u32 = 30;
/// Ways of each lever to each figure.
const WAYS: usize = 3;
/// Decides the orders.
const SEED: u64 = 1;

/// Shares and ways of a plan.
pub struct Why {
    plan: Plan,
    model: Model,
    ways: Ways,
    ways_model: Model,
}

/// A row of either.
#[derive(Serialize, Deserialize)]
enum Either {
    Share(Row),
    Way(WayRow),
}

impl Why {
    /// Those of a job's plan.
    ///
    /// # Errors
    /// The inputs are wrong, or no lever is moved.
    pub fn of(job: &Job, gauges: &[Gauge]) -> Result<Self, Refusal> {
        let (scenario, params) = (&*job.place, job.params()?);
        let policy = job.inputs.policy.clone();
        let draw = Draw::of(scenario, &params, RunSettings::default());
        let count = players(&policy, &[]).map_err(Refusal::Why)?.len();
        let question = Question {
            policy: policy.clone(),
            groups: Vec::new(),
            gauges: gauges.to_vec(),
            method: Method::fit_for(count, SEED, PAIRS),
            draws: vec![draw.clone()],
        };
        let plan = Plan::new(scenario, question).map_err(Refusal::Why)?;
        let question = WaysQuestion { policy, groups: Vec::new(), gauges: gauges.to_vec(), draw };
        let ways = Ways::new(scenario, question).map_err(Refusal::Why)?;
        Ok(Self { model: plan.model(0), plan, ways_model: ways.model(), ways })
    }

    fn row(&self, number: usize) -> Either {
        match number.checked_sub(self.plan.rows()) {
            None => Either::Share(self.plan.row(&self.model, number)),
            Some(way) => Either::Way(self.ways.row(&self.ways_model, way)),
        }
    }
}

impl Course for Why {
    fn size(&self) -> Size {
        let rows = (self.plan.rows() + self.ways.rows()) as u32;
        // A coalition that is missing leaves no share.
        Size { rows, first: rows, waves: false }
    }

    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let many = f64::from(rows.end - rows.start);
        let run = |(done, number): (usize, u32)| {
            let row = self.row(number as usize);
            told((done + 1) as f64 / many);
            row
        };
        Ok(encode(&rows.enumerate().map(run).collect::<Vec<Either>>()))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let (mut shares, mut ways) = (Vec::new(), Vec::new());
        for piece in pieces {
            let rows: Vec<Either> =
                decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            for row in rows {
                match row {
                    Either::Share(row) => shares.push(row),
                    Either::Way(row) => ways.push(row),
                }
            }
        }
        let shares = self.plan.analyse(&shares).map_err(Refusal::Why)?;
        let ways = self.ways.analyse(&ways, WAYS).map_err(Refusal::Why)?;
        Ok(wire::Finding::Why(Box::new(Finding { shares, ways })))
    }
}

/// Four runs with and without a changed assumption.
pub struct Apart {
    runs: FourRuns,
}

impl Apart {
    /// Those of a job's plan.
    ///
    /// # Errors
    /// The inputs are wrong, no lever is moved, or the assumption is the scenario's own.
    pub fn of(job: &Job, changed: &Changed, measured: &[Measured]) -> Result<Self, Refusal> {
        let (scenario, params) = (&*job.place, job.params()?);
        let mut params: Map<String, f64> = Draw::of(scenario, &params, RunSettings::default()).params;
        params.insert(changed.param.clone(), changed.value);
        let question = FourCurves {
            policy: job.inputs.policy.clone(),
            params,
            settings: RunSettings::default(),
            measured: measured.to_vec(),
        };
        Ok(Self { runs: FourRuns::new(scenario, question).map_err(Refusal::Why)? })
    }
}

impl Course for Apart {
    fn size(&self) -> Size {
        let rows = FourRuns::ROWS as u32;
        Size { rows, first: rows, waves: false }
    }

    fn rows(&self, rows: Range<u32>, _told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        Ok(encode(&self.runs.evaluate(rows.start as usize..rows.end as usize)))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut rows: Vec<Curves> = Vec::new();
        for piece in pieces {
            let some: Vec<Curves> =
                decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            rows.extend(some);
        }
        let report = self.runs.analyse(&rows).map_err(Refusal::Why)?;
        Ok(wire::Finding::Apart(Box::new(report)))
    }
}
