//! The saved plans: a dialog in which they are saved, opened, named, annotated, shared and deleted.

use crate::field::Entry;
use crate::scene::Scene;
use ui_state::Event;
use ui_state::compare::Column;
use ui_state::compare::differs::{self, Difference};
use ui_state::state::{LibraryEvent, NameFault, Saved};
use ui_state::words::args;
use yew::{Callback, Html, classes, html};

fn happened<E>(scene: &Scene<'_>, event: LibraryEvent) -> Callback<E> {
    scene.on(move || Event::Library(event.clone()))
}

/// The dialog.
pub fn library(scene: &Scene<'_>) -> Html {
    let state = scene.state;
    let open = state.open_plan();
    let (here, elsewhere): (Vec<&Saved>, Vec<&Saved>) =
        state.plans().iter().partition(|plan| plan.place.as_deref() == Some(state.scenario.key.as_str()));
    let changed = open.is_some() && state.entitled().is_some_and(|title| title.is_changed);
    html! {
        <div class="library">
            <header>
                <h2 id="table-title">{ scene.say("library-title") }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            if let Some(plan) = open.filter(|_| changed) {
                <p class="acts">
                    <button type="button" class="btn main" onclick={happened(scene, LibraryEvent::Saved)}>
                        { scene.words.tell("library-save-over", &args([("name", plan.name.clone())])) }
                    </button>
                </p>
            }
            { new_name(scene) }
            if state.plans().is_empty() {
                <p class="note">{ scene.say("library-empty") }</p>
            }
            if !here.is_empty() {
                <ul class="plans">{ for here.into_iter().map(|plan| one(scene, plan)) }</ul>
            }
            if !elsewhere.is_empty() {
                <h3>{ scene.say("library-elsewhere") }</h3>
                <ul class="plans">{ for elsewhere.into_iter().map(|plan| one(scene, plan)) }</ul>
            }
            if !state.plans().is_empty() {
                <p class="acts">
                    <button type="button" class="btn line" onclick={happened(scene, LibraryEvent::AllAsked)}>{ scene.say("library-all") }</button>
                </p>
            }
        </div>
    }
}

/// Why a name was not taken, for the plan it was typed for.
fn refusal(scene: &Scene<'_>, of: Option<&str>) -> Option<(String, String)> {
    let entry = scene.state.library.entry.as_ref().filter(|entry| entry.of.as_deref() == of)?;
    let key = match entry.fault {
        NameFault::Empty => "library-name-empty",
        NameFault::Taken => "library-name-taken",
        NameFault::Long => "library-name-long",
    };
    Some((entry.typed.clone(), scene.words.tell(key, &args([("name", entry.typed.trim().to_owned())]))))
}

fn new_name(scene: &Scene<'_>) -> Html {
    let proposed = match scene.state.entitled() {
        Some(title) if !title.is_saved => title.name,
        _ => String::new(),
    };
    let refused = refusal(scene, None);
    let emit = scene.emit.clone();
    let entered = Callback::from(move |name| emit.emit(Event::Library(LibraryEvent::SavedAs(name))));
    // A name that was taken leaves an empty field for the next.
    let value = refused.as_ref().map_or(proposed, |(typed, _)| typed.clone());
    html! {
        <Entry key={format!("new {}", scene.state.saved_as().unwrap_or_default())} id="plan-new" first=true label={scene.say("library-new")}
            button={scene.say("library-save")} {value} refused={refused.is_some()}
            says={refused.map(|(_, says)| says).unwrap_or_default()} {entered} />
    }
}

