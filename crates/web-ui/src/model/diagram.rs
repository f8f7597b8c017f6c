//! The diagram of stocks and flows, what of it is looked at, and the chart of the part that is chosen.

use crate::easel::Easel;
use crate::figures::save;
use crate::host::Host;
use crate::scene::Scene;
use crate::study::caption;
use sim_core::anatomy::{Anatomy, Part, Sector};
use ui_state::Event;
use ui_state::model_page::diagram::{self as shown, Row};
use ui_state::state::ModelEvent;
use ui_state::words::args;
use web_sys::{Element, HtmlInputElement};
use yew::{Callback, Html, InputEvent, KeyboardEvent, MouseEvent, TargetCast as _, classes, html};

/// The number of the first figure.
const FIGURE: usize = 18;

/// Draws what changed.
pub fn draw(scene: &Scene<'_>, anatomy: &Anatomy, easel: &Easel, host: &Host) {
    let (state, words) = (scene.state, scene.words);
    let theme = state.settings.theme;
    let diagram = shown::of(state, anatomy, words);
    easel.draw("diagram", theme, Some(diagram), |place, data| host.draw_model(place, data));
    let lines = shown::chosen(state, anatomy).and_then(|part| shown::lines(state, part, words));
    easel.draw("lines", theme, lines, |place, data| host.draw_study("lines", place, data));
}

fn on(event: ModelEvent) -> Event {
    Event::Model(event)
}

/// The part.
pub fn diagram(scene: &Scene<'_>, anatomy: &Anatomy, easel: &Easel) -> Html {
    let (state, words) = (scene.state, scene.words);
    let emit = scene.emit.clone();
    // What was pressed within the drawing says its name.
    let choose = Callback::from(move |event: MouseEvent| {
        let target: Element = event.target_unchecked_into();
        let node = target.closest("[data-node]").ok().flatten();
        if let Some(id) = node.and_then(|node| node.get_attribute("data-node")) {
            emit.emit(on(ModelEvent::Chosen(id)));
        }
    });
    html! {
        <div class="mapping">
            <figure id={format!("figure-{FIGURE}")} class="map">
                { caption(scene, "figure", FIGURE, html! { { scene.say("diagram-title") } }, html! {
                    <>{ key(scene) }{ save(scene, FIGURE, &scene.say("diagram-title"), true) }</>
                }) }
                { sieve(scene) }
                <div class="map-frame" ref={easel.place("diagram")} onclick={choose}></div>
                { months(scene) }
                <p class="note">{ scene.say("diagram-note") }</p>
            </figure>
            <div class="beside">
                if let Some(part) = shown::chosen(state, anatomy) { { chosen(scene, anatomy, part, easel) } }
                { sectors(scene, anatomy) }
            </div>
            <details class="as-table">
                <summary>{ words.say("diagram-as-table") }</summary>
                { table(scene, anatomy) }
            </details>
        </div>
    }
}

/// What the shapes mean.
fn key(scene: &Scene<'_>) -> Html {
    html! {
        <span class="shapes">
            { for ["stock", "flow", "auxiliary", "lever", "target"].into_iter().map(|kind| html! {
                <span class={classes!("shape-key", kind)}>{ scene.say(&format!("diagram-{kind}")) }</span>
            }) }
        </span>
    }
}

fn sieve(scene: &Scene<'_>) -> Html {
    let look = &scene.state.model.diagram;
    let emit = scene.emit.clone();
    let seek = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        emit.emit(on(ModelEvent::PartSought(input.value())));
    });
    let emit = scene.emit.clone();
    let take = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            emit.emit(on(ModelEvent::FoundChosen));
        }
    });
    let all = look.all_levers;
    html! {
        <div class="sieve" role="search">
            <label>{ scene.say("diagram-seek") }<input type="search" value={look.sought.clone()} oninput={seek} onkeydown={take} /></label>
            <label class="tickbox"><input type="checkbox" checked={all} onchange={scene.on(move || on(ModelEvent::LeversChosen { all: !all }))} />{ scene.say("diagram-all-levers") }</label>
        </div>
    }
}

