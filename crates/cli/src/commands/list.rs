//! `shapan list`: the scenarios that ship with the program.

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::output;
use crate::table::{Side, aligned};
use clap::Args;
use serde::Serialize;
use sim_core::Scenario;
use sim_core::scenario::builtin_scenarios;

/// Options of `list`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row {
    key: String,
    title_zh: String,
    title_en: String,
    place_zh: String,
    place_en: String,
    start: String,
    end: String,
    plan_year: i32,
    regions: usize,
    targets: usize,
    fingerprint: String,
}

impl From<Scenario> for Row {
    fn from(scenario: Scenario) -> Self {
        Self {
            key: scenario.key,
            title_zh: scenario.title.zh,
            title_en: scenario.title.en,
            place_zh: scenario.place.zh,
            place_en: scenario.place.en,
            start: scenario.grid.start.to_string(),
            end: scenario.grid.end.to_string(),
            plan_year: scenario.plan_year,
            regions: scenario.regions.len(),
            targets: scenario.targets.len(),
            fingerprint: scenario.fingerprint,
        }
    }
}

/// Runs the command.
pub fn list(args: &ListArgs) -> Result<(), Failure> {
    let scenarios = builtin_scenarios().iter().filter_map(|builtin| Scenario::builtin(builtin.key));
    let rows: Vec<Row> = scenarios.map(Row::from).collect();
    let text = if args.json { output::json(&rows) } else { text(&rows, lang::spoken()) };
    Ok(output::print(&text)?)
}

fn text(rows: &[Row], lang: Lang) -> String {
    let heads = [
        (lang.word("场景", "scenario"), Side::Left),
        (lang.word("起", "from"), Side::Left),
        (lang.word("止", "to"), Side::Left),
        (lang.word("地区", "regions"), Side::Right),
        (lang.word("目标", "targets"), Side::Right),
        (lang.word("名称", "title"), Side::Left),
    ];
    let cells = |row: &Row| {
        [
            row.key.clone(),
            row.start.clone(),
            row.end.clone(),
            row.regions.to_string(),
            row.targets.to_string(),
            lang.word(&row.title_zh, &row.title_en).to_owned(),
        ]
    };
    aligned(heads, &rows.iter().map(cells).collect::<Vec<_>>())
}
