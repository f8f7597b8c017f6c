//! `shapan run`: one run as a long table, or as one digest.

use crate::failure::Failure;
use crate::output::Sink;
use crate::question::QuestionArgs;
use clap::{Args, ValueEnum};
use sim_core::results::{Digest, write_csv, write_json};
use std::path::PathBuf;

/// Options of `run`.
#[derive(Args, Debug)]
pub struct RunArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Format of the table
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Write to this file; `-` is standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
    /// Write one line instead of the table: 128 bits that stand for every bit of the run's states
    #[arg(long, conflicts_with = "format")]
    digest: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Runs the command.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let sink = Sink::open(args.out.as_deref(), args.force)?;
    let question = args.question.question()?;
    let mut digest = args.digest.then(Digest::default);
    let run = question.model.run_with_digest(&question.policy, &question.settings, digest.as_mut())?;
    let scenario = question.model.scenario();
    let text = match (digest, args.format) {
        (Some(digest), _) => format!("{digest}\n"),
        (None, Format::Csv) => write_csv(scenario, &run),
        (None, Format::Json) => write_json(scenario, &run),
    };
    Ok(sink.write(&text)?)
}
