//! Plans side by side: what stands there, their figure, their table, in what they differ.

pub mod library;

use crate::easel::Easel;
use crate::figures::save;
use crate::host::Host;
use crate::leaf::Leaf;
use crate::scene::Scene;
use crate::study::{caption, on};
use ui_state::compare::table::{Cell, Head, Row};
use ui_state::compare::{Column, Mode, differs, figure, name, table};
use ui_state::state::{CompareEvent, Course, Inquiry, StudyEvent, Table};
use ui_state::words::{args, texts};
use ui_state::{Event, Series, number};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast as _, classes, html};

/// The number of the figure.
const FIGURE: usize = 21;
/// The number of the table, and of the list behind it.
const TABLE: usize = 21;

/// The page.
pub static LEAF: Leaf = Leaf { class: "compare", texts: Some(texts::COMPARE), view, draw, table: behind };

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    let lines = figure::of(scene.state, scene.words);
    easel.draw("compared", scene.state.settings.theme, lines, |place, data| {
        host.draw_study("lines", place, data);
    });
}

fn happened<E>(scene: &Scene<'_>, event: impl Fn() -> CompareEvent + 'static) -> Callback<E> {
    scene.on(move || Event::Compare(event()))
}

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    let state = scene.state;
    html! {
        <>
            <h2 class="sr">{ scene.say("page-compare") }</h2>
            if state.plans_here().next().is_none() {
                { empty(scene) }
            }
            { choice(scene) }
            { drawn(scene, easel) }
            { tabled(scene) }
            { differences(scene) }
        </>
    }
}

/// Nothing is saved yet: what to do about it.
fn empty(scene: &Scene<'_>) -> Html {
    html! {
        <p class="empty">
            <span>{ scene.say("compare-empty") }</span>
            <button type="button" class="btn main" onclick={scene.on(|| Event::TableOpened(Table::Library))}>
                { scene.say("compare-save") }
            </button>
        </p>
    }
}

/// What stands side by side, how it is shown, and against what.
fn choice(scene: &Scene<'_>) -> Html {
    let state = scene.state;
    let look = &state.settings.compare;
    let column = |column: Column| {
        let shown = !look.hidden.contains(&column);
        let (tone, _, marker) = figure::style(state, &column);
        let label = name(state, &column, scene.words);
        html! {
            <label class="pick">
                <input type="checkbox" checked={shown}
                    onchange={happened(scene, { let column = column.clone(); move || CompareEvent::Toggled(column.clone()) })} />
                <i class="swatch" style={format!("color:var(--{tone})")} aria-hidden="true">{ glyph(marker) }</i>
                { label }
            </label>
        }
    };
    let mode = |mode: Mode, key: &str| {
        html! {
            <button type="button" class="link" aria-pressed={(look.mode == mode).to_string()}
                onclick={happened(scene, move || CompareEvent::ModeChosen(mode))}>{ scene.say(key) }</button>
        }
    };
    let all = state.comparable();
    let emit = scene.emit.clone();
    let reference = {
        let all = all.clone();
        Callback::from(move |event: yew::Event| {
            let at: HtmlSelectElement = event.target_unchecked_into();
            if let Some(column) = usize::try_from(at.selected_index()).ok().and_then(|at| all.get(at)) {
                emit.emit(Event::Compare(CompareEvent::ReferenceChosen(column.clone())));
            }
        })
    };
    let against = state.reference();
    html! {
        <section class="choice" aria-label={scene.say("compare-what")}>
            <div class="picks" role="group" aria-label={scene.say("compare-what")}>{ for all.iter().cloned().map(column) }</div>
            <span class="either" role="group" aria-label={scene.say("compare-how")}>
                { mode(Mode::Value, "compare-value") }
                { mode(Mode::Difference, "compare-difference") }
                { mode(Mode::Ratio, "compare-ratio") }
            </span>
            <label class="look">
                { scene.say("compare-against") }
                <select class="chooser" onchange={reference}>
                    { for all.iter().map(|column| html! {
                        <option selected={*column == against}>{ name(state, column, scene.words) }</option>
                    }) }
                </select>
            </label>
        </section>
    }
}

