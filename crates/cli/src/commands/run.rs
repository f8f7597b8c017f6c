//! `shapan run`: one run as a long table, or as one digest.

use crate::failure::Failure;
use crate::output::Sink;
use crate::persons::{EventFile, Persons, PersonsArgs};
use crate::question::QuestionArgs;
use clap::{Args, ValueEnum};
use sim_core::engine::Unwatched;
use sim_core::results::{COLUMNS, Digest, add_csv, write_csv, write_json};
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
    /// Stocks and flows, or every person
    #[arg(long, value_enum, default_value_t = Kind::Aggregate)]
    model: Kind,
    #[command(flatten)]
    persons: PersonsArgs,
    /// With --model agents: so many runs, in a table with a column `run` before the others
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=10_000), allow_negative_numbers = true)]
    runs: u64,
    /// With --model agents: write what happens to every person to this file, as CSV
    #[arg(long, value_name = "FILE", conflicts_with = "runs")]
    events: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Aggregate,
    Agents,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// Runs the command.
pub fn run(args: &RunArgs) -> Result<(), Failure> {
    let sink = Sink::open(args.out.as_deref(), args.force)?;
    if args.model == Kind::Agents {
        return persons(args, sink);
    }
    if args.runs != 1 || args.events.is_some() || args.persons.any() {
        return Err(Failure::author(
            "--runs, --events, --threads, --features and the like need --model agents",
        ));
    }
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

/// The same person by person.
fn persons(args: &RunArgs, sink: Sink) -> Result<(), Failure> {
    let question = args.question.question()?;
    let persons = Persons::of(&args.persons, &question)?;
    let scenario = question.model.scenario();
    if args.runs > 1 {
        if args.digest || matches!(args.format, Format::Json) {
            return Err(Failure::author("--runs writes CSV: leave --digest and --format json out"));
        }
        let mut text = format!("run,{}\n", COLUMNS.join(","));
        for (number, run) in persons.runs(args.runs)?.into_iter().enumerate() {
            add_csv(
                &mut text,
                &format!("{},", question.settings.run + number as u64),
                scenario,
                &run.trajectory,
            );
        }
        return Ok(sink.write(&text)?);
    }
    let run = match &args.events {
        Some(path) => {
            let events = Sink::open(Some(path), args.force)?;
            let mut file = EventFile::new(&events, scenario)?;
            let run = persons.run(&mut file, args.digest);
            file.end()?;
            let run = run?;
            events.finish()?;
            run
        }
        None => persons.run(&mut Unwatched, args.digest)?,
    };
    let text = match (run.digest, args.format) {
        (Some(digest), _) => format!("{digest}\n"),
        (None, Format::Csv) => write_csv(scenario, &run.trajectory),
        (None, Format::Json) => write_json(scenario, &run.trajectory),
    };
    Ok(sink.write(&text)?)
}
