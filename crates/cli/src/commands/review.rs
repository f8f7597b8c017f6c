//! `shapan review`: what is doubtful about a plan, and what its targets are to each other.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::output;
use crate::question::QuestionArgs;
use clap::Args;
use serde::Serialize;
use sim_core::results::{Finding, Warning, consistency, plausibility};
use std::fmt::Write;

/// Options of `review`.
#[derive(Args, Debug)]
pub struct ReviewArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Review {
    /// Doubts about the run.
    doubts: Vec<Warning>,
    /// What the targets are to each other.
    targets: Vec<Finding>,
}

/// Runs the command. A doubt is an answer, not a failure.
pub fn review(args: &ReviewArgs) -> Result<(), Failure> {
    let question = args.question.question()?;
    let run = question.model.run(&question.policy, &question.settings)?;
    let scenario = question.model.scenario();
    let review =
        Review { doubts: plausibility(scenario, &question.policy, &run), targets: consistency(scenario) };
    let text = if args.json { output::json(&review) } else { words(&review, lang::spoken()) };
    Ok(output::print(&text)?)
}

fn words(review: &Review, lang: Lang) -> String {
    let mut out = String::new();
    for doubt in &review.doubts {
        let lever = doubt.lever.map_or("-", |key| key.key());
        writeln!(out, "doubt   {}  {lever}: {}", doubt.since, lang.text(&doubt.text))
            .expect("a string grows");
    }
    for finding in &review.targets {
        writeln!(out, "target  {}: {}", finding.targets.join(", "), lang.text(&finding.text))
            .expect("a string grows");
    }
    if out.is_empty() {
        out.push_str(lang.word("没有疑点\n", "nothing doubtful\n"));
    }
    out
}
