//! The worker of persons: bytes of a request in, many answers out while it works.

use js_sys::{Function, Uint8Array};
use sim_core::engine::Unwatched;
use sim_core::executor::Serial;
use sim_core::{AgentSettings, Model, Policy};
use ui_state::atlas::Texts;
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

/// The digest of a run of a place person by person, by its texts, under the baseline or its document, with drawn years, for
/// tests that compare machines.
#[wasm_bindgen]
pub fn digest_agents(texts: &str, document: bool, seed: u64, weight: u32) -> Option<String> {
    let scenario = Texts::parse(texts).ok()?.read().ok()?;
    let policy = if document { scenario.document_policy() } else { Policy::default() };
    let settings = AgentSettings { seed, shocks: true, weight: Some(weight), ..AgentSettings::default() };
    Model::new(&scenario).run_agents(&policy, &settings, &Serial, &mut Unwatched, true).ok()?.digest
}

fn main() {}
