//! The worker of persons: bytes of a request in, many answers out while it works.

use js_sys::{Function, Uint8Array};
use sim_core::engine::Unwatched;
use sim_core::executor::Serial;
use sim_core::{AgentSettings, Model, Policy, Scenario};
use ui_state::people::desk::{self, Office};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// What the worker's script gives.
struct Shell<'a> {
    now: &'a Function,
    post: &'a Function,
}

impl Office for Shell<'_> {
    fn now(&self) -> f64 {
        // A clock that fails lets the worker speak less, nothing else.
        self.now.call0(&JsValue::NULL).ok().and_then(|now| now.as_f64()).unwrap_or_default()
    }
    fn post(&mut self, answer: Vec<u8>) {
        // It fails only when the page is gone, and then nobody waits.
        let _ = self.post.call1(&JsValue::NULL, &Uint8Array::from(answer.as_slice()));
    }
}

/// Answers a request: `post` gets the bytes of each answer, `now` says milliseconds.
#[wasm_bindgen]
pub fn answer(request: &[u8], now: &Function, post: &Function) {
    desk::answer(request, &mut Shell { now, post });
}

/// The digest of a run of a packed place person by person, under the baseline or its document, with drawn years, for
/// tests that compare machines.
#[wasm_bindgen]
pub fn digest_agents(place: &[u8], document: bool, seed: u64, weight: u32) -> Option<String> {
    let scenario = Scenario::unpack(place).ok()?;
    let policy = if document { scenario.document_policy() } else { Policy::default() };
    let settings = AgentSettings { seed, shocks: true, weight: Some(weight), ..AgentSettings::default() };
    Model::new(&scenario).run_agents(&policy, &settings, &Serial, &mut Unwatched, true).ok()?.digest
}

/// A place's document lived person by person for so many years, each run with other luck, for the benchmark that compares
/// machines: agents in all months together. Without runs what is done before them, `plans` times.
#[wasm_bindgen]
pub fn agent_months(place: &[u8], years: u32, runs: u32, plans: u32) -> Option<f64> {
    let mut scenario = Scenario::unpack(place).ok()?;
    scenario.grid.end = scenario.grid.start.plus(years as i32 * 12 - 1);
    scenario.targets.clear();
    let (model, policy) = (Model::new(&scenario), scenario.document_policy());
    for _ in 0..plans {
        std::hint::black_box(model.plan_agents(&policy, None).ok()?);
    }
    let mut months = 0;
    for run in 0..u64::from(runs) {
        let settings = AgentSettings { run, ..AgentSettings::default() };
        months += model.run_agents(&policy, &settings, &Serial, &mut Unwatched, false).ok()?.agent_months;
    }
    Some(months as f64)
}

fn main() {}
