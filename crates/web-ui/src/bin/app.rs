//! The page: starts when its script hands it the browser's services.

use wasm_bindgen::prelude::wasm_bindgen;
use web_ui::host::Host;
use web_ui::page::{Page, PageProps};

/// Draws the page and keeps it drawn.
#[wasm_bindgen]
pub fn start(host: Host) {
    yew::Renderer::<Page>::with_root_and_props(web_ui::host::root(), PageProps { host }).render();
}

fn main() {}
