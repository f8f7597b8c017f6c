//! The worker that opens and writes files: bytes of a request in, bytes of a response out.

use wasm_bindgen::prelude::wasm_bindgen;

/// Answers a request; `date` is today.
#[wasm_bindgen]
pub fn answer(request: &[u8], date: &str) -> Vec<u8> {
    office::desk::answer(request, date)
}

fn main() {}
