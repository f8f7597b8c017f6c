//! The table of parameters, where each can be changed as an assumption, and beside it what was changed.

use crate::field::{Kept, on_escape, use_kept};
use crate::scene::Scene;
use crate::study::caption;
use sim_core::anatomy::{Anatomy, Sector};
use sim_core::scenario::Status;
use ui_state::Event;
use ui_state::model_page::assumed::{self, Entry};
use ui_state::model_page::equations::that_read;
use ui_state::model_page::params::{Cited, Row, rows};
use ui_state::state::ModelEvent;
use ui_state::words::args;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{
    AttrValue, Callback, Html, InputEvent, Properties, TargetCast as _, classes, function_component, html,
};

/// The number of the first table.
const TABLE: usize = 12;

const STATUSES: [Status; 4] = [Status::Fact, Status::Derived, Status::Fitted, Status::Assumption];

/// The part.
pub fn params(scene: &Scene<'_>, anatomy: &Anatomy) -> Html {
    let (state, words) = (scene.state, scene.words);
    let rows = rows(state, anatomy, &state.model.look, words);
    html! {
        <div class="assuming">
            <div class="beside">{ own(scene) }</div>
            <section class="params" aria-label={scene.say("model-params")}>
                { caption(scene, "table", TABLE, html! { { scene.say("model-params") } }, html! {
                    <span role="status">{ words.tell("params-shown", &args([("n", rows.len().to_string()), ("of", anatomy.params.len().to_string())])) }</span>
                }) }
                { sieve(scene) }
                if rows.is_empty() { <p class="note">{ scene.say("params-none") }</p> }
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("params-name") }</th>
                        <th scope="col">{ scene.say("params-value") }</th>
                        <th scope="col">{ scene.say("params-range-head") }</th>
                        <th scope="col">{ scene.say("params-source") }</th>
                    </tr></thead>
                    <tbody>{ for rows.iter().map(|row| line(scene, anatomy, row)) }</tbody>
                </table>
            </section>
        </div>
    }
}

fn on(event: ModelEvent) -> Event {
    Event::Model(event)
}

/// What of the parameters is looked at.
fn sieve(scene: &Scene<'_>) -> Html {
    let (look, lang) = (&scene.state.model.look, scene.words.lang());
    let emit = scene.emit.clone();
    let seek = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        emit.emit(on(ModelEvent::Sought(input.value())));
    });
    let emit = scene.emit.clone();
    let status = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        let status = choice.value().parse().ok().and_then(|at: usize| STATUSES.get(at).copied());
        emit.emit(on(ModelEvent::StatusChosen(status)));
    });
    let emit = scene.emit.clone();
    let sector = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        emit.emit(on(ModelEvent::SectorChosen(Sector::from_key(&choice.value()))));
    });
    html! {
        <div class="sieve" role="search">
            <label>{ scene.say("params-seek") }<input type="search" value={look.sought.clone()} oninput={seek} /></label>
            <label>{ scene.say("params-status") }
                <select onchange={status}>
                    <option value="" selected={look.status.is_none()}>{ scene.say("params-all") }</option>
                    { for STATUSES.into_iter().enumerate().map(|(at, status)| html! {
                        <option value={at.to_string()} selected={look.status == Some(status)}>{ ui_state::sentences::status(status, scene.words) }</option>
                    }) }
                </select>
            </label>
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

fn mark(status: Status) -> &'static str {
    match status {
        Status::Fact => "fact",
        Status::Assumption => "assume",
        Status::Fitted | Status::Derived => "derived",
    }
}

fn line(scene: &Scene<'_>, anatomy: &Anatomy, row: &Row) -> Html {
    let uses = that_read(anatomy, row.key).count();
    let words = scene.words;
    let refused = scene.state.model.entry.as_ref().filter(|entry| entry.param == row.key);
    let emit = scene.emit.clone();
    let key = row.key;
    let entered = Callback::from(move |typed| emit.emit(on(ModelEvent::Typed(key.to_owned(), typed))));
    html! {
        <tr key={row.key} class={classes!(row.own.is_some().then_some("now"))}>
            <th scope="row">{ row.name }<small>{ row.sector }{ " · " }<code>{ row.key }</code></small></th>
            <td class="value">
                if row.editable {
                    <ParamEntry key={row.key} id={row.key} value={row.value.clone()} {entered}
                        label={words.tell("params-set", &args([("name", row.name.to_owned())]))}
                        says={refused.map(|entry| refusal(scene, entry)).unwrap_or_default()} />
                } else {
                    <span class="held">{ &row.value }</span>
                }
                <small>{ &row.unit }</small>
                if let Some(own) = &row.own {
                    <small>{ words.tell("params-own", &args([("value", own.clone())])) }</small>
                }
            </td>
            <td><span class="range">{ &row.range }</span></td>
            <td class="source">
                <span class={classes!("prov", mark(row.status))}>{ row.known(words) }</span>
                { for row.sources.iter().map(cited) }
                if !row.remark.is_empty() { <small>{ &row.remark }</small> }
                if uses > 0 {
                    <button type="button" class="link" onclick={scene.on(move || on(ModelEvent::UsesFollowed(key.to_owned())))}>{ words.number("params-uses", uses) }</button>
                }
            </td>
        </tr>
    }
}

