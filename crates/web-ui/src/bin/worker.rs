//! The worker: bytes of a request in, bytes of a response out.

use sim_core::{Model, Policy, RunSettings};
use std::cell::RefCell;
use ui_state::atlas::Texts;
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

/// The digest of a run of a place, by its texts, under the baseline or its document, for tests that compare machines.
#[wasm_bindgen]
pub fn digest(texts: &str, document: bool, seed: Option<u64>) -> Option<String> {
    let scenario = Texts::parse(texts).ok()?.read().ok()?;
    let policy = if document { scenario.document_policy() } else { Policy::default() };
    Model::new(&scenario).digest(&policy, &RunSettings { seed, run: 0 }).ok()
}

/// Runs a place, by its texts, under its document `times` times, for the benchmark that compares machines.
#[wasm_bindgen]
pub fn run_many(texts: &str, times: u32) -> bool {
    let Some(Ok(scenario)) = Texts::parse(texts).ok().map(|texts| texts.read()) else { return false };
    let (model, policy) = (Model::new(&scenario), scenario.document_policy());
    (0..times).all(|_| std::hint::black_box(model.run(&policy, &RunSettings::default())).is_ok())
}

fn main() {}
