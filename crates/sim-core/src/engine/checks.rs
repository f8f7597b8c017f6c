//! Runs what a scenario's checks ask for.

use super::run::{Model, RunSettings};
use crate::results::{Found, RunFault, Trajectory};
use crate::scenario::Policy;

impl Model {
    /// What each check of the scenario finds, in their order; each policy is run once.
    ///
    /// # Errors
    /// See [`Model::run`].
    pub fn check(&self) -> Result<Vec<Found>, RunFault> {
        let run = |policy: &Policy| self.run(policy, &RunSettings::default());
        let mut runs: Vec<(Policy, Trajectory)> = Vec::new();
        if !self.scenario.checks.is_empty() {
            let baseline = Policy::default();
            runs.push((baseline.clone(), run(&baseline)?));
        }
        let mut found = Vec::new();
        for check in &self.scenario.checks {
            let policy = check.policy_of(&self.scenario);
            let at = if let Some(at) = runs.iter().position(|(ran, _)| *ran == policy) {
                at
            } else {
                let run = run(&policy)?;
                runs.push((policy, run));
                runs.len() - 1
            };
            found.push(Found::of(&self.scenario, check, &runs[at].1, &runs[0].1));
        }
        Ok(found)
    }
}
