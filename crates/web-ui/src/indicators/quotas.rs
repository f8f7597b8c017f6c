//! Table 2: the total among regions and years, to be changed cell by cell.

use super::Page;
use sim_core::study::breakdown::{Breakdown, Spot};
use ui_state::Event;
use ui_state::indicators::shares::ShareRow;
use ui_state::indicators::sheet::Edit;
use ui_state::indicators::{csv, says};
use ui_state::number;
use ui_state::state::Field;
use ui_state::words::args;
use yew::{Html, classes, html};

fn count(value: u64) -> String {
    number::count(value as f64)
}

/// The table with what one can do to it.
pub fn quotas(page: &Page<'_>, breakdown: &Breakdown, rows: &[ShareRow]) -> Html {
    let (scene, sheet, words) = (page.scene, &page.sheet, page.scene.words);
    let csv = csv::quotas(sheet, breakdown, rows, words);
    let save = scene.on(move || Event::Indicators(csv.clone()));
    let year = |key: &str, year: i32| words.tell(key, &args([("year", year.to_string())]));
    let lock_year = |it: i32| {
        html! {
            <button type="button" class="lock" aria-pressed={sheet.year_is_held(it).to_string()} aria-label={year("quota-lock-year", it)}
                onclick={page.on(move |_: &yew::MouseEvent| Some(Edit::YearLocked(it)))}>{ page.say("quota-lock") }</button>
        }
    };
    html! {
        <>
            <div class="scroll" tabindex="0" role="group" aria-label={page.say("quota-title")}>
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ page.say("quota-region") }</th>
                        <th scope="col" class="num">{ year("quota-base", breakdown.base_year) }</th>
                        { for breakdown.years().map(|it| html! { <th scope="col" class="num">{ year("quota-added", it) }{ lock_year(it) }</th> }) }
                        <th scope="col" class="num">{ year("quota-end", sheet.year) }</th>
                        <th scope="col" class="num">{ page.say("quota-projection") }</th>
                        <th scope="col" class="num">{ page.say("quota-likely") }</th>
                        <th scope="col" class="num">{ page.say("quota-chance") }</th>
                        <th scope="col"><span class="sr">{ page.say("quota-lock") }</span></th>
                    </tr></thead>
                    <tbody>{ for rows.iter().filter_map(|row| Some(region(page, breakdown, row, row.region?))) }</tbody>
                    <tfoot>
                        { for rows.iter().filter(|row| row.region.is_none()).map(|row| whole(page, row)) }
                        { levels(page, breakdown) }
                    </tfoot>
                </table>
            </div>
            { limits(page) }
            <p class="note">{ page.say("quota-note") }{ " " }
                <button type="button" class="link" onclick={save}>{ words.tell("indicators-csv", &args([("n", "2".to_owned())])) }</button></p>
        </>
    }
}

/// A number that can be set.
fn cell(page: &Page<'_>, spot: Spot, value: u64) -> Html {
    let held = page.sheet.is_held(spot);
    let mut label = says::spot_name(&page.sheet, spot, page.scene.words);
    if held {
        label = format!("{label} ({})", page.say("quota-held-mark"));
    }
    html! { <td class="num own">{ page.field(Field::Spot(spot), label, count(value), held.then_some("held")) }</td> }
}

fn chance(row: &ShareRow) -> Html {
    let Some(share) = row.chance else { return html! { <td class="num">{ "–" }</td> } };
    let tone = (row.region.is_some() && row.is_unlikely()).then_some("is-short");
    html! {
        <td class="num chance"><b class={classes!(tone)}>{ share.words() }</b>{ " " }<small>{ format!("±{}", number::decimal(share.points(), 0)) }</small></td>
    }
}

fn region(page: &Page<'_>, breakdown: &Breakdown, row: &ShareRow, region: usize) -> Html {
    let label = page.scene.words.tell("quota-lock-row", &args([("name", row.name.clone())]));
    html! {
        <tr key={row.code.clone()} data-region={row.code.clone()}>
            <th scope="row">{ &row.name }</th>
            <td class="num"><span class="assumed">{ count(row.base) }</span></td>
            { for breakdown.years().zip(&row.added).map(|(year, added)| cell(page, Spot::Cell(region, year), *added)) }
            { cell(page, Spot::Region(region), row.quota) }
            <td class="num">{ number::count(row.projection) }</td>
            <td class="num">{ row.likely.map_or_else(|| "–".to_owned(), number::count) }</td>
            { chance(row) }
            <td><button type="button" class="lock" aria-pressed={row.locked.to_string()} aria-label={label}
                onclick={page.on(move |_: &yew::MouseEvent| Some(Edit::RowLocked(region)))}>{ page.say("quota-lock") }</button></td>
        </tr>
    }
}

fn whole(page: &Page<'_>, row: &ShareRow) -> Html {
    html! {
        <tr class="sum">
            <th scope="row">{ &row.name }</th>
            <td class="num">{ count(row.base) }</td>
            { for row.added.iter().map(|added| html! { <td class="num"><b>{ count(*added) }</b></td> }) }
            <td class="num"><b>{ count(row.quota) }</b></td>
            <td class="num">{ number::count(row.projection) }</td>
            <td class="num"><small>{ page.say("quota-together") }</small></td>
            { chance(row) }
            <td></td>
        </tr>
    }
}

/// What all have at the ends of years; the last is the total.
fn levels(page: &Page<'_>, breakdown: &Breakdown) -> Html {
    let last = page.sheet.year;
    html! {
        <tr class="levels">
            <th scope="row">{ page.say("quota-level") }</th>
            <td></td>
            { for breakdown.years().zip(&breakdown.path).map(|(year, level)| {
                if year == last { html! { <td class="num">{ count(*level) }</td> } } else { cell(page, Spot::Year(year), *level) }
            }) }
            <td colspan="5"></td>
        </tr>
    }
}

/// The least and the most of each region.
fn limits(page: &Page<'_>) -> Html {
    let (sheet, words) = (&page.sheet, page.scene.words);
    let text = |value: Option<&u64>| value.map_or_else(String::new, |it| count(*it));
    html! {
        <details>
            <summary>{ page.say("quota-limits") }</summary>
            <table class="three limits">
                <thead><tr>
                    <th scope="col">{ page.say("quota-region") }</th>
                    <th scope="col" class="num">{ page.say("quota-floor") }</th>
                    <th scope="col" class="num">{ page.say("quota-cap") }</th>
                </tr></thead>
                <tbody>{ for sheet.scenario.regions.iter().enumerate().map(|(at, region)| {
                    let name = words.lang().text(&region.name).to_owned();
                    let label = |key: &str| words.tell(key, &args([("name", name.clone())]));
                    html! {
                        <tr key={region.code.clone()}>
                            <th scope="row">{ &name }</th>
                            <td class="num own">{ page.field(Field::Floor(at), label("quota-floor-of"), text(sheet.quota.floors.get(&region.code)), None) }</td>
                            <td class="num own">{ page.field(Field::Cap(at), label("quota-cap-of"), text(sheet.quota.caps.get(&region.code)), None) }</td>
                        </tr>
                    }
                }) }</tbody>
            </table>
        </details>
    }
}
