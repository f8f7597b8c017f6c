//! The two large charts with their captions, and the table behind each.

use crate::places;
use crate::scene::Scene;
use sim_core::results::Variable;
use ui_state::chart::rows;
use ui_state::cut::{self, By, Cut};
use ui_state::state::{OfficeEvent, Table};
use ui_state::words::args;
use ui_state::{Event, Series, sentences};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, NodeRef, TargetCast as _, classes, html};

/// The charts with what must be said of them.
pub fn figures(scene: &Scene<'_>, plots: [&NodeRef; 2]) -> Html {
    let waiting = scene.state.view().is_none();
    html! {
        <section class={classes!("charts", scene.pending())} aria-label={scene.say("outcomes")} aria-busy={scene.busy()}
            onkeydown={places::on_escape(scene)}>
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
    let cut = state.settings.cuts[slot];
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        let value = choice.value();
        if let Some(variable) = Variable::from_key(&value) {
            emit.emit(Event::CutChosen(slot, Cut::of(variable)));
        } else if let Ok(Some(series)) = value.parse().map(|at: usize| Series::ALL.get(at).copied()) {
            emit.emit(Event::ChartChosen(slot, series));
        }
    });
    let options = Series::ALL.into_iter().map(|option| {
        html! {
            <option value={option.index().to_string()} selected={cut.is_none() && option == series}>{ words.say(option.name_key()) }</option>
        }
    });
    let outputs = Variable::ALL.into_iter().map(|variable| {
        html! {
            <option value={variable.key()} selected={cut.is_some_and(|cut| cut.variable == variable)}>{ words.lang().label(variable.label()) }</option>
        }
    });
    let shown = state.shown_cut(slot);
    let name = match cut {
        // The region has a place of its own beside the name.
        Some(cut) if state.focused().is_none() => cut.name(&state.scenario, words),
        Some(cut) => words.lang().label(cut.variable.label()).to_owned(),
        None => words.say(series.name_key()),
    };
    let said =
        shown.map_or_else(|| sentences::chart(state, series, words), |cut| sentences::cut(state, cut, words));
    html! {
        <figure id={format!("figure-{}", slot + 1)}>
            <figcaption class="cap">
                <span class="no">{ words.tell("figure", &number) }</span>
                <h2>
                    <span class="chosen">
                        { name }
                        <select class="chooser" aria-label={words.tell("chart-choose", &number)} onchange={choose}>
                            { for options }
                            <optgroup label={words.say("cut-outputs")}>{ for outputs }</optgroup>
                        </select>
                    </span>
                </h2>
                if let Some(region) = state.focused() {
                    { alone(scene, slot, region, shown) }
                } else if let Some(cut) = cut {
                    { cutting(scene, slot, cut) }
                } else {
                    <small class="counts" title={words.say(series.counts_key())}>{ words.say(series.counts_key()) }</small>
                }
                <span class="right">
                    if let Some(reached) = sentences::reached(state, series, words).filter(|_| shown.is_none()) {
                        <span class="when" title={reached.clone()}>{ reached }</span>
                    }
                    <a class="swipe" href={if slot == 0 { "#figure-2" } else { "#figure-1" }}>
                        { words.say(if slot == 0 { "swipe-next" } else { "swipe-back" }) }
                    </a>
                    <button type="button" class="link" disabled={state.view().is_none()}
                        onclick={scene.on(move || Event::TableOpened(Table::Chart(slot)))}>
                        { words.say("chart-show-table") }
                    </button>
                    { save(scene, slot + 1, &words.say(series.name_key()), state.view().is_some()) }
                </span>
            </figcaption>
            <div class="plot-frame">
                <div class={classes!("plot", state.view().is_none().then_some("empty"))} ref={plot.clone()} role="img"
                    aria-label={said}></div>
            </div>
        </figure>
    }
}

/// That the figure shows one region alone, and the way back; where it cannot, that it does not.
fn alone(scene: &Scene<'_>, slot: usize, region: usize, shown: Option<Cut>) -> Html {
    let words = scene.words;
    if !shown.is_some_and(|cut| matches!(cut.by, By::Region(_))) {
        return html! { <small class="counts">{ words.say("focus-not-told") }</small> };
    }
    let name = words.lang().text(&scene.state.scenario.regions[region].name).to_owned();
    let label = words.tell("focus-leave", &args([("n", (slot + 1).to_string()), ("name", name.clone())]));
    html! {
        <button type="button" class="only" aria-label={label.clone()} title={label} onclick={scene.on(|| Event::FocusLeft)}>
            <span>{ words.tell("focus-only", &args([("name", name)])) }</span><span aria-hidden="true">{ "×" }</span>
        </button>
    }
}