fn cited(it: &Cited) -> Html {
    html! {
        <small>
            if it.url.is_empty() { { &it.title } } else {
                <a href={it.url.clone()} target="_blank" rel="noreferrer">{ &it.title }</a>
            }
        </small>
    }
}

fn refusal(scene: &Scene<'_>, entry: &Entry) -> String {
    ui_state::model_page::params::refusal(entry, scene.words)
}

/// What of the assumptions is the reader's own.
fn own(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let changed = assumed::changed(state, words);
    let title = words.number("assumed-title", changed.len());
    let effects = assumed::effects(state, words);
    html! {
        <section class="own" aria-label={scene.say("assumed-label")}>
            { caption(scene, "table", TABLE + 1, html! { { title } }, html! {
                if !changed.is_empty() {
                    <button type="button" class="link" onclick={scene.on(|| on(ModelEvent::AllReset))}>{ scene.say("assumed-reset-all") }</button>
                }
            }) }
            if changed.is_empty() {
                <p class="note">{ scene.say("assumed-none") }</p>
            } else {
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("params-name") }</th>
                        <th scope="col" class="num">{ scene.say("assumed-here") }</th>
                        <th scope="col" class="num">{ scene.say("assumed-yours") }</th>
                        <th><span class="sr">{ scene.say("assumed-reset") }</span></th>
                    </tr></thead>
                    <tbody>{ for changed.iter().map(|it| {
                        let key = it.key;
                        html! {
                            <tr>
                                <th scope="row"><span class="assumed">{ it.name }</span></th>
                                <td class="num">{ &it.own }</td>
                                <td class="num"><b>{ &it.value }</b></td>
                                <td class="num">
                                    <button type="button" class="link" aria-label={words.tell("assumed-reset-one", &args([("name", it.name.to_owned())]))}
                                        onclick={scene.on(move || on(ModelEvent::Reset(key.to_owned())))}>{ scene.say("assumed-reset") }</button>
                                </td>
                            </tr>
                        }
                    }) }</tbody>
                </table>
                <h3>{ words.tell("assumed-effects", &args([("year", state.scenario.plan_year.to_string())])) }</h3>
                if let Some(effects) = effects {
                    <table class="three effects">
                        <thead><tr>
                            <th scope="col">{ scene.say("assumed-figure") }</th>
                            <th scope="col" class="num">{ scene.say("assumed-here") }</th>
                            <th scope="col" class="num">{ scene.say("assumed-yours") }</th>
                            <th scope="col" class="num">{ scene.say("column-difference") }</th>
                        </tr></thead>
                        <tbody>{ for effects.into_iter().map(|it| html! {
                            <tr>
                                <th scope="row">{ it.name }</th>
                                <td class="num">{ it.own }</td>
                                <td class="num">{ it.yours }</td>
                                <td class="num"><b>{ it.change }</b></td>
                            </tr>
                        }) }</tbody>
                    </table>
                } else {
                    <p class="note" aria-live="polite">{ scene.say("computing") }</p>
                }
                <p class="note">{ scene.say("assumed-note") }</p>
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ParamEntryProps {
    id: AttrValue,
    value: AttrValue,
    label: AttrValue,
    /// Why what was typed was not taken; empty where it was.
    says: AttrValue,
    entered: Callback<String>,
}

/// A field that keeps what is typed until it is taken, however often the page is drawn meanwhile.
#[function_component]
fn ParamEntry(props: &ParamEntryProps) -> Html {
    let kept = use_kept(&props.value);
    let done = {
        let (entered, kept) = (props.entered.clone(), kept.clone());
        Callback::from(move |_: yew::Event| entered.emit(kept.taken()))
    };
    let onkeydown = on_escape(&kept);
    let Kept { node, first, .. } = kept;
    let refused = !props.says.is_empty();
    let note = format!("refused-{}", props.id);
    html! {
        <>
            <input ref={node} type="text" inputmode="decimal" autocomplete="off" aria-label={&props.label} ~defaultValue={first.as_str()}
                onchange={done} {onkeydown} aria-invalid={refused.to_string()} aria-describedby={refused.then(|| note.clone())} />
            if refused { <small id={note} class="refused" role="alert">{ &props.says }</small> }
        </>
    }
}
