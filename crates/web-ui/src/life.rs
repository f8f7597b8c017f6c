//! One person: whose life is told, its story, and everything that happened in it.

use crate::people::{none_yet, on, stale};
use crate::scene::Scene;
use sim_core::agents::biography::Turn;
use ui_state::people::story;
use ui_state::state::PeopleEvent;
use ui_state::words::args;
use ui_state::{Event, number};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast as _, classes, html};

/// The life that is told.
pub fn life(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let people = &state.people;
    let name = |turn: Option<Turn>| {
        turn.map_or_else(|| words.say("life-anybody"), |turn| words.lang().label(turn.label()).to_owned())
    };
    let choices: Vec<Option<Turn>> = Turn::ALL.into_iter().map(Some).chain([None]).collect();
    let emit = scene.emit.clone();
    let of = choices.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Some(turn) = choice.value().parse().ok().and_then(|at: usize| of.get(at).copied()) {
            emit.emit(Event::People(PeopleEvent::TurnChosen(turn)));
        }
    });
    let life = story::shown(state);
    html! {
        <section class={classes!("life", stale(scene))} aria-label={scene.say("life-title")}>
            <div class="cap">
                <span class="no">{ words.tell("table", &args([("n", "3".to_owned())])) }</span>
                <h2>
                    <span class="chosen">
                        { name(people.turn) }
                        <select class="chooser" aria-label={scene.say("life-choose")} onchange={choose}>
                            { for choices.iter().enumerate().map(|(at, turn)| html! {
                                <option value={at.to_string()} selected={*turn == people.turn}>{ name(*turn) }</option>
                            }) }
                        </select>
                    </span>
                </h2>
                <span class="right">
                    <button type="button" class="link" disabled={people.lives().len() < 2} onclick={on(scene, || PeopleEvent::NextLife)}>
                        { scene.say("life-next") }
                    </button>
                </span>
            </div>
            <p class="note">{ how_many(scene) }</p>
            <div class="told" tabindex="0" role="group" aria-label={scene.say("life-told")}>
                if let Some(life) = life {
                    <p class="story" aria-live="polite">{ story::sentences(state, life, words).join(&words.say("story-between")) }</p>
                    <ol class="timeline">
                        { for story::lines(state, life, words).into_iter().map(|told| html! {
                            <li>
                                <span class="when">{ told.when }</span><small>{ told.age }</small>
                                <span class="what"><b>{ told.what }</b>{ " " }<small>{ told.details }</small></span>
                            </li>
                        }) }
                    </ol>
                } else if people.cast.is_some() {
                    <p class="story">{ scene.say("life-nobody") }</p>
                }
            </div>
        </section>
    }
}

/// Which of how many lives this is.
fn how_many(scene: &Scene<'_>) -> String {
    let (people, words) = (&scene.state.people, scene.words);
    let Some(cast) = &people.cast else { return none_yet(scene) };
    let lives = &cast.detail.lives;
    let of = people.turn.map_or(lives.persons, |turn| lives.turns[turn.index()].0);
    let values = args([
        ("n", (people.life + 1).min(people.lives().len()).to_string()),
        ("told", people.lives().len().to_string()),
        ("of", number::count(f64::from(of))),
        ("persons", number::count(f64::from(lives.persons))),
        ("one-in", lives.one_in.to_string()),
    ]);
    words.tell(if lives.one_in > 1 { "life-of-some" } else { "life-of" }, &values)
}
