//! The equations, each drawn by the browser itself, with what it reads.

use crate::scene::Scene;
use crate::study::caption;
use sim_core::anatomy::{Anatomy, Equation, Sector};
use ui_state::Event;
use ui_state::model_page::equations::{self as shown, Reads};
use ui_state::state::ModelEvent;
use ui_state::words::args;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{AttrValue, Callback, Html, InputEvent, TargetCast as _, html};

/// The number of the table.
const TABLE: usize = 14;

/// The part.
pub fn equations(scene: &Scene<'_>, anatomy: &Anatomy) -> Html {
    let words = scene.words;
    let found = shown::found(scene.state, anatomy);
    html! {
        <section class="equations" aria-label={scene.say("model-equations")}>
            { caption(scene, "table", TABLE, html! { { scene.say("model-equations") } }, html! {
                <span role="status">{ words.tell("params-shown", &args([("n", found.len().to_string()), ("of", anatomy.equations.len().to_string())])) }</span>
            }) }
            { sieve(scene) }
            <p class="note">{ scene.say("equations-note") }</p>
            { for found.into_iter().map(|it| equation(scene, it)) }
        </section>
    }
}

fn on(event: ModelEvent) -> Event {
    Event::Model(event)
}

fn sieve(scene: &Scene<'_>) -> Html {
    let (look, lang) = (&scene.state.model.equations, scene.words.lang());
    let emit = scene.emit.clone();
    let seek = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        emit.emit(on(ModelEvent::EquationSought(input.value())));
    });
    let emit = scene.emit.clone();
    let sector = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        emit.emit(on(ModelEvent::EquationsChosen(Sector::from_key(&choice.value()))));
    });
    html! {
        <div class="sieve" role="search">
            <label>{ scene.say("params-seek") }<input type="search" value={look.sought.clone()} oninput={seek} /></label>
            <label>{ scene.say("params-sector") }
                <select onchange={sector}>
                    <option value="" selected={look.sector.is_none()}>{ scene.say("params-all") }</option>
                    { for Sector::ALL.into_iter().map(|sector| html! {
                        <option value={sector.key()} selected={look.sector == Some(sector)}>{ lang.label(sector.label()) }</option>
                    }) }
                </select>
            </label>
        </div>
    }
}

fn equation(scene: &Scene<'_>, it: &Equation) -> Html {
    let lang = scene.words.lang();
    let Reads { params, levers, variables, symbols } = shown::reads(it, scene.words);
    let line = |key: &str, content: Vec<Html>| {
        html! { if !content.is_empty() { <p><small>{ scene.say(key) }</small>{ for content }</p> } }
    };
    let to_params = |(key, name): (String, String)| {
        html! { <button type="button" class="link" onclick={scene.on(move || on(ModelEvent::ParamFollowed(key.clone())))}>{ name }</button> }
    };
    let to_part = |(key, name): (String, String)| {
        html! { <button type="button" class="link" onclick={scene.on(move || on(ModelEvent::PartFollowed(key.clone())))}>{ name }</button> }
    };
    html! {
        <article class="equation">
            <h3>{ lang.text(&it.name) }<small>{ lang.text(&it.unit) }{ " · " }{ lang.label(it.sector.label()) }</small></h3>
            <div class="formula" role="math" aria-label={it.plain.clone()}>{ Html::from_html_unchecked(AttrValue::from(it.mathml.clone())) }</div>
            { line("equations-params", params.into_iter().map(to_params).collect()) }
            { line("equations-levers", levers.into_iter().map(to_part).collect()) }
            { line("equations-variables", variables.into_iter().map(to_part).collect()) }
            { line("equations-symbols", symbols.into_iter().map(|text| html! { <span class="symbol">{ text }</span> }).collect()) }
            <p><small>{ scene.say("equations-code") }</small><code>{ &it.code }</code><code>{ format!("docs/model/{}.md", it.page) }</code></p>
        </article>
    }
}
