//! What is wrong with the sheets, all at once: where, what, and how to mend it.

use super::on;
use crate::scene::Scene;
use ui_state::own::{Sheet, Trouble};
use ui_state::state::data::{DataDesk, DataEvent};
use yew::{Html, classes, html};

/// The list.
pub fn troubles(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let words = scene.words;
    let (file, cells): (&[Trouble], &[Trouble]) = match &desk.preview {
        Some(preview) => (&preview.taken.troubles, &preview.troubles),
        None => (&[], desk.troubles(&scene.state.scenario.key)),
    };
    if file.is_empty() && cells.is_empty() {
        return Html::default();
    }
    // Rows are named as they stand in the file while it is looked at.
    let line = |sheet: Sheet, row: usize| {
        let lines = desk.preview.as_ref().map(|preview| &preview.taken.lines);
        lines.and_then(|lines| lines.get(&(sheet, row))).copied().unwrap_or(row + 1)
    };
    let grave = file.iter().chain(cells).filter(|it| it.is_grave()).count();
    let mendable = cells.iter().filter(|it| it.mend.is_some() && it.spot.row.is_some()).count();
    let item = |trouble: &Trouble| {
        let sheet = trouble.spot.sheet;
        html! {
            <li class={classes!(trouble.is_grave().then_some("is-short"))}>
                <span aria-hidden="true">{ if trouble.is_grave() { "✕ " } else { "▲ " } }</span>
                <button type="button" class="link" onclick={on(scene, move || DataEvent::SheetChosen(sheet))}>{ trouble.place(words, line) }</button>
                <span>{ scene.say("data-colon") }{ trouble.says(words, line) }</span>
            </li>
        }
    };
    html! {
        <section class="troubles" aria-label={scene.say("data-troubles")} aria-live="polite">
            <div class="cap">
                <h2>{ words.number("data-troubles-count", grave) }</h2>
                if mendable > 0 {
                    <span class="right"><button type="button" class="btn line" onclick={on(scene, || DataEvent::AllMended)}>{ words.number("data-mend-all", mendable) }</button></span>
                }
            </div>
            <ul>{ for file.iter().chain(cells).map(item) }</ul>
        </section>
    }
}
