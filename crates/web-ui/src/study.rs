//! What the pages of studies have in common: how far a study is, captions, choices.

use crate::scene::Scene;
use ui_state::state::{Course, Inquiry, StudyEvent};
use ui_state::study::wire::Refusal;
use ui_state::words::args;
use ui_state::{Event, notice, number};
use yew::{Callback, Html, classes, html};

/// A handler that reports an event of these pages.
pub fn on<E>(scene: &Scene<'_>, event: impl Fn() -> StudyEvent + 'static) -> Callback<E> {
    scene.on(move || Event::Study(event()))
}

/// How far a study is, with what else can be chosen about it.
pub fn progress(scene: &Scene<'_>, inquiry: Inquiry, more: Html) -> Html {
    let course = scene.state.course(inquiry);
    let progress = scene.state.study_progress(inquiry);
    let done = match course {
        Course::Done => 1.0,
        _ => progress.map_or(0.0, |progress| progress.part),
    };
    let text = how_far(scene, inquiry);
    let running = progress.is_some();
    let again = matches!(course, Course::Stopped | Course::Gone);
    html! {
        <section class="runs" aria-label={scene.say("study-progress")}>
            <progress max="1" value={format!("{done:.3}")} aria-label={scene.say("study-progress")}></progress>
            <span class={classes!("how", matches!(course, Course::Refused(_)).then_some("is-short"))}>{ text.clone() }</span>
            // Whoever listens hears how it ended, not every second of it.
            <span class="sr" role="status">{ if running { String::new() } else { text } }</span>
            if running {
                <button type="button" class="btn line" onclick={on(scene, move || StudyEvent::Stopped(inquiry))}>{ scene.say("study-stop") }</button>
            } else if again {
                <button type="button" class="btn line" onclick={on(scene, move || StudyEvent::Started(inquiry))}>{ scene.say("study-again") }</button>
            }
            <span class="fill"></span>
            { more }
        </section>
    }
}

fn how_far(scene: &Scene<'_>, inquiry: Inquiry) -> String {
    let words = scene.words;
    match scene.state.course(inquiry) {
        Course::Idle if inquiry == Inquiry::Seek => words.say("seek-not-begun"),
        Course::Idle => words.say("study-waiting"),
        Course::Running(_) => {
            let progress = scene.state.study_progress(inquiry).unwrap_or_default();
            let Some(rows) = progress.rows else { return words.say("study-preparing") };
            let mut text = if progress.waves {
                words.tell("study-part", &args([("percent", format!("{:.0}%", 100.0 * progress.part))]))
            } else {
                let (n, of) = (number::count(f64::from(progress.done)), number::count(f64::from(rows)));
                words.tell("study-running", &args([("n", n), ("of", of)]))
            };
            if let Some(left) = progress.seconds_left {
                text.push_str(&words.tell("study-left", &args([("seconds", number::count(left.ceil()))])));
            }
            text
        }
        Course::Done => words.say("study-done"),
        Course::Stopped => words.say("study-stopped"),
        Course::Gone => words.say("study-gone"),
        Course::Refused(Refusal::Fault(fault)) => {
            words.tell("study-broken", &args([("message", notice::broken(fault, words))]))
        }
        Course::Refused(Refusal::NothingVaries) => words.say("chances-nothing-varies"),
        Course::Refused(Refusal::NoCount(first, last)) => {
            words.tell("chances-no-count", &args([("first", first.to_string()), ("last", last.to_string())]))
        }
        Course::Refused(Refusal::Seek(mistakes)) => {
            ui_state::study::seek::mistakes::sentence(mistakes, words)
        }
        Course::Refused(Refusal::Why(refusal)) => ui_state::study::why::says::refused(refusal, words),
        Course::Refused(Refusal::Backtest(refusal)) => {
            ui_state::study::backtest::says::refused(refusal, words)
        }
    }
}

/// The caption of a figure or table: number, name, what stands at its right.
pub fn caption(scene: &Scene<'_>, kind: &'static str, n: usize, name: Html, right: Html) -> Html {
    html! {
        <div class="cap">
            <span class="no">{ scene.words.tell(kind, &args([("n", n.to_string())])) }</span>
            <h2>{ name }</h2>
            <span class="right">{ right }</span>
        </div>
    }
}

/// One of several ways to show the same.
pub fn choice(
    scene: &Scene<'_>,
    name: String,
    chosen: bool,
    event: impl Fn() -> StudyEvent + 'static,
) -> Html {
    html! {
        <button type="button" class="link" aria-pressed={chosen.to_string()} onclick={on(scene, event)}>{ name }</button>
    }
}

/// Several ways to show the same.
pub fn choices(label: String, all: Vec<Html>) -> Html {
    html! { <span class="either" role="group" aria-label={label}>{ for all }</span> }
}
