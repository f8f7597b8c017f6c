//! The sheet of the place: a row a figure, with what is expected and what happens without it.

use super::on;
use super::sheets::Grid;
use ui_state::number;
use ui_state::own::fields::{FIELDS, Field, residents, said};
use ui_state::own::{Sheet, cell};
use ui_state::state::data::{DataDesk, DataEvent};
use ui_state::words::args;
use yew::{Html, html};

/// The figures: the ten, and on demand the others.
pub fn figures(grid: &Grid<'_>, desk: &DataDesk) -> Html {
    let (scene, words) = (grid.scene, grid.scene.words);
    let lang = words.lang();
    let wrong_beyond = grid
        .troubles
        .iter()
        .any(|it| it.spot.sheet == Sheet::Place && it.spot.row.is_some_and(|row| !FIELDS[row].ten));
    let all = desk.more || wrong_beyond;
    let shown = FIELDS.iter().enumerate().filter(|(_, field)| all || field.ten);
    let row = |(row, field): (usize, &Field)| {
        let id = format!("help-{}", field.key);
        let columns = Sheet::Place.columns();
        html! {
            <tr key={field.key}>
                <th scope="row">{ lang.label(field.name) }<small {id}>{ lang.label(field.help) }</small></th>
                <td class="num value">{ grid.cell(Sheet::Place, row, 0, &columns[0]) }</td>
                <td class="unit"><small>{ lang.label(field.unit) }</small></td>
                <td>{ grid.cell(Sheet::Place, row, 1, &columns[1]) }</td>
                <td>{ grid.cell(Sheet::Place, row, 2, &columns[2]) }</td>
                <td class="without"><small>{ expected(grid, row, field) }</small></td>
            </tr>
        }
    };
    html! {
        <>
            <div class="scroll" tabindex="0" role="region" aria-label={lang.label(Sheet::Place.name())}>
                <table class="three figures-given">
                    <thead><tr>
                        <th scope="col">{ scene.say("data-figure") }</th>
                        <th scope="col" class="num">{ scene.say("data-value") }</th>
                        <th scope="col">{ scene.say("data-unit") }</th>
                        <th scope="col">{ scene.say("data-known") }</th>
                        <th scope="col">{ scene.say("data-source") }</th>
                        <th scope="col">{ scene.say("data-expected") }</th>
                    </tr></thead>
                    <tbody>{ for shown.map(row) }</tbody>
                </table>
            </div>
            <button type="button" class="link" aria-expanded={all.to_string()} onclick={on(scene, || DataEvent::MoreToggled)}>
                { scene.say(if all { "data-fewer" } else { "data-more" }) }
            </button>
        </>
    }
}

/// What would be plausible; where nothing was given, what is taken instead.
fn expected(grid: &Grid<'_>, row: usize, field: &Field) -> String {
    let (state, words) = (grid.scene.state, grid.scene.words);
    let lang = words.lang();
    let typed = grid.typed.book.cell(Sheet::Place, row, "value");
    let residents = cell::number(grid.typed.book.cell(Sheet::Place, 0, "value"))
        .unwrap_or_else(|_| residents(&state.scenario));
    let show = |value: f64| if field.is_year() { format!("{value:.0}") } else { number::brief(lang, value) };
    if typed.is_empty() && grid.open {
        let without = lang.label(field.without).to_owned();
        // Where the last good state runs, it says what was taken.
        let taken = said(&state.scenario, field.key).filter(|_| !grid.preview).map(|(value, ..)| show(value));
        return match taken {
            Some(taken) => words.tell("data-taken", &args([("without", without), ("taken", taken)])),
            None => without,
        };
    }
    if field.is_year() {
        return String::new();
    }
    let (low, high) = field.range(residents);
    words.tell("data-plausible", &args([("low", show(low.max(0.0).ceil())), ("high", show(high))]))
}
