//! What the difference between later counts and an old projection says: assumptions, decisions, and what neither explains.

use super::typed;
use crate::scene::{Scene, rich};
use crate::study::progress;
use ui_state::counts::{Basis, read};
use ui_state::state::Inquiry;
use ui_state::state::data::{CountsEvent, DataEvent, Side};
use ui_state::study::actuals::{Finding, says};
use ui_state::words::args;
use yew::{Html, classes, html};

/// The parts in their order: the key of the name and the class.
const PARTS: [(&str, &str); 3] = [
    ("misses-assumption", "by-assumption"),
    ("misses-decision", "by-decision"),
    ("misses-chance", "by-chance"),
];

/// The comparison.
pub fn misses(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let any = !read(&state.kept_counts().rows).is_empty();
    let known = state.misses().filter(|_| any);
    let same = [Side::Known, Side::Done].iter().all(|side| side.chosen(state) == Basis::Usual);
    html! {
        <section class="misses" aria-label={scene.say("misses-title")}>
            <div class="cap">
                <h2>{ scene.say("misses-title") }</h2>
                <span class="right key" aria-hidden="true">
                    { for PARTS.iter().map(|(key, class)| html! { <span class={*class}>{ scene.say(key) }</span> }) }
                </span>
            </div>
            if any {
                <div class="sides">{ for Side::ALL.into_iter().map(|side| chooser(scene, side)) }</div>
                { progress(scene, Inquiry::Actuals, Html::default()) }
                if same { <p class="note">{ scene.say("misses-same") }</p> }
                if let Some((found, stale)) = known { { table(scene, &found.finding, stale) } }
                <p class="note">{ rich(&words.say("misses-note")) }</p>
            } else {
                <p class="note">{ scene.say("misses-nothing") }</p>
            }
        </section>
    }
}

fn chooser(scene: &Scene<'_>, side: Side) -> Html {
    let chosen = side.chosen(scene.state);
    let options = side.choices(scene.state, scene.words).into_iter().map(|(basis, name)| {
        let selected = basis == chosen;
        html! { <option value={String::from(basis)} {selected}>{ name }</option> }
    });
    let choose =
        typed(scene, move |text| DataEvent::Counts(CountsEvent::SideChosen(side, Basis::from(text))));
    html! {
        <label class="field"><span>{ scene.say(side.name_key()) }</span><select onchange={choose}>{ for options }</select></label>
    }
}

fn table(scene: &Scene<'_>, finding: &Finding, stale: bool) -> Html {
    let words = scene.words;
    let heads = ["misses-projected", "misses-actual", "misses-difference"];
    let head = |key: &str| html! { <th scope="col" class="num">{ scene.say(key) }</th> };
    let lines: Vec<_> = finding.iter().map(|miss| (miss, says::line(miss, words))).collect();
    let row = |(miss, line): &(&ui_state::study::actuals::Miss, Option<says::Line>)| {
        let Some(line) = line else {
            let name = [("name", says::name(miss.what, words)), ("year", miss.year.to_string())];
            return html! { <tr><th scope="row">{ words.tell("misses-name", &args(name)) }</th><td colspan="7"><small>{ scene.say("misses-not-run") }</small></td></tr> };
        };
        let bars = line.ends.iter().zip(PARTS).map(|([from, to], (_, class))| {
            html! { <i {class} style={format!("--from:{from:.4};--to:{to:.4}")}></i> }
        });
        html! {
            <tr>
                <th scope="row">{ &line.name }</th>
                { for line.values.iter().map(|value| html! { <td class="num">{ value }</td> }) }
                <td class="shares" aria-hidden="true"><span class="parted" style={format!("--nothing:{:.4}", line.nothing)}>{ for bars }</span></td>
                { for line.parts.iter().map(|value| html! { <td class="num">{ value }</td> }) }
            </tr>
        }
    };
    html! {
        <div class={classes!(stale.then_some("pending"))} aria-busy={stale.to_string()}>
            <div role="status">
                <ul class="said">
                    { for lines.iter().filter_map(|(_, line)| line.as_ref()).map(|line| html! { <li>{ &line.says }</li> }) }
                </ul>
            </div>
            <div class="scroll" tabindex="0" role="region" aria-label={scene.say("misses-table")}>
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("misses-what") }</th>
                        { for heads.iter().map(|key| head(key)) }
                        <td class="shares"></td>
                        { for PARTS.iter().map(|(key, _)| head(key)) }
                    </tr></thead>
                    <tbody>{ for lines.iter().map(row) }</tbody>
                </table>
            </div>
        </div>
    }
}
