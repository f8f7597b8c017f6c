//! The shown place as a whole, and the form for a new one.

use super::{on, text, typed};
use crate::field::Field;
use crate::scene::Scene;
use ui_state::own;
use ui_state::state::data::{DataDesk, DataEvent, FormField};
use ui_state::words::args;
use yew::{Html, html};

/// What can be done with the shown place, and with the one that was deleted last.
pub fn place(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let (state, words) = (scene.state, scene.words);
    let is_own = own::is_own(&state.scenario.key);
    let name = desk.typed(&state.scenario.key).map(|history| history.now().name.clone());
    let (zh, en) = name.map_or_else(Default::default, |name| (name.zh, name.en));
    let (kept_zh, kept_en) = (zh.clone(), en.clone());
    html! {
        <section class="whole" aria-label={scene.say("data-this")}>
            <div class="cap"><h2>{ scene.say("data-this") }</h2></div>
            if is_own {
                <label class="field"><span>{ scene.say("data-name") }</span>
                    <Field value={zh} changed={text(scene, move |zh| DataEvent::Renamed(zh, kept_en.clone()))} /></label>
                <label class="field"><span>{ scene.say("data-name-en") }</span>
                    <Field value={en} changed={text(scene, move |en| DataEvent::Renamed(kept_zh.clone(), en))} /></label>
            }
            <button type="button" class="btn line" onclick={on(scene, || DataEvent::Duplicated)}>{ scene.say(if is_own { "data-duplicate" } else { "data-copy" }) }</button>
            if is_own {
                <button type="button" class="btn line" onclick={on(scene, || DataEvent::Deleted)}>{ scene.say("data-delete") }</button>
            }
            if let Some((_, name, _)) = &desk.deleted {
                <p class="note" role="status">
                    { words.tell("data-deleted", &args([("place", words.lang().text(name).to_owned())])) }{ " " }
                    <button type="button" class="btn line" onclick={on(scene, || DataEvent::DeleteUndone)}>{ scene.say("data-undelete") }</button>
                </p>
            }
        </section>
    }
}

/// The form for a new place.
pub fn new(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let (state, words) = (scene.state, scene.words);
    let form = &desk.form;
    let field = |label: &str, of: FormField, value: &str| {
        html! {
            <label class="field"><span>{ scene.say(label) }</span>
                <Field value={value.to_owned()} changed={text(scene, move |text| DataEvent::FormTyped(of, text))} /></label>
        }
    };
    let templates =
        state.atlas.iter().filter(|entry| !own::is_own(&entry.key)).enumerate().map(|(at, entry)| {
            let selected = if form.template.is_empty() { at == 0 } else { form.template == entry.key };
            html! { <option value={entry.key.clone()} {selected}>{ entry.name(words) }</option> }
        });
    let beginning = |value: &'static str, label: &str, checked: bool| {
        html! {
            <label class="tickbox"><input type="radio" name="beginning" {value} {checked}
                onchange={typed(scene, |text| DataEvent::FormTyped(FormField::Regions, text))} />{ scene.say(label) }</label>
        }
    };
    html! {
        <section class="new" aria-label={scene.say("data-new")}>
            <div class="cap"><h2>{ scene.say("data-new") }</h2></div>
            <p class="note">{ scene.say("data-new-note") }</p>
            { field("data-new-name", FormField::Name, &form.name) }
            { field("data-new-name-en", FormField::NameEn, &form.name_en) }
            <label class="field"><span>{ scene.say("data-template") }</span>
                <select onchange={typed(scene, |text| DataEvent::FormTyped(FormField::Template, text))}>{ for templates }</select></label>
            <div role="radiogroup" aria-label={scene.say("data-regions-whose")}>
                { beginning("copy", "data-regions-copy", !form.own_regions) }
                { beginning("own", "data-regions-own", form.own_regions) }
            </div>
            if form.own_regions {
                <label class="field"><span>{ scene.say("data-regions-names") }</span>
                    <Field rows="5" value={form.names.clone()} changed={text(scene, |text| DataEvent::FormTyped(FormField::Names, text))} /></label>
            }
            <button type="button" class="btn main" disabled={!desk.waiting.is_empty()} onclick={on(scene, || DataEvent::Created)}>{ scene.say("data-create") }</button>
            if let Some(why) = form.refused { <p class="note is-short" role="alert">{ scene.say(why) }</p> }
        </section>
    }
}
