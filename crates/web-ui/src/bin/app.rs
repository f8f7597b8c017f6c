//! The page: starts when its script hands it the browser's services.

use wasm_bindgen::prelude::wasm_bindgen;
use web_ui::host::Host;
use web_ui::page::{Shell, ShellProps};

/// Draws the page and keeps it drawn.
#[wasm_bindgen]
pub fn start(host: Host) {
    yew::Renderer::<Shell>::with_root_and_props(web_ui::host::root(), ShellProps { host }).render();
}

fn main() {}
