//! The regions at the end of the plan year: circles at their seats, a grid of tiles, or a table that can be sorted. Each is a way to
//! see one region alone.

use crate::map::RegionMap;
use crate::scene::Scene;
use std::rc::Rc;
use ui_state::document::RegionsAs;
use ui_state::scoreboard::{self, RegionTile, Regions};
use ui_state::words::args;
use ui_state::{Event, sentences};
use yew::{Callback, Html, KeyboardEvent, Properties, classes, function_component, html, use_state};

/// The regions.
pub fn places(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let title = words.tell(
        "places-title",
        &args([
            ("word", sentences::upper_first(words.lang().text(&state.scenario.region_word))),
            ("year", state.scenario.plan_year.to_string()),
        ]),
    );
    let shown = state.settings.regions;
    let choice = |label: &str, regions: RegionsAs| {
        html! {
            <button type="button" class="link" aria-pressed={(shown == regions).to_string()}
                onclick={scene.on(move || Event::RegionsChosen(regions))}>{ scene.say(label) }</button>
        }
    };
    html! {
        <section class={classes!("places", scene.pending())} aria-label={title.clone()} aria-busy={scene.busy()}
            onkeydown={on_escape(scene)}>
            <div class="cap">
                <span class="no">{ words.tell("figure", &args([("n", "3".to_owned())])) }</span>
                <h2>{ title }</h2>
                <span class="right either" role="group" aria-label={scene.say("places-view")}>
                    { choice("places-map", RegionsAs::Map) }
                    { choice("places-tiles", RegionsAs::Tiles) }
                    { choice("places-table", RegionsAs::Table) }
                </span>
            </div>
            if let Some(regions) = scoreboard::regions(state, words) {
                { match shown {
                    RegionsAs::Map => map(scene, regions),
                    RegionsAs::Tiles => tiles(scene, &regions),
                    RegionsAs::Table => html! {
                        <RegionTable regions={Rc::new(regions)} labels={labels(scene)} sort_by={scene.say("places-sort")} emit={scene.emit.clone()} />
                    },
                } }
                if let Some(equity) = scoreboard::equity(state, words) {
                    <p class="equity" title={format!("{} {}", equity.join(" · "), scene.say("equity-means"))}>
                        <b>{ scene.say("equity-title") }</b>{ for equity.into_iter().map(|clause| html! { <span>{ clause }</span> }) }
                    </p>
                }
            }
        </section>
    }
}

/// The whole place comes back by the key that leaves things.
pub fn on_escape(scene: &Scene<'_>) -> Option<Callback<KeyboardEvent>> {
    scene.state.focused()?;
    let emit = scene.emit.clone();
    Some(Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            emit.emit(Event::FocusLeft);
        }
    }))
}

fn gain_lose(scene: &Scene<'_>, regions: &Regions) -> String {
    let [gain, lose] = regions.gain_lose.map(|n| n.to_string());
    scene.words.tell("places-gain-lose", &args([("gain", gain), ("lose", lose)]))
}

fn scale(scene: &Scene<'_>, regions: &Regions) -> Html {
    let [low, high] = regions.range.clone();
    html! {
        <>
            <span>{ scene.say("places-scale") }</span>
            <span class="scale" aria-hidden="true">{ for (1..=5).map(|step| html! { <i class={format!("step-{step}")}></i> }) }</span>
            <span class="ends"><b>{ low }</b><b>{ high }</b></span>
        </>
    }
}

fn map(scene: &Scene<'_>, regions: Regions) -> Html {
    let circle = regions.circle.0;
    let across = format!("{:.1}", 2.0 * circle + 2.0);
    let legend = html! {
        <div class="seat-legend">
            <span class="circle">
                <svg aria-hidden="true" width={across.clone()} height={across}>
                    <circle class="step-3" cx="50%" cy="50%" r={format!("{circle:.1}")} />
                </svg>
                <span>{ regions.circle.1.clone() }<br /><small>{ regions.drawn_at.clone() }</small></span>
            </span>
            <span class="side">{ scale(scene, &regions) }</span>
        </div>
    };
    html! {
        <>
            <RegionMap regions={Rc::new(regions)} name={scene.say("places-map")} hint={scene.say("places-hint")} emit={scene.emit.clone()} />
            { legend }
        </>
    }
}

