//! The page that seeks: what to reach, with which levers, and what was found.

use crate::field;
use crate::leaf::{Leaf, no_figures, no_table};
use crate::scene::{Scene, rich};
use crate::study::{caption, on, progress};
use sim_core::LeverKey;
use sim_core::scenario::Authority;
use ui_state::Event;
use ui_state::dial::Dial;
use ui_state::state::seek::{Field, SeekEvent, goal_field, limit_fields};
use ui_state::state::{Course, Inquiry, StudyEvent};
use ui_state::study::seek::cards::{self, Front, Told};
use ui_state::study::seek::{CHANCES, Card, Finding, movable};
use ui_state::words::{args, texts};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast as _, classes, html};

/// The number of the figure.
const FIGURE: usize = 14;
/// The number of the first table.
const TABLE: usize = 6;

/// Everything on the page.
pub static LEAF: Leaf = Leaf {
    class: "study seeking",
    texts: Some(texts::SEEK),
    view: |scene, _| seek(scene),
    draw: no_figures,
    table: no_table,
};

fn seek(scene: &Scene<'_>) -> Html {
    let known = scene.state.sought();
    let finding = known.map(|(found, _)| &*found.finding);
    html! {
        <>
            { head(scene, finding) }
            { progress(scene, Inquiry::Seek, html! {
                <button type="button" class="btn main" disabled={!scene.state.can_seek()}
                    onclick={on(scene, || StudyEvent::Seek(SeekEvent::Sought))}>{ scene.say("seek-begin") }</button>
            }) }
            <div class="left wish">{ goals(scene) }{ levers(scene) }</div>
            <div class="beside found">{ answers(scene, finding) }{ front(scene, finding) }</div>
        </>
    }
}

fn stale(scene: &Scene<'_>) -> Option<&'static str> {
    scene.state.sought().is_some_and(|(_, stale)| stale).then_some("pending")
}

fn busy(scene: &Scene<'_>) -> &'static str {
    if matches!(scene.state.course(Inquiry::Seek), Course::Running(_)) { "true" } else { "false" }
}

fn head(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let said = finding.map_or_else(|| scene.say("seek-ask"), |finding| cards::verdict(finding, scene.words));
    html! {
        <section class={classes!("verdict", stale(scene))} aria-live="polite" aria-label={scene.say("page-seek-long")}>
            <p>
                { rich(&said) }
                if stale(scene).is_some() { <span class="demo assume-mark">{ scene.say("seek-stale") }</span> }
            </p>
        </section>
    }
}

fn typed(scene: &Scene<'_>, event: impl Fn(String) -> SeekEvent + 'static) -> Callback<String> {
    let emit = scene.emit.clone();
    Callback::from(move |text| emit.emit(Event::Study(StudyEvent::Seek(event(text)))))
}

/// A field with what was typed there, taken or not.
fn entry(scene: &Scene<'_>, of: &Field, label: String, value: String, changed: Callback<String>) -> Html {
    let refused = scene.state.studies.seek.refused.get(of);
    let shown = refused.cloned().unwrap_or(value);
    html! { <field::Field inputmode="decimal" {label} value={shown} invalid={refused.is_some()} {changed} /> }
}

fn goals(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let seek = &state.studies.seek;
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(chance) = choice.value().parse() {
            emit.emit(Event::Study(StudyEvent::Seek(SeekEvent::ChanceChosen(chance))));
        }
    });
    let percent = |chance: f64| format!("{:.0}%", 100.0 * chance);
    let row = |(at, aim): (usize, &ui_state::state::seek::Aimed)| {
        let name = cards::goal_name(&aim.goal, words);
        let label = words.tell("seek-goal-value", &args([("name", name.clone())]));
        html! {
            <tr>
                <th scope="row"><label class="tickbox">
                    <input type="checkbox" checked={aim.wanted} onchange={on(scene, move || StudyEvent::Seek(SeekEvent::GoalToggled(at)))} />
                    { name }
                </label></th>
                <td class="num own">{ "≥ " }{ entry(scene, &Field::Goal(at), label, goal_field(&aim.goal), typed(scene, move |text| SeekEvent::GoalTyped(at, text))) }</td>
            </tr>
        }
    };
    let budget = seek.budget.map_or_else(String::new, |yuan| format!("{}", yuan / 1e4));
    html! {
        <section class="goals-wished" aria-label={scene.say("seek-goals")}>
            { caption(scene, "table", TABLE, html! { { scene.say("seek-goals") } }, html! {}) }
            <table class="three"><tbody>{ for state.seek_aims().iter().enumerate().map(row) }</tbody></table>
            <div class="terms">
                <span>{ scene.say("seek-chance") }{ " " }<span class="chosen">{ percent(seek.chance) }
                    <select class="chooser" aria-label={scene.say("seek-chance")} onchange={choose}>
                        { for CHANCES.into_iter().map(|chance| html! { <option value={chance.to_string()} selected={chance == seek.chance}>{ percent(chance) }</option> }) }
                    </select></span></span>
                <span class="own">{ scene.say("seek-budget") }{ " " }
                    { entry(scene, &Field::Budget, scene.say("seek-budget"), budget, typed(scene, SeekEvent::BudgetTyped)) }
                    { " " }{ scene.say("seek-budget-unit") }</span>
            </div>
            <p class={classes!("note", (!seek.refused.is_empty()).then_some("is-short"))}>
                { scene.say(if seek.refused.is_empty() { "seek-goals-note" } else { "seek-refused" }) }
            </p>
        </section>
    }
}

