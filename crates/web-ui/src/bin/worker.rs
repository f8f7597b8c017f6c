//! The worker: bytes of a request in, bytes of a response out.

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

fn main() {}