fn tiles(scene: &Scene<'_>, regions: &Regions) -> Html {
    let change = html! {
        <>
            <span>{ gain_lose(scene, regions) }</span>
            <span>{ scene.say("places-against") }</span>
        </>
    };
    let scale = scale(scene, regions);
    let empty = regions.tiles.empty();
    // The two explanations stand in cells without a region; where these are too small or too few, in a row below.
    let small = regions.tiles.columns > 3;
    let side = |at: usize, content: Html| {
        let cell =
            empty.get(if at == 0 { 0 } else { empty.len().saturating_sub(1).max(1) }).filter(|_| !small);
        let style = cell.map_or_else(|| "grid-column:1/-1".to_owned(), |cell| area(*cell));
        html! { <li class={classes!("side", cell.is_none().then_some("below"))} {style}>{ content }</li> }
    };
    let size = match regions.tiles.columns {
        0..=3 => None,
        4 => Some("narrow"),
        _ => Some("tiny"),
    };
    html! {
        <ul class={classes!("tiles", size)} style={format!("--columns:{};--rows:{}", regions.tiles.columns, regions.tiles.rows)}>
            { for regions.regions.iter().enumerate().map(|(at, region)| {
                tile(scene, region, size == Some("tiny"), at, regions.focused == Some(at))
            }) }
            { side(0, change) }
            { side(1, scale) }
        </ul>
    }
}

fn area((row, column): (usize, usize)) -> String {
    format!("grid-area:{}/{}", row + 1, column + 1)
}

fn tile(scene: &Scene<'_>, region: &RegionTile, tiny: bool, at: usize, focused: bool) -> Html {
    let shade = format!("step-{}", region.shade + 1);
    html! {
        <li key={region.code.clone()} style={area(region.cell)}>
            <button type="button" class={classes!("tile", shade, region.loses.then_some("loses"))} title={region.tells.clone()}
                aria-pressed={focused.to_string()} onclick={scene.on(move || Event::RegionFocused(at as u16))}>
                if region.short == region.name {
                    <b>{ &region.name }</b>
                } else {
                    <b><span aria-hidden="true">{ &region.short }</span><span class="sr">{ &region.name }</span></b>
                }
                <span class="per"><span class="sr">{ scene.say("places-scale") }{ " " }</span>{ &region.per_thousand }</span>
                <span class="n"><span class="sr">{ scene.say("places-column-professionals") }{ " " }</span>{ if tiny { &region.brief } else { &region.professionals } }</span>
                <span class={if region.loses { "change is-short" } else { "change" }}>
                    <span class="sr">{ scene.say("places-column-change") }{ " " }</span>{ &region.change }
                </span>
            </button>
        </li>
    }
}

fn labels(scene: &Scene<'_>) -> [String; 8] {
    [
        scene.say("places-column-name"),
        scene.say("places-column-professionals"),
        scene.say("places-column-change"),
        scene.say("places-column-certified"),
        scene.say("places-column-per-thousand"),
        scene.say("places-column-vacancies"),
        scene.say("places-column-norm-gap"),
        scene.say("places-column-need"),
    ]
}

#[derive(Clone, PartialEq, Properties)]
struct RegionTableProps {
    regions: Rc<Regions>,
    labels: [String; 8],
    sort_by: String,
    emit: Callback<Event>,
}

/// A table whose heads sort it: by a number from the largest, again from the smallest, by name as in the scenario.
#[function_component]
fn RegionTable(props: &RegionTableProps) -> Html {
    let sorted = use_state(|| (0_usize, true));
    let (column, falling) = *sorted;
    let mut rows: Vec<(usize, &RegionTile)> = props.regions.regions.iter().enumerate().collect();
    if column > 0 {
        rows.sort_by(|(_, a), (_, b)| a.numbers[column - 1].total_cmp(&b.numbers[column - 1]));
        if falling {
            rows.reverse();
        }
    }
    let heads = props.labels.iter().enumerate().map(|(at, label)| {
        let click = {
            let sorted = sorted.clone();
            Callback::from(move |_| sorted.set((at, if at == column { !falling } else { true })))
        };
        let order = match (at == column && at > 0, falling) {
            (true, true) => "descending",
            (true, false) => "ascending",
            _ => "none",
        };
        html! {
            <th scope="col" class={classes!((at > 0).then_some("num"))} aria-sort={order}>
                <button type="button" class="link" title={props.sort_by.clone()} onclick={click}>{ label }</button>
            </th>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={props.labels[0].clone()}>
            <table class="three regions">
                <thead><tr>{ for heads }</tr></thead>
                <tbody>
                    { for rows.into_iter().map(|(at, region)| {
                        let focused = props.regions.focused == Some(at);
                        let choose = props.emit.reform(move |_| Event::RegionFocused(at as u16));
                        html! {
                            <tr key={region.code.clone()} class={classes!(focused.then_some("focused"))}>
                                <th scope="row">
                                    <button type="button" class="link" aria-pressed={focused.to_string()} onclick={choose}>{ &region.name }</button>
                                </th>
                                <td class="num">{ &region.professionals }</td>
                                <td class={classes!("num", region.loses.then_some("is-short"))}>{ &region.change }</td>
                                <td class="num">{ &region.certified }</td>
                                <td class="num">{ &region.per_thousand }</td>
                                <td class="num">{ &region.vacancies }</td>
                                <td class="num">{ &region.norm_gap }</td>
                                <td class="num">{ &region.need_coverage }</td>
                            </tr>
                        }
                    }) }
                </tbody>
            </table>
        </div>
    }
}
