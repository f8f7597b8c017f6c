//! What is asked of a model: the scenario, the levers that were moved, the assumptions that were changed.

use crate::failure::{Failure, lines, say};
use crate::open;
use clap::Args;
use sim_core::scenario::Text;
use sim_core::scenario::{contradictions, set_lever, set_param};
use sim_core::sorted::Map;
use sim_core::{Model, Params, Policy, Problem, RunSettings, Scenario};
use std::path::Path;

/// The options of every command that runs the model.
#[derive(Args, Debug)]
pub struct QuestionArgs {
    /// A built-in name (`shapan list`) or a folder with scenario.toml and regions.csv
    pub scenario: String,
    /// Set a lever from the first month on, for the whole place or one region; may be repeated, the last one holds
    #[arg(long, value_name = "LEVER=VALUE[@REGION]")]
    set: Vec<String>,
    /// Change a parameter; may be repeated, the last one holds
    #[arg(long, value_name = "NAME=VALUE")]
    param: Vec<String>,
    /// Start from a policy file, from the policy document, or from the baseline
    #[arg(long, value_name = "FILE|baseline|document", default_value = "baseline")]
    policy: String,
    /// Draw the yearly shocks from this seed; without it the run has expected values. Persons of --model agents have the luck
    /// of this seed, or of seed 1
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    seed: Option<u64>,
    /// Which of the runs with this seed
    #[arg(long, value_name = "N", default_value_t = 0, requires = "seed", allow_negative_numbers = true)]
    run: u64,
    /// Steps a month; more than one only to judge the error of the step
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000), allow_negative_numbers = true)]
    substeps: u32,
}

/// A question that is ready to be asked: everything in it is valid.
#[derive(Debug)]
pub struct Question {
    /// The model with its start solved.
    pub model: Model,
    /// The scenario's own parameters, before any was changed.
    pub own_params: Params,
    /// The levers that were moved.
    pub policy: Policy,
    /// How to run.
    pub settings: RunSettings,
    /// Steps a month.
    pub substeps: u32,
}

impl QuestionArgs {
    /// The parameters that were changed, once they are known to be right; of one that was named twice the last.
    pub fn changed(&self) -> Vec<(String, f64)> {
        let mut changed: Map<String, f64> = Map::new();
        for (name, value) in self.param.iter().filter_map(|text| text.split_once('=')) {
            if let Ok(value) = value.trim().parse() {
                changed.insert(name.trim().to_owned(), value);
            }
        }
        changed.into_iter().collect()
    }

    /// Reads everything that was named and reports every mistake at once.
    pub fn question(&self) -> Result<Question, Failure> {
        let mut scenario = open::scenario(&self.scenario)?;
        let own_params = scenario.params.clone();
        let mut policy = read_policy(&self.policy, &scenario)?;
        let mut mistakes = Vec::new();
        for text in &self.set {
            set_lever(text, &scenario, &mut policy)
                .unwrap_or_else(|p| mistakes.push(said_by("--set", text, p)));
        }
        mistakes.extend(change_params("--param", &self.param, &mut scenario.params));
        if !mistakes.is_empty() {
            return Err(Failure::problems(&mistakes));
        }
        let settings = RunSettings { seed: self.seed, run: self.run };
        let model = Model::with_substeps(&scenario, &scenario.params, self.substeps);
        Ok(Question { model, own_params, policy, settings, substeps: self.substeps })
    }
}

/// Changes parameters as an option says; gives what is wrong with it.
fn change_params(option: &str, texts: &[String], params: &mut Params) -> Vec<Problem> {
    let mut mistakes = Vec::new();
    for text in texts {
        set_param(text, params).unwrap_or_else(|p| mistakes.push(said_by(option, text, p)));
    }
    if mistakes.is_empty() && !texts.is_empty() {
        let together = contradictions(params).into_iter();
        mistakes.extend(together.map(|p| said_by(option, &texts.join(", "), p)));
    }
    mistakes
}

/// A scenario's parameters, changed as an option says.
pub fn params_with(option: &str, texts: &[String], scenario: &Scenario) -> Result<Params, Failure> {
    let mut params = scenario.params.clone();
    let mistakes = change_params(option, texts, &mut params);
    if mistakes.is_empty() { Ok(params) } else { Err(Failure::problems(&mistakes)) }
}

/// All levers and all regions of a province fit, all parameters do not.
const LONGEST_HINT: usize = 600;

/// A problem that names the option it was found in.
fn said_by(option: &str, text: &str, mut problem: Problem) -> Problem {
    // No right text is longer; a wrong one may be.
    let shown: String = text.chars().take(80).collect();
    problem.at.file = format!("{option} '{shown}'");
    problem.at.key.clear();
    // A screen full of names hides the mistake.
    if problem.hint.en.len() > LONGEST_HINT {
        let [zh, en] = [
            "名称见 `shapan levers` 和 `shapan params`",
            "`shapan levers` and `shapan params` list the names",
        ];
        problem.hint = Text { zh: zh.to_owned(), en: en.to_owned() };
    }
    problem
}

/// The baseline, the document's policy, or that of a file.
pub fn read_policy(given: &str, scenario: &Scenario) -> Result<Policy, Failure> {
    match given {
        "baseline" => Ok(Policy::default()),
        "document" => Ok(scenario.document_policy()),
        path => {
            let bytes = open::file(Path::new(path), open::Links::Followed)
                .map_err(|error| error.context("--policy takes `baseline`, `document` or a policy file"))?;
            let (policy, warnings) = Policy::read_with_warnings(path, &bytes, scenario)
                .map_err(|problems| Failure::problems(&problems))?;
            say(&lines(&warnings));
            Ok(policy)
        }
    }
}
