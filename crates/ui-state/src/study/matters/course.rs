//! Sensitivity in a worker: a row sets the factors as the design says, runs the plan, and keeps every figure at the end of
//! the plan year.

use super::{Analysis, Finding, Known, Method};
use crate::study::chances::WATCHED;
use crate::study::desk::Course;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use sim_core::scenario::{Metric, Policy, Scenario};
use sim_core::study::ensemble::Watched;
use sim_core::study::sample::Sampler;
use sim_core::study::sensitivity::{self, Bootstrap, morris, sobol, tornado};
use sim_core::study::uncertainty::{Cause, Uncertainty};
use sim_core::time::Month;
use std::ops::Range;

/// Trajectories: usual are 10 to 20.
const TRAJECTORIES: u64 = 10;
/// Levels of the grid they go on.
const LEVELS: u32 = 4;
/// Base rows of the shares: a power of two, enough for intervals of a tenth where a few factors do most.
const BASE_ROWS: u64 = 256;
/// Decides designs and intervals.
const SEED: u64 = 1;

/// A design for a plan.
pub struct Matters {
    scenario: Scenario,
    policy: Policy,
    uncertainty: Uncertainty,
    design: Design,
    figures: Vec<Watched>,
}

enum Design {
    Tornado(tornado::Design),
    Morris(morris::Design),
    Sobol(sobol::Design),
}

/// The figures of a run; nothing where it broke.
type Outputs = Option<Vec<f64>>;

impl Matters {
    /// That of a job's plan.
    ///
    /// # Errors
    /// The inputs are wrong, or nothing is uncertain.
    pub fn of(job: &Job, method: &Method, causes: &[Cause]) -> Result<Self, Refusal> {
        let (scenario, params) = (&*job.place, job.params()?);
        // Luck would drown what numbers do.
        let numbers = |cause: &Cause| matches!(cause, Cause::Assumptions | Cause::Structure);
        let causes: Vec<Cause> = causes.iter().copied().filter(numbers).collect();
        let all = Uncertainty::of(scenario, &params, &causes);
        let keys: Vec<String> = match method {
            Method::Sobol(keys) => keys.clone(),
            _ => all.factors.iter().map(|factor| factor.key.clone()).collect(),
        };
        // Each on its own: what goes together in draws is moved apart here.
        let uncertainty = all.only(&keys);
        let names: Vec<String> = uncertainty.factors.iter().map(|factor| factor.key.clone()).collect();
        if names.is_empty() {
            return Err(Refusal::NothingVaries);
        }
        let refused = |refusal: sensitivity::Refusal| Refusal::Fault(Fault::Unreadable(refusal.to_string()));
        let design = match method {
            Method::Tornado => {
                let spans = uncertainty.factors.iter().map(|factor| tornado::Span {
                    name: factor.key.clone(),
                    low: factor.prior.low,
                    at: factor.prior.value,
                    high: factor.prior.high,
                });
                Design::Tornado(tornado::Plan { factors: spans.collect() }.design().map_err(refused)?)
            }
            Method::Morris => {
                let plan =
                    morris::Plan { factors: names, trajectories: TRAJECTORIES, levels: LEVELS, seed: SEED };
                Design::Morris(plan.design().map_err(refused)?)
            }
            Method::Sobol(_) => {
                let plan = sobol::Plan {
                    factors: names,
                    sampler: Sampler::Sobol,
                    base_rows: BASE_ROWS,
                    pairs: false,
                    seed: SEED,
                };
                Design::Sobol(plan.design().map_err(refused)?)
            }
        };
        let mut figures = vec![Metric::Professionals, Metric::CertifiedPractising];
        for target in &scenario.targets {
            if !figures.contains(&target.metric) {
                figures.push(target.metric);
            }
        }
        let figures = figures.into_iter().map(Watched::Metric).chain(WATCHED).collect();
        Ok(Self {
            scenario: scenario.clone(),
            policy: job.inputs.policy.clone(),
            uncertainty,
            design,
            figures,
        })
    }

    fn outputs(&self, number: u64) -> Outputs {
        let values = match &self.design {
            Design::Tornado(design) => design.row(number),
            Design::Morris(design) => self.uncertainty.values(&mut design.row(number)),
            Design::Sobol(design) => self.uncertainty.values(&mut design.row(number)),
        };
        let draw = self.uncertainty.draw(&values, SEED, 0);
        let model = draw.model();
        let run = model.run(&self.policy, &draw.settings).ok()?;
        let row = run.grid().row(Month::new(self.scenario.plan_year, 12))?;
        Some(self.figures.iter().map(|what| what.value(model.scenario(), &run, row)).collect())
    }

    fn rows_of_all(&self) -> u64 {
        match &self.design {
            Design::Tornado(design) => design.rows(),
            Design::Morris(design) => design.rows(),
            Design::Sobol(design) => design.rows(),
        }
    }

    fn analyse(&self, outputs: &[Option<f64>]) -> Result<Analysis, sensitivity::Refusal> {
        let bootstrap = Bootstrap { resamples: 400, seed: SEED, ..Bootstrap::default() };
        Ok(match &self.design {
            Design::Tornado(design) => Analysis::Tornado(design.analyse(outputs)?),
            Design::Morris(design) => Analysis::Morris(design.analyse(outputs, &bootstrap)?),
            Design::Sobol(design) => Analysis::Sobol(design.analyse(outputs, &bootstrap)?),
        })
    }
}

impl Course for Matters {
    fn size(&self) -> Size {
        let rows = self.rows_of_all() as u32;
        Size { rows, first: rows, waves: false }
    }

    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let many = f64::from(rows.end - rows.start);
        let run = |(done, number): (usize, u32)| {
            let outputs = self.outputs(u64::from(number));
            told((done + 1) as f64 / many);
            outputs
        };
        Ok(encode(&rows.enumerate().map(run).collect::<Vec<Outputs>>()))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut rows: Vec<Outputs> = Vec::new();
        for piece in pieces {
            let some: Vec<Outputs> =
                decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            rows.extend(some);
        }
        let mut figures = Vec::new();
        for (at, what) in self.figures.iter().enumerate() {
            let outputs: Vec<Option<f64>> =
                rows.iter().map(|row| row.as_ref().map(|values| values[at])).collect();
            // A figure whose runs broke is left out; the others say what they say.
            if let Ok(analysis) = self.analyse(&outputs) {
                figures.push((*what, analysis));
            }
        }
        let known = self.uncertainty.factors.iter().map(|factor| Known {
            key: factor.key.clone(),
            label: factor.label.clone(),
            range: [factor.prior.low, factor.prior.value, factor.prior.high],
        });
        Ok(wire::Finding::Matters(Box::new(Finding { factors: known.collect(), figures })))
    }
}
