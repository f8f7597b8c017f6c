//! Four runs in a worker: assumptions and decisions, each as it was thought and as it is known now.

use super::{Known, Miss};
use crate::desk;
use crate::study::desk::Course;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, Inputs, decode, encode};
use sim_core::RunSettings;
use sim_core::study::actuals::{Actuals, Row};
use std::ops::Range;

/// The four runs.
pub struct Four {
    runs: Actuals,
}

impl Four {
    /// Those of a job's plan and what is known now.
    ///
    /// # Errors
    /// A parameter is none.
    pub fn of(job: &Job, known: &Known) -> Result<Self, Refusal> {
        let thought = job.params()?;
        let now = Inputs { params: known.params.clone(), ..job.inputs.clone() };
        let turned = desk::params(&now, &known.place).map_err(Refusal::Fault)?;
        let settings = RunSettings { seed: job.inputs.seed, ..RunSettings::default() };
        let runs = Actuals::new(
            [(&*job.place, &thought), (&*known.place, &turned)],
            [job.inputs.policy.clone(), known.done.clone()],
            settings,
            known.counts.clone(),
        );
        Ok(Self { runs })
    }
}

impl Course for Four {
    fn size(&self) -> Size {
        let rows = Actuals::ROWS as u32;
        Size { rows, first: rows, waves: false }
    }

    fn rows(&self, rows: Range<u32>, _told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let run = |number: u32| self.runs.row(number as usize);
        let rows: Result<Vec<Row>, _> = rows.map(run).collect();
        Ok(encode(&rows.map_err(|fault| Refusal::Fault(Fault::Run(fault)))?))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut rows: Vec<Row> = Vec::new();
        for piece in pieces {
            let some: Vec<Row> = decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            rows.extend(some);
        }
        let splits = self.runs.analyse(&rows);
        let miss = |(count, split): (&sim_core::scenario::Count, _)| Miss {
            year: count.year,
            what: count.what,
            split,
        };
        Ok(wire::Finding::Actuals(self.runs.counts().iter().zip(splits).map(miss).collect()))
    }
}
