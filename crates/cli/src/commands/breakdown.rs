//! `shapan breakdown`: a target shared out among regions and years.

mod asked;

use crate::failure::Failure;
use crate::lang::{self, Lang};
use crate::output;
use crate::question::QuestionArgs;
use crate::table::{Side, figure, laid_out};
use asked::Asked;
use clap::Args;
use serde::Serialize;
use sim_core::Scenario;
use sim_core::study::breakdown::{Breakdown, Ground, Line, csv};

/// Options of `breakdown`.
#[derive(Args, Debug)]
pub struct BreakdownArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// What to share out; without a value the written target, without a year that of the plan
    #[arg(long, value_name = "METRIC[=VALUE][@YEAR]")]
    target: String,
    /// By what: staff, population, gap, townships, projection, or a mix such as population=0.6,townships=0.4
    #[arg(long, value_name = "BASIS", default_value = "staff")]
    rule: String,
    /// What is shared by the rule: what is to come, or all of it
    #[arg(long, value_name = "WHAT", default_value = "increase", value_parser = ["increase", "all"])]
    share: String,
    /// How the years share what is to come
    #[arg(long, value_name = "PACE", default_value = "even", value_parser = ["even", "rate", "projection"])]
    pace: String,
    /// The least a region has in the end; may be repeated
    #[arg(long, value_name = "CODE=N")]
    floor: Vec<String>,
    /// The most a region has in the end; may be repeated
    #[arg(long, value_name = "CODE=N")]
    cap: Vec<String>,
    /// Set what a region has in the end (CODE=N), what it adds in a year (CODE@YEAR=N), what all have at its end (@YEAR=N)
    #[arg(long, value_name = "SPOT=N")]
    hold: Vec<String>,
    /// Write CSV
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Written<'a> {
    metric: &'static str,
    base_year: i32,
    year: i32,
    total: u64,
    path: &'a [u64],
    regions: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name_zh: &'a str,
    name_en: &'a str,
    base: u64,
    added: Vec<u64>,
    quota: u64,
    projection: f64,
}

/// Runs the command.
pub fn breakdown(args: &BreakdownArgs) -> Result<(), Failure> {
    let question = args.question.question()?;
    let scenario = question.model.scenario();
    let asked = Asked::of(args, scenario)?;
    let run = question.model.run(&question.policy, &question.settings)?;
    let ground = Ground::of(scenario, &run, asked.metric, asked.order.year);
    let ground = ground.ok_or_else(|| asked::no_year(args, scenario, asked.order.year))?;
    let shared = asked.share_out(scenario, &ground)?;
    let text = if args.json {
        output::json(&written(scenario, &ground, &shared))
    } else if args.csv {
        table(scenario, &ground, &shared)
    } else {
        text(scenario, &ground, &shared, lang::spoken())
    };
    Ok(output::print(&text)?)
}

fn projection(ground: &Ground, line: &Line) -> f64 {
    let last = |region: &Vec<f64>| region.last().copied().unwrap_or_default();
    line.region.map_or_else(|| ground.run.iter().map(last).sum(), |region| last(&ground.run[region]))
}

fn written<'a>(scenario: &'a Scenario, ground: &Ground, shared: &'a Breakdown) -> Written<'a> {
    let row = |line: Line| {
        let region = &scenario.regions[line.region?];
        Some(Row {
            code: &region.code,
            name_zh: &region.name.zh,
            name_en: &region.name.en,
            base: line.base,
            quota: line.quota,
            projection: projection(ground, &line),
            added: line.added,
        })
    };
    Written {
        metric: ground.metric.key(),
        base_year: shared.base_year,
        year: shared.years().last().unwrap_or(shared.base_year),
        total: shared.total(),
        path: &shared.path,
        regions: shared.lines().into_iter().filter_map(row).collect(),
    }
}

fn table(scenario: &Scenario, ground: &Ground, shared: &Breakdown) -> String {
    let last = shared.base_year + shared.path.len() as i32;
    let heads = ["code".to_owned(), "name_zh".to_owned(), "name_en".to_owned()];
    let heads = heads
        .into_iter()
        .chain([format!("base_{}", shared.base_year)])
        .chain(shared.years().map(|year| format!("added_{year}")))
        .chain([format!("quota_{last}"), format!("projection_{last}")]);
    let row = |line: &Line| {
        let (code, zh, en) = line.region.map_or(("all", "合计", "All"), |region| {
            let region = &scenario.regions[region];
            (&region.code, &region.name.zh, &region.name.en)
        });
        let numbers = [line.base].into_iter().chain(line.added.iter().copied()).chain([line.quota]);
        [code, zh, en]
            .map(str::to_owned)
            .into_iter()
            .chain(numbers.map(|it| it.to_string()))
            .chain([format!("{:.1}", projection(ground, line))])
            .collect()
    };
    let rows: Vec<Vec<String>> =
        [heads.collect()].into_iter().chain(shared.lines().iter().map(row)).collect();
    csv(&rows)
}

fn text(scenario: &Scenario, ground: &Ground, shared: &Breakdown, lang: Lang) -> String {
    let last = shared.base_year + shared.path.len() as i32;
    let years: Vec<String> = shared.years().map(|year| format!("+{year}")).collect();
    let (there, quota) = (shared.base_year.to_string(), last.to_string());
    let heads: Vec<(&str, Side)> = [(lang.word("地区", "region"), Side::Left), (there.as_str(), Side::Right)]
        .into_iter()
        .chain(years.iter().map(|year| (year.as_str(), Side::Right)))
        .chain([(quota.as_str(), Side::Right), (lang.word("推算", "projected"), Side::Right)])
        .collect();
    let row = |line: &Line| -> Vec<String> {
        let all = lang.word("合计", "all").to_owned();
        let name = line.region.map_or(all, |region| lang.text(&scenario.regions[region].name).to_owned());
        let numbers = [line.base].into_iter().chain(line.added.iter().copied()).chain([line.quota]);
        let numbers = numbers.map(|it| it as f64).chain([projection(ground, line)]);
        [name].into_iter().chain(numbers.map(|it| figure(it.round()))).collect()
    };
    laid_out(&heads, &shared.lines().iter().map(row).collect::<Vec<_>>())
}
