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
use sim_core::executor::Executor;
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
    let mut criterion = Criterion::default().configure_from_args();
    for key in ["chuxiong-2021", "national-2010"] {
        one_place(&mut criterion, key);
    }
    scaling(&mut criterion);
    criterion.final_summary();
}

/// Threads of this machine.
struct Threads(rayon::ThreadPool);

impl Executor for Threads {
    fn join(&self, left: impl FnOnce() + Send, right: impl FnOnce() + Send) {
        self.0.join(left, right);
    }
}

/// One run of a place's document policy against the twin and against a bare pass over the same memory.
fn one_place(criterion: &mut Criterion, key: &str) {
    let scenario = Scenario::builtin(key).expect("built in");
    let policy = scenario.document_policy();
    let settings = RunSettings::default();
    let model = Model::new(&scenario);
    let months = scenario.grid.months();

    let mut group = criterion.benchmark_group(&scenario.key);
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(4));
    let engine = measure(&mut group, "engine", || {
        black_box(model.run(black_box(&policy), &settings).expect("the document's run does not break"));
    });
    let threads = Threads(rayon::ThreadPoolBuilder::new().build().expect("threads can be had"));
    let side_by_side = measure(&mut group, "engine, all threads", || {
        let run = || model.run_with(black_box(&policy), &settings, None, &threads);
        black_box(threads.0.install(run).expect("the document's run does not break"));
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
    // A year of the twin is enough: every year costs it the same.
    let years = 1.0 / f64::from(u32::try_from(months / 12).expect("a few years"));
    let twin = measure(&mut group, "twin, one year", || {
        let mut twin = naive::Twin::new(&scenario, &scenario.params, black_box(&policy), None);
        for m in 0..12 {
            twin.month(m);
        }
        black_box(&twin.people);
    });
    group.finish();
    if engine.is_zero() || memory.is_zero() || twin.is_zero() {
        return; // A filter on the command line left some out.
    }
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let ratio = twin.div_duration_f64(engine) / years;
    println!("{key}, {} regions, {months} months, medians:", scenario.regions.len());
    println!("  engine {:9.3} ms", ms(engine));
    println!("  engine {:9.3} ms on {} threads", ms(side_by_side), threads.0.current_num_threads());
    println!("  start  {:9.3} ms", ms(start));
    println!("  twin   {:9.3} ms for all years = {ratio:.0} × engine", ms(twin) / years);
    println!("  memory {:9.3} ms = engine ÷ {:.1}", ms(memory), engine.div_duration_f64(memory));
}

/// Cost over the number of regions: Chuxiong's counties many times over, each a little elsewhere. Linear but for moves
/// between regions, whose matrix is quadratic.
fn scaling(criterion: &mut Criterion) {
    let base = Scenario::builtin("chuxiong-2021").expect("built in");
    let mut group = criterion.benchmark_group("regions");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(2));
    let mut times = Vec::new();
    for count in [10_usize, 30, 90, 300] {
        let mut scenario = base.clone();
        // One year tells the cost of a month.
        scenario.grid.end = scenario.grid.start.plus(11);
        scenario.targets.clear();
        scenario.regions = (0..count)
            .map(|i| {
                let mut region = base.regions[i % base.regions.len()].clone();
                region.code = format!("{i:06}");
                region.longitude += 0.1 * (i / base.regions.len()) as f64;
                region
            })
            .collect();
        let model = Model::new(&scenario);
        let policy = scenario.document_policy();
        let time = measure(&mut group, &count.to_string(), || {
            black_box(model.run(&policy, &RunSettings::default()).expect("it runs"));
        });
        times.push((count, time));
    }
    group.finish();
    println!("cost of a region and month by the number of regions:");
    for (count, time) in times.iter().filter(|(_, time)| !time.is_zero()) {
        println!("  {count:4} regions: {:7.2} µs", time.as_secs_f64() * 1e6 / (count * 12) as f64);
    }
}