/// How any output is cut: by what, stacked, for 1,000 residents.
fn cutting(scene: &Scene<'_>, slot: usize, cut: Cut) -> Html {
    let (state, words) = (scene.state, scene.words);
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        let by = match choice.value().as_str() {
            "regions" => By::Regions,
            "members" => By::Members,
            other => other.parse().map_or(By::Whole, By::Region),
        };
        emit.emit(Event::CutChosen(slot, Cut { by, ..cut }));
    });
    let option = |value: String, by: By, name: String| {
        html! { <option {value} selected={cut.by == by}>{ name }</option> }
    };
    let may = |by| Cut { by, ..cut }.fitted(&state.scenario).by == by;
    let regions = state.scenario.regions.iter().enumerate().map(|(at, region)| {
        option(at.to_string(), By::Region(at as u16), words.lang().text(&region.name).to_owned())
    });
    let toggle = |key: &str, on: bool, then: Cut| {
        html! {
            <button type="button" class="link" aria-pressed={on.to_string()} onclick={scene.on(move || Event::CutChosen(slot, then))}>{ words.say(key) }</button>
        }
    };
    html! {
        <span class="cutting">
            <select aria-label={words.tell("cut-by", &args([("n", (slot + 1).to_string())]))} onchange={choose}>
                { option("whole".into(), By::Whole, words.say("cut-whole")) }
                if may(By::Regions) { { option("regions".into(), By::Regions, words.say("cut-regions")) } }
                if may(By::Members) { { option("members".into(), By::Members, words.say("cut-members")) } }
                if may(By::Region(0)) { <optgroup label={words.say("cut-one-region")}>{ for regions }</optgroup> }
            </select>
            if cut.adds_up() { { toggle("cut-stacked", cut.stacked, Cut { stacked: !cut.stacked, ..cut }) } }
            if cut.may_be_per_thousand() { { toggle("cut-per-thousand", cut.per_thousand, Cut { per_thousand: !cut.per_thousand, ..cut }) } }
        </span>
    }
}

/// The table behind a chart of any output.
fn cut_table(scene: &Scene<'_>, slot: usize, cut: Cut) -> Html {
    let (state, words) = (scene.state, scene.words);
    let Some((view, lines)) = state.view().and_then(|view| Some((view, view.cut(cut)?))) else {
        return Html::default();
    };
    let lang = words.lang();
    let years = [state.scenario.grid.start.year() - 1, state.scenario.grid.end.year()];
    let heads = if cut.has_many() {
        cut.lines(&state.scenario, lang)
    } else {
        vec![words.say("column-plan"), words.say("column-baseline")]
    };
    let counts = state.counts_of_cut(cut);
    let counted = |year: i32| {
        let count = counts.iter().find(|count| count.year == year);
        count.map_or_else(String::new, |count| cut::short(count.value, lang))
    };
    html! {
        <>
            <header>
                <h2 id="table-title">
                    <span class="no">{ words.tell("figure", &args([("n", (slot + 1).to_string())])) }</span>{ " " }
                    { words.tell("chart-table-title", &args([("name", cut.name(&state.scenario, words))])) }
                    { " " }<small>{ cut.unit(lang) }</small>
                </h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ sentences::cut(state, cut, words) }</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="table-title">
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("column-year") }</th>
                        { for heads.into_iter().map(|head| html! { <th scope="col" class="num">{ head }</th> }) }
                        if !counts.is_empty() { <th scope="col" class="num">{ scene.say("column-counted") }</th> }
                    </tr></thead>
                    <tbody>
                        { for cut::rows(lines, view.first, years, lang).into_iter().map(|(year, values)| html! {
                            <tr><th scope="row">{ year }</th>{ for values.into_iter().map(|value| html! { <td class="num">{ value }</td> }) }if !counts.is_empty() { <td class="num">{ counted(year) }</td> }</tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </>
    }
}

/// Buttons that give a figure of the page as a file, once there is something to see: what it shows and of which place is in its name.
pub fn save(scene: &Scene<'_>, figure: usize, name: &str, ready: bool) -> Html {
    let words = scene.words;
    let button = |kind: String, as_picture: bool| {
        let name = name.to_owned();
        let label = words.tell("figure-save", &args([("n", figure.to_string()), ("kind", kind.clone())]));
        html! {
            <button type="button" class="link save" disabled={!ready} title={label.clone()} aria-label={label}
                onclick={scene.on(move || Event::Office(OfficeEvent::FigureAsked(figure, name.clone(), as_picture)))}>
                { kind }
            </button>
        }
    };
    html! { <>{ button(words.say("figure-svg"), false) }{ button(words.say("figure-png"), true) }</> }
}

/// The table behind a chart, as the content of a dialog.
pub fn table(scene: &Scene<'_>, slot: usize) -> Html {
    let (state, words) = (scene.state, scene.words);
    if let Some(cut) = state.shown_cut(slot) {
        return cut_table(scene, slot, cut);
    }
    let series = state.settings.charts[slot];
    let counted = !state.counts_of(series).is_empty();
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
                        if counted { <th scope="col" class="num">{ scene.say("column-counted") }</th> }
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
                                if counted { <td class="num">{ row.counted }</td> }
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </>
    }
}
