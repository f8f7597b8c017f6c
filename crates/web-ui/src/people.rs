//! The page of persons: runs, flows of a year, ages, careers, and persons against the aggregate model.

use crate::easel::Easel;
use crate::figures::save;
use crate::host::Host;
use crate::leaf::Leaf;
use crate::scene::{Scene, rich};
use crate::{life, wall};
use sim_core::agents::FEATURES;
use ui_state::people::flows::Sankey;
use ui_state::people::spread::Spread;
use ui_state::people::wire::{Refusal, Size};
use ui_state::people::{Cut, Headline, ages, careers, flows, spread};
use ui_state::state::{PeopleEvent, Progress, RUNS, Stage, Table};
use ui_state::words::{args, texts};
use ui_state::{Event, notice, number};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Html, InputEvent, NodeRef, TargetCast as _, classes, html};

/// Everything on the page.
pub static LEAF: Leaf = Leaf { class: "cast", texts: Some(texts::PEOPLE), view, draw, table };

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    people(scene, [&easel.place("flows"), &easel.place("spread")])
}

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    let theme = scene.state.settings.theme;
    let flows = Sankey::of(scene.state, scene.words);
    easel.draw("flows", theme, flows, |place, data| host.draw_people("flows", place, data));
    let spread = Spread::of(scene.state, scene.words);
    easel.draw("spread", theme, spread, |place, data| host.draw_people("spread", place, data));
}

fn people(scene: &Scene<'_>, plots: [&NodeRef; 2]) -> Html {
    html! {
        <>
            { head(scene) }
            { runs(scene) }
            { flows_of_year(scene, plots[0]) }
            { life::life(scene) }
            <div class={classes!("trio", stale(scene))}>
                { ages_of_year(scene) }
                { careers_of_run(scene) }
                { against_aggregate(scene, plots[1]) }
            </div>
            { wall::wall(scene) }
        </>
    }
}

/// A handler that reports an event of this page.
pub fn on<E>(scene: &Scene<'_>, event: impl Fn() -> PeopleEvent + 'static) -> Callback<E> {
    scene.on(move || Event::People(event()))
}

