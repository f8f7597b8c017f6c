//! The four sheets as tables to fill in.

use super::{event, on, rows};
use crate::field::Field;
use crate::scene::Scene;
use ui_state::own::sheets::{Column, Kind, choices};
use ui_state::own::{self, Sheet, Trouble, fields};
use ui_state::state::data::{DataDesk, DataEvent, Typed};
use ui_state::words::args;
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, Html, TargetCast as _, classes, html};

/// What a table of cells needs to know.
pub struct Grid<'a> {
    /// The page.
    pub scene: &'a Scene<'a>,
    /// What stands in the cells.
    pub typed: &'a Typed,
    /// What is wrong with them.
    pub troubles: &'a [Trouble],
    /// Whether they can be typed into.
    pub open: bool,
    /// Whether they are only looked at yet.
    pub preview: bool,
}

/// The sheets with their tabs.
pub fn sheets(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let (state, words) = (scene.state, scene.words);
    let key = &state.scenario.key;
    let typed = desk.shown(state);
    let troubles = desk.preview.as_ref().map_or_else(|| desk.troubles(key), |preview| &preview.troubles);
    let history = desk.typed(key).filter(|_| desk.preview.is_none());
    let open = own::is_own(key) || desk.preview.is_some();
    let grid = Grid { scene, typed: &typed, troubles, open, preview: desk.preview.is_some() };
    let tab = |sheet: Sheet| {
        let wrong = troubles.iter().filter(|it| it.is_grave() && it.spot.sheet == sheet).count();
        let name = words.lang().label(sheet.name());
        html! {
            <button type="button" class="link" aria-pressed={(desk.sheet == sheet).to_string()}
                onclick={on(scene, move || DataEvent::SheetChosen(sheet))}>
                { name }
                if wrong > 0 { <span class="is-short">{ format!(" ✕ {wrong}") }</span> }
            </button>
        }
    };
    let sheet = desk.sheet;
    html! {
        <section class="sheets" aria-label={scene.say("data-sheets")}>
            <div class="cap">
                <h2>{ words.lang().label(sheet.name()) }</h2>
                <span class="right">
                    <span class="either" role="group" aria-label={scene.say("data-sheets")}>{ for Sheet::ALL.into_iter().map(tab) }</span>
                    if let Some(history) = history {
                        <button type="button" class="link" disabled={!history.can_undo()} onclick={on(scene, || DataEvent::Undone)}>{ scene.say("data-undo") }</button>
                        <button type="button" class="link" disabled={!history.can_redo()} onclick={on(scene, || DataEvent::Redone)}>{ scene.say("data-redo") }</button>
                    }
                </span>
            </div>
            if sheet == Sheet::Place { { rows::figures(&grid, desk) } } else { { table(&grid, sheet) } }
            if open && sheet != Sheet::Place && !grid.preview {
                <button type="button" class="btn line" onclick={on(scene, move || DataEvent::RowAdded(sheet))}>{ scene.say("data-add-row") }</button>
            }
            <p class="note">{ scene.say(if open { "data-paste-note" } else { "data-read-only" }) }</p>
        </section>
    }
}

/// A sheet with a row each.
fn table(grid: &Grid<'_>, sheet: Sheet) -> Html {
    let (scene, words) = (grid.scene, grid.scene.words);
    let heads = sheet.columns().iter().map(|column| {
        html! { <th scope="col" class={classes!((column.kind == Kind::Number).then_some("num"))}>{ words.lang().label(column.name) }</th> }
    });
    let count = grid.typed.book.rows(sheet).len();
    let body = (0..count).map(|row| {
        let cells = sheet.columns().iter().enumerate().map(|(at, column)| {
            html! { <td class={classes!((column.kind == Kind::Number).then_some("num"))}>{ grid.cell(sheet, row, at, column) }</td> }
        });
        let number = (row + 1).to_string();
        html! {
            <tr key={row}>
                <th scope="row">{ &number }</th>
                { for cells }
                if grid.open && !grid.preview {
                    <td><button type="button" class="link" aria-label={words.tell("data-remove-row", &args([("n", number)]))}
                        onclick={on(scene, move || DataEvent::RowRemoved(sheet, row))}>{ "✕" }</button></td>
                }
            </tr>
        }
    });
    html! {
        <div class="scroll" tabindex="0" role="region" aria-label={words.lang().label(sheet.name())}>
            <table class="three cells">
                <thead><tr><th scope="col"><span class="sr">{ scene.say("data-row-head") }</span></th>{ for heads }if grid.open && !grid.preview { <td></td> }</tr></thead>
                <tbody>{ for body }</tbody>
            </table>
            if count == 0 { <p class="note">{ scene.say("data-empty-sheet") }</p> }
        </div>
    }
}

