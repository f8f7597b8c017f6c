//! What an ensemble costs beyond its runs, alone and on all threads.
//!
//! `cargo bench -p sim-core --features study --bench study` times, by turns in one process: the runs of some draws by
//! themselves (each draw's start solved, the plan and the baseline run, nothing kept), the same draws as rows of a study, and as
//! rows on all threads; and it counts what a row keeps.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench is a shell"
)]

use rayon::prelude::*;
use sim_core::study::ensemble::{Report, Row, Spec, Study};
use sim_core::study::uncertainty::{Cause, Uncertainty};
use sim_core::{Policy, Scenario};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Draws of one turn: the first band of a page.
const DRAWS: u64 = 24;
const TURNS: usize = 7;

fn timed(work: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    work();
    begin.elapsed()
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

fn main() {
    let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
    let policy = scenario.document_policy();
    let spec = Spec { n: DRAWS, ..Spec::default() };
    let study = Study::new(&scenario, &scenario.params, &policy, &spec).expect("it can be planned");
    let causes = [Cause::Assumptions, Cause::Structure, Cause::Shocks];
    let uncertainty = Uncertainty::of(&scenario, &scenario.params, &causes);
    let draws: Vec<_> = (0..DRAWS).map(|row| uncertainty.draw(&study.evaluate(row).inputs, 1, row)).collect();
    let pool = rayon::ThreadPoolBuilder::new().build().expect("threads can be had");
    let workers = pool.current_num_threads();
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..TURNS {
        times[0].push(timed(|| {
            for draw in &draws {
                let model = draw.model();
                for policy in [&policy, &Policy::default()] {
                    black_box(model.run(policy, &draw.settings).expect("these draws run"));
                }
            }
        }));
        times[1].push(timed(|| {
            black_box((0..DRAWS).map(|row| study.evaluate(row)).collect::<Vec<Row>>());
        }));
        times[2].push(timed(|| {
            let rows = (0..DRAWS).into_par_iter().map(|row| study.evaluate(row));
            black_box(pool.install(|| rows.collect::<Vec<Row>>()));
        }));
    }
    let [runs, rows, threads] = times.map(median);
    let done: Vec<Row> = (0..DRAWS).map(|row| study.evaluate(row)).collect();
    let report = timed(|| {
        black_box(Report::of(&study.plan, &done));
    });
    println!("{DRAWS} draws of {}, two runs each, medians of {TURNS} turns:", scenario.key);
    println!("  runs alone      {:8.1} ms", runs * 1e3);
    println!("  rows            {:8.1} ms = {:.2} × runs", rows * 1e3, rows / runs);
    println!(
        "  on {workers} threads    {:8.1} ms = {:.2} × runs ÷ {workers}",
        threads * 1e3,
        threads * workers as f64 / runs
    );
    println!("  report          {:8.1} ms", report.as_secs_f64() * 1e3);
    println!(
        "  kept            {:8.1} kB a row",
        8e-3 * (study.plan.columns.len() + study.plan.factors.len()) as f64
    );
}
