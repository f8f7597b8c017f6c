//! How fast a run is, against the naive twin and against the least that any program has to do with its memory.
//!
//! `cargo bench -p sim-core` measures one run of the document policy over all regions and months, the solution of the
//! start, the naive twin of `tests/naive`, and a bare pass over an array of the same size for every month; all in one
//! process, so that the ratios at the end hold on a busy machine too.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench is a shell"
)]
#![allow(missing_docs, reason = "criterion's macros write functions")]

#[path = "../tests/naive/mod.rs"]
#[allow(dead_code, reason = "the comparison of results uses more of it")]
mod naive;

use criterion::{BenchmarkGroup, Criterion, SamplingMode, measurement::WallTime};
use sim_core::{Model, RunSettings, Scenario};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Measures `work` and returns the median time of one call.
fn measure(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, mut work: impl FnMut()) -> Duration {
    let mut times = Vec::new();
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|calls| {
            let begin = Instant::now();
            for _ in 0..calls {
                work();
            }
            let all = begin.elapsed();
            times.push(all.div_f64(calls as f64));
            all
        });
    });
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let scenario = Scenario::builtin("chuxiong-2021").expect("built in");
    let policy = scenario.document_policy();
    let settings = RunSettings::default();
    let model = Model::new(&scenario);
    let months = scenario.grid.months();

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group(&scenario.key);
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(4));

    let engine = measure(&mut group, "engine", || {
        black_box(model.run(black_box(&policy), &settings).expect("the document's run does not break"));
    });
    let start = measure(&mut group, "start", || {
        black_box(Model::new(black_box(&scenario)));
    });
    let mut cells = naive::Twin::new(&scenario, &scenario.params, &policy, None).people;
    let memory = measure(&mut group, "memory", || {
        for _ in 0..months {
            for cell in black_box(&mut cells).iter_mut() {
                *cell = *cell * 0.999 + 0.001;
            }
        }
    });
    let twin = measure(&mut group, "twin", || {
        let mut twin = naive::Twin::new(&scenario, &scenario.params, black_box(&policy), None);
        for m in 0..months {
            twin.month(m);
        }
        black_box(&twin.people);
    });
    group.finish();
    criterion.final_summary();

    if engine.is_zero() || memory.is_zero() || twin.is_zero() {
        return; // A filter on the command line left some out.
    }
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{}, {} regions, {months} months, medians:", scenario.key, scenario.regions.len());
    println!("  engine {:9.3} ms", ms(engine));
    println!("  start  {:9.3} ms", ms(start));
    println!("  twin   {:9.3} ms = {:.0} × engine", ms(twin), twin.div_duration_f64(engine));
    println!("  memory {:9.3} ms = engine ÷ {:.1}", ms(memory), engine.div_duration_f64(memory));
}