const fn glyph(marker: &str) -> &'static str {
    match marker.as_bytes() {
        b"circle" => "●",
        b"rect" => "■",
        b"triangle" => "▲",
        b"diamond" => "◆",
        b"emptyCircle" => "○",
        _ => "—",
    }
}

fn drawn(scene: &Scene<'_>, easel: &Easel) -> Html {
    let (state, words) = (scene.state, scene.words);
    let shown = state.settings.compare.series;
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        let at = usize::try_from(choice.selected_index()).unwrap_or(0);
        if let Some(series) = Series::ALL.get(at) {
            emit.emit(Event::Compare(CompareEvent::SeriesChosen(*series)));
        }
    });
    let head = html! {
        <select class="chooser" aria-label={scene.say("compare-figure")} onchange={choose}>
            { for Series::ALL.into_iter().map(|series| html! {
                <option selected={series == shown}>{ words.say(series.name_key()) }</option>
            }) }
        </select>
    };
    let right = html! {
        <>
            <button type="button" class="link" onclick={scene.on(|| Event::TableOpened(Table::Compared))}>{ scene.say("chart-show-table") }</button>
            { save(scene, FIGURE, &words.say(shown.name_key()), true) }
        </>
    };
    let sentence = figure::sentence(state, words);
    html! {
        <figure id={format!("figure-{FIGURE}")} class="lines">
            { caption(scene, "figure", FIGURE, head, right) }
            <div class="plot-frame"><div class="plot" role="img" aria-label={sentence.clone()} ref={easel.place("compared")}></div></div>
            <p class="note">{ sentence }</p>
        </figure>
    }
}

fn tabled(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let title = words.tell("compare-table", &args([("year", state.scenario.plan_year.to_string())]));
    let right = html! {
        <button type="button" class="link" onclick={happened(scene, || CompareEvent::CsvAsked)}>{ scene.say("compare-csv") }</button>
    };
    let heads = table::heads(state, words);
    html! {
        <section class="columns" aria-label={title.clone()}>
            { caption(scene, "table", TABLE, html! { { title.clone() } }, right) }
            { sureness(scene) }
            <div class="scroll" tabindex="0" role="group" aria-label={title}>
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("compare-plan") }</th>
                        { for heads.iter().map(|it| head(scene, it)) }
                    </tr></thead>
                    <tbody>{ for table::rows(state, words).iter().map(|it| row(scene, it)) }</tbody>
                </table>
            </div>
            if let Some(sentence) = table::sentence(state, words) {
                <p class="note">{ sentence }</p>
            }
        </section>
    }
}

fn head(scene: &Scene<'_>, head: &Head) -> Html {
    let order = match head.falling {
        Some(true) => "descending",
        Some(false) => "ascending",
        None => "none",
    };
    let measure = head.measure.clone();
    html! {
        <th scope="col" class="num" aria-sort={order}>
            <button type="button" class="link" title={scene.say("compare-sort")}
                onclick={happened(scene, move || CompareEvent::Sorted(measure.clone()))}>{ &head.name }</button>
            <small>{ &head.under }</small>
        </th>
    }
}

fn row(scene: &Scene<'_>, row: &Row) -> Html {
    let (tone, _, marker) = figure::style(scene.state, &row.column);
    html! {
        <tr class={classes!(row.is_reference.then_some("now"))}>
            <th scope="row">
                <i class="swatch" style={format!("color:var(--{tone})")} aria-hidden="true">{ glyph(marker) }</i>
                { &row.name }
                if row.is_reference { <small>{ scene.say("compare-reference") }</small> }
            </th>
            if let Some(fault) = &row.fault {
                <td class="is-short" colspan={row.cells.len().to_string()}>{ fault }</td>
            } else {
                { for row.cells.iter().map(|it| cell(scene, it)) }
            }
        </tr>
    }
}

