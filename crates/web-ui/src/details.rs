//! A lever's details: exact entry, its course over time, what stands behind it.

use crate::course;
use crate::field;
use crate::scene::Scene;
use sim_core::LeverKey;
use ui_state::dial::{Dial, Refusal};
use ui_state::state::Entry;
use ui_state::words::{Words, args};
use ui_state::{Event, sentences};
use yew::{Callback, Html, classes, html};

/// The content of the dialog.
pub fn details(scene: &Scene<'_>) -> Html {
    let Some(key) = scene.state.details else { return Html::default() };
    let (state, words) = (scene.state, scene.words);
    let lang = words.lang();
    let lever = key.lever();
    let own = &state.scenario.levers[key.index()];
    let now = state.policy().levers.get(&key).unwrap_or(&own.baseline);
    let clause = lang.text(&own.clause);
    let clause = if clause.is_empty() { scene.say("details-no-clause") } else { clause.to_owned() };
    let source = words.tell(
        "details-status",
        &args([
            ("status", sentences::status(own.status, words)),
            ("source", sentences::source(state, key, words)),
        ]),
    );
    let mark = match own.status {
        sim_core::scenario::Status::Fact => "fact",
        sim_core::scenario::Status::Assumption => "assume",
        _ => "derived",
    };
    let line = |label: &str, content: Html| html! { <><dt>{ scene.say(label) }</dt><dd>{ content }</dd></> };
    let text = |text: String| html! { <>{ text }</> };
    html! {
        <>
            <header>
                <h2 id="details-title">{ lang.label(key.label()) }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::DetailsClosed)}>{ scene.say("close") }</button>
            </header>
            { entry(scene, key) }
            <p class="acts">
                if own.document.is_some() {
                    <button type="button" class="btn line" onclick={scene.on(move || Event::LeverReset(key))}>{ scene.say("details-reset") }</button>
                }
                <button type="button" class="btn line" disabled={!state.is_moved(key)}
                    onclick={scene.on(move || Event::LeverCleared(key))}>{ scene.say("details-clear") }</button>
            </p>
            { course::course(scene) }
            <p class="note">{ course::months(scene) }</p>
            <dl>
                { line("details-help", text(lang.label(lever.help).to_owned())) }
                { line("details-course", text(sentences::course(state, key, now, words))) }
                { line("details-baseline", text(sentences::course(state, key, &own.baseline, words))) }
                { line("details-clause", text(clause)) }
                { line("details-source", html! { <span class={classes!("prov", mark)}>{ source }</span> }) }
                { line("details-authority", text(sentences::authority(lever, words))) }
            </dl>
        </>
    }
}

fn entry(scene: &Scene<'_>, key: LeverKey) -> Html {
    let (state, words) = (scene.state, scene.words);
    let lang = words.lang();
    let dial = Dial::of(&state.scenario, key);
    let (min, max) = (dial.spoken(lang, dial.bounds.min), dial.spoken(lang, dial.bounds.max));
    let refused = state.entry.as_ref().filter(|entry| entry.lever == key);
    let says = refused.map_or_else(
        || words.tell("details-bounds", &args([("min", min.clone()), ("max", max.clone())])),
        |entry| refusal(entry, words, &min, &max, dial.spoken(lang, state.value(key))),
    );
    let emit = scene.emit.clone();
    html! {
        <field::Entry key={key.key()} id="exact" label={scene.say("details-exact")} button={scene.say("details-set")} weight="main"
            value={dial.plain(state.value(key))} unit={dial.unit(lang)} {says} refused={refused.is_some()}
            entered={Callback::from(move |typed| emit.emit(Event::LeverTyped(key, typed)))} />
    }
}

fn refusal(entry: &Entry, words: &Words, min: &str, max: &str, kept: String) -> String {
    let values = args([
        ("typed", entry.typed.clone()),
        ("min", min.to_owned()),
        ("max", max.to_owned()),
        ("kept", kept),
    ]);
    match entry.refusal {
        Refusal::Nothing => words.tell("entry-nothing", &values),
        Refusal::NotANumber => words.tell("entry-not-a-number", &values),
        Refusal::OutOfBounds => words.tell("entry-out-of-bounds", &values),
    }
}
