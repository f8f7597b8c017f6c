//! `shapan seek`: policies that reach given figures with a given chance, within a budget.

mod asked;
mod kept;
mod told;

use crate::failure::Failure;
use crate::lang;
use crate::output::{self, Sink};
use crate::progress::Progress;
use crate::question::{Question, QuestionArgs};
use anyhow::Context;
use asked::Wishes;
use clap::Args;
use kept::Kept;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::Serialize;
use sim_core::Scenario;
use sim_core::study::seek::{
    Asked, Bench, CHANCES, Drawing, Evaluation, Figure, Goal, Quest, Report, Seek, Task, World, figures,
};
use sim_core::study::uncertainty::{Cause, Uncertainty};
use std::path::{Path, PathBuf};

/// Options of `seek`.
// Each is an option of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Args, Debug)]
pub struct SeekArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// What to reach at the end of a year; may be repeated, the chance is that of all together [default: the written targets]
    #[arg(long, value_name = "METRIC=VALUE@YEAR")]
    target: Vec<String>,
    /// Instead of a search: what a metric reaches at the end of a year with 50, 80 and 90 % chance; may be repeated
    #[arg(long, value_name = "METRIC@YEAR", conflicts_with_all = ["target", "moves", "allow", "budget", "state", "out", "front"])]
    figure: Vec<String>,
    /// The chance to reach the targets
    #[arg(long, value_name = "SHARE", default_value_t = Quest::default().chance, allow_negative_numbers = true)]
    chance: f64,
    /// Public money beyond the baseline up to the end of the plan year, yuan; anything without it
    #[arg(long, value_name = "YUAN", allow_negative_numbers = true)]
    budget: Option<f64>,
    /// Money is discounted to the start
    #[arg(long, requires = "budget")]
    discounted: bool,
    /// A lever that may move, and between which values; may be repeated [default: all that the place itself decides]
    #[arg(long = "move", id = "moves", value_name = "LEVER[=LOW..HIGH]")]
    moves: Vec<String>,
    /// Who decides beside the place itself, separated by commas: province, nation, establishment
    #[arg(long, value_name = "WHO")]
    allow: Option<String>,
    /// Draws on which every candidate is judged
    #[arg(long, value_name = "N", default_value_t = Quest::default().draws, value_parser = count(1, 100_000), allow_negative_numbers = true)]
    draws: usize,
    /// Draws, unseen by the search, on which answers are judged again
    #[arg(long, value_name = "N", default_value_t = Quest::default().fresh, value_parser = count(1, 1_000_000), allow_negative_numbers = true)]
    fresh: usize,
    /// At most so many evaluations: one is a policy run on all draws
    #[arg(long, value_name = "N", default_value_t = Quest::default().evaluations, value_parser = count(1, 1_000_000), allow_negative_numbers = true)]
    evaluations: usize,
    /// At most so many different answers
    #[arg(long, value_name = "N", default_value_t = Quest::default().answers, value_parser = count(1, 100), allow_negative_numbers = true)]
    answers: usize,
    /// How far answers are apart, from 0 to 1; levers count by what they do
    #[arg(long, value_name = "SHARE", default_value_t = Quest::default().apart, allow_negative_numbers = true)]
    apart: f64,
    /// Show cost against outcome too
    #[arg(long)]
    front: bool,
    /// Why runs differ, separated by commas: assumptions, structure, shocks [default: all]
    #[arg(long, value_name = "CAUSES")]
    vary: Option<String>,
    /// Threads; without it as many as the machine has. The result is the same to the bit
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024), allow_negative_numbers = true)]
    threads: Option<u16>,
    /// Keep the state of the search in this file, and go on from it where it is there
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Write each answer to this folder as a policy file that `run --policy` takes
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Overwrite existing files
    #[arg(long, requires = "out")]
    force: bool,
    /// Write the report as JSON
    #[arg(long)]
    json: bool,
}

/// A count between two numbers.
fn count(least: u64, most: u64) -> impl clap::builder::TypedValueParser<Value = usize> {
    use clap::builder::TypedValueParser;
    clap::value_parser!(u64).range(least..=most).map(|count| count as usize)
}

/// Runs the command. Targets out of reach are an answer, not a failure.
pub fn seek(args: &SeekArgs) -> Result<(), Failure> {
    let question = args.question.question()?;
    if question.substeps != 1 {
        return Err(Failure::author("--substeps: a search has one step a month; leave it out"));
    }
    if question.settings.run != 0 {
        return Err(Failure::author("--run: a search draws runs of its own from the seed; leave it out"));
    }
    // A parameter that differs from the scenario's own was set by hand, and is held.
    let scenario = Scenario { params: question.own_params.clone(), ..question.model.scenario().clone() };
    let wishes = Wishes::of(args, &scenario)?;
    let uncertainty = Uncertainty::of(&scenario, question.model.params(), &wishes.causes);
    let pool = ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .context("cannot start threads")?;
    if !args.figure.is_empty() {
        return figure(args, &question, &scenario, &uncertainty, &wishes, &pool);
    }
    let quest = quest(args, &question, wishes.goals);
    let task = task(&scenario, quest, args)?;
    let mut kept = Kept::open(args.state.as_deref(), &task, &question, &wishes.causes)?;
    let folder = args.out.as_deref().map(|out| folder(out, &task, args.force)).transpose()?;
    let mut search = kept.seek.take().unwrap_or_else(|| Seek::new(task.clone()));
    let begun = search.progress();
    let progress = Progress::after(begun.done as u64, begun.at_most as u64);
    if !search.ended() {
        let bench = bench(task, &uncertainty, &pool)?;
        while let Some(asked) = search.ask() {
            let evaluations = evaluated(&bench, &asked, &pool, &progress);
            search.tell(&evaluations).expect("as many as it asked for");
            progress.expect(search.progress().at_most as u64);
            kept.keep(&search, false)?;
        }
        kept.keep(&search, true)?;
    }
    progress.end();
    let report = search.report(&scenario).expect("it ended by itself, so something was judged");
    if let Some(folder) = folder {
        write_answers(&folder, &report)?;
    }
    let lang = lang::spoken();
    let text = if args.json { output::json(&report) } else { told::text(&report, &wishes.causes, lang) };
    Ok(output::print(&text)?)
}