/// The month that is shown.
fn months(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let (row, last) = (shown::row(state), shown::rows(state) - 1);
    let month = shown::month(state, row, words);
    let emit = scene.emit.clone();
    let slide = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Ok(row) = input.value().parse() {
            emit.emit(on(ModelEvent::MonthChosen(row)));
        }
    });
    html! {
        <label class="months">
            <span>{ scene.say("diagram-month") }</span>
            <input type="range" min="0" max={last.to_string()} step="1" value={row.to_string()} aria-valuetext={month.clone()} oninput={slide} />
            <output>{ month }</output>
        </label>
    }
}

/// The chart of the part that is chosen, and what is around it.
fn chosen(scene: &Scene<'_>, anatomy: &Anatomy, part: &Part, easel: &Easel) -> Html {
    let (state, words) = (scene.state, scene.words);
    let lang = words.lang();
    let name = lang.text(&part.name).to_owned();
    let has_chart = shown::values(state, part).is_some();
    let [before, behind] = shown::neighbours(anatomy, part, lang);
    let list = |title: &str, all: Vec<(String, String, String)>| {
        html! {
            if !all.is_empty() {
                <details>
                    <summary>{ words.tell(title, &args([("n", all.len().to_string())])) }</summary>
                    <ul class="near">{ for all.into_iter().map(|(key, name, how)| html! {
                        <li>
                            <button type="button" class="link" onclick={scene.on(move || on(ModelEvent::Chosen(key.clone())))}>{ name }</button>
                            <small>{ how }</small>
                        </li>
                    }) }</ul>
                </details>
            }
        }
    };
    html! {
        <section class="picked" aria-label={scene.say("diagram-picked")}>
            <figure id={format!("figure-{}", FIGURE + 1)} class="against">
                { caption(scene, "figure", FIGURE + 1, html! { { name.clone() } }, html! {
                    <>
                        <small>{ shown::kind_word(part.shape, words) }</small>
                        if has_chart { { save(scene, FIGURE + 1, &name, true) } }
                    </>
                }) }
                if has_chart {
                    <div class="plot-frame"><div class="plot" ref={easel.place("lines")} role="img"
                        aria-label={shown::sentence(state, part, words)}></div></div>
                } else {
                    <p class="note">{ scene.say("diagram-no-chart") }</p>
                }
            </figure>
            { list("diagram-driven-by", before) }
            { list("diagram-drives", behind) }
        </section>
    }
}

/// Which parts of the model are drawn as one.
fn sectors(scene: &Scene<'_>, anatomy: &Anatomy) -> Html {
    let (look, lang) = (&scene.state.model.diagram, scene.words.lang());
    let drawn =
        Sector::ALL.into_iter().filter(|sector| anatomy.parts.iter().any(|part| part.sector == *sector));
    html! {
        <fieldset class="folds">
            <legend>{ scene.say("diagram-folds") }</legend>
            { for drawn.map(|sector| html! {
                <label class="tickbox">
                    <input type="checkbox" checked={!look.folded.contains(&sector)} onchange={scene.on(move || on(ModelEvent::Folded(sector)))} />
                    { lang.label(sector.label()) }
                </label>
            }) }
        </fieldset>
    }
}

fn table(scene: &Scene<'_>, anatomy: &Anatomy) -> Html {
    let month = shown::month(scene.state, shown::row(scene.state), scene.words);
    let line = |row: Row| {
        html! {
            <tr>
                <th scope="row">{ row.name }</th>
                <td>{ row.kind }</td>
                <td>{ row.sector }</td>
                <td class="num">{ row.value }</td>
                <td class="num">{ row.base }</td>
                <td>{ row.driven_by }</td>
            </tr>
        }
    };
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={scene.say("diagram-as-table")}>
            <table class="three">
                <caption class="sr">{ month }</caption>
                <thead><tr>
                    <th scope="col">{ scene.say("diagram-name") }</th>
                    <th scope="col">{ scene.say("diagram-kind") }</th>
                    <th scope="col">{ scene.say("params-sector") }</th>
                    <th scope="col" class="num">{ scene.say("name-plan") }</th>
                    <th scope="col" class="num">{ scene.say("name-baseline") }</th>
                    <th scope="col">{ scene.say("diagram-inputs") }</th>
                </tr></thead>
                <tbody>{ for shown::table(scene.state, anatomy, scene.words).into_iter().map(line) }</tbody>
            </table>
        </div>
    }
}
