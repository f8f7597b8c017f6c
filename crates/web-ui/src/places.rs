//! The regions at the end of the plan year: a schematic map, or a table that can be sorted.

use crate::scene::Scene;
use std::rc::Rc;
use ui_state::scoreboard::{self, RegionTile, Regions};
use ui_state::words::args;
use ui_state::{Event, sentences};
use yew::{Callback, Html, Properties, classes, function_component, html, use_state};

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
    let as_table = state.settings.regions_as_table;
    let choice = |label: &str, table: bool| {
        html! {
            <button type="button" class="link" aria-pressed={(as_table == table).to_string()}
                onclick={scene.on(move || Event::RegionsChosen { as_table: table })}>{ scene.say(label) }</button>
        }
    };
    html! {
        <section class={classes!("places", scene.pending())} aria-label={title.clone()} aria-busy={scene.busy()}>
            <div class="cap">
                <span class="no">{ words.tell("figure", &args([("n", "3".to_owned())])) }</span>
                <h2>{ title }</h2>
                <span class="right either" role="group" aria-label={scene.say("places-view")}>
                    { choice("places-map", false) }
                    { choice("places-table", true) }
                </span>
            </div>
            if let Some(regions) = scoreboard::regions(state, words) {
                if as_table {
                    <RegionTable regions={Rc::new(regions)} labels={labels(scene)} sort_by={scene.say("places-sort")} />
                } else {
                    { map(scene, &regions) }
                }
                if let Some(equity) = scoreboard::equity(state, words) {
                    <p class="equity" title={format!("{} {}", equity.join(" · "), scene.say("equity-means"))}>
                        <b>{ scene.say("equity-title") }</b>{ for equity.into_iter().map(|clause| html! { <span>{ clause }</span> }) }
                    </p>
                }
            }
        </section>
    }
}

fn map(scene: &Scene<'_>, regions: &Regions) -> Html {
    let words = scene.words;
    let [gain, lose] = regions.gain_lose.map(|n| n.to_string());
    let change = html! {
        <>
            <span>{ words.tell("places-gain-lose", &args([("gain", gain), ("lose", lose)])) }</span>
            <span>{ scene.say("places-against") }</span>
        </>
    };
    let [low, high] = regions.range.clone();
    let scale = html! {
        <>
            <span>{ scene.say("places-scale") }</span>
            <span class="scale" aria-hidden="true">{ for (1..=5).map(|step| html! { <i class={format!("step-{step}")}></i> }) }</span>
            <span class="ends"><b>{ low }</b><b>{ high }</b></span>
        </>
    };
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
            { for regions.regions.iter().map(|region| tile(scene, region, size == Some("tiny"))) }
            { side(0, change) }
            { side(1, scale) }
        </ul>
    }
}

fn area((row, column): (usize, usize)) -> String {
    format!("grid-area:{}/{}", row + 1, column + 1)
}

fn tile(scene: &Scene<'_>, region: &RegionTile, tiny: bool) -> Html {
    let all =
        format!("{} {} · {} · {}", region.name, region.professionals, region.change, region.per_thousand);
    html! {
        <li key={region.code.clone()} class={classes!(format!("step-{}", region.shade + 1), region.loses.then_some("loses"))} style={area(region.cell)} title={all}>
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
        </li>
    }
}

fn labels(scene: &Scene<'_>) -> [String; 7] {
    [
        scene.say("places-column-name"),
        scene.say("places-column-professionals"),
        scene.say("places-column-change"),
        scene.say("places-column-certified"),
        scene.say("places-column-per-thousand"),
        scene.say("places-column-norm-gap"),
        scene.say("places-column-need"),
    ]
}

#[derive(Clone, PartialEq, Properties)]
struct RegionTableProps {
    regions: Rc<Regions>,
    labels: [String; 7],
    sort_by: String,
}

/// A table whose heads sort it: by a number from the largest, again from the smallest, by name as in the scenario.
#[function_component]
fn RegionTable(props: &RegionTableProps) -> Html {
    let sorted = use_state(|| (0_usize, true));
    let (column, falling) = *sorted;
    let mut rows: Vec<&RegionTile> = props.regions.regions.iter().collect();
    if column > 0 {
        rows.sort_by(|a, b| a.numbers[column - 1].total_cmp(&b.numbers[column - 1]));
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
                    { for rows.into_iter().map(|region| html! {
                        <tr key={region.code.clone()}>
                            <th scope="row">{ &region.name }</th>
                            <td class="num">{ &region.professionals }</td>
                            <td class={classes!("num", region.loses.then_some("is-short"))}>{ &region.change }</td>
                            <td class="num">{ &region.certified }</td>
                            <td class="num">{ &region.per_thousand }</td>
                            <td class="num">{ &region.norm_gap }</td>
                            <td class="num">{ &region.need_coverage }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}
