//! Scenarios side by side.

use crate::scene::Scene;
use yew::{Html, html};

/// The page.
pub fn compare(scene: &Scene<'_>) -> Html {
    html! { <h2>{ scene.say("page-compare") }</h2> }
}
