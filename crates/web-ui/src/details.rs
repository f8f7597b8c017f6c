//! A lever's details: exact entry, its course over time, what stands behind it.

use crate::scene::Scene;
use sim_core::LeverKey;
use ui_state::dial::{Dial, Refusal};
use ui_state::state::Entry;
use ui_state::words::{Words, args};
use ui_state::{Event, sentences};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, NodeRef, SubmitEvent, classes, html};

/// The content of the dialog.
pub fn details(scene: &Scene<'_>) -> Html {
    let Some(key) = scene.state.details else { return Html::default() };
    let (state, words) = (scene.state, scene.words);
    let lang = words.lang();
    let lever = key.lever();
    let course = &state.scenario.levers[key.index()];
    let now = state.policy.now().levers.get(&key).unwrap_or(&course.baseline);
    let clause = lang.text(&course.clause);
    let clause = if clause.is_empty() { scene.say("details-no-clause") } else { clause.to_owned() };
    let source = words.tell(
        "details-status",
        &args([
            ("status", sentences::status(course.status, words)),
            ("source", sentences::source(state, key, words)),
        ]),
    );
    let mark = match course.status {
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
                if course.document.is_some() {
                    <button type="button" class="btn line" onclick={scene.on(move || Event::LeverReset(key))}>{ scene.say("details-reset") }</button>
                }
                <button type="button" class="btn line" disabled={!state.is_moved(key)}
                    onclick={scene.on(move || Event::LeverCleared(key))}>{ scene.say("details-clear") }</button>
            </p>
            <dl>
                { line("details-help", text(lang.label(lever.help).to_owned())) }
                { line("details-course", text(sentences::course(key, now, words))) }
                { line("details-baseline", text(sentences::course(key, &course.baseline, words))) }
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
    let dial = Dial::of(key);
    let (min, max) = (dial.spoken(lang, dial.lever.min), dial.spoken(lang, dial.lever.max));
    let refused = state.entry.as_ref().filter(|entry| entry.lever == key);
    let input = NodeRef::default();
    let submit = {
        let (emit, input) = (scene.emit.clone(), input.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>() {
                emit.emit(Event::LeverTyped(key, input.value()));
            }
        })
    };
    // A refused text stays in the field, to be mended.
    let shown = refused.map_or_else(|| dial.plain(state.value(key)), |entry| entry.typed.clone());
    html! {
        <form onsubmit={submit} novalidate=true>
            <label for="exact">{ scene.say("details-exact") }</label>
            <input id="exact" ref={input} type="text" inputmode="decimal" autocomplete="off" value={shown} key={key.key()}
                aria-describedby="exact-bounds" aria-invalid={refused.is_some().to_string()} />
            <span class="unit">{ dial.unit(lang) }</span>
            <button type="submit" class="btn main">{ scene.say("details-set") }</button>
            <p id="exact-bounds" class={classes!(refused.is_some().then_some("refused"))} role="status">
                { refused.map_or_else(
                    || words.tell("details-bounds", &args([("min", min.clone()), ("max", max.clone())])),
                    |entry| refusal(entry, words, &min, &max, dial.spoken(lang, state.value(key))),
                ) }
            </p>
        </form>
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
        Refusal::NotANumber => words.tell("entry-not-a-number", &values),
        Refusal::OutOfBounds => words.tell("entry-out-of-bounds", &values),
    }
}
