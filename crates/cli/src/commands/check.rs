//! `shapan check`: every problem of a scenario, each with its file, line and remedy, then what to expect of its runs.

use crate::failure::{Failure, say};
use crate::lang::{self, Lang};
use crate::table::{Side, aligned, figure};
use crate::{open, output};
use clap::Args;
use serde::Serialize;
use sim_core::results::Found;
use sim_core::scenario::Check;
use sim_core::{Model, Scenario};

/// Options of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// A folder with scenario.toml and regions.csv, or a built-in name
    path: String,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    scenario: &'a str,
    regions: usize,
    start: String,
    end: String,
    targets: usize,
    warnings: Vec<String>,
    checks: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    ok: bool,
    say_zh: &'a str,
    say_en: &'a str,
    measure: &'static str,
    unit: &'static str,
    policy: &'static str,
    levers: Vec<&'static str>,
    change: bool,
    from: String,
    to: String,
    lowest: f64,
    highest: f64,
    at_least: Option<f64>,
    at_most: Option<f64>,
}

impl<'a> Row<'a> {
    fn new(check: &'a Check, found: Found) -> Self {
        Self {
            ok: found.ok,
            say_zh: &check.say.zh,
            say_en: &check.say.en,
            measure: check.measure.key(),
            unit: check.measure.unit(),
            policy: check.policy.key(),
            levers: check.levers.keys().map(|lever| lever.key()).collect(),
            change: check.change,
            from: check.from.to_string(),
            to: check.to.to_string(),
            lowest: found.lowest,
            highest: found.highest,
            at_least: check.at_least,
            at_most: check.at_most,
        }
    }
}

/// Runs the command. A run that is not as expected is the author's to explain, as a mistake is.
pub fn check(args: &CheckArgs) -> Result<(), Failure> {
    let (scenario, warnings) = open::scenario_with_warnings(&args.path)?;
    say(&warnings);
    let found = Model::new(&scenario).check()?;
    let text = if args.json {
        output::json(&Report {
            scenario: &scenario.key,
            regions: scenario.regions.len(),
            start: scenario.grid.start.to_string(),
            end: scenario.grid.end.to_string(),
            targets: scenario.targets.len(),
            warnings: warnings.iter().map(ToString::to_string).collect(),
            checks: scenario
                .checks
                .iter()
                .zip(&found)
                .map(|(check, found)| Row::new(check, *found))
                .collect(),
        })
    } else {
        text(&scenario, warnings.len(), &found, lang::spoken())
    };
    output::print(&text)?;
    let failed = found.iter().filter(|found| !found.ok).count();
    if failed > 0 {
        return Err(Failure::author(format!(
            "error: {failed} of {} checks of {} are not as expected",
            found.len(),
            scenario.key
        )));
    }
    Ok(())
}

fn text(scenario: &Scenario, warnings: usize, found: &[Found], lang: Lang) -> String {
    let problems = match warnings {
        0 => "no problems".to_owned(),
        1 => "1 warning".to_owned(),
        n => format!("{n} warnings"),
    };
    let mut text = format!(
        "{}: {} regions, {} to {}, {} targets: {problems}\n",
        scenario.key,
        scenario.regions.len(),
        scenario.grid.start,
        scenario.grid.end,
        scenario.targets.len(),
    );
    if found.is_empty() {
        return text;
    }
    let heads = [
        ("", Side::Left),
        (lang.word("结果", "found"), Side::Right),
        (lang.word("应为", "expected"), Side::Right),
        (lang.word("单位", "unit"), Side::Left),
        (lang.word("说法", "check"), Side::Left),
    ];
    let rows: Vec<[String; 5]> = scenario
        .checks
        .iter()
        .zip(found)
        .map(|(check, found)| {
            let unit = if check.change {
                lang.word("相对变化", "relative change")
            } else {
                check.measure.unit()
            };
            [
                if found.ok { lang.word("合", "ok") } else { lang.word("不合", "NOT") }.to_owned(),
                range(Some(found.lowest), Some(found.highest)),
                range(check.at_least, check.at_most),
                unit.to_owned(),
                lang.text(&check.say).to_owned(),
            ]
        })
        .collect();
    text.push_str(&aligned(heads, &rows));
    text
}

/// What lies between two ends, of which one may be open.
fn range(low: Option<f64>, high: Option<f64>) -> String {
    match (low.map(figure), high.map(figure)) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => format!("{low} – {high}"),
        (Some(low), None) => format!("≥ {low}"),
        (None, Some(high)) => format!("≤ {high}"),
        (None, None) => String::new(),
    }
}
