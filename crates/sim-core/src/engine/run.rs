//! A model whose start is solved, and its runs.

use super::step::Run;
use crate::executor::{Executor, Serial};
use crate::model::demand::{Demand, demand};
use crate::model::geography::{Geography, geography};
use crate::model::indicators::Record;
use crate::model::population::Population;
use crate::model::start::{Given, Start, solve};
use crate::results::{Digest, RunFault, Trajectory};
use crate::rng::Draws;
use crate::scenario::{Params, Policy, Scenario};
use serde::{Deserialize, Serialize};

/// How to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSettings {
    /// With a seed the yearly shocks are drawn; without, the run has expected values.
    pub seed: Option<u64>,
    /// The number of the run among runs with the same seed.
    pub run: u64,
}

/// A scenario whose start is solved: runs of any policy start from here.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) scenario: Scenario,
    pub(crate) params: Params,
    pub(crate) geography: Vec<Geography>,
    /// `[month][region]`.
    pub(crate) demand: Vec<Vec<Demand>>,
    pub(crate) start: Start,
    substeps: u32,
}

impl Model {
    /// Solves the start with the scenario's own parameters.
    pub fn new(scenario: &Scenario) -> Self {
        Self::with_params(scenario, &scenario.params)
    }

    /// Solves the start with other parameters: each draw reproduces the observed start.
    pub fn with_params(scenario: &Scenario, params: &Params) -> Self {
        Self::with_substeps(scenario, params, 1)
    }

    /// The same with several steps a month, to judge the error of the step.
    pub fn with_substeps(scenario: &Scenario, params: &Params, substeps: u32) -> Self {
        // Whoever reads the model's scenario must find the parameters it was solved with.
        let scenario = Scenario { params: params.clone(), ..scenario.clone() };
        let geography = geography(&scenario, params);
        let demand = demand(&scenario, params);
        let start = solve(&Given {
            scenario: &scenario,
            params,
            geography: &geography,
            demand: &demand[0],
            years: 1.0 / (12.0 * f64::from(substeps)),
        });
        Self { scenario, params: params.clone(), geography, demand, start, substeps }
    }

    /// The scenario, with the parameters it was solved with.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The parameters it was solved with.
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// Runs a policy.
    ///
    /// # Errors
    /// A [`RunFault`] when people do not balance, or an output is negative or not finite.
    pub fn run(&self, policy: &Policy, settings: &RunSettings) -> Result<Trajectory, RunFault> {
        self.run_with_digest(policy, settings, None)
    }

    /// The digest of a run's states: the same on every machine.
    ///
    /// # Errors
    /// See [`Model::run`].
    pub fn digest(&self, policy: &Policy, settings: &RunSettings) -> Result<String, RunFault> {
        let mut digest = Digest::default();
        self.run_with_digest(policy, settings, Some(&mut digest))?;
        Ok(digest.to_string())
    }

    /// Runs a policy and digests the state arrays at every month's end.
    ///
    /// # Errors
    /// See [`Model::run`].
    pub fn run_with_digest(
        &self,
        policy: &Policy,
        settings: &RunSettings,
        digest: Option<&mut Digest>,
    ) -> Result<Trajectory, RunFault> {
        self.run_with(policy, settings, digest, &Serial)
    }

    /// The same, with regions side by side where they do not know of each other: the same bits, sooner.
    ///
    /// # Errors
    /// See [`Model::run`].
    pub fn run_with(
        &self,
        policy: &Policy,
        settings: &RunSettings,
        mut digest: Option<&mut Digest>,
        executor: &impl Executor,
    ) -> Result<Trajectory, RunFault> {
        let draws = settings.seed.map(|seed| Draws { seed, run: settings.run });
        let grid = self.scenario.grid;
        let mut trajectory = Trajectory::new(grid, self.scenario.regions.len());
        let state = self.start.state.clone();
        let mut run = Run::with(self, policy, draws, self.substeps, state, executor);
        let mut record = Record::new(self.scenario.regions.len());
        record.read(&run.state, |r| run.region_month(&self.demand[0], r));
        for m in 0..grid.months() {
            run.month(m)?;
            // Exits open a month and look at every cell: they find the ages that the month before left.
            record.complete(&mut trajectory, run.staff_found());
            record.read(&run.state, |r| run.region_month(&self.demand[m], r));
            if let Some(digest) = digest.as_deref_mut() {
                run.state.digest(digest);
            }
        }
        run.find_staff();
        record.complete(&mut trajectory, run.staff_found());
        record.write(&mut trajectory);
        for r in 0..self.scenario.regions.len() {
            run.audit(r, run.state.people.recount(r), grid.end)?;
        }
        if let Some(fault) = trajectory.fault(&self.scenario) {
            return Err(fault);
        }
        Ok(trajectory)
    }
}
