//! What a report is asked about: the place, the plan, the parameters, and their runs.

use crate::wire::Order;
use sim_core::results::{RunFault, Trajectory};
use sim_core::scenario::{BuiltinScenario, set_param};
use sim_core::{Model, Policy, Problem, RunSettings, Scenario};

/// A question that is ready to be run.
pub struct Question {
    /// The place, with the parameters it is run with.
    pub scenario: Scenario,
    /// The plan.
    pub policy: Policy,
    /// How it is run.
    pub settings: RunSettings,
    /// In Chinese; else in English.
    pub zh: bool,
    /// Today, as the shell knows it.
    pub date: String,
}

/// What the model says to a question.
pub struct Runs {
    /// The plan.
    pub plan: Trajectory,
    /// The same place with no lever moved.
    pub baseline: Trajectory,
}

impl Question {
    /// Reads what the page sent.
    ///
    /// # Errors
    /// What is wrong with it, in one line for each problem.
    pub fn read(order: &Order) -> Result<Self, String> {
        let mut scenario = place(order)?;
        let policy = match order.policy.trim() {
            "" => Policy::default(),
            text => {
                Policy::read_with_warnings("plan.toml", text.as_bytes(), &scenario).map_err(|p| lines(&p))?.0
            }
        };
        for (name, value) in &order.params {
            set_param(&format!("{name}={value}"), &mut scenario.params)
                .map_err(|problem| problem.to_string())?;
        }
        let settings = RunSettings { seed: order.seed, ..RunSettings::default() };
        Ok(Self { scenario, policy, settings, zh: order.zh, date: order.date.clone() })
    }

    /// Runs it.
    ///
    /// # Errors
    /// The month and region where the numbers broke.
    pub fn run(&self) -> Result<Runs, RunFault> {
        let model = Model::new(&self.scenario);
        let run = |policy: &Policy| model.run(policy, &self.settings);
        Ok(Runs { plan: run(&self.policy)?, baseline: run(&Policy::default())? })
    }
}

fn place(order: &Order) -> Result<Scenario, String> {
    let library: Vec<BuiltinScenario<'_>> = order
        .texts
        .iter()
        .map(|text| BuiltinScenario {
            key: &text.key,
            scenario: &text.scenario,
            regions: text.regions.as_deref(),
            history: text.history.as_deref(),
            checks: None,
        })
        .collect();
    match library.first() {
        Some(own) => {
            Scenario::read_over(&own.files(), &library).map(|(scenario, _)| scenario).map_err(|p| lines(&p))
        }
        None => Scenario::builtin(&order.scenario)
            .ok_or_else(|| format!("there is no scenario '{}'", order.scenario)),
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
