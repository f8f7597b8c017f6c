//! The scoreboard of the written targets.

use crate::field::Field;
use crate::scene::Scene;
use ui_state::scoreboard::{self, Goal, Reach};
use ui_state::study::chances::says;
use ui_state::words::args;
use ui_state::{Event, sentences};
use yew::{Callback, Html, classes, html};

/// All targets, each with the count it uses.
pub fn goals(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let own = state.sets_own_goals();
    let title = if own { "reach-title" } else { "goals-title" };
    let title = words.tell(title, &args([("year", sentences::years(state, words))]));
    let goals = scoreboard::goals(state, words);
    // A target that was set takes the place of what is merely reached.
    let reached = scoreboard::reaches(state, words);
    let sure = goals.iter().any(|goal| goal.chance.is_some());
    html! {
        <section class={classes!("score", scene.pending())} aria-label={title.clone()} aria-busy={scene.busy()}>
            <div class="cap">
                <span class="no">{ words.tell("table", &args([("n", "1".to_owned())])) }</span>
                <h2>{ title }</h2>
                <span class="right ticks" aria-hidden="true">
                    <span class="tick aim">{ scene.say("goals-tick-goal") }</span>
                    <span class="tick was">{ scene.say("goals-tick-baseline") }</span>
                </span>
            </div>
            <table class={classes!("three", "goals", sure.then_some("sure"))}>
                <thead>
                    <tr>
                        <th scope="col">{ scene.say("goals-column-name") }</th>
                        <th scope="col" class="num"><span class="prov derived">{ scene.say("goals-column-value") }</span></th>
                        <th scope="col" class="num">{ scene.say(if own { "reach-column-goal" } else { "goals-column-margin" }) }</th>
                        if sure { <th scope="col" class="num" title={basis(scene)}>{ scene.say("goals-column-chance") }</th> }
                    </tr>
                </thead>
                if own {
                    { for reached.iter().map(|reach| {
                        let goal = goals.iter().find(|goal| goal.key == reach.series.name_key());
                        reach_row(scene, reach, goal)
                    }) }
                } else {
                    { for goals.iter().map(|goal| row(scene, goal)) }
                }
            </table>
            if own { <p class="note">{ scene.say("reach-none") }</p> }
        </section>
    }
}

fn verdict_mark(scene: &Scene<'_>, goal: &Goal) -> Html {
    let (glyph, word) = if goal.met { ("v met", "goal-met") } else { ("v short", "goal-not-met") };
    html! { <i class={glyph} role="img" aria-label={scene.say(word)}></i> }
}

fn bar(scene: &Scene<'_>, goal: &Goal) -> Html {
    let values = args([("goal", goal.goal.clone()), ("baseline", goal.baseline.clone())]);
    html! {
        <div class="bullet" style={format!("--at:{:.4};--was:{:.4}", goal.at, goal.was)}>
            <span class="sr">{ scene.words.tell("goal-bar", &values) }</span><i class="aim" aria-hidden="true"></i>
        </div>
    }
}

fn row(scene: &Scene<'_>, goal: &Goal) -> Html {
    let tone = if goal.met { "is-met" } else { "is-short" };
    html! {
        <tbody class={if goal.met { "done" } else { "unmet" }} key={goal.key.clone()} data-target={goal.key.clone()}>
            <tr class="goal">
                <th scope="row" title={goal.clause.clone()}>
                    { verdict_mark(scene, goal) }
                    <span class="name">{ &goal.name }</span>
                    if let Some(year) = goal.year { <small class="tag">{ year }</small> }
                    if let Some(sentence) = &goal.by_definition {
                        <small class="tag" title={sentence.clone()}>
                            <span class="sr">{ sentence }</span><span aria-hidden="true">{ scene.say("goal-by-definition-tag") }</span>
                        </small>
                    }
                </th>
                <td class="num val"><span class={classes!(goal.assumed.then_some("assumed"))}>{ &goal.value }</span></td>
                <td class={classes!("num", "gap", tone)}>{ &goal.margin }</td>
                { chance(scene, goal) }
            </tr>
            <tr class="under">
                <td><small>{ &goal.counts }</small></td>
                <td colspan={if goal.chance.is_some() { "3" } else { "2" }}>{ bar(scene, goal) }</td>
            </tr>
        </tbody>
    }
}

/// How sure it is, once somebody asked; of an earlier plan until it is asked again.
fn chance(scene: &Scene<'_>, goal: &Goal) -> Html {
    let Some(chance) = &goal.chance else { return Html::default() };
    let word = scene.say(chance.word);
    html! {
        <td class={classes!("num", "sureness", chance.stale.then_some("stale"))} title={format!("{word}: {}", basis(scene))}
            data-label={scene.say("goals-column-chance")}>
            { &chance.share }
            <span class="sr">{ ", " }{ word }{ if chance.stale { scene.say("goal-chance-stale") } else { String::new() } }</span>
        </td>
    }
}

/// What a share is of.
fn basis(scene: &Scene<'_>) -> String {
    scene.state.chances().map_or_else(String::new, |(found, _)| says::basis(&found.finding, scene.words))
}

/// What is reached where no target is published, with a field for one of one's own.
fn reach_row(scene: &Scene<'_>, reach: &Reach, goal: Option<&Goal>) -> Html {
    let (state, words, series) = (scene.state, scene.words, reach.series);
    let values = args([("name", reach.name.clone()), ("year", state.scenario.plan_year.to_string())]);
    let label = words.tell("reach-goal", &values);
    let emit = scene.emit.clone();
    let typed = Callback::from(move |typed: String| emit.emit(Event::GoalTyped(series, typed)));
    html! {
        <tbody class="reach" key={series.name_key()} data-reach={series.name_key()}>
            <tr class="goal">
                <th scope="row">
                    if let Some(goal) = goal {
                        { verdict_mark(scene, goal) }
                    }
                    <span class="name">{ &reach.name }</span>
                    if let Some(goal) = goal {
                        <span class={classes!("gap", if goal.met { "is-met" } else { "is-short" })}>{ " " }{ &goal.margin }</span>
                    }
                </th>
                <td class="num val"><span class={classes!(reach.assumed.then_some("assumed"))}>{ &reach.value }</span></td>
                <td class="num own">
                    if let Some(text) = &reach.goal {
                        <Field inputmode="decimal" {label} value={text.clone()} invalid={reach.refused} changed={typed} />
                    }
                </td>
                if let Some(goal) = goal { { chance(scene, goal) } }
            </tr>
            <tr class="under">
                <td><small>{ if reach.refused { scene.say("reach-refused") } else { reach.counts.clone() } }</small></td>
                <td colspan="2">
                    if let Some(goal) = goal {
                        { bar(scene, goal) }
                    } else {
                        <small class="base">{ scene.say("goals-tick-baseline") }{ " " }{ &reach.baseline }</small>
                    }
                </td>
            </tr>
        </tbody>
    }
}
