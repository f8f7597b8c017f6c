//! `shapan targets`: whether one run meets the written targets.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::output;
use crate::question::QuestionArgs;
use crate::table::{Side, aligned, figure};
use clap::Args;
use serde::Serialize;
use sim_core::{Outcome, Scenario, Verdict};

/// Options of `targets`.
#[derive(Args, Debug)]
pub struct TargetsArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    metric: &'static str,
    scope: &'static str,
    month: String,
    at_least: f64,
    value: f64,
    margin: f64,
    met: bool,
}

impl<'a> From<&'a Verdict> for Row<'a> {
    fn from(verdict: &'a Verdict) -> Self {
        Self {
            key: &verdict.key,
            metric: verdict.metric.key(),
            // Targets are written for the whole place.
            scope: "all",
            month: verdict.month.to_string(),
            at_least: verdict.at_least,
            value: verdict.value,
            margin: verdict.margin,
            met: verdict.met,
        }
    }
}

/// Runs the command. A missed target is an answer, not a failure.
pub fn targets(args: &TargetsArgs) -> Result<(), Failure> {
    let question = args.question.question()?;
    let run = question.model.run(&question.policy, &question.settings)?;
    let scenario = question.model.scenario();
    let outcome = Outcome::of(scenario, &run);
    let text = if args.json {
        output::json(&outcome.verdicts.iter().map(Row::from).collect::<Vec<_>>())
    } else {
        text(scenario, &outcome, lang::spoken())
    };
    Ok(output::print(&text)?)
}

fn text(scenario: &Scenario, outcome: &Outcome, lang: Lang) -> String {
    let heads = [
        (lang.word("目标", "target"), Side::Left),
        (lang.word("截至", "end of"), Side::Left),
        (lang.word("至少", "at least"), Side::Right),
        (lang.word("结果", "value"), Side::Right),
        (lang.word("差额", "margin"), Side::Right),
        (lang.word("达成", "met"), Side::Left),
        (lang.word("名称", "name"), Side::Left),
    ];
    // Verdicts stand in the order of the scenario's targets.
    let rows = outcome.verdicts.iter().zip(&scenario.targets).map(|(verdict, target)| {
        [
            verdict.key.clone(),
            verdict.month.to_string(),
            figure(verdict.at_least),
            figure(verdict.value),
            figure(verdict.margin),
            if verdict.met { lang.word("是", "yes") } else { lang.word("否", "no") }.to_owned(),
            lang.text(&target.label).to_owned(),
        ]
    });
    aligned(heads, &rows.collect::<Vec<_>>())
}
