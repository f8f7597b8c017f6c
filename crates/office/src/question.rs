//! What a report is asked about: the place, the plan, the parameters, and their runs.

use crate::annex::Annex;
use crate::number::Lang;
use crate::report::{Chance, Goal};
use crate::wire::Order;
use sim_core::results::{Digest, Outcome, RunFault, Trajectory};
use sim_core::scenario::{Count, set_param};
use sim_core::sorted::Map;
use sim_core::{LeverKey, Model, Policy, RunSettings, Scenario};

/// A question that is ready to be run.
pub struct Question {
    /// The place, with the parameters it is run with.
    pub scenario: Scenario,
    /// The plan.
    pub policy: Policy,
    /// How it is run.
    pub settings: RunSettings,
    /// The language it is told in.
    pub lang: Lang,
    /// Today, as the shell knows it.
    pub date: String,
    /// Chances of targets, where they are known.
    pub chances: Vec<Chance>,
    /// Targets the user set, for a place that has none.
    pub goals: Vec<Goal>,
    /// What the annexes are made of.
    pub annex: Annex,
    /// What the plan is called; empty where it has no name.
    pub plan: String,
    /// What was counted later.
    pub counts: Vec<Count>,
    /// Parameters that differ from the scenario's.
    pub changed: Vec<(String, f64)>,
}

/// What the model says to a question.
pub struct Runs {
    /// The plan.
    pub plan: Trajectory,
    /// The same place with no lever moved.
    pub baseline: Trajectory,
    /// What each moved lever costs the public up to the end of the plan year: the plan less the plan without it, yuan.
    pub costs: Map<LeverKey, f64>,
    /// Digest of every state of the plan's run.
    pub digest: String,
}

impl Question {
    /// The question in an order.
    ///
    /// # Errors
    /// A parameter that is none, or a value it cannot have.
    pub fn read(order: &Order, date: &str) -> Result<Self, String> {
        let mut scenario = (*order.place).clone();
        for (name, value) in &order.params {
            set_param(&format!("{name}={value}"), &mut scenario.params)
                .map_err(|problem| order.lang.text(&problem.said()).to_owned())?;
        }
        let settings = RunSettings { seed: order.seed, ..RunSettings::default() };
        Ok(Self {
            scenario,
            policy: order.policy.clone(),
            settings,
            lang: order.lang,
            date: date.to_owned(),
            chances: order.chances.clone(),
            goals: order.goals.clone(),
            annex: order.annex.clone(),
            plan: order.plan.clone(),
            counts: order.counts.clone(),
            changed: order.params.clone(),
        })
    }

    /// Runs it.
    ///
    /// # Errors
    /// The month and region where the numbers broke.
    pub fn run(&self) -> Result<Runs, RunFault> {
        let model = Model::new(&self.scenario);
        let mut digest = Digest::default();
        let plan = model.run_with_digest(&self.policy, &self.settings, Some(&mut digest))?;
        let baseline = model.run(&Policy::default(), &self.settings)?;
        let public = |run: &Trajectory| Outcome::of(&self.scenario, run).public_yuan;
        let whole = public(&plan);
        let mut costs = Map::new();
        for key in self.policy.levers.keys() {
            let mut without = self.policy.clone();
            without.levers.remove(key);
            costs.insert(*key, whole - public(&model.run(&without, &self.settings)?));
        }
        Ok(Runs { plan, baseline, costs, digest: digest.to_string() })
    }
}
