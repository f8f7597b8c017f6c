//! `shapan actuals`: later counts held against an old projection: what was assumed, what was decided, what neither explains.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::question::{params_with, read_policy};
use crate::table::{Side, aligned, figure};
use crate::{open, output};
use clap::Args;
use serde::Serialize;
use sim_core::scenario::Count;
use sim_core::study::actuals::{Actuals, Row, Split};
use sim_core::{Policy, RunSettings, Scenario};
use std::path::PathBuf;

/// Options of `actuals`.
#[derive(Args, Debug)]
pub struct ActualsArgs {
    /// The place as it was thought to be: a built-in name (`shapan list`) or a folder with scenario.toml
    scenario: String,
    /// What was counted later: a table with the columns year, variable, value and perhaps source
    #[arg(long, value_name = "FILE")]
    counts: PathBuf,
    /// The plan of the old projection
    #[arg(long, value_name = "FILE|baseline|document", default_value = "document")]
    planned: String,
    /// The plan as it was carried out; without it as planned
    #[arg(long, value_name = "FILE|baseline|document")]
    done: Option<String>,
    /// A parameter of the old projection; may be repeated, the last one holds
    #[arg(long, value_name = "NAME=VALUE")]
    thought: Vec<String>,
    /// The place as it is known now; without it as it was thought to be
    #[arg(long, value_name = "SCENARIO")]
    known: Option<String>,
    /// A parameter as it is known now; may be repeated, the last one holds. With none, and without --known, those of --thought
    #[arg(long, value_name = "NAME=VALUE")]
    param: Vec<String>,
    /// The seed of the old projection, if it drew yearly shocks
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    seed: Option<u64>,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Written<'a> {
    year: i32,
    variable: &'static str,
    source: &'a str,
    #[serde(flatten)]
    split: Option<Split>,
}

/// Runs the command.
pub fn actuals(args: &ActualsArgs) -> Result<(), Failure> {
    let counts = open::counts(&args.counts)?;
    let thought = open::scenario(&args.scenario)?;
    let known = args.known.as_deref().map_or_else(|| Ok(thought.clone()), open::scenario)?;
    let old = params_with("--thought", &args.thought, &thought)?;
    let new = if args.known.is_none() && args.param.is_empty() {
        old.clone()
    } else {
        params_with("--param", &args.param, &known)?
    };
    let planned = read_policy(&args.planned, &thought)?;
    let done =
        args.done.as_deref().map_or_else(|| Ok(planned.clone()), |given| read_policy(given, &thought))?;
    let settings = RunSettings { seed: args.seed, ..RunSettings::default() };
    let policies: [Policy; 2] = [planned, done];
    let asked = Actuals::new([(&thought, &old), (&known, &new)], policies, settings, counts);
    let rows = (0..Actuals::ROWS).map(|number| asked.row(number)).collect::<Result<Vec<Row>, _>>()?;
    let splits = asked.analyse(&rows);
    if splits.iter().all(Option::is_none) {
        return Err(none_lies_within(args, &thought));
    }
    let found: Vec<(&Count, Option<Split>)> = asked.counts().iter().zip(splits).collect();
    let text = if args.json {
        let written = found.iter().map(|(count, split)| Written {
            year: count.year,
            variable: count.what.key(),
            source: &count.source,
            split: *split,
        });
        output::json(&written.collect::<Vec<_>>())
    } else {
        text(&found, lang::spoken())
    };
    Ok(output::print(&text)?)
}

fn none_lies_within(args: &ActualsArgs, scenario: &Scenario) -> Failure {
    Failure::author(format!(
        "{}: error: no count is of a year that both places simulate; the run goes from {} to {}",
        args.counts.display(),
        scenario.grid.start,
        scenario.grid.end
    ))
}

fn text(found: &[(&Count, Option<Split>)], lang: Lang) -> String {
    let heads = [
        (lang.word("统计项", "count"), Side::Left),
        (lang.word("年份", "year"), Side::Right),
        (lang.word("推演", "projected"), Side::Right),
        (lang.word("实际", "counted"), Side::Right),
        (lang.word("相差", "difference"), Side::Right),
        (lang.word("假设", "assumptions"), Side::Right),
        (lang.word("决策", "decisions"), Side::Right),
        (lang.word("偶然与模型", "chance and model"), Side::Right),
        (lang.word("出处", "source"), Side::Left),
    ];
    let row = |(count, split): &(&Count, Option<Split>)| {
        let numbers = split.map_or_else(
            || [const { String::new() }; 6],
            |it| {
                let difference = it.actual - it.projected;
                let signed = [difference, it.assumption, it.decision, it.chance].map(signed);
                let [difference, assumption, decision, chance] = signed;
                [figure(it.projected), figure(it.actual), difference, assumption, decision, chance]
            },
        );
        let label = count.what.label();
        let unsourced = lang.word("未注明", "none given");
        let source = match (split, count.source.as_str()) {
            (None, _) => lang.word("（未模拟）", "(not simulated)"),
            (_, "") => unsourced,
            (_, source) => source,
        };
        let [projected, actual, difference, assumption, decision, chance] = numbers;
        [
            lang.word(label.zh, label.en).to_owned(),
            count.year.to_string(),
            projected,
            actual,
            difference,
            assumption,
            decision,
            chance,
            source.to_owned(),
        ]
    };
    aligned(heads, &found.iter().map(row).collect::<Vec<_>>())
}

fn signed(value: f64) -> String {
    let text = figure(value);
    if value > 0.0 && text != "0" { format!("+{text}") } else { text }
}
