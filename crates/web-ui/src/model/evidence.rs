//! What speaks for the model in this place: expectations that are checked, equations that the run keeps, and what it is known by.

use crate::scene::{Scene, rich};
use crate::study::{caption, on, progress};
use sim_core::anatomy::Anatomy;
use ui_state::Event;
use ui_state::model_page::evidence as shown;
use ui_state::state::{Course, Inquiry, Page, StudyEvent};
use ui_state::study::evidence::Evidence;
use yew::{AttrValue, Html, classes, html};

/// The numbers of the tables.
const TABLES: [usize; 3] = [15, 16, 17];

/// The part.
pub fn evidence(scene: &Scene<'_>, anatomy: &Anatomy) -> Html {
    let state = scene.state;
    let found = state.evidence();
    let idle = *state.course(Inquiry::Evidence) == Course::Idle;
    let stale = found.is_some_and(|(_, stale)| stale);
    html! {
        <section class="evidence" aria-label={scene.say("model-evidence")}>
            if idle {
                <p class="begin">
                    <button type="button" class="btn main" onclick={on(scene, || StudyEvent::Started(Inquiry::Evidence))}>{ scene.say("evidence-run") }</button>
                    <span class="note">{ scene.say(if stale { "evidence-stale" } else { "evidence-what" }) }</span>
                </p>
            } else {
                { progress(scene, Inquiry::Evidence, html! {}) }
            }
            if let Some((found, stale)) = found {
                <div class={classes!(stale.then_some("pending"))}>
                    <p class="came-out" role="status">{ rich(&shown::headline(state, &found.finding, scene.words)) }</p>
                    { expected(scene, &found.finding) }
                    { kept(scene, &found.finding, anatomy) }
                    { record(scene, &found.finding) }
                </div>
            }
            { tested(scene) }
        </section>
    }
}

/// The glyph with its word.
fn mark(scene: &Scene<'_>, ok: bool) -> Html {
    let (class, glyph, word) =
        if ok { ("ok", "✓", "evidence-held") } else { ("no", "✕", "evidence-not-held") };
    html! { <><span class={classes!("mark", class)} aria-hidden="true">{ glyph }</span><span class="sr">{ scene.say(word) }</span></> }
}

fn expected(scene: &Scene<'_>, found: &Evidence) -> Html {
    let rows = shown::expected(scene.state, found, scene.words);
    html! {
        if !rows.is_empty() {
            { caption(scene, "table", TABLES[0], html! { { scene.say("evidence-expected") } }, html! {}) }
            <div class="scroll" tabindex="0" role="region" aria-label={scene.say("evidence-expected")}>
                <table class="three checks">
                    <thead><tr>
                        <th scope="col"><span class="sr">{ scene.say("evidence-verdict") }</span></th>
                        <th scope="col">{ scene.say("evidence-says") }</th>
                        <th scope="col" class="num">{ scene.say("evidence-found") }</th>
                        <th scope="col" class="num">{ scene.say("evidence-right") }</th>
                    </tr></thead>
                    <tbody>
                        { for rows.into_iter().map(|row| html! {
                            <tr class={classes!((!row.ok).then_some("failed"))}>
                                <td>{ mark(scene, row.ok) }</td>
                                <th scope="row">{ row.says }<small>{ row.measure }{ " · " }{ row.of }</small></th>
                                <td class={classes!("num", (!row.ok).then_some("is-short"))}>{ row.found }</td>
                                <td class="num">{ row.right }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        }
    }
}

fn kept(scene: &Scene<'_>, found: &Evidence, anatomy: &Anatomy) -> Html {
    let lang = scene.words.lang();
    html! {
        <>
            { caption(scene, "table", TABLES[1], html! { { scene.say("evidence-kept") } }, html! {}) }
            <p class="note">{ scene.say("evidence-kept-note") }</p>
            <div class="scroll" tabindex="0" role="region" aria-label={scene.say("evidence-kept")}>
                <table class="three checks">
                    <thead><tr>
                        <th scope="col"><span class="sr">{ scene.say("evidence-verdict") }</span></th>
                        <th scope="col">{ scene.say("model-equations") }</th>
                        <th scope="col" class="num">{ scene.say("evidence-apart") }</th>
                    </tr></thead>
                    <tbody>
                        { for shown::kept(found, anatomy).into_iter().map(|row| html! {
                            <tr>
                                <td>{ mark(scene, row.ok) }</td>
                                <th scope="row">{ lang.text(&row.equation.name) }
                                    <div class="formula" role="math" aria-label={row.equation.plain.clone()}>{ Html::from_html_unchecked(AttrValue::from(row.equation.mathml.clone())) }</div>
                                </th>
                                <td class="num">{ row.apart }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </>
    }
}

fn record(scene: &Scene<'_>, found: &Evidence) -> Html {
    html! {
        <>
            { caption(scene, "table", TABLES[2], html! { { scene.say("evidence-record") } }, html! {}) }
            <dl class="record">
                { for shown::record(scene.state, found, scene.words).into_iter().map(|(name, value)| html! {
                    <div><dt>{ name }</dt><dd><code>{ value }</code></dd></div>
                }) }
            </dl>
            <p class="note">{ scene.say("evidence-record-note") }</p>
        </>
    }
}

/// The model against counted years, which has a page of its own.
fn tested(scene: &Scene<'_>) -> Html {
    let text = if scene.state.scenario.history.is_empty() {
        scene.say("evidence-no-history")
    } else {
        shown::tested(scene.state, scene.words).unwrap_or_else(|| scene.say("evidence-not-tested"))
    };
    html! {
        <p class="came-out">
            { rich(&text) }{ " " }
            if !scene.state.scenario.history.is_empty() {
                <button type="button" class="link" onclick={scene.on(|| Event::PageChosen(Page::Tests))}>{ scene.say("evidence-to-tests") }</button>
            }
        </p>
    }
}
