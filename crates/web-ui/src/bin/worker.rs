//! The worker: bytes of a request in, bytes of a response out.

use sim_core::{Model, Policy, RunSettings, Scenario};
use std::cell::RefCell;
use ui_state::desk::Desk;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    // A worker has one thread; the desk keeps the solved model from one request to the next.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Answers a request.
#[wasm_bindgen]
pub fn answer(request: &[u8]) -> Vec<u8> {
    DESK.with_borrow_mut(|desk| desk.answer(request))
}

/// The digest of a run of a packed place under the baseline or its document, for tests that compare machines.
#[wasm_bindgen]
pub fn digest(place: &[u8], document: bool, seed: Option<u64>) -> Option<String> {
    let scenario = Scenario::unpack(place).ok()?;
    let policy = if document { scenario.document_policy() } else { Policy::default() };
    Model::new(&scenario).digest(&policy, &RunSettings { seed, run: 0 }).ok()
}

/// Runs a packed place under its document `times` times, for the benchmark that compares machines.
#[wasm_bindgen]
pub fn run_many(place: &[u8], times: u32) -> bool {
    let Ok(scenario) = Scenario::unpack(place) else { return false };
    let (model, policy) = (Model::new(&scenario), scenario.document_policy());
    (0..times).all(|_| std::hint::black_box(model.run(&policy, &RunSettings::default())).is_ok())
}

fn main() {}