fn levers(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let seek = &state.studies.seek;
    let allow: Vec<Authority> = seek.allow.iter().copied().collect();
    let all = movable(&allow);
    let free = all.iter().filter(|key| !seek.held.contains(key)).count();
    let lang = words.lang();
    let row = |key: &LeverKey| {
        let key = *key;
        let name = lang.label(key.label());
        let [low, high] = limit_fields(&state.scenario, seek, key);
        let unit = Dial::of(&state.scenario, key).unit(lang);
        let limit = |end: usize, value: String| {
            let label = words.tell(
                if end == 0 { "seek-limit-low" } else { "seek-limit-high" },
                &args([("lever", name.to_owned())]),
            );
            entry(
                scene,
                &Field::Limit(key, end),
                label,
                value,
                typed(scene, move |text| SeekEvent::LimitTyped(key, end, text)),
            )
        };
        html! {
            <tr>
                <th scope="row"><label class="tickbox">
                    <input type="checkbox" checked={!seek.held.contains(&key)} onchange={on(scene, move || StudyEvent::Seek(SeekEvent::LeverToggled(key)))} />
                    { name }
                </label></th>
                <td class="own">{ limit(0, low) }</td>
                <td class="own">{ limit(1, high) }</td>
                <td><small>{ unit }</small></td>
            </tr>
        }
    };
    let who = Authority::ALL.into_iter().filter(|who| *who != Authority::Own).map(|who| {
        html! {
            <label class="tickbox">
                <input type="checkbox" checked={seek.allow.contains(&who)} onchange={on(scene, move || StudyEvent::Seek(SeekEvent::AuthorityToggled(who)))} />
                { lang.label(who.label()) }
            </label>
        }
    });
    let counts = args([("n", free.to_string()), ("of", all.len().to_string())]);
    html! {
        <section class="levers-wished" aria-label={scene.say("seek-levers")}>
            { caption(scene, "table", TABLE + 1, html! { { scene.say("seek-levers") } }, html! { <small>{ words.tell("seek-free", &counts) }</small> }) }
            <div class="who"><small>{ scene.say("seek-who") }</small>{ for who }</div>
            <div class="scroll">
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("levers-column-lever") }</th>
                        <th scope="col">{ scene.say("seek-from") }</th>
                        <th scope="col">{ scene.say("seek-to") }</th>
                        <td></td>
                    </tr></thead>
                    <tbody>{ for all.iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn answers(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let Some(finding) = finding else {
        return html! { <p class="note">{ scene.say(if busy(scene) == "true" { "seek-coming" } else { "seek-how" }) }</p> };
    };
    let obstacle = finding.obstacle.as_ref();
    html! {
        <section class={classes!("answers", stale(scene))} aria-label={scene.say("seek-answers")}>
            { caption(scene, "table", TABLE + 2, html! { { scene.say("seek-answers") } }, html! {}) }
            if let Some(it) = obstacle {
                <ul class="ways">{ for cards::obstacle(state, finding, it, words).into_iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                { card(scene, &it.nearest) }
            }
            { for finding.answers.iter().map(|it| card(scene, it)) }
            <p class="note">{ scene.say("seek-answers-note") }</p>
        </section>
    }
}

fn card(scene: &Scene<'_>, card: &Card) -> Html {
    let Told { name, chance, interval, share: [at, low, high], cost, holds, goals, levers, taken } =
        cards::told(scene.state, card, scene.words);
    let policy = card.policy.clone();
    html! {
        <article class="answer">
            <h3>{ name }</h3>
            <div class="odds-line">
                <b class={classes!((!holds).then_some("is-short"))}>{ chance }</b><small>{ interval }</small>
                <span class="odds" style={format!("--at:{at:.4};--low:{low:.4};--high:{high:.4}")} aria-hidden="true"><i class="err"></i></span>
                <span>{ cost }</span>
            </div>
            <table class="three"><tbody>
                { for goals.into_iter().map(|row| html! {
                    <tr><th scope="row">{ row.name }</th><td class="num">{ row.from }</td><td class="num"><b>{ row.to }</b></td><td class="num">{ row.chance }</td></tr>
                }) }
            </tbody></table>
            <ul class="sets">{ for levers.into_iter().map(|row| html! {
                <li><span class="prov lever">{ row.name }</span><span>{ row.from }{ " → " }<b>{ row.to }</b></span></li>
            }) }</ul>
            if taken {
                <small>{ scene.say("seek-is-plan") }</small>
            } else {
                <button type="button" class="btn line" onclick={on(scene, move || StudyEvent::Seek(SeekEvent::Taken(policy.clone())))}>{ scene.say("seek-take") }</button>
            }
        </article>
    }
}

/// Cost against outcome.
fn front(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let Some(Front { points, answers, reached, costs, outcomes }) =
        finding.and_then(|finding| cards::front(finding, scene.words))
    else {
        return Html::default();
    };
    // A drawing of 100 by 60, with room for its words.
    let x = |at: f64| 4.0 + 92.0 * at;
    let y = |at: f64| 56.0 - 50.0 * at;
    let path: Vec<String> = points.iter().map(|([a, b], _)| format!("{:.2},{:.2}", x(*a), y(*b))).collect();
    html! {
        <figure id={format!("figure-{FIGURE}")} class={classes!("front", stale(scene))}>
            { caption(scene, "figure", FIGURE, html! { { scene.say("seek-front") } }, html! {}) }
            <div class="pareto">
                <span class="top">{ &outcomes[1] }</span><span class="bottom">{ &outcomes[0] }</span>
                <svg viewBox="0 0 100 60" preserveAspectRatio="none" aria-hidden="true">
                    <line class="goal" x1="4" x2="96" y1={y(reached).to_string()} y2={y(reached).to_string()} />
                    <polyline points={path.join(" ")} />
                </svg>
                { for answers.iter().map(|([a, b], n)| html! {
                    <i class="dot" style={format!("left:{:.2}%;top:{:.2}%", x(*a), y(*b) / 0.6)}>{ *n }</i>
                }) }
            </div>
            <div class="ends"><small>{ &costs[0] }</small><small>{ scene.say("seek-front-cost") }</small><small>{ &costs[1] }</small></div>
            <details>
                <summary>{ scene.say("chart-show-table") }</summary>
                <table class="three">
                    <thead><tr><th scope="col">{ scene.say("seek-front-cost") }</th><th scope="col" class="num">{ scene.say("seek-front-outcome") }</th></tr></thead>
                    <tbody>{ for points.iter().map(|(_, [cost, outcome])| html! { <tr><th scope="row">{ cost }</th><td class="num">{ outcome }</td></tr> }) }</tbody>
                </table>
            </details>
            <p class="note">{ scene.say("seek-front-note") }</p>
        </figure>
    }
}