fn one(scene: &Scene<'_>, plan: &Saved) -> Html {
    let (state, words) = (scene.state, scene.words);
    let key = plan.key.clone();
    let is_open = state.open_plan().is_some_and(|open| open.key == key);
    let whole = plan.place.is_some();
    let act = |label: &str, event: LibraryEvent| {
        let name = words.tell("library-of", &args([("act", scene.say(label)), ("name", plan.name.clone())]));
        html! { <button type="button" class="btn" aria-label={name} onclick={happened(scene, event)}>{ scene.say(label) }</button> }
    };
    let refused = refusal(scene, Some(&key));
    let rename = {
        let (emit, key) = (scene.emit.clone(), key.clone());
        Callback::from(move |name| emit.emit(Event::Library(LibraryEvent::Renamed(key.clone(), name))))
    };
    let noted = {
        let (emit, key) = (scene.emit.clone(), key.clone());
        Callback::from(move |note| emit.emit(Event::Library(LibraryEvent::Noted(key.clone(), note))))
    };
    let place = plan.place.as_ref().filter(|place| **place != state.scenario.key).map(|place| {
        let entry = state.atlas.iter().find(|entry| entry.key == *place);
        entry.map_or_else(|| place.clone(), |entry| entry.name(words))
    });
    let here = whole && place.is_none();
    let found =
        here.then(|| differs::of(state, &Column::Baseline, &Column::Saved(key.clone()), words)).flatten();
    html! {
        <li key={key.clone()} class={classes!(is_open.then_some("now"))}>
            <div class="head">
                <b>{ &plan.name }</b>
                if is_open { <small>{ scene.say("library-is-open") }</small> }
                if let Some(place) = place { <small>{ place }</small> }
                if !whole { <small class="is-short">{ scene.say("library-damaged") }</small> }
            </div>
            if !plan.note.is_empty() { <p class="note said">{ &plan.note }</p> }
            <div class="do">
                if whole {
                    { act("library-open", LibraryEvent::Opened(key.clone())) }
                    { act("library-copy", LibraryEvent::Duplicated(key.clone())) }
                    { act("library-link", LibraryEvent::LinkAsked(key.clone())) }
                }
                { act("library-file", LibraryEvent::FileAsked(key.clone())) }
                { act("library-delete", LibraryEvent::Deleted(key.clone())) }
            </div>
            if whole {
                <details open={refused.is_some()}>
                    <summary>{ scene.say("library-edit") }</summary>
                    <Entry id={format!("name-{key}")} label={words.tell("library-name", &args([("name", plan.name.clone())]))}
                        button={scene.say("library-rename")} value={refused.as_ref().map_or_else(|| plan.name.clone(), |(typed, _)| typed.clone())}
                        refused={refused.is_some()} says={refused.map(|(_, says)| says).unwrap_or_default()} entered={rename} />
                    <Entry id={format!("note-{key}")} label={words.tell("library-note", &args([("name", plan.name.clone())]))} rows="3"
                        button={scene.say("library-note-save")} value={plan.note.clone()} entered={noted} />
                    if let Some(found) = found {
                        <p class="note">{ words.tell("library-differs", &args([("differences", differs::count(&found, words))])) }</p>
                        if !found.is_empty() { { list(scene, &found) } }
                    }
                </details>
            }
        </li>
    }
}

/// In what plans differ, as a table: what, from, to.
pub fn list(scene: &Scene<'_>, found: &[Difference]) -> Html {
    html! {
        <div class="scroll"><table class="three differing">
            <thead><tr>
                <th scope="col">{ scene.say("compare-column-what") }</th>
                <th scope="col">{ scene.say("compare-column-from") }</th>
                <th scope="col">{ scene.say("compare-column-to") }</th>
            </tr></thead>
            <tbody>
                { for found.iter().map(|it| html! {
                    <tr>
                        <th scope="row">
                            <span class={classes!("prov", mark(it.kind))}>{ &it.name }</span>
                            <small>{ scene.say(differs::kind_key(it.kind)) }{ it.region.as_ref().map(|region| format!(" · {region}")) }</small>
                        </th>
                        <td>{ &it.from }</td>
                        <td>{ &it.to }</td>
                    </tr>
                }) }
            </tbody>
        </table></div>
    }
}

const fn mark(kind: differs::Kind) -> &'static str {
    match kind {
        differs::Kind::Decision => "lever",
        differs::Kind::Assumption => "assume",
        differs::Kind::Target => "fact",
        differs::Kind::Seed => "derived",
    }
}
