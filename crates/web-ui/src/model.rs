//! Stocks, flows, equations, parameters.

use crate::easel::Easel;
use crate::leaf::{Leaf, no_figures, no_table};
use crate::scene::Scene;
use ui_state::words::texts;
use yew::{Html, html};

/// The page.
pub static LEAF: Leaf =
    Leaf { class: "model", texts: Some(texts::MODEL), view, draw: no_figures, table: no_table };

fn view(_scene: &Scene<'_>, _: &Easel) -> Html {
    html! {}
}
