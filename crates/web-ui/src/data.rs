//! A place of one's own: its sheets, a new one, files in and out, how much of it is measured, and what was counted later.

mod counts;
mod files;
mod measured;
mod misses;
mod new;
mod rows;
mod sheets;
mod troubles;

use crate::easel::Easel;
use crate::leaf::{Leaf, no_figures, no_table};
use crate::scene::{Scene, rich};
use ui_state::Event;
use ui_state::own::{self, fields::FIELDS};
use ui_state::state::data::{DataDesk, DataEvent, happened};
use ui_state::state::{AppState, Hand};
use ui_state::words::{args, texts};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, Properties, TargetCast as _, function_component, html, use_effect_with};

/// The page.
pub static LEAF: Leaf =
    Leaf { class: "data", texts: Some(texts::DATA), view, draw: no_figures, table: no_table };

/// An event of this page, with what it does about it.
fn event(event: DataEvent) -> Event {
    Event::Data(Hand(happened), event)
}

/// A handler that reports one.
fn on<E>(scene: &Scene<'_>, what: impl Fn() -> DataEvent + 'static) -> Callback<E> {
    scene.on(move || event(what()))
}

/// A handler that reports what was typed.
fn typed(scene: &Scene<'_>, what: impl Fn(String) -> DataEvent + 'static) -> Callback<yew::Event> {
    let emit = scene.emit.clone();
    Callback::from(move |it: yew::Event| {
        let input: HtmlInputElement = it.target_unchecked_into();
        emit.emit(event(what(input.value())));
    })
}

/// The same of a field that keeps what is being typed.
fn text(scene: &Scene<'_>, what: impl Fn(String) -> DataEvent + 'static) -> Callback<String> {
    let emit = scene.emit.clone();
    Callback::from(move |typed: String| emit.emit(event(what(typed))))
}

/// What the page knows, even before anything was done on it.
fn with_desk<T>(state: &AppState, read: impl FnOnce(&DataDesk) -> T) -> T {
    match &state.own.desk {
        Some(desk) => read(desk),
        None => read(&DataDesk::default()),
    }
}

fn view(scene: &Scene<'_>, _: &Easel) -> Html {
    let emit = scene.emit.clone();
    let opened = Callback::from(move |()| emit.emit(event(DataEvent::Opened)));
    with_desk(scene.state, |desk| {
        html! {
            <>
                <Opened place={scene.state.scenario.key.clone()} {opened} />
                { head(scene, desk) }
                <div class="left">
                    { files::preview(scene, desk) }
                    { sheets::sheets(scene, desk) }
                    { troubles::troubles(scene, desk) }
                    { counts::counts(scene, desk) }
                    { misses::misses(scene) }
                </div>
                <div class="beside">
                    { measured::measured(scene) }
                    { files::files(scene, desk) }
                    { new::place(scene, desk) }
                    { new::new(scene, desk) }
                </div>
            </>
        }
    })
}

/// What is given of this place, in a sentence.
fn head(scene: &Scene<'_>, desk: &DataDesk) -> Html {
    let (state, words) = (scene.state, scene.words);
    let place = words.lang().text(&state.scenario.place).to_owned();
    let said = match desk.typed(&state.scenario.key) {
        Some(history) => {
            let book = &history.now().book;
            let ten = FIELDS.iter().enumerate().filter(|(_, field)| field.ten);
            let given =
                ten.filter(|(row, _)| !book.cell(own::Sheet::Place, *row, "value").is_empty()).count();
            words.tell("data-says-own", &args([("place", place), ("n", given.to_string())]))
        }
        None => words.tell("data-says-built-in", &args([("place", place)])),
    };
    let grave = desk.troubles(&state.scenario.key).iter().filter(|trouble| trouble.is_grave()).count();
    html! {
        <section class="verdict" aria-live="polite" aria-label={scene.say("data-summary")}>
            <p>
                { rich(&said) }
                if grave > 0 {
                    <span class="demo is-short">{ words.number("data-last-good", grave) }</span>
                }
            </p>
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenedProps {
    place: String,
    opened: Callback<()>,
}

/// Says once of each place that it is looked at.
#[function_component]
fn Opened(props: &OpenedProps) -> Html {
    let opened = props.opened.clone();
    use_effect_with(props.place.clone(), move |_| opened.emit(()));
    Html::default()
}