/// A class for persons of an earlier plan.
pub fn stale(scene: &Scene<'_>) -> Option<&'static str> {
    scene.state.people_are_stale().then_some("pending")
}

/// The same, for a screen reader; also before there is anybody.
fn busy(scene: &Scene<'_>) -> &'static str {
    let waits = scene.state.people.cast.is_none() || scene.state.people_are_stale();
    if waits && scene.state.people.is_coming() { "true" } else { "false" }
}

/// What stands where nobody is shown yet.
pub fn none_yet(scene: &Scene<'_>) -> String {
    scene.say(if scene.state.people.is_coming() { "people-none-yet" } else { "people-nobody" })
}

/// The first thing read: how far persons are from the aggregate model.
fn head(scene: &Scene<'_>) -> Html {
    let text = spread::sentence(scene.state, scene.words).unwrap_or_else(|| none_yet(scene));
    html! {
        <section class={classes!("verdict", stale(scene))} aria-live="polite" aria-busy={busy(scene)} aria-label={scene.say("page-people")}>
            <p>
                { rich(&text) }
                if let Some(weight) = flows::weight(scene.state, scene.words) { <span class="demo">{ weight }</span> }
                if scene.state.people_are_stale() { <span class="demo assume-mark">{ scene.say("people-stale") }</span> }
            </p>
        </section>
    }
}

/// How far the runs have come and what decides their luck.
fn runs(scene: &Scene<'_>) -> Html {
    let people = &scene.state.people;
    let running = matches!(people.stage, Stage::Running(_));
    let again = matches!(people.stage, Stage::Stopped | Stage::Gone | Stage::Refused(_));
    let done = match &people.stage {
        Stage::Running(progress) => progress.done(),
        Stage::Done => 1.0,
        _ => people.cast.as_ref().map_or(0.0, |cast| cast.runs.len() as f64 / f64::from(RUNS)),
    };
    html! {
        <section class="runs" aria-label={scene.say("people-runs")}>
            <progress max="1" value={format!("{done:.3}")} aria-label={scene.say("people-progress")}></progress>
            <span class={classes!("how", matches!(people.stage, Stage::Refused(_)).then_some("is-short"))}>{ how_far(scene) }</span>
            // Whoever listens hears how it ended, not every second of it.
            <span class="sr" role="status">{ if running { String::new() } else { how_far(scene) } }</span>
            if let Some(weight) = weight_that_fits(scene) {
                <button type="button" class="btn line" onclick={on(scene, move || PeopleEvent::WeightChosen(weight))}>
                    { scene.words.tell("people-use-weight", &args([("n", weight.to_string())])) }
                </button>
            }
            if running {
                <button type="button" class="btn line" onclick={on(scene, || PeopleEvent::Stopped)}>{ scene.say("people-stop") }</button>
            } else if again {
                <button type="button" class="btn line" onclick={on(scene, || PeopleEvent::Started)}>{ scene.say("people-again") }</button>
            }
            <span class="fill"></span>
            <span class="seed">{ scene.words.tell("people-seed", &args([("seed", people.chance.seed.to_string())])) }</span>
            <button type="button" class="btn line" onclick={on(scene, || PeopleEvent::OtherLuck)}>{ scene.say("people-other-luck") }</button>
            <label class="tickbox">
                <input type="checkbox" checked={people.chance.shocks} onchange={on(scene, || PeopleEvent::ShocksToggled)} />
                { scene.say("people-shocks") }
            </label>
            { features(scene) }
        </section>
    }
}

/// What persons have that cells of the aggregate model have not; each can be left out.
fn features(scene: &Scene<'_>) -> Html {
    let (people, words) = (&scene.state.people, scene.words);
    let on_now = (0..FEATURES.len()).filter(|at| people.has(*at)).count();
    let summary = args([("n", on_now.to_string()), ("of", FEATURES.len().to_string())]);
    html! {
        <details class="features">
            <summary>{ words.tell("people-features", &summary) }</summary>
            <div>
                { for FEATURES.iter().enumerate().map(|(at, (_, label))| html! {
                    <label class="tickbox">
                        <input type="checkbox" checked={people.has(at)} onchange={on(scene, move || PeopleEvent::FeatureToggled(at))} />
                        { words.lang().label(*label) }
                    </label>
                }) }
                <p class="note">{ words.say("people-features-note") }</p>
            </div>
        </details>
    }
}

fn how_far(scene: &Scene<'_>) -> String {
    let (people, words) = (&scene.state.people, scene.words);
    let there = people.cast.as_ref().map_or(0, |cast| cast.runs.len());
    let of = |n: usize| args([("n", n.to_string()), ("of", RUNS.to_string())]);
    match &people.stage {
        Stage::Idle | Stage::Waiting => words.say("people-waiting"),
        Stage::Running(progress) => progress_words(scene, progress),
        Stage::Done => words.tell("people-done", &of(there)),
        Stage::Stopped => words.tell("people-stopped", &of(there)),
        Stage::Gone => words.say("people-gone"),
        Stage::Refused(Refusal::Fault(fault)) => {
            words.tell("people-broken", &args([("message", notice::broken(fault, words))]))
        }
        Stage::Refused(Refusal::TooMany { size, memory }) => {
            let mega = |bytes: f64| number::telling(bytes / 1e6, 0);
            words.tell(
                "people-too-many",
                &args([
                    ("persons", number::brief(words.lang(), size.persons.ceil())),
                    ("agents", number::brief(words.lang(), size.agents)),
                    ("weight", size.weight.to_string()),
                    ("needed", mega(size.bytes)),
                    ("allowed", mega(*memory as f64)),
                    ("fits", size.weight_within(*memory).to_string()),
                ]),
            )
        }
    }
}

fn progress_words(scene: &Scene<'_>, progress: &Progress) -> String {
    let words = scene.words;
    let Some(Size { persons, .. }) = progress.size else { return words.say("people-preparing") };
    let mut text = words.tell(
        "people-running",
        &args([
            ("persons", number::brief(words.lang(), persons)),
            ("n", (progress.runs + 1).min(RUNS).to_string()),
            ("of", RUNS.to_string()),
        ]),
    );
    if let Some(left) = progress.seconds_left() {
        text.push_str(&words.tell("people-left", &args([("seconds", number::count(left.ceil()))])));
    }
    text
}

fn weight_that_fits(scene: &Scene<'_>) -> Option<u32> {
    match &scene.state.people.stage {
        Stage::Refused(Refusal::TooMany { size, memory }) => Some(size.weight_within(*memory)),
        _ => None,
    }
}

/// The caption of a figure: number, name, what stands at its right.
fn caption(scene: &Scene<'_>, n: usize, name: Html, right: Html) -> Html {
    html! {
        <figcaption class="cap">
            <span class="no">{ scene.words.tell("figure", &args([("n", n.to_string())])) }</span>
            <h2>{ name }</h2>
            <span class="right">{ right }</span>
        </figcaption>
    }
}

fn data_button(scene: &Scene<'_>, table: Table) -> Html {
    html! {
        <button type="button" class="link" disabled={scene.state.people.cast.is_none()}
            onclick={scene.on(move || Event::TableOpened(table))}>
            { scene.say("chart-show-table") }
        </button>
    }
}

/// One of several ways to show the same.
fn choice(scene: &Scene<'_>, name: &str, chosen: bool, event: impl Fn() -> PeopleEvent + 'static) -> Html {
    html! {
        <button type="button" class="link" aria-pressed={chosen.to_string()} onclick={on(scene, event)}>{ scene.say(name) }</button>
    }
}

fn flows_of_year(scene: &Scene<'_>, plot: &NodeRef) -> Html {
    let (state, words) = (scene.state, scene.words);
    let said = flows::sentence(state, words).unwrap_or_else(|| none_yet(scene));
    let sankey = flows::Sankey::of(state, words);
    let [left, right] = sankey.map_or([String::new(), String::new()], |sankey| sankey.heads);
    let cuts = Cut::ALL.into_iter().map(|cut| {
        choice(scene, cut.name_key(), state.people.cut == cut, move || PeopleEvent::CutChosen(cut))
    });
    html! {
        <figure id="figure-4" class={classes!("flow", stale(scene))} aria-busy={busy(scene)}
            style={format!("--kinds:{}", state.scenario.regions.len())}>
            { caption(scene, 4, html! { { scene.say("flows-title") } }, html! {
                <>
                    <span class="right either" role="group" aria-label={scene.say("flows-by")}>{ for cuts }</span>
                    { data_button(scene, Table::Flows) }
                    { save(scene, 4, &scene.say("flows-title"), state.people.cast.is_some()) }
                </>
            }) }
            <div class="heads"><small>{ left }</small><small>{ right }</small></div>
            <div class="plot-frame"><div class="plot" ref={plot.clone()} role="img" aria-label={said.clone()}></div></div>
            { years(scene) }
            <p class="note">{ said }</p>
        </figure>
    }
}

/// Play, pause and scrub.
fn years(scene: &Scene<'_>) -> Html {
    let people = &scene.state.people;
    let year = flows::year_shown(scene.state).map(|(_, year)| year.year);
    let emit = scene.emit.clone();
    let scrub = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Ok(year) = input.value().parse() {
            emit.emit(Event::People(PeopleEvent::YearChosen(year)));
        }
    });
    let last = people.years().saturating_sub(1);
    let said = year.map_or_else(String::new, |year| {
        scene.words.tell("people-year", &args([("year", year.to_string())]))
    });
    html! {
        <div class="years">
            <button type="button" class="btn line" disabled={last == 0} onclick={on(scene, || PeopleEvent::PlayToggled)}>
                { scene.say(if people.playing { "people-pause" } else { "people-play" }) }
            </button>
            <input type="range" min="0" max={last.to_string()} step="1" value={people.year.to_string()} disabled={last == 0}
                aria-label={scene.say("people-year-choose")} aria-valuetext={said.clone()} oninput={scrub} />
            <output>{ said }</output>
        </div>
    }
}

