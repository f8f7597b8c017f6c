//! The backtest in a worker: one row for each fit year and each wider range.

use super::{Finding, Tested};
use crate::study::desk::Course;
use crate::study::wire::{self, Job, Refusal, Size};
use crate::wire::{Fault, decode, encode};
use sim_core::Scenario;
use sim_core::study::backtest::{self, Row};
use std::cell::RefCell;
use std::ops::Range;

/// Runs a fit usually takes: nobody knows before, and a bar needs an end.
const USUAL_RUNS: f64 = 130.0;

/// A place with its rows.
pub struct Backtest {
    scenario: Scenario,
    rows: Vec<Row>,
}

impl Backtest {
    /// The backtest of a job's place, with the scenario's own parameters and its document.
    ///
    /// # Errors
    /// There is nothing to compare with.
    pub fn of(job: &Job) -> Result<Self, Refusal> {
        let scenario = (*job.place).clone();
        if scenario.history.is_empty() {
            return Err(Refusal::Backtest(backtest::Refusal::NoHistory));
        }
        Ok(Self { scenario, rows: backtest::rows() })
    }
}

impl Course for Backtest {
    fn size(&self) -> Size {
        Size { rows: self.rows.len() as u32, first: 1, waves: false }
    }

    fn rows(&self, rows: Range<u32>, told: &mut dyn FnMut(f64)) -> Result<Vec<u8>, Refusal> {
        let told = RefCell::new(told);
        let many = f64::from(rows.end - rows.start);
        let mut tested = Vec::new();
        for (before, number) in rows.enumerate() {
            let row = self.rows[number as usize];
            let heard = |runs: usize| {
                let part = (runs as f64 / USUAL_RUNS).min(0.99);
                (told.borrow_mut())((before as f64 + part) / many);
            };
            let report = backtest::backtest_row(&self.scenario, &self.scenario.history, row, &heard);
            match report {
                // Of the first the page lives; what is beside it may be missing.
                Err(refusal) if number == 0 => return Err(Refusal::Backtest(refusal)),
                report => tested.push(Tested { row, report }),
            }
        }
        Ok(encode(&tested))
    }

    fn report(&self, pieces: &[&[u8]]) -> Result<wire::Finding, Refusal> {
        let mut tested = Vec::new();
        for piece in pieces {
            let rows: Vec<Tested> =
                decode(piece).map_err(|error| Refusal::Fault(Fault::Unreadable(error)))?;
            tested.extend(rows);
        }
        Ok(wire::Finding::Backtest(Finding { tested }))
    }
}
