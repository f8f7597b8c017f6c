//! A model whose start is solved, and its runs.

use crate::results::{Digest, Trajectory};
use crate::scenario::{Params, Policy, Scenario};
use crate::time::Month;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSettings {
    /// With a seed the yearly shocks are drawn; without, the run has expected values.
    pub seed: Option<u64>,
    /// The number of the run among runs with the same seed.
    pub run: u64,
    /// Steps a month; more than one only to judge the error of the step.
    pub substeps: u32,
}

impl Default for RunSettings {
    fn default() -> Self {
        Self { seed: None, run: 0, substeps: 1 }
    }
}

/// A run that broke: the numbers' fault, never a panic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunFault {
    /// The month in which it broke.
    pub month: Month,
    /// The region's code; empty when the whole place broke.
    pub region: String,
    /// What broke, with the value.
    pub message: String,
}

impl fmt::Display for RunFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the run broke in {}", self.month)?;
        if !self.region.is_empty() {
            write!(f, ", region {}", self.region)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for RunFault {}

/// A scenario whose start is solved: runs of any policy start from here.
#[derive(Clone, Debug)]
pub struct Model {
    scenario: Scenario,
}

impl Model {
    /// Solves the start with the scenario's own parameters.
    pub fn new(scenario: &Scenario) -> Result<Self, RunFault> {
        Self::with_params(scenario, &scenario.params)
    }
    /// Solves the start with other parameters: each draw reproduces the observed start.
    pub fn with_params(scenario: &Scenario, _params: &Params) -> Result<Self, RunFault> {
        Ok(Self { scenario: scenario.clone() })
    }
    /// The scenario.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
    /// Runs a policy.
    pub fn run(&self, policy: &Policy, settings: &RunSettings) -> Result<Trajectory, RunFault> {
        self.run_with_digest(policy, settings, None)
    }
    /// Runs a policy and digests the state arrays at every month's end.
    pub fn run_with_digest(
        &self,
        _policy: &Policy,
        _settings: &RunSettings,
        _digest: Option<&mut Digest>,
    ) -> Result<Trajectory, RunFault> {
        Ok(Trajectory::new(self.scenario.grid, self.scenario.regions.len()))
    }
}
