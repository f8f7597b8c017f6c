//! The flat monthly loop of `crates/sim-core/benches/agents.rs`, written with ixa 4 as its book recommends: an entity with
//! properties, one random number a person and month from its own generator, a periodic plan for the months.
//!
//! It prints `million agent-months a second: NUMBER`, the median of the rounds, for `cargo xtask bench`.

use ixa::prelude::*;
use std::time::Instant;

const PEOPLE: usize = 200_000;
const MONTHS: usize = 60;
const ROUNDS: u64 = 5;

/// Chances a month: to leave, by certificate; to be promoted; to move.
const EXIT: [f64; 4] = [0.012, 0.008, 0.006, 0.005];
const PROMOTION: f64 = 0.004;
const MOVE: f64 = 0.02;
const PLACES: usize = 9;

define_entity!(Person);
define_property!(struct Place(u8), Person);
define_property!(struct Certificate(u8), Person);
define_property!(struct Age(u8), Person);
define_rng!(MonthRng);

/// Whoever leaves is replaced by a newcomer, so that every month has as many people.
fn month(context: &mut Context, month: usize) {
    for person in context.get_entity_iterator::<Person>() {
        let certificate: Certificate = context.get_property(person);
        let exit = EXIT[usize::from(certificate.0)];
        let luck = context.sample_range(MonthRng, 0.0..1.0);
        if luck < exit {
            context.set_property(person, Certificate(0));
            context.set_property(person, Age(2));
            context.set_property(person, Place(7));
        } else if luck < exit + PROMOTION {
            context.set_property(person, Certificate((certificate.0 + 1).min(3)));
        } else if luck < exit + PROMOTION + MOVE {
            let place: Place = context.get_property(person);
            context.set_property(person, Place((place.0 + 1) % PLACES as u8));
        }
        if month.is_multiple_of(12) {
            let age: Age = context.get_property(person);
            context.set_property(person, Age((age.0 + 1) % 45));
        }
    }
}

/// Seconds of one run, without the time in which people are made.
fn run(seed: u64) -> f64 {
    let mut context = Context::new();
    context.init_random(seed);
    for i in 0..PEOPLE {
        let (place, certificate, age) = (i % PLACES, i / PLACES % 4, i % 45);
        context
            .add_entity(with!(Person, Place(place as u8), Certificate(certificate as u8), Age(age as u8)))
            .expect("all properties are given");
    }
    for m in 0..MONTHS {
        context.add_plan(m as f64, move |context| month(context, m));
    }
    let begin = Instant::now();
    context.execute();
    let seconds = begin.elapsed().as_secs_f64();
    let with_senior = context.query_entity_count(with!(Person, Certificate(3)));
    assert!(with_senior > 0, "somebody is promoted");
    seconds
}

fn main() {
    let mut seconds: Vec<f64> = (0..ROUNDS).map(run).collect();
    seconds.sort_unstable_by(f64::total_cmp);
    let speed = |seconds: f64| (PEOPLE * MONTHS) as f64 / 1e6 / seconds;
    println!("ixa, {PEOPLE} people, {MONTHS} months: fastest {:.1}", speed(seconds[0]));
    println!("million agent-months a second: {:.1}", speed(seconds[seconds.len() / 2]));
}
