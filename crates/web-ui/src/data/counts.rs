//! Later counts of the shown place: rows to fill in, with what is wrong with them.

use super::sheets::Grid;
use super::{event, on};
use crate::scene::{Scene, rich};
use ui_state::counts::Row;
use ui_state::own::counts::troubles;
use ui_state::own::sheets::Kind;
use ui_state::own::{Book, Sheet};
use ui_state::state::data::{CountsEvent, DataDesk, DataEvent, Typed};
use ui_state::words::args;
use yew::{Html, classes, html};

fn on_counts<E>(scene: &Scene<'_>, what: impl Fn() -> CountsEvent + 'static) -> yew::Callback<E> {
    on(scene, move || DataEvent::Counts(what()))
}

/// The rows.
pub fn counts(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let (state, words) = (scene.state, scene.words);
    let rows = state.kept_counts().rows;
    let troubles = troubles(&rows, ui_state::counts::run_of(&state.scenario));
    let mut book = Book::empty();
    let shown = &mut book.rows[Sheet::Counts as usize];
    shown.extend(rows.iter().map(|row| row.cells().map(str::to_owned).to_vec()));
    // One to type the next into.
    shown.push(vec![String::new(); Sheet::Counts.columns().len()]);
    let typed = Typed { name: state.scenario.place.clone(), book };
    let grid = Grid { scene, typed: &typed, troubles: &troubles, open: true, preview: false };
    let history = desk.counts.of(&state.scenario.key);
    let mendable = troubles.iter().filter(|it| it.mend.is_some()).count();
    let step = |key: &str, may: bool, event: CountsEvent| {
        let label = scene.say(key);
        html! { <button type="button" class="link" disabled={!may} onclick={on_counts(scene, move || event.clone())}>{ label }</button> }
    };
    html! {
        <section class="counts" aria-label={words.lang().label(Sheet::Counts.name())}>
            <div class="cap">
                <h2>{ words.lang().label(Sheet::Counts.name()) }</h2>
                <span class="right">
                    if let Some(history) = history {
                        { step("counts-undo", history.can_undo(), CountsEvent::Undone) }
                        { step("counts-redo", history.can_redo(), CountsEvent::Redone) }
                    }
                </span>
            </div>
            <p class="note">{ rich(&scene.say("counts-note")) }</p>
            { table(&grid, &rows) }
            <div class="troubles" aria-live="polite">
                if !troubles.is_empty() {
                    <p>
                        { words.number("data-troubles-count", troubles.len()) }{ " " }
                        if mendable > 0 {
                            <button type="button" class="btn line" onclick={on_counts(scene, || CountsEvent::Mended)}>{ words.number("data-mend-all", mendable) }</button>
                        }
                    </p>
                    <ul>
                        { for troubles.iter().map(|it| html! {
                            <li class="is-short">
                                <span aria-hidden="true">{ "✕ " }</span>
                                { it.place(words, |_, row| row + 1) }{ scene.say("data-colon") }{ it.says(words, |_, row| row + 1) }
                            </li>
                        }) }
                    </ul>
                }
            </div>
        </section>
    }
}

fn table(grid: &Grid<'_>, rows: &[Row]) -> Html {
    let (scene, words) = (grid.scene, grid.scene.words);
    let columns = Sheet::Counts.columns();
    let is_number = |at: usize| columns[at].kind == Kind::Number;
    let heads = columns.iter().enumerate().map(|(at, column)| {
        html! { <th scope="col" class={classes!(is_number(at).then_some("num"))}>{ words.lang().label(column.name) }</th> }
    });
    let body = (0..=rows.len()).map(|row| {
        let cells = columns.iter().enumerate().map(|(at, column)| {
            html! { <td class={classes!(column.key, is_number(at).then_some("num"))}>{ grid.cell(Sheet::Counts, row, at, column) }</td> }
        });
        let number = (row + 1).to_string();
        let typed = rows.get(row);
        let unsourced = typed.is_some_and(|row| row.source.is_empty() && row.read().is_some());
        html! {
            <tr key={row}>
                <th scope="row">{ &number }</th>
                { for cells }
                <td class="last">
                    if typed.is_some() {
                        <button type="button" class="link" aria-label={words.tell("counts-remove", &args([("n", number)]))}
                            onclick={scene.on(move || event(DataEvent::RowRemoved(Sheet::Counts, row)))}>{ "✕" }</button>
                    }
                    if unsourced { <span class="tag assume-mark">{ scene.say("counts-unsourced") }</span> }
                </td>
            </tr>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={scene.say("counts-table")}>
            <table class="three cells counted">
                <thead><tr><th scope="col"><span class="sr">{ scene.say("data-row-head") }</span></th>{ for heads }<td></td></tr></thead>
                <tbody>{ for body }</tbody>
            </table>
        </div>
    }
}
