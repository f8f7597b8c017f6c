//! The plan's indicators, shared out among counties and years.

use crate::scene::Scene;
use yew::{Html, html};

/// The page.
pub fn indicators(scene: &Scene<'_>) -> Html {
    html! { <h2>{ scene.say("page-indicators") }</h2> }
}