fn quest(args: &SeekArgs, question: &Question, goals: Vec<Goal>) -> Quest {
    Quest {
        goals,
        chance: args.chance,
        policy: question.policy.clone(),
        draws: args.draws,
        fresh: args.fresh,
        evaluations: args.evaluations,
        answers: args.answers,
        apart: args.apart,
        front: args.front,
        seed: question.settings.seed.unwrap_or(Quest::default().seed),
        ..Quest::default()
    }
}

/// Completes the quest and looks for every mistake in it.
fn task(scenario: &Scenario, quest: Quest, args: &SeekArgs) -> Result<Task, Failure> {
    let quest = asked::completed(args, quest)?;
    Task::new(scenario, quest)
        .map_err(|mistakes| Failure::Author(mistakes.iter().map(|m| format!("error: {m}")).collect()))
}

/// Solves the start of every draw of the search, on all threads.
fn bench(task: Task, uncertainty: &Uncertainty, pool: &ThreadPool) -> Result<Bench, Failure> {
    let expected = World::of(&task, &uncertainty.default_draw());
    if let Some(fault) = expected.fault() {
        return Err(Failure::Run(fault.clone()));
    }
    let drawing = Drawing::searched(uncertainty, &task);
    let searched = pool.install(|| {
        (0..drawing.count()).into_par_iter().map(|i| World::of(&task, &drawing.draw(i))).collect()
    });
    let fresh = Drawing::fresh(uncertainty, &task);
    Ok(Bench { task, expected, searched, fresh })
}

fn evaluated(bench: &Bench, asked: &Asked, pool: &ThreadPool, progress: &Progress) -> Vec<Evaluation> {
    let one = |row: usize| {
        let readings = bench.row(asked, row);
        progress.steps(readings.len() as u64);
        readings
    };
    let rows = pool.install(|| (0..bench.rows(asked)).into_par_iter().map(one).collect());
    bench.evaluations(asked, rows)
}

/// Makes the folder, and refuses files that are there already before the work is done.
fn folder<'a>(out: &'a Path, task: &Task, force: bool) -> anyhow::Result<Folder<'a>> {
    std::fs::create_dir_all(out).with_context(|| format!("cannot make the folder '{}'", out.display()))?;
    let path = |number: usize| out.join(format!("answer-{number}.toml"));
    let there = (1..=task.quest.answers).map(path).find(|path| path.symlink_metadata().is_ok());
    if let Some(there) = there.filter(|_| !force) {
        anyhow::bail!("'{}' exists: choose another folder, or overwrite it with --force", there.display());
    }
    Ok(Folder { out, force })
}

struct Folder<'a> {
    out: &'a Path,
    force: bool,
}

fn write_answers(folder: &Folder<'_>, report: &Report) -> anyhow::Result<()> {
    for (i, answer) in report.answers.iter().enumerate() {
        let path = folder.out.join(format!("answer-{}.toml", i + 1));
        let text = format!("# {}\n# {}\n{}", answer.name.zh, answer.name.en, answer.policy.to_toml());
        Sink::open(Some(&path), folder.force)?.write(&text)?;
    }
    Ok(())
}

/// A row of `--figure --json`.
#[derive(Serialize)]
struct FigureRow {
    metric: &'static str,
    year: i32,
    chances: [f64; 3],
    reached: Option<Vec<f64>>,
    broken: usize,
}

/// Setting a target: what the policy of the question reaches.
fn figure(
    args: &SeekArgs,
    question: &Question,
    scenario: &Scenario,
    uncertainty: &Uncertainty,
    wishes: &Wishes,
    pool: &ThreadPool,
) -> Result<(), Failure> {
    // Nothing moves: what a search needs besides stays as it is.
    let quest = Quest { evaluations: usize::MAX, answers: 1, ..quest(args, question, wishes.goals.clone()) };
    let task = task(scenario, quest, args)?;
    let start: Vec<f64> = task.start();
    let drawing = Drawing::of(uncertainty, args.fresh, task.quest.seed);
    let progress = Progress::of(drawing.count() as u64);
    let one = |i: usize| {
        let reading = World::of(&task, &drawing.draw(i)).read(&task, &start);
        progress.step();
        reading
    };
    let readings = pool.install(|| (0..drawing.count()).into_par_iter().map(one).collect());
    progress.end();
    let found: Vec<Figure> = figures(&task, &CHANCES, &Evaluation { readings });
    let text = if args.json {
        let row = |f: &Figure| {
            let Goal { metric, year, .. } = task.quest.goals[f.goal];
            let (metric, reached) = (metric.key(), f.reached.clone());
            FigureRow { metric, year, chances: CHANCES, reached, broken: f.broken }
        };
        output::json(&found.iter().map(row).collect::<Vec<_>>())
    } else {
        told::figures(&task, &found, drawing.count(), &wishes.causes, lang::spoken())
    };
    Ok(output::print(&text)?)
}

/// All that a search can draw: it runs stocks and flows, not persons.
const CAUSES: [Cause; 3] = [Cause::Assumptions, Cause::Structure, Cause::Shocks];
