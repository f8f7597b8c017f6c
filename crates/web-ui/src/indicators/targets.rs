//! Table 1: the indicators.

use super::Page;
use crate::field::Field;
use crate::study::caption;
use sim_core::scenario::Status;
use ui_state::Event;
use ui_state::indicators::csv;
use ui_state::indicators::sheet::Edit;
use ui_state::indicators::table::{Indicator, IndicatorTable};
use ui_state::words::args;
use yew::{Html, classes, html};

/// The table.
pub fn targets(page: &Page<'_>) -> Html {
    let (scene, words) = (page.scene, page.scene.words);
    let Some(table) = IndicatorTable::of(scene.state, &page.sheet, words) else { return Html::default() };
    let csv = csv::indicators(&page.sheet, &table, words);
    let save = scene.on(move || Event::Indicators(csv.clone()));
    let aimed = table.rows.iter().any(|row| row.target.is_some());
    let chance = |share: &str| words.tell("indicators-reached", &args([("share", share.to_owned())]));
    html! {
        <section class={classes!("annex", scene.pending())} aria-label={page.say("indicators-region")} aria-busy={scene.busy()}>
            { caption(scene, "table", 1, html! { { page.say("indicators-title") } }, html! {
                <button type="button" class="link" onclick={save}>{ words.tell("indicators-csv", &args([("n", "1".to_owned())])) }</button>
            }) }
            <div class="scroll" tabindex="0" role="group" aria-label={page.say("indicators-region")}>
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ page.say("indicators-name") }</th>
                        <th scope="col">{ page.say("indicators-unit") }</th>
                        <th scope="col" class="num">{ words.tell("indicators-base", &args([("year", table.base_year.to_string())])) }</th>
                        { for table.years.iter().map(|year| html! { <th scope="col" class="num">{ *year }</th> }) }
                        <th scope="col" class="num">{ page.say("indicators-target") }</th>
                        <th scope="col">{ page.say("indicators-nature") }</th>
                        <th scope="col">{ page.say("indicators-who") }</th>
                        { for ["50%", "80%", "90%"].map(|share| html! { <th scope="col" class="num reach">{ chance(share) }</th> }) }
                    </tr></thead>
                    <tbody>{ for table.rows.iter().map(|row| indicator(page, &table, row)) }</tbody>
                </table>
            </div>
            <p class="note">
                if !aimed { { page.say("indicators-no-goals") }{ " " } }
                { page.say("indicators-note") }
            </p>
        </section>
    }
}

fn indicator(page: &Page<'_>, table: &IndicatorTable, row: &Indicator) -> Html {
    let words = page.scene.words;
    let (class, status) = match row.status {
        Status::Fact => ("fact", "indicators-fact"),
        Status::Assumption => ("assume", "indicators-assumption"),
        Status::Fitted => ("derived", "indicators-fitted"),
        Status::Derived => ("derived", "indicators-derived"),
    };
    let name = args([("name", row.name.clone())]);
    let (key, typed) = (row.key.clone(), row.key.clone());
    html! {
        <tr key={row.key.clone()} data-indicator={row.key.clone()}>
            <th scope="row" title={row.clause.clone()}>{ &row.name }<small>{ &row.counts }</small></th>
            <td>{ &row.unit }</td>
            <td class="num" title={page.say(status)}><span class={classes!("prov", class)}>{ &row.base }</span><span class="sr">{ page.say(status) }</span></td>
            { for row.values.iter().zip(&table.years).map(|(value, year)| {
                let aimed = row.target.is_some() && *year == row.year;
                html! { <td class={classes!("num", aimed.then_some("aimed"))}>{ value }</td> }
            }) }
            if let (Some(target), Some(met)) = (&row.target, row.met) {
                <td class="num goal">
                    <i class={if met { "v met" } else { "v short" }} role="img" aria-label={page.say(if met { "indicators-met" } else { "indicators-short" })}></i>
                    { " " }<b>{ target }</b>
                    if table.years.last() != Some(&row.year) { <small>{ " " }{ row.year }</small> }
                </td>
                <td>
                    <select aria-label={words.tell("indicators-choose-nature", &name)}
                        onchange={page.chosen(move |value| Some(Edit::Binding(key.clone(), value == "binding")))}>
                        <option value="expected" selected={!row.binding}>{ page.say(csv::nature(false)) }</option>
                        <option value="binding" selected={row.binding}>{ page.say(csv::nature(true)) }</option>
                    </select>
                </td>
            } else {
                <td class="num none" colspan="2"><small>{ page.say("indicators-no-target") }</small></td>
            }
            <td class="who">
                <Field label={words.tell("indicators-type-who", &name)}
                    placeholder={row.unit_default.clone()} value={row.unit_typed.clone()}
                    changed={page.typed(move |text| Edit::Unit(typed.clone(), text))} />
            </td>
            { for (0..3).map(|at| {
                let value = row.reached.as_ref().map_or("–", |values| values[at].as_str());
                html! { <td class="num reach">{ value }</td> }
            }) }
        </tr>
    }
}
