//! The evidence worked out in a worker: every run that a check asks for, and that of the plan.

use super::Evidence;
use crate::study::desk::Course;
use crate::study::wire::{Finding, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use sim_core::anatomy::held;
use sim_core::results::{Digest, RunFault, measure_value};
use sim_core::scenario::Measure;
use sim_core::{Model, Policy, RunSettings};
use std::ops::Range;

/// The runs of a place.
pub struct Runs {
    model: Model,
    policy: Policy,
    settings: RunSettings,
}

impl Runs {
    /// Those of a job's place and plan.
    ///
    /// # Errors
    /// The inputs are wrong.
    pub fn of(job: &Job) -> Result<Self, Refusal> {
        let model = crate::desk::solve(&job.inputs, &job.place).map_err(Refusal::Fault)?;
        let settings = RunSettings { seed: job.inputs.seed, ..RunSettings::default() };
        Ok(Self { model, policy: job.inputs.policy.clone(), settings })
    }

    fn evidence(&self) -> Result<Evidence, RunFault> {
        let checks = self.model.check()?;
        let mut digest = Digest::default();
        let run = self.model.run_with_digest(&self.policy, &self.settings, Some(&mut digest))?;
        let gap = |row| measure_value(self.model.scenario(), &run, Measure::LedgerGap, row);
        Ok(Evidence {
            checks,
            ledger: (1..run.rows()).map(gap).fold(0.0, f64::max),
            held: held(&run, self.model.params()),
            digest: digest.to_string(),
        })
    }
}

impl Course for Runs {
    fn size(&self) -> Size {
        Size { rows: 1, first: 1, waves: false }
    }

    fn rows(&self, _rows: Range<u32>, _told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let found = self.evidence().map_err(|fault| Refusal::Fault(Fault::Run(fault)))?;
        Ok(encode(&found))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<Finding, Refusal> {
        let found = decode(&pieces.concat()).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
        Ok(Finding::Evidence(Box::new(found)))
    }
}
