//! A lever's course over the years and by region, in its details.

use crate::scene::Scene;
use sim_core::LeverKey;
use ui_state::dial::{Dial, Refusal};
use ui_state::draft::{Draft, DraftEvent, Shape, Wrong};
use ui_state::scoreboard::month_words;
use ui_state::words::args;
use ui_state::{Event, sentences};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Html, InputEvent, SubmitEvent, TargetCast as _, html};

/// The form, with the regions that have a course of their own below it.
pub fn course(scene: &Scene<'_>) -> Html {
    let Some(draft) = &scene.state.draft else { return Html::default() };
    let emit = scene.emit.clone();
    let take = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        emit.emit(Event::Draft(DraftEvent::Taken));
    });
    html! {
        <form class="course" onsubmit={take} novalidate=true aria-label={scene.say("draft-title")}>
            <h3>{ scene.say("draft-title") }</h3>
            <p class="choices">
                <label>{ scene.say("draft-for") }{ " " }{ scope(scene, draft) }</label>
                <label>{ scene.say("draft-shape") }{ " " }{ shape(scene, draft) }</label>
            </p>
            <ol>{ for (0..draft.rows.len()).map(|at| row(scene, draft, at)) }</ol>
            <p class="acts">
                if draft.shape != Shape::Constant {
                    <button type="button" class="btn line" onclick={on(scene, || DraftEvent::Added)}>{ scene.say("draft-add") }</button>
                }
                <button type="submit" class="btn main">{ scene.say("draft-take") }</button>
            </p>
            { own_courses(scene, draft.lever) }
        </form>
    }
}

fn on<E>(scene: &Scene<'_>, event: impl Fn() -> DraftEvent + 'static) -> Callback<E> {
    scene.on(move || Event::Draft(event()))
}

/// A handler that reports what was chosen.
fn chosen(scene: &Scene<'_>, event: impl Fn(String) -> DraftEvent + 'static) -> Callback<yew::Event> {
    let emit = scene.emit.clone();
    Callback::from(move |chosen: yew::Event| {
        let choice: HtmlSelectElement = chosen.target_unchecked_into();
        emit.emit(Event::Draft(event(choice.value())));
    })
}

fn scope(scene: &Scene<'_>, draft: &Draft) -> Html {
    let (state, lang) = (scene.state, scene.words.lang());
    let choose = chosen(scene, |code| DraftEvent::Region((!code.is_empty()).then_some(code)));
    html! {
        <select onchange={choose}>
            <option value="" selected={draft.region.is_none()}>{ scene.say("draft-whole") }</option>
            { for state.scenario.regions.iter().map(|region| html! {
                <option value={region.code.clone()} selected={draft.region.as_ref() == Some(&region.code)}>{ lang.text(&region.name) }</option>
            }) }
        </select>
    }
}

fn shape(scene: &Scene<'_>, draft: &Draft) -> Html {
    let choose = chosen(scene, |key| {
        DraftEvent::Shape(Shape::ALL.into_iter().find(|shape| shape.key() == key).unwrap_or(Shape::Constant))
    });
    html! {
        <select onchange={choose}>
            { for Shape::ALL.into_iter().map(|shape| html! {
                <option value={shape.key()} selected={draft.shape == shape}>{ scene.say(shape.name_key()) }</option>
            }) }
        </select>
    }
}

fn row(scene: &Scene<'_>, draft: &Draft, at: usize) -> Html {
    let (state, words) = (scene.state, scene.words);
    let row = &draft.rows[at];
    let dial = Dial::of(&state.scenario, draft.lever);
    let wrong: Vec<String> = draft
        .wrong
        .iter()
        .filter(|(line, _)| *line == at)
        .map(|(_, wrong)| says(scene, draft, wrong))
        .collect();
    let number = |key: &str| words.tell(key, &args([("n", (at + 1).to_string())]));
    let grid = state.scenario.grid;
    let id = format!("draft-wrong-{at}");
    let emit = scene.emit.clone();
    let typed = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        emit.emit(Event::Draft(DraftEvent::Value(at, input.value())));
    });
    let year = chosen(scene, move |year| DraftEvent::Year(at, year.parse().unwrap_or_default()));
    let month = chosen(scene, move |month| DraftEvent::Month(at, month.parse().unwrap_or(1)));
    // A course may begin before the run or end after it: such a year stays in the list.
    let years = grid.start.year().min(row.year)..=grid.end.year().max(row.year);
    html! {
        <li key={at}>
            if draft.shape != Shape::Constant {
                <select aria-label={number("draft-year")} onchange={year}>
                    { for years.map(|year| html! { <option value={year.to_string()} selected={year == row.year}>{ year }</option> }) }
                </select>
                <select aria-label={number("draft-month")} onchange={month}>
                    { for (1..=12).map(|month| html! { <option value={month.to_string()} selected={month == row.month}>{ month }</option> }) }
                </select>
            }
            <input type="text" inputmode="decimal" autocomplete="off" aria-label={number("draft-value")} value={row.typed.clone()}
                oninput={typed} aria-invalid={(!wrong.is_empty()).to_string()} aria-describedby={id.clone()} />
            <span class="unit">{ dial.unit(words.lang()) }</span>
            if draft.rows.len() > 1 {
                <button type="button" class="btn" aria-label={number("draft-remove")} onclick={on(scene, move || DraftEvent::Removed(at))}>{ "×" }</button>
            }
            <p {id} class="refused" role="status">{ wrong.join(" ") }</p>
        </li>
    }
}

fn says(scene: &Scene<'_>, draft: &Draft, wrong: &Wrong) -> String {
    let (words, lang) = (scene.words, scene.words.lang());
    let dial = Dial::of(&scene.state.scenario, draft.lever);
    let bounds =
        args([("min", dial.spoken(lang, dial.bounds.min)), ("max", dial.spoken(lang, dial.bounds.max))]);
    match wrong {
        Wrong::NotLater => words.say("draft-not-later"),
        Wrong::Value(Refusal::OutOfBounds) => words.tell("draft-out-of-bounds", &bounds),
        Wrong::Value(_) => words.tell("draft-not-a-number", &bounds),
    }
}

/// The regions in which the lever goes its own way.
fn own_courses(scene: &Scene<'_>, lever: LeverKey) -> Html {
    let (state, words) = (scene.state, scene.words);
    let own = state.scenario.regions.iter().filter_map(|region| {
        let course = state.policy().regions.get(&region.code)?.get(&lever)?;
        Some((region, sentences::course(state, lever, course, words)))
    });
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="own" aria-label={scene.say("draft-own")}>
            { for own.into_iter().map(|(region, course)| {
                let (name, code) = (words.lang().text(&region.name).to_owned(), region.code.clone());
                html! {
                    <li>
                        <b>{ &name }</b>{ " " }{ course }
                        <button type="button" class="btn line" aria-label={words.tell("draft-free", &args([("region", name)]))}
                            onclick={on(scene, move || DraftEvent::Freed(code.clone()))}>{ scene.say("draft-clear") }</button>
                    </li>
                }
            }) }
        </ul>
    }
}

/// The months of a run, for whoever writes a course.
pub fn months(scene: &Scene<'_>) -> String {
    let grid = scene.state.scenario.grid;
    scene.words.tell(
        "draft-months",
        &args([("from", month_words(scene.words, grid.start)), ("to", month_words(scene.words, grid.end))]),
    )
}
