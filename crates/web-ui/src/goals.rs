//! The scoreboard of the written targets.

use crate::scene::Scene;
use ui_state::scoreboard::{self, Goal};
use ui_state::words::args;
use yew::{Html, classes, html};

/// All targets, each with the count it uses.
pub fn goals(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let title = words.tell("goals-title", &args([("year", state.scenario.plan_year.to_string())]));
    let goals = scoreboard::goals(state, words);
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
            <table class="three goals">
                <thead>
                    <tr>
                        <th scope="col">{ scene.say("goals-column-name") }</th>
                        <th scope="col" class="num"><span class="prov derived">{ scene.say("goals-column-value") }</span></th>
                        <th scope="col" class="num">{ scene.say("goals-column-margin") }</th>
                    </tr>
                </thead>
                { for goals.iter().map(|goal| row(scene, goal)) }
            </table>
        </section>
    }
}

fn row(scene: &Scene<'_>, goal: &Goal) -> Html {
    let words = scene.words;
    let (glyph, word, tone) =
        if goal.met { ("v met", "goal-met", "is-met") } else { ("v short", "goal-not-met", "is-short") };
    let bar =
        words.tell("goal-bar", &args([("goal", goal.goal.clone()), ("baseline", goal.baseline.clone())]));
    html! {
        <tbody class={if goal.met { "done" } else { "unmet" }} key={goal.key.clone()} data-target={goal.key.clone()}>
            <tr class="goal">
                <th scope="row" title={goal.clause.clone()}>
                    <i class={glyph} role="img" aria-label={scene.say(word)}></i>
                    <span class="name">{ &goal.name }</span>
                    if let Some(sentence) = &goal.by_definition {
                        <small class="tag" title={sentence.clone()}>
                            <span class="sr">{ sentence }</span><span aria-hidden="true">{ scene.say("goal-by-definition-tag") }</span>
                        </small>
                    }
                </th>
                <td class="num val"><span class={classes!(goal.assumed.then_some("assumed"))}>{ &goal.value }</span></td>
                <td class={classes!("num", "gap", tone)}>{ &goal.margin }</td>
            </tr>
            <tr class="under">
                <td><small>{ &goal.counts }</small></td>
                <td colspan="2">
                    <div class="bullet" style={format!("--at:{:.4};--was:{:.4}", goal.at, goal.was)}>
                        <span class="sr">{ bar }</span><i class="aim" aria-hidden="true"></i>
                    </div>
                </td>
            </tr>
        </tbody>
    }
}