fn ages_of_year(scene: &Scene<'_>) -> Html {
    let shown = ages::shown(scene.state);
    let year = flows::year_shown(scene.state).map_or_else(String::new, |(_, year)| year.year.to_string());
    let name = scene.words.tell("ages-title", &args([("year", year)]));
    let shades = shown.as_ref().map(ages::Ages::shades);
    let row = |at: usize| {
        let cells = (0..ages::PRACTICE.len()).map(|column| {
            let shade = shades.and_then(|shades| shades[at][column]);
            let persons = shown.as_ref().map_or(0.0, |ages| ages.0[at][column]);
            let step = shade.map(|shade| format!("step-{}", shade + 1));
            html! { <td class={classes!("num", step)}>{ if persons > 0.0 { ages::cell_words(scene.words.lang(), persons) } else { String::new() } }</td> }
        });
        html! { <tr><th scope="row">{ ages::row_words(at) }</th>{ for cells }</tr> }
    };
    html! {
        <figure id="figure-5" class="ages" aria-busy={busy(scene)}>
            { caption(scene, 5, html! { { name.clone() } }, html! {}) }
            <table class="heat" aria-label={name}>
                <thead>
                    <tr>
                        <th scope="col">{ scene.say("ages-age") }</th>
                        { for (0..ages::PRACTICE.len()).map(|at| html! { <th scope="col" class="num">{ ages::bin_words(&ages::PRACTICE, at) }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for (0..ages::ROWS).rev().map(row) }</tbody>
            </table>
            <p class="note">{ ages::sentence(scene.state, scene.words).unwrap_or_default() }</p>
        </figure>
    }
}

fn careers_of_run(scene: &Scene<'_>) -> Html {
    let shown = careers::shown(scene.state);
    let most = shown
        .iter()
        .flatten()
        .flat_map(|it| (0..careers::YEARS.len()).map(|bar| it.share(bar)))
        .fold(0.01, f64::max);
    let row = |bar: usize| {
        let cell = |which: usize| {
            let Some(shown) = &shown else { return html! { <td></td> } };
            let share = shown[which].share(bar);
            html! {
                <td><span class="share" style={format!("--at:{:.3}", share / most)}><i></i>{ ages::cell_words(scene.words.lang(), shown[which].bars[bar]) }</span></td>
            }
        };
        html! { <tr><th scope="row">{ ages::bin_words(&careers::YEARS, bar) }</th>{ cell(0) }{ cell(1) }</tr> }
    };
    html! {
        <figure id="figure-6" class="careers" aria-busy={busy(scene)}>
            { caption(scene, 6, html! { { scene.say("careers-title") } }, html! {}) }
            <table class="bars" aria-label={scene.say("careers-title")}>
                <thead>
                    <tr>
                        <th scope="col">{ scene.say("careers-years") }</th>
                        <th scope="col">{ scene.say("careers-mid") }</th>
                        <th scope="col">{ scene.say("careers-exit") }</th>
                    </tr>
                </thead>
                <tbody>{ for (0..careers::YEARS.len()).map(row) }</tbody>
            </table>
            <p class="note">{ careers::sentence(scene.state, scene.words).unwrap_or_default() }</p>
        </figure>
    }
}

fn against_aggregate(scene: &Scene<'_>, plot: &NodeRef) -> Html {
    let (state, words) = (scene.state, scene.words);
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Some(headline) =
            choice.value().parse().ok().and_then(|at: usize| Headline::ALL.get(at).copied())
        {
            emit.emit(Event::People(PeopleEvent::HeadlineChosen(headline)));
        }
    });
    let number = args([("n", "7".to_owned())]);
    let name = html! {
        <span class="chosen">
            { words.say(state.people.headline.name_key()) }
            <select class="chooser" aria-label={words.tell("chart-choose", &number)} onchange={choose}>
                { for Headline::ALL.into_iter().map(|headline| html! {
                    <option value={headline.index().to_string()} selected={headline == state.people.headline}>{ words.say(headline.name_key()) }</option>
                }) }
            </select>
        </span>
    };
    let said = spread::sentence(state, words).map(|text| ui_state::words::plain(&text)).unwrap_or_default();
    html! {
        <figure id="figure-7" class="spread" aria-busy={busy(scene)}>
            { caption(scene, 7, name, html! {
                <>
                    <span class="right either" role="group" aria-label={scene.say("spread-as")}>
                        { choice(scene, "spread-as-numbers", !state.people.as_gaps, || PeopleEvent::GapsChosen(false)) }
                        { choice(scene, "spread-as-gaps", state.people.as_gaps, || PeopleEvent::GapsChosen(true)) }
                    </span>
                    { data_button(scene, Table::Spread) }
                    { save(scene, 7, &words.say(state.people.headline.name_key()), state.people.cast.is_some()) }
                </>
            }) }
            <div class="plot-frame"><div class="plot" ref={plot.clone()} role="img" aria-label={said}></div></div>
            <p class="note">{ scene.say(if state.people.chance.shocks { "spread-note-shocks" } else { "spread-note" }) }</p>
        </figure>
    }
}

