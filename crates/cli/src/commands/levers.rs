//! `shapan levers`: what a policy may set in a scenario.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::table::{Side, aligned, figure};
use crate::{open, output};
use clap::Args;
use serde::Serialize;
use sim_core::scenario::LEVERS;
use sim_core::{Lever, Scenario, Schedule};

/// Options of `levers`.
#[derive(Args, Debug)]
pub struct LeversArgs {
    /// A built-in name (`shapan list`) or a folder with scenario.toml and regions.csv
    scenario: String,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    key: &'static str,
    label_zh: &'static str,
    label_en: &'static str,
    unit: &'static str,
    min: f64,
    max: f64,
    tick: f64,
    neutral: f64,
    baseline: f64,
    scope: &'static str,
    authority: &'static str,
    source: &'a str,
    document: Option<&'a Schedule>,
    clause_zh: &'a str,
    clause_en: &'a str,
    unit_zh: &'static str,
    theme: &'static str,
}

impl<'a> Row<'a> {
    fn of(lever: &Lever, scenario: &'a Scenario) -> Self {
        let course = &scenario.levers[lever.key.index()];
        let label = lever.key.label();
        let bounds = scenario.bounds(lever.key);
        // A share is written 0.3 wherever a value is written, so its unit here is not percent.
        let (unit_zh, unit) =
            if lever.percent { ("比例", "share") } else { (lever.unit.zh, lever.unit.en) };
        Self {
            key: lever.key.key(),
            label_zh: label.zh,
            label_en: label.en,
            unit,
            min: bounds.min,
            max: bounds.max,
            tick: bounds.tick,
            neutral: lever.neutral,
            baseline: scenario.baseline_value(lever.key, scenario.grid.start),
            // Every lever may be set for one region.
            scope: "region",
            authority: lever.authority.key(),
            source: &course.source,
            document: course.document.as_ref(),
            clause_zh: &course.clause.zh,
            clause_en: &course.clause.en,
            unit_zh,
            theme: lever.theme.key(),
        }
    }
}

/// Runs the command.
pub fn levers(args: &LeversArgs) -> Result<(), Failure> {
    let scenario = open::scenario(&args.scenario)?;
    let rows: Vec<Row<'_>> = LEVERS.iter().map(|lever| Row::of(lever, &scenario)).collect();
    let text = if args.json { output::json(&rows) } else { text(&rows, lang::spoken()) };
    Ok(output::print(&text)?)
}

fn text(rows: &[Row<'_>], lang: Lang) -> String {
    let heads = [
        (lang.word("杠杆", "lever"), Side::Left),
        (lang.word("最小", "min"), Side::Right),
        (lang.word("最大", "max"), Side::Right),
        (lang.word("无影响", "neutral"), Side::Right),
        (lang.word("基线", "baseline"), Side::Right),
        (lang.word("文件", "document"), Side::Right),
        (lang.word("单位", "unit"), Side::Left),
        (lang.word("名称", "name"), Side::Left),
    ];
    let cells = |row: &Row<'_>| {
        [
            row.key.to_owned(),
            figure(row.min),
            figure(row.max),
            figure(row.neutral),
            figure(row.baseline),
            row.document.map_or_else(|| "–".to_owned(), |course| figure(course.last())),
            lang.word(row.unit_zh, row.unit).to_owned(),
            lang.word(row.label_zh, row.label_en).to_owned(),
        ]
    };
    aligned(heads, &rows.iter().map(cells).collect::<Vec<_>>())
}
