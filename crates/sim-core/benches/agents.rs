//! How fast persons are: million agent-months a second on one thread.
//!
//! `cargo bench -p sim-core --features plain --bench agents` measures
//!
//! - the engine with all features: five years of Jiangsu, and ten of Chuxiong;
//! - its twin that keeps persons as plain objects and precomputes nothing (`agents/plain.rs`), one year of Chuxiong;
//! - a hand-written loop over as many persons as Jiangsu has, who leave, are promoted or move by one random number a month,
//!   and which knows no region, pay, post, exam or employer: `tests/peers/ixa` is the same loop in another framework;
//! - a pass over as many bytes as these agents take, each read and written, for every month.
//!
//! `-- --engine` runs the engine in Jiangsu alone, for a profiler.
//!
//! All in one process and in turns, so that ratios hold on a busy machine too. The run of the aggregate model that plans the
//! weight is timed alone and taken off.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench is a shell"
)]

use sim_core::agents::BYTES_PER_AGENT;
use sim_core::engine::{AgentSettings, Unwatched};
use sim_core::executor::Serial;
use sim_core::{Model, Policy, Scenario};
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 7;
/// Months of the loops by hand, as many as Jiangsu's.
const MONTHS: usize = 60;

fn seconds(work: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    work();
    begin.elapsed().as_secs_f64()
}

/// A place whose document policy is run person by person, each agent one person.
struct Place {
    model: Model,
    policy: Policy,
    settings: AgentSettings,
}

impl Place {
    fn new(key: &str, years: i32) -> Self {
        let mut scenario = Scenario::builtin(key).expect("built in");
        scenario.grid.end = scenario.grid.start.plus(12 * years - 1);
        scenario.targets.clear();
        let policy = scenario.document_policy();
        let settings = AgentSettings { weight: Some(1), ..AgentSettings::default() };
        Self { model: Model::new(&scenario), policy, settings }
    }

    /// Agent-months of a run.
    fn engine(&self) -> u64 {
        let run = self.model.run_agents(&self.policy, &self.settings, &Serial, &mut Unwatched, false);
        run.expect("it runs").agent_months
    }

    fn plainly(&self) -> u64 {
        self.model.run_agents_plainly(&self.policy, &self.settings).expect("it runs").agent_months
    }

    /// What both do before their months begin.
    fn plan(&self) {
        black_box(self.model.plan_agents(&self.policy, self.settings.weight).expect("it runs"));
    }
}

/// Somebody of the hand-written loop.
#[derive(Clone)]
struct Somebody {
    place: u8,
    certificate: u8,
    age: u8,
}

fn somebody(n: usize) -> Vec<Somebody> {
    (0..n)
        .map(|i| Somebody { place: (i % 9) as u8, certificate: (i / 9 % 4) as u8, age: (i % 45) as u8 })
        .collect()
}

/// The output function and the step of `SplitMix64`.
fn next(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A month of the hand-written loop. Whoever leaves is replaced by a newcomer, so that every month has as many people.
fn flat_month(people: &mut [Somebody], month: usize, luck: &mut u64) {
    const EXIT: [f64; 4] = [0.012, 0.008, 0.006, 0.005];
    const PROMOTION: f64 = 0.004;
    const MOVE: f64 = 0.02;
    for person in people {
        let exit = EXIT[usize::from(person.certificate & 3)];
        let u = next(luck);
        if u < exit {
            *person = Somebody { place: 7, certificate: 0, age: 2 };
        } else if u < exit + PROMOTION {
            person.certificate = (person.certificate + 1).min(3);
        } else if u < exit + PROMOTION + MOVE {
            person.place = (person.place + 1) % 9;
        }
        if month.is_multiple_of(12) {
            person.age = (person.age + 1) % 45;
        }
    }
}

/// Times of all rounds, ascending, of so many agent-months each.
struct Times {
    name: &'static str,
    seconds: Vec<f64>,
    agent_months: f64,
}

impl Times {
    /// Million agent-months a second of a round: the median, and the fastest.
    fn speed(&self) -> [f64; 2] {
        [self.seconds[self.seconds.len() / 2], self.seconds[0]].map(|s| self.agent_months / 1e6 / s)
    }
}

fn main() {
    // `cargo test --benches` only wants to know that it builds.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    if std::env::args().any(|arg| arg == "--engine") {
        let jiangsu = Place::new("jiangsu-2021", 5);
        let months = jiangsu.engine() as f64 / 1e6;
        let of_round = |_| seconds(|| _ = black_box(jiangsu.engine()));
        let fastest = (0..3 * ROUNDS).map(of_round).fold(f64::INFINITY, f64::min);
        println!("million agent-months a second with the plan, fastest round: {:.1}", months / fastest);
        return;
    }
    let (jiangsu, chuxiong) = (Place::new("jiangsu-2021", 5), Place::new("chuxiong-2021", 10));
    let year = Place::new("chuxiong-2021", 1);
    let (of_jiangsu, of_chuxiong, of_year) = (jiangsu.engine(), chuxiong.engine(), year.plainly());
    let agents = (of_jiangsu as usize).div_ceil(MONTHS);
    let mut people = somebody(agents);
    let mut memory = vec![1_u64; (agents * BYTES_PER_AGENT).div_ceil(size_of::<u64>())];
    let mut luck = 1;

    let mut times = [
        ("engine, all features, jiangsu-2021, five years", of_jiangsu),
        ("engine, all features, chuxiong-2021, ten years", of_chuxiong),
        ("plain twin, all features, chuxiong-2021, one year", of_year),
        ("hand-written loop, as many agents as jiangsu", (agents * MONTHS) as u64),
        ("bare pass over as many bytes", (agents * MONTHS) as u64),
    ]
    .map(|(name, agent_months)| Times { name, seconds: Vec::new(), agent_months: agent_months as f64 });
    for _ in 0..ROUNDS {
        let planned = |place: &Place, run: &dyn Fn(&Place) -> u64| {
            let plan = seconds(|| place.plan());
            seconds(|| _ = black_box(run(place))) - plan
        };
        let round = [
            planned(&jiangsu, &Place::engine),
            planned(&chuxiong, &Place::engine),
            planned(&year, &Place::plainly),
            seconds(|| {
                for month in 0..MONTHS {
                    flat_month(black_box(&mut people), month, &mut luck);
                }
            }),
            seconds(|| {
                for _ in 0..MONTHS {
                    for word in black_box(&mut memory).iter_mut() {
                        *word = word.wrapping_add(1);
                    }
                }
            }),
        ];
        for (times, seconds) in times.iter_mut().zip(round) {
            times.seconds.push(seconds);
        }
    }
    println!("million agent-months a second, one thread, {ROUNDS} rounds; {agents} agents of Jiangsu");
    println!("{:50} {:>9} {:>9}", "", "median", "fastest");
    for times in &mut times {
        times.seconds.sort_unstable_by(f64::total_cmp);
        let [median, fastest] = times.speed();
        println!("{:50} {median:9.3} {fastest:9.3}", times.name);
    }
    let [engine, chuxiong, plain, flat, memory] = times.map(|times| times.speed()[0]);
    println!("chuxiong: engine ÷ plain twin {:.1}", chuxiong / plain);
    println!(
        "jiangsu: hand-written loop ÷ engine {:.1}, bare pass ÷ engine {:.1}",
        flat / engine,
        memory / engine
    );
    // `cargo xtask bench` reads this line.
    println!("million agent-months a second: {engine:.1}");
}
