//! The two large charts with their captions, and the table behind each.

use crate::scene::Scene;
use ui_state::chart::rows;
use ui_state::state::Table;
use ui_state::words::args;
use ui_state::{Event, Series, sentences};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, NodeRef, TargetCast as _, classes, html};

/// The charts with what must be said of them.
pub fn figures(scene: &Scene<'_>, plots: [&NodeRef; 2]) -> Html {
    let waiting = scene.state.view().is_none();
    html! {
        <section class={classes!("charts", scene.pending())} aria-label={scene.say("outcomes")} aria-busy={scene.busy()}>
            { for (0..2).map(|slot| figure(scene, slot, plots[slot])) }
            <p class="note">
                if waiting { { scene.say("loading") } } else {
                    { sentences::note(scene.state, scene.words) }{ " " }
                    <span class="assume-note">{ sentences::assumed_starts(scene.state, scene.words) }</span>
                }
            </p>
        </section>
    }
}

fn figure(scene: &Scene<'_>, slot: usize, plot: &NodeRef) -> Html {
    let (state, words) = (scene.state, scene.words);
    let series = state.settings.charts[slot];
    let number = args([("n", (slot + 1).to_string())]);
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(Some(series)) = choice.value().parse().map(|at: usize| Series::ALL.get(at).copied()) {
            emit.emit(Event::ChartChosen(slot, series));
        }
    });
    let options = Series::ALL.into_iter().map(|option| {
        html! {
            <option value={option.index().to_string()} selected={option == series}>{ words.say(option.name_key()) }</option>
        }
    });
    html! {
        <figure id={format!("figure-{}", slot + 1)}>
            <figcaption class="cap">
                <span class="no">{ words.tell("figure", &number) }</span>
                <h2>
                    <span class="chosen">
                        { words.say(series.name_key()) }
                        <select class="chooser" aria-label={words.tell("chart-choose", &number)} onchange={choose}>
                            { for options }
                        </select>
                    </span>
                </h2>
                <small class="counts" title={words.say(series.counts_key())}>{ words.say(series.counts_key()) }</small>
                <span class="right">
                    if let Some(reached) = sentences::reached(state, series, words) {
                        <span class="when">{ reached }</span>
                    }
                    <a class="swipe" href={if slot == 0 { "#figure-2" } else { "#figure-1" }}>
                        { words.say(if slot == 0 { "swipe-next" } else { "swipe-back" }) }
                    </a>
                    <button type="button" class="link" disabled={state.view().is_none()}
                        onclick={scene.on(move || Event::TableOpened(Table::Chart(slot)))}>
                        { words.say("chart-show-table") }
                    </button>
                </span>
            </figcaption>
            <div class="plot-frame">
                <div class={classes!("plot", state.view().is_none().then_some("empty"))} ref={plot.clone()} role="img"
                    aria-label={sentences::chart(state, series, words)}></div>
            </div>
        </figure>
    }
}

/// The table behind a chart, as the content of a dialog.
pub fn table(scene: &Scene<'_>, slot: usize) -> Html {
    let (state, words) = (scene.state, scene.words);
    let series = state.settings.charts[slot];
    let title = words.tell("chart-table-title", &args([("name", words.say(series.name_key()))]));
    let unit = series.unit_word(words.lang());
    html! {
        <>
            <header>
                <h2 id="table-title">
                    <span class="no">{ words.tell("figure", &args([("n", (slot + 1).to_string())])) }</span>{ " " }{ title }
                </h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ sentences::chart(state, series, words) }</p>
            <table class="three">
                <thead>
                    <tr>
                        <th scope="col">{ scene.say("column-year") }</th>
                        <th scope="col" class="num">{ scene.say("column-plan") }{ " " }<small>{ unit }</small></th>
                        <th scope="col" class="num">{ scene.say("column-baseline") }</th>
                        <th scope="col" class="num">{ scene.say("column-difference") }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows(state, series).into_iter().enumerate().map(|(i, row)| {
                        let assumed = (i == 0 && series.starts_assumed()).then_some("assumed");
                        html! {
                            <tr>
                                <th scope="row">{ row.year }</th>
                                <td class="num"><span class={classes!(assumed)}>{ row.plan }</span></td>
                                <td class="num"><span class={classes!(assumed)}>{ row.baseline }</span></td>
                                <td class="num">{ row.difference }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </>
    }
}
