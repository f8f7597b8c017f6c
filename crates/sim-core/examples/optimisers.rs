//! Runs the optimisers on landscapes with known optima and writes what they found as JSON, for
//! `tests/validation/optimisers.py`, which compares it with other people's optimisers.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

#[path = "../tests/landscapes/mod.rs"]
mod landscapes;

use landscapes::{landscapes, trades};
use serde_json::{Value, json};
use sim_core::study::optimise::{CmaEs, CmaSettings, Judged, Nsga2, Nsga2Settings, Stop};

/// A value this small counts as reached.
const TARGET: f64 = 1e-8;
const EVALUATIONS: usize = 200_000;
const DESCENTS: u64 = 25;
const FRONTS: u64 = 5;

fn evaluations_to_target(landscape: &landscapes::Landscape, seed: u64) -> Option<usize> {
    let settings = CmaSettings {
        seed,
        goal: Some(TARGET),
        evaluations: EVALUATIONS,
        restarts: 9,
        ..CmaSettings::within(landscape.limits.clone())
    };
    let mut search = CmaEs::new(settings).expect("the limits have room");
    while !search.ended() {
        let values: Vec<f64> = search.ask().iter().map(|x| (landscape.value)(x)).collect();
        search.tell(&values).expect("as many as asked");
    }
    (search.stops().last() == Some(&Stop::Goal)).then(|| search.evaluations())
}

fn front(trade: &landscapes::Trade, seed: u64) -> Vec<Vec<f64>> {
    let settings =
        Nsga2Settings { seed, evaluations: trade.evaluations, ..Nsga2Settings::within(trade.limits.clone()) };
    let mut search = Nsga2::new(settings).expect("the limits have room");
    while !search.ended() {
        let judged: Vec<Judged> = search.ask().iter().map(|x| (trade.judge)(x)).collect();
        search.tell(&judged).expect("as many as asked");
    }
    search.front().iter().map(|member| member.judged.objectives.clone()).collect()
}

fn main() {
    let descents: Vec<Value> = landscapes()
        .iter()
        .map(|landscape| {
            // A few points with their values show that the other side speaks of the same function.
            let points: Vec<Vec<f64>> = [0.1, 0.35, 0.8]
                .iter()
                .map(|share| {
                    let at = |(i, l): (usize, &sim_core::study::optimise::Limits)| {
                        l.value((share + 0.07 * i as f64).fract())
                    };
                    landscape.limits.iter().enumerate().map(at).collect()
                })
                .collect();
            let values: Vec<f64> = points.iter().map(|x| (landscape.value)(x)).collect();
            json!({
                "name": landscape.name,
                "dimensions": landscape.limits.len(),
                "low": landscape.limits[0].low,
                "high": landscape.limits[0].high,
                "points": points,
                "values": values,
                "evaluations": (1..=DESCENTS).map(|seed| evaluations_to_target(landscape, seed)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let fronts: Vec<Value> = trades()
        .iter()
        .map(|trade| {
            json!({
                "name": trade.name,
                "evaluations": trade.evaluations,
                "fronts": (1..=FRONTS).map(|seed| front(trade, seed)).collect::<Vec<_>>(),
            })
        })
        .collect();
    println!(
        "{}",
        json!({ "target": TARGET, "at_most": EVALUATIONS, "descents": descents, "fronts": fronts })
    );
}
