//! A worker of studies: steps of jobs in, answers out while it works. Several of them share out the rows of a job.

use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use ui_state::people::desk::Office;
use ui_state::study::desk::Desk;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    // A worker has one thread; the desk keeps what it prepared from one step to the next.
    static DESK: RefCell<Desk> = RefCell::default();
}

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

/// Does a step of a job: `post` gets the bytes of each answer, `now` says milliseconds.
#[wasm_bindgen]
pub fn answer(request: &[u8], now: &Function, post: &Function) {
    DESK.with_borrow_mut(|desk| desk.answer(request, &mut Shell { now, post }));
}

fn main() {}
