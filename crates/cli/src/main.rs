//! The `shapan` program: one command a file, each a thin shell around `sim-core`.

mod commands {
    //! One command a file.
    pub mod actuals;
    pub mod agents;
    pub mod backtest;
    pub mod breakdown;
    pub mod check;
    pub mod export;
    pub mod forward;
    pub mod levers;
    pub mod list;
    pub mod params;
    pub mod review;
    pub mod run;
    pub mod seek;
    mod sensitivity;
    pub mod study;
    pub mod targets;
    pub mod why;
}
mod failure;
mod lang;
mod open;
mod output;
mod persons;
mod progress;
mod question;
mod table;

use clap::{Parser, Subcommand};
use commands::{
    actuals, agents, backtest, breakdown, check, export, forward, levers, list, params, review, run, seek,
    study, targets, why,
};
use std::process::ExitCode;

/// Shapan · 社工沙盘: a planning sandbox for the social-work workforce.
#[derive(Parser, Debug)]
#[command(
    version,
    after_help = "Exit codes: 0 done (a missed target too); 1 a file cannot be read or written; 2 a mistake in what \
                  was written, or a check that fails; 3 the run's numbers broke."
)]
struct Shapan {
    #[command(subcommand)]
    command: Command,

    /// Language of the text form and of what is wrong with files [default: zh when LANG starts with zh, else en]
    #[arg(long, value_name = "LANG", global = true)]
    lang: Option<lang::Lang>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List the built-in scenarios
    List(list::ListArgs),
    /// Show every problem in a scenario, and whether its runs are as expected
    Check(check::CheckArgs),
    /// Run a scenario and write every variable, region and month
    Run(run::RunArgs),
    /// Run a scenario and judge its written targets
    Targets(targets::TargetsArgs),
    /// Write a new scenario that begins where a run ends
    Forward(forward::ForwardArgs),
    /// Write the report of a plan: a workbook, a document, a table or JSON
    Export(export::ExportArgs),
    /// Show what is doubtful about a plan, and what its targets are to each other
    Review(review::ReviewArgs),
    /// Show the levers: bounds, baseline, document
    Levers(levers::LeversArgs),
    /// Show the parameters: value, range, status, source
    Params(params::ParamsArgs),
    /// Show what single persons add to the aggregate model, feature by feature
    Agents(agents::AgentsArgs),
    /// Run many times over what nobody knows: bands, chances, what matters
    Study(study::StudyArgs),
    /// Find policies that reach given figures with a given chance, within a budget
    Seek(seek::SeekArgs),
    /// Fit to the counts up to a year and compare forecasts of the later ones with them
    Backtest(backtest::BacktestArgs),
    /// Hold later counts against an old projection: what was assumed, what was decided, what neither explains
    Actuals(actuals::ActualsArgs),
    /// Share a target out among counties and years, in whole numbers that sum to it
    Breakdown(breakdown::BreakdownArgs),
    /// Show which levers moved the answer, through which variables, and what of it is assumed
    Why(why::WhyArgs),
}

fn main() -> ExitCode {
    let given = Shapan::parse();
    lang::speak(given.lang);
    let done = match given.command {
        Command::List(args) => list::list(&args),
        Command::Check(args) => check::check(&args),
        Command::Run(args) => run::run(&args),
        Command::Targets(args) => targets::targets(&args),
        Command::Forward(args) => forward::forward(&args),
        Command::Export(args) => export::export(&args),
        Command::Review(args) => review::review(&args),
        Command::Levers(args) => levers::levers(&args),
        Command::Params(args) => params::params(&args),
        Command::Agents(args) => agents::agents(&args),
        Command::Study(args) => study::study(&args),
        Command::Seek(args) => seek::seek(&args),
        Command::Backtest(args) => backtest::backtest(&args),
        Command::Actuals(args) => actuals::actuals(&args),
        Command::Breakdown(args) => breakdown::breakdown(&args),
        Command::Why(args) => why::why(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
