//! A place of one's own.

use crate::scene::Scene;
use yew::{Html, html};

/// The page.
pub fn data(scene: &Scene<'_>) -> Html {
    html! { <h2>{ scene.say("page-data") }</h2> }
}
