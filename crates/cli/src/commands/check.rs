//! `shapan check`: every problem of a scenario, each with its file, line and remedy.

use crate::failure::{Failure, say};
use crate::{open, output};
use clap::Args;

/// Options of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// A folder with scenario.toml and regions.csv, or a built-in name
    path: String,
}

/// Runs the command.
pub fn check(args: &CheckArgs) -> Result<(), Failure> {
    let (scenario, warnings) = open::scenario_with_warnings(&args.path)?;
    say(&warnings);
    let found = match warnings.len() {
        0 => "no problems".to_owned(),
        1 => "1 warning".to_owned(),
        n => format!("{n} warnings"),
    };
    Ok(output::print(&format!(
        "{}: {} regions, {} to {}, {} targets: {found}\n",
        scenario.key,
        scenario.regions.len(),
        scenario.grid.start,
        scenario.grid.end,
        scenario.targets.len(),
    ))?)
}
