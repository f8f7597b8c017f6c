//! What is shared out and by which rule.

use super::Page;
use crate::study::caption;
use sim_core::scenario::Metric;
use sim_core::study::breakdown::{Basis, COUNTED, Pace, Whole};
use ui_state::indicators::says;
use ui_state::indicators::sheet::Edit;
use ui_state::number;
use ui_state::series::Series;
use ui_state::state::Field;
use ui_state::words::args;
use yew::{Callback, Html, html};

/// Choosers and the total, and what is wrong with what was typed.
pub fn rule(page: &Page<'_>) -> Html {
    let (scene, sheet, words) = (page.scene, &page.sheet, page.scene.words);
    let (quota, lang) = (&sheet.quota, words.lang());
    let only = (quota.mix.len() == 1).then(|| quota.mix.keys().next().copied()).flatten();
    let metric = |it: Metric| words.say(Series::of_metric(it).name_key());
    let metrics = COUNTED.map(|it| (it.key(), metric(it), it == quota.metric));
    let bases = Basis::ALL.map(|it| (it.key(), lang.label(it.label()).to_owned(), only == Some(it)));
    let bases = bases.into_iter().chain([("mix", page.say("quota-mix"), only.is_none())]);
    let wholes = Whole::ALL.map(|it| (it.key(), lang.label(it.label()).to_owned(), it == quota.whole));
    let paces = Pace::ALL.map(|it| (it.key(), lang.label(it.label()).to_owned(), it == quota.pace));
    let year = args([("year", sheet.year.to_string())]);
    let total = sheet.total().map_or_else(String::new, |total| number::count(total as f64));
    let subject = args([("name", says::subject(sheet, words)), ("year", sheet.year.to_string())]);
    let trouble =
        scene.state.indicators.refused.as_ref().map(|(_, _, why)| says::trouble(sheet, *why, words));
    html! {
        <>
            { caption(scene, "table", 2, html! { { page.say("quota-title") } }, html! { <small>{ words.tell("quota-of", &subject) }</small> }) }
            <div class="rule">
                { chooser(page.say("quota-choose"), metrics, page.chosen(|it| Metric::from_key(it).map(Edit::Metric))) }
                <label class="own">{ page.say("quota-total") }{ " " }
                    { page.field(Field::Total, words.tell("quota-total-label", &year), total, None) }</label>
                { chooser(page.say("quota-basis"), bases, page.chosen(|it| {
                    if it == "mix" { Some(Edit::Basis(None)) } else { Basis::from_key(it).map(|it| Edit::Basis(Some(it))) }
                })) }
                { chooser(page.say("quota-whole"), wholes, page.chosen(|it| Whole::from_key(it).map(Edit::Whole))) }
                { chooser(page.say("quota-pace"), paces, page.chosen(|it| Pace::from_key(it).map(Edit::Pace))) }
                if quota.holds() {
                    <button type="button" class="btn line" onclick={page.on(|_: &yew::MouseEvent| Some(Edit::Released))}>{ page.say("quota-release") }</button>
                }
            </div>
            if only.is_none() {
                <div class="rule mix">{ for Basis::ALL.map(|basis| {
                    let name = lang.label(basis.label()).to_owned();
                    let part = quota.mix.get(&basis).map_or_else(String::new, |it| number::count(*it));
                    let label = words.tell("quota-part", &args([("basis", name.clone())]));
                    html! { <label class="own">{ name }{ " " }{ page.field(Field::Part(basis), label, part, None) }</label> }
                }) }</div>
            }
            <p id="quota-trouble" class="note is-short" role="alert">{ trouble.unwrap_or_default() }</p>
        </>
    }
}

/// A choice among names.
fn chooser(
    label: String,
    all: impl IntoIterator<Item = (&'static str, String, bool)>,
    onchange: Callback<yew::Event>,
) -> Html {
    html! {
        <label>{ label }{ " " }
            <select {onchange}>
                { for all.into_iter().map(|(key, name, selected)| html! { <option value={key} {selected}>{ name }</option> }) }
            </select>
        </label>
    }
}
