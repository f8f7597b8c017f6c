//! Stocks, flows, equations, parameters.

use crate::scene::Scene;
use yew::{Html, html};

/// The page.
pub fn model(scene: &Scene<'_>) -> Html {
    html! { <h2>{ scene.say("page-model") }</h2> }
}
