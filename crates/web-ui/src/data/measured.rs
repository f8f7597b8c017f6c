//! How much of the shown place is measured.

use crate::scene::Scene;
use ui_state::number;
use ui_state::own::measured::{Measured, meaning, measured as count};
use ui_state::words::args;
use yew::{Html, html};

/// The meter.
pub fn measured(scene: &Scene<'_>) -> Html {
    let words = scene.words;
    let counted = count(&scene.state.scenario);
    let names = ["data-measured-fact", "data-measured-estimate", "data-measured-assumption"];
    let row = |label: &str, counts: [usize; 3]| {
        let shares = Measured::shares(counts);
        let says = names.iter().zip(counts).map(|(name, n)| format!("{} {n}", scene.say(name)));
        let says = says.collect::<Vec<_>>().join(" · ");
        html! {
            <div class="meter">
                <span>{ scene.say(label) }</span>
                <span class="bars" role="img" aria-label={says.clone()}>
                    { for shares.iter().zip(["fact", "estimate", "assumption"]).map(|(share, class)| html! { <i {class} style={format!("--at:{share:.4}")}></i> }) }
                </span>
                <small>{ says }</small>
            </div>
        }
    };
    let next = counted.next.iter().map(|(name, low, high)| {
        let range = [
            ("name", words.lang().label(*name).to_owned()),
            ("low", number::decimal(*low, 1)),
            ("high", number::decimal(*high, 1)),
        ];
        html! { <li>{ words.tell("data-next", &args(range)) }</li> }
    });
    html! {
        <section class="measured" aria-label={scene.say("data-measured")}>
            <div class="cap"><h2>{ scene.say("data-measured") }</h2></div>
            { row("data-measured-ten", counted.ten) }
            { row("data-measured-all", counted.figures) }
            if !counted.next.is_empty() {
                <p class="note">{ scene.say("data-next-head") }</p>
                <ol>{ for next }</ol>
            }
            <p class="note">{ meaning(scene.state, words) }</p>
        </section>
    }
}