fn cell(scene: &Scene<'_>, cell: &Cell) -> Html {
    html! {
        <td class="num">
            if let Some(met) = cell.met {
                <span class={if met { "v met" } else { "v short" }}></span>
                <span class="sr">{ scene.say(if met { "goal-met" } else { "goal-not-met" }) }</span>
            }
            { &cell.text }
            if let Some(chance) = &cell.chance {
                <small>{ scene.words.tell("compare-chance", &args([("chance", chance.clone())])) }</small>
            }
        </td>
    }
}

/// How sure each is: asked for by a button, with progress, and can be stopped.
fn sureness(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    if state.aims().is_empty() {
        return Html::default();
    }
    let (known, all) = state.sureness_progress();
    let running = state.study_progress(Inquiry::Compared);
    let text = if running.is_some() {
        words
            .tell("compare-chances-running", &args([("n", (known + 1).to_string()), ("of", all.to_string())]))
    } else {
        match state.course(Inquiry::Compared) {
            Course::Refused(_) | Course::Gone => scene.say("compare-chances-refused"),
            _ if known == all => {
                let runs = f64::from(state.studies.chances.asked.runs);
                words.tell("compare-chances-done", &args([("runs", number::count(runs))]))
            }
            _ => scene.say("compare-chances-ask"),
        }
    };
    let part = running.map_or(0.0, |progress| progress.part);
    let done = if all == 0 { 0.0 } else { (known as f64 + part) / all as f64 };
    html! {
        <div class="sureness">
            if running.is_some() {
                <progress max="1" value={format!("{:.3}", done.min(1.0))} aria-label={scene.say("study-progress")}></progress>
            }
            <span role="status">{ text }</span>
            if running.is_some() {
                <button type="button" class="btn line" onclick={on(scene, || StudyEvent::Stopped(Inquiry::Compared))}>{ scene.say("study-stop") }</button>
            } else if known < all {
                <button type="button" class="btn line" onclick={on(scene, || StudyEvent::Started(Inquiry::Compared))}>{ scene.say("compare-chances") }</button>
            }
        </div>
    }
}

/// In what each differs from the reference.
fn differences(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let reference = state.reference();
    let against = name(state, &reference, words);
    let title = words.tell("compare-differs", &args([("name", against)]));
    let others = state.compared().into_iter().filter(|column| *column != reference);
    html! {
        <section class="differs" aria-label={title.clone()}>
            { caption(scene, "table", TABLE + 1, html! { { title } }, html! {}) }
            { for others.map(|column| {
                let found = differs::of(state, &reference, &column, words);
                html! {
                    <details open={true}>
                        <summary>
                            <b>{ name(state, &column, words) }</b>
                            <small>{ found.as_ref().map_or_else(|| scene.say("compare-not-opened"), |it| differs::count(it, words)) }</small>
                        </summary>
                        if let Some(found) = found.filter(|it| !it.is_empty()) {
                            { library::list(scene, &found) }
                        }
                    </details>
                }
            }) }
        </section>
    }
}

/// A dialog: the figure year by year, or the saved plans.
fn behind(scene: &Scene<'_>, table: Table) -> Html {
    match table {
        Table::Library => library::library(scene),
        Table::Compared => years(scene),
        _ => Html::default(),
    }
}

fn years(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    html! {
        <>
            <header>
                <h2 id="table-title">{ words.say(state.settings.compare.series.name_key()) }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ figure::sentence(state, words) }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={words.say(state.settings.compare.series.name_key())}>
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("compare-year") }</th>
                        { for state.compared().iter().map(|column| html! { <th scope="col" class="num">{ name(state, column, words) }</th> }) }
                    </tr></thead>
                    <tbody>
                        { for figure::rows(state).into_iter().map(|row| html! {
                            <tr>
                                <th scope="row">{ &row[0] }</th>
                                { for row[1..].iter().map(|cell| html! { <td class="num">{ cell }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </>
    }
}