/// The table behind a figure of this page, as the content of a dialog.
fn table(scene: &Scene<'_>, table: Table) -> Html {
    let (state, words) = (scene.state, scene.words);
    let (n, title, said, heads): (usize, String, Option<String>, Vec<&str>) = match table {
        Table::Flows => (
            4,
            scene.say("flows-title"),
            flows::sentence(state, words),
            vec!["flows-from", "flows-to", "flows-persons"],
        ),
        _ => (
            7,
            words.tell("chart-table-title", &args([("name", words.say(state.people.headline.name_key()))])),
            spread::sentence(state, words),
            vec![
                "column-year",
                "spread-expected",
                "spread-run",
                "spread-mean",
                "spread-low",
                "spread-high",
                "spread-gap",
            ],
        ),
    };
    let rows: Vec<Vec<String>> = match table {
        Table::Flows => flows::rows(state, words).into_iter().map(Vec::from).collect(),
        _ => spread::rows(state)
            .into_iter()
            .map(|(year, row)| std::iter::once(year.to_string()).chain(row).collect())
            .collect(),
    };
    let numbers_from = if table == Table::Flows { 2 } else { 1 };
    let number = move |at: usize| (at >= numbers_from).then_some("num");
    html! {
        <>
            <header>
                <h2 id="table-title"><span class="no">{ words.tell("figure", &args([("n", n.to_string())])) }</span>{ " " }{ title }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ said.map(|said| ui_state::words::plain(&said)).unwrap_or_default() }</p>
            <table class="three">
                <thead><tr>{ for heads.iter().enumerate().map(|(at, head)| html! { <th scope="col" class={classes!(number(at))}>{ scene.say(head) }</th> }) }</tr></thead>
                <tbody>
                    { for rows.into_iter().map(|row| html! {
                        <tr>{ for row.into_iter().enumerate().map(|(at, cell)| if at == 0 {
                            html! { <th scope="row">{ cell }</th> }
                        } else {
                            html! { <td class={classes!(number(at))}>{ cell }</td> }
                        }) }</tr>
                    }) }
                </tbody>
            </table>
        </>
    }
}
