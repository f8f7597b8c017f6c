//! What a run leaves behind: every variable, region and month.

use super::fault::{Broke, RunFault};
use super::variables::{SLOTS, Variable};
use crate::math;
use crate::scenario::Scenario;
use crate::time::{Month, TimeGrid};

/// All series of one run. Row 0 is the start, the month before the first; flows are 0 there.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    grid: TimeGrid,
    regions: usize,
    /// `[slot][region, the whole place last][row]`, months innermost.
    values: Vec<f64>,
}

impl Trajectory {
    pub(crate) fn new(grid: TimeGrid, regions: usize) -> Self {
        Self { grid, regions, values: vec![0.0; SLOTS * (regions + 1) * (grid.months() + 1)] }
    }

    /// The months of the run.
    pub fn grid(&self) -> TimeGrid {
        self.grid
    }
    /// How many regions there are.
    pub fn regions(&self) -> usize {
        self.regions
    }
    /// Rows: one for the start and one for each month.
    pub fn rows(&self) -> usize {
        self.grid.months() + 1
    }
    /// The month whose end a row shows.
    pub fn month(&self, row: usize) -> Month {
        self.grid.start.plus(row as i32 - 1)
    }

    /// The series of one member of a variable's index set; `region` is `None` for the whole place.
    pub fn series(&self, variable: Variable, member: usize, region: Option<usize>) -> &[f64] {
        let region = region.unwrap_or(self.regions);
        let start = ((variable.first_slot() + member) * (self.regions + 1) + region) * self.rows();
        &self.values[start..start + self.rows()]
    }

    /// The series of a variable, summed over its index set.
    pub fn total(&self, variable: Variable, region: Option<usize>) -> Vec<f64> {
        let mut total = vec![0.0; self.rows()];
        for member in 0..variable.slots() {
            for (sum, value) in total.iter_mut().zip(self.series(variable, member, region)) {
                *sum += value;
            }
        }
        total
    }

    /// A variable summed over its index set, at one row.
    pub fn total_at(&self, variable: Variable, region: Option<usize>, row: usize) -> f64 {
        (0..variable.slots()).map(|member| self.series(variable, member, region)[row]).sum()
    }

    /// The sum of a flow over all its index set and the rows up to and including `last`.
    pub fn cumulated(&self, variable: Variable, region: Option<usize>, last: usize) -> f64 {
        (0..variable.slots()).map(|m| math::sum(&self.series(variable, m, region)[1..=last])).sum()
    }

    /// Where a value is not finite or negative, if anywhere: no output can be either.
    pub(crate) fn fault(&self, scenario: &Scenario) -> Option<RunFault> {
        /// What rounding may leave of a stock that has emptied.
        const ROUNDING: f64 = -1e-6;
        let rows = self.rows();
        let at = self.values.iter().position(|v| !(v.is_finite() && *v >= ROUNDING))?;
        let (row, region, slot) = (at % rows, at / rows % (self.regions + 1), at / rows / (self.regions + 1));
        let variable = Variable::ALL.into_iter().rev().find(|v| v.first_slot() <= slot)?;
        Some(RunFault {
            month: self.month(row),
            region: scenario.regions.get(region).map_or_else(String::new, |r| r.code.clone()),
            what: Broke::Value { variable: variable.key().to_owned(), value: self.values[at] },
        })
    }

    /// Writes the values of all series in months from the row `first` on: `[month][region, the whole place last][series]`.
    pub(crate) fn put(&mut self, first: usize, months: &[[f64; SLOTS]]) {
        let (rows, regions) = (self.rows(), self.regions + 1);
        let mut series = self.values.chunks_exact_mut(rows);
        for slot in 0..SLOTS {
            for (region, series) in (0..regions).zip(&mut series) {
                let values = months.iter().skip(region).step_by(regions);
                for (value, month) in series[first..].iter_mut().zip(values) {
                    *value = month[slot];
                }
            }
        }
    }
}