impl Grid<'_> {
    /// What is wrong with a cell.
    fn trouble(&self, sheet: Sheet, row: usize, column: usize) -> Option<&Trouble> {
        self.troubles
            .iter()
            .find(|trouble| trouble.spot == own::Spot { sheet, row: Some(row), column: Some(column) })
    }

    /// A cell: a field, a choice, or its text.
    pub fn cell(&self, sheet: Sheet, row: usize, at: usize, column: &Column) -> Html {
        let (scene, words) = (self.scene, self.scene.words);
        let lang = words.lang();
        let text = self.typed.book.rows(sheet)[row].get(at).cloned().unwrap_or_default();
        let known = choices(column.kind);
        let shown =
            known.iter().find(|(word, _)| *word == text).map_or(text.as_str(), |(_, name)| lang.label(*name));
        if !self.open {
            return html! { { cited(scene, column, shown) } };
        }
        let name = match sheet {
            Sheet::Place => lang.label(fields::FIELDS[row].name).to_owned(),
            Sheet::Counts => words.tell("counts-row", &args([("n", (row + 1).to_string())])),
            _ => words.tell("data-row", &args([("n", (row + 1).to_string())])),
        };
        let label = format!("{name} {}", lang.label(column.name));
        let trouble = self.trouble(sheet, row, at);
        let grave = trouble.is_some_and(Trouble::is_grave);
        let title = trouble.map(|trouble| trouble.says(words, |_, row| row + 1));
        let change = self.change(sheet, row, at);
        if !known.is_empty() && (text.is_empty() || known.iter().any(|(word, _)| *word == text)) {
            return html! {
                <select aria-label={label} aria-invalid={grave.to_string()} {title} onchange={change}>
                    <option value="" selected={text.is_empty()}>{ "–" }</option>
                    { for known.iter().map(|(word, name)| html! { <option value={*word} selected={*word == text}>{ lang.label(*name) }</option> }) }
                </select>
            };
        }
        let numeric = matches!(column.kind, Kind::Number | Kind::Year);
        html! {
            <Field {label} value={text} title={title.map(AttrValue::from)} inputmode={numeric.then_some(AttrValue::Static("decimal"))}
                class={classes!(numeric.then_some("num"), trouble.is_some().then_some(if grave { "wrong" } else { "odd" }))}
                invalid={grave} changed={self.changed(sheet, row, at)} onpaste={self.paste(sheet, row, at)} />
        }
    }

    fn change(&self, sheet: Sheet, row: usize, at: usize) -> Callback<yew::Event> {
        let changed = self.changed(sheet, row, at);
        Callback::from(move |it: yew::Event| {
            let input: HtmlInputElement = it.target_unchecked_into();
            changed.emit(input.value());
        })
    }

    fn changed(&self, sheet: Sheet, row: usize, at: usize) -> Callback<String> {
        let (emit, preview) = (self.scene.emit.clone(), self.preview);
        Callback::from(move |text: String| {
            emit.emit(event(if preview {
                DataEvent::PreviewTyped(sheet, row, at, text)
            } else {
                DataEvent::CellTyped(sheet, row, at, text)
            }));
        })
    }

    /// A block of several cells is laid over the sheet, to be looked at first; a single one is pasted as ever.
    fn paste(&self, sheet: Sheet, row: usize, at: usize) -> Callback<yew::Event> {
        let (emit, preview) = (self.scene.emit.clone(), self.preview);
        Callback::from(move |it: yew::Event| {
            let pasted: web_sys::ClipboardEvent = it.clone().unchecked_into_event();
            let text = pasted.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
            let Some(text) = text.filter(|text| !preview && text.trim_end().contains(['\t', '\n'])) else {
                return;
            };
            it.prevent_default();
            emit.emit(event(DataEvent::Pasted(sheet, row, at, text)));
        })
    }
}

/// An event as the kind it is.
trait IntoClipboard {
    fn unchecked_into_event(self) -> web_sys::ClipboardEvent;
}

impl IntoClipboard for yew::Event {
    fn unchecked_into_event(self) -> web_sys::ClipboardEvent {
        wasm_bindgen::JsCast::unchecked_into(self)
    }
}

/// A text of a place that comes with the program; sources by their titles.
fn cited(scene: &Scene<'_>, column: &Column, text: &str) -> String {
    if column.key != "source" {
        return text.to_owned();
    }
    let titles: Vec<&str> = sim_core::scenario::source_keys(text)
        .filter_map(|key| scene.state.scenario.sources.get(key))
        .map(|source| scene.words.lang().text(&source.title))
        .collect();
    if titles.is_empty() { text.to_owned() } else { titles.join("; ") }
}
