//! Files in and out, and what a file would change.

use super::{event, on};
use crate::scene::Scene;
use js_sys::Uint8Array;
use ui_state::own;
use ui_state::state::data::{DataDesk, DataEvent};
use ui_state::words::args;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, TargetCast as _, html};

/// What can be opened.
const ACCEPTED: &str = ".csv,.tsv,.xlsx,.xls,.ods,.json";

/// The lines of notes on how to fill the sheets in.
const NOTES: [&str; 6] =
    ["data-notes-1", "data-notes-2", "data-notes-3", "data-notes-4", "data-notes-5", "data-notes-6"];

/// Files in and out.
pub fn files(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let words = scene.words;
    let emit = scene.emit.clone();
    let chosen = Callback::from(move |it: yew::Event| {
        let input: HtmlInputElement = it.target_unchecked_into();
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let emit = emit.clone();
        spawn_local(async move {
            let read = JsFuture::from(file.array_buffer()).await;
            emit.emit(event(match read {
                Ok(buffer) => DataEvent::FileChosen(file.name(), Uint8Array::new(&buffer).to_vec()),
                Err(_) => DataEvent::FileChosen(file.name(), Vec::new()),
            }));
        });
        // The same file can be chosen again after it was mended.
        input.set_value("");
    });
    let notes: Vec<String> = NOTES.iter().map(|key| scene.say(key)).collect();
    let tables = |xlsx: bool| {
        let notes = notes.clone();
        on(scene, move || DataEvent::TablesAsked { xlsx, notes: notes.clone() })
    };
    html! {
        <section class="files" aria-label={scene.say("data-files")}>
            <div class="cap"><h2>{ scene.say("data-files") }</h2></div>
            <label class="btn line file">
                <span>{ scene.say("data-open") }</span>
                <input type="file" accept={ACCEPTED} onchange={chosen} />
            </label>
            <button type="button" class="btn line" onclick={tables(true)}>{ scene.say("data-save-xlsx") }</button>
            <button type="button" class="btn line" onclick={tables(false)}>{ scene.say("data-save-csv") }</button>
            if own::is_own(&scene.state.scenario.key) {
                <button type="button" class="btn line" onclick={on(scene, || DataEvent::PlaceFileAsked)}>{ scene.say("data-save-place") }</button>
            }
            <p class="note" role="status">
                if let Some(file) = &desk.reading { { words.tell("data-reading", &args([("file", file.clone())])) } }
            </p>
            if let Some((file, message)) = &desk.failed {
                <p class="note is-short" role="alert">{ words.tell("data-not-read", &args([("file", file.clone()), ("message", message.clone())])) }</p>
            }
        </section>
    }
}

/// What a file or a pasted block would change, before it does.
pub fn preview(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let Some(preview) = &desk.preview else { return Html::default() };
    let words = scene.words;
    let changed = words.number("data-preview-cells", preview.changed);
    let said = match &preview.file {
        Some(file) => words.tell("data-preview-file", &args([("file", file.clone()), ("changed", changed)])),
        None => words.tell("data-preview-paste", &args([("changed", changed)])),
    };
    let grave = preview.troubles.iter().any(ui_state::own::Trouble::is_grave);
    let own = own::is_own(&scene.state.scenario.key);
    html! {
        <section class="preview" aria-label={scene.say("data-preview")} role="status">
            <p>{ said }{ " " }{ scene.say(if grave { "data-preview-grave" } else { "data-preview-good" }) }</p>
            <button type="button" class="btn main" onclick={on(scene, || DataEvent::PreviewTaken)}>{ scene.say(if own { "data-take" } else { "data-take-new" }) }</button>
            <button type="button" class="btn line" onclick={on(scene, || DataEvent::PreviewDropped)}>{ scene.say("data-drop") }</button>
        </section>
    }
}
