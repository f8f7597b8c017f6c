//! Answers other programs that check our samplers and analyses (`tests/validation/sensitivity.py`): one JSON question a line
//! on the standard input, one JSON answer a line on the standard output.
#![allow(clippy::disallowed_methods, reason = "a program of its own, which speaks with others")]

use std::io::{self, BufRead as _, Write as _};

use serde::Deserialize;
use serde_json::{Value, json};
use sim_core::scenario::{Metric, ParamKey};
use sim_core::study::sample::{Points, Sampler, SobolSequence};
use sim_core::study::sensitivity::reversal::{self, Better};
use sim_core::study::sensitivity::{Bootstrap, distance, morris, sobol, tail};
use sim_core::{Model, RunSettings, Scenario};

/// What can be asked.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
enum Question {
    /// The first points of the Sobol sequence as published.
    Sequence { rows: u64, dims: usize },
    /// Points of a sampler.
    Points { sampler: Sampler, seed: u64, rows: u64, dims: usize },
    /// The rows of a design.
    MorrisDesign(morris::Plan),
    /// The rows of a design.
    SobolDesign(sobol::Plan),
    /// What outputs say about a design of trajectories.
    Morris {
        factors: Vec<String>,
        levels: u32,
        rows: Vec<Vec<f64>>,
        outputs: Vec<Option<f64>>,
        bootstrap: Bootstrap,
    },
    /// What outputs say about a design of base rows.
    Sobol { factors: Vec<String>, pairs: bool, outputs: Vec<Option<f64>>, bootstrap: Bootstrap },
    /// Distance and probability of two sets of values.
    Kolmogorov { one: Vec<f64>, two: Vec<f64> },
    /// How often a choice is reversed.
    Reversal {
        factors: Vec<String>,
        inputs: Vec<Vec<f64>>,
        one: Vec<Option<f64>>,
        other: Vec<Option<f64>>,
        default: [f64; 2],
        better: Better,
    },
    /// The ranges of parameters.
    Ranges { params: Vec<String> },
    /// Runs of a scenario with parameters set: a metric at the end of the run, nothing where it breaks.
    Runs { scenario: String, metric: Metric, params: Vec<String>, rows: Vec<Vec<f64>> },
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let answer = match serde_json::from_str(&line?) {
            Ok(question) => answer(question).unwrap_or_else(|refusal| json!({ "refusal": refusal })),
            Err(error) => json!({ "refusal": error.to_string() }),
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn answer(question: Question) -> Result<Value, String> {
    let in_words = |refusal: sim_core::study::sensitivity::Refusal| refusal.to_string();
    Ok(match question {
        Question::Sequence { rows, dims } => {
            let sequence = SobolSequence::plain(dims);
            let row = |number| {
                let mut point = vec![0.0; dims];
                sequence.fill(number, &mut point);
                point
            };
            json!((0..rows).map(row).collect::<Vec<_>>())
        }
        Question::Points { sampler, seed, rows, dims } => {
            let points = Points::new(sampler, seed, rows, dims);
            json!((0..rows).map(|row| points.row(row)).collect::<Vec<_>>())
        }
        Question::MorrisDesign(plan) => {
            let design = plan.design().map_err(in_words)?;
            json!((0..design.rows()).map(|row| design.row(row)).collect::<Vec<_>>())
        }
        Question::SobolDesign(plan) => {
            let design = plan.design().map_err(in_words)?;
            json!((0..design.rows()).map(|row| design.row(row)).collect::<Vec<_>>())
        }
        Question::Morris { factors, levels, rows, outputs, bootstrap } => {
            let row = |number: u64| rows.get(number as usize).cloned().unwrap_or_default();
            json!(morris::analyse(&factors, levels, row, &outputs, &bootstrap).map_err(in_words)?)
        }
        Question::Sobol { factors, pairs, outputs, bootstrap } => {
            json!(sobol::analyse(&factors, pairs, &outputs, &bootstrap).map_err(in_words)?)
        }
        Question::Kolmogorov { one, two } => {
            let found = distance(&one, &two);
            let p = tail(found.size, one.len() as u64, two.len() as u64);
            json!({ "distance": found.size, "at": found.at, "p": p })
        }
        Question::Reversal { factors, inputs, one, other, default, better } => {
            json!(reversal::analyse(&factors, &inputs, &one, &other, default, better).map_err(in_words)?)
        }
        Question::Ranges { params } => {
            let ranges = params.iter().map(|name| {
                let param = key(name)?.param();
                Ok([param.low, param.high])
            });
            json!(ranges.collect::<Result<Vec<_>, String>>()?)
        }
        Question::Runs { scenario, metric, params, rows } => runs(&scenario, metric, &params, &rows)?,
    })
}

fn key(name: &str) -> Result<ParamKey, String> {
    ParamKey::from_key(name)
        .ok_or_else(|| format!("there is no parameter '{name}'; docs/parameters.md lists them"))
}

fn runs(scenario: &str, metric: Metric, params: &[String], rows: &[Vec<f64>]) -> Result<Value, String> {
    let scenario = Scenario::builtin(scenario).ok_or_else(|| format!("there is no scenario '{scenario}'"))?;
    let keys = params.iter().map(|name| key(name)).collect::<Result<Vec<_>, _>>()?;
    let run = |row: &Vec<f64>| {
        let mut params = scenario.params.clone();
        for (key, value) in keys.iter().zip(row) {
            params.set(*key, *value);
        }
        let run =
            Model::with_params(&scenario, &params).run(&scenario.document_policy(), &RunSettings::default());
        let last = |run: sim_core::Trajectory| {
            sim_core::results::metric_value(&scenario, &run, metric, run.rows() - 1)
        };
        run.ok().map(last)
    };
    Ok(json!(rows.iter().map(run).collect::<Vec<Option<f64>>>()))
}
