//! The page: starts when its script hands it the browser's services.

use sim_core::Scenario;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use web_ui::host::Host;
use web_ui::page::{Shell, ShellProps};

/// Draws the page and keeps it drawn; `first` is the packed place of a first visit.
///
/// # Errors
/// `first` is no place of this program.
#[wasm_bindgen]
pub fn start(host: Host, first: &[u8]) -> Result<(), String> {
    let first = Rc::new(Scenario::unpack(first)?);
    yew::Renderer::<Shell>::with_root_and_props(web_ui::host::root(), ShellProps { host, first }).render();
    Ok(())
}

fn main() {}
