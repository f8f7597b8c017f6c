//! The page of chances: a fan, how sure each target is, and what varies.

use crate::easel::Easel;
use crate::figures::save;
use crate::host::Host;
use crate::leaf::Leaf;
use crate::scene::{Scene, rich};
use crate::study::{caption, choice, choices, on, progress};
use crate::wall;
use sim_core::study::ensemble::Curve;
use sim_core::study::uncertainty::Cause;
use ui_state::Event;
use ui_state::number;
use ui_state::state::{ChancesEvent, Course, Found, Inquiry, StudyEvent, Table};
use ui_state::study::chances::tables::{ReachedRow, SureRow};
use ui_state::study::chances::{self, Finding, RUNS, fan, says, tables};
use ui_state::study::matters::bars::{self, Bar};
use ui_state::words::{args, texts};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, NodeRef, TargetCast as _, classes, html};

/// The number of the first figure.
const FIGURE: usize = 8;
/// The number of the first table.
const TABLE: usize = 3;

/// Everything on the page.
pub static LEAF: Leaf =
    Leaf { class: "study sureness", texts: Some(texts::CHANCES), view, draw, table: |scene, _| table(scene) };

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    let found = scene.state.chances().map(|(found, _)| &found.finding);
    let lines = found.and_then(|finding| fan::of(scene.state, finding, scene.words));
    easel.draw("lines", scene.state.settings.theme, lines, |place, data| {
        host.draw_study("lines", place, data);
    });
}

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    html! { <>{ chances(scene, &easel.place("lines")) }{ wall::wall(scene) }</> }
}

fn chances(scene: &Scene<'_>, plot: &NodeRef) -> Html {
    let known = scene.state.chances();
    let finding = known.map(|(found, _)| &*found.finding);
    html! {
        <>
            { head(scene, known) }
            { progress(scene, Inquiry::Chances, options(scene)) }
            <div class="left">
                { figure(scene, finding, plot) }
                { matters(scene) }
            </div>
            <div class="beside">
                { sure(scene, finding) }
                { varied(scene, finding) }
                { reached(scene, finding) }
            </div>
        </>
    }
}

/// A class for what belongs to an earlier plan, or to part of the runs.
fn stale(scene: &Scene<'_>) -> Option<&'static str> {
    scene.state.chances().is_some_and(|(_, stale)| stale).then_some("pending")
}

fn busy(scene: &Scene<'_>) -> &'static str {
    let waits = matches!(scene.state.course(Inquiry::Chances), Course::Idle | Course::Running(_));
    if waits && scene.state.chances().is_none_or(|(_, stale)| stale) { "true" } else { "false" }
}

fn head(scene: &Scene<'_>, known: Option<(&Found<Finding>, bool)>) -> Html {
    let words = scene.words;
    let said = known.map(|(found, _)| says::verdict(scene.state, &found.finding, words));
    let waiting = match scene.state.course(Inquiry::Chances) {
        Course::Refused(_) => "chances-nothing",
        Course::Stopped | Course::Gone => "chances-none-yet",
        _ => "chances-coming",
    };
    html! {
        <section class={classes!("verdict", stale(scene))} aria-live="polite" aria-busy={busy(scene)} aria-label={scene.say("page-chances-long")}>
            <p>
                { rich(&said.unwrap_or_else(|| scene.say(waiting))) }
                if known.is_some_and(|(_, stale)| stale) { <span class="demo assume-mark">{ scene.say("chances-stale") }</span> }
            </p>
            if let Some((found, _)) = known {
                <p class="aside">{ for says::exactness(&found.finding, words).map(|line| html! { <span>{ line }</span> }) }</p>
            }
        </section>
    }
}

/// How many runs, and other draws.
fn options(scene: &Scene<'_>) -> Html {
    let asked = &scene.state.studies.chances.asked;
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(runs) = choice.value().parse() {
            emit.emit(Event::Study(StudyEvent::Chances(ChancesEvent::RunsChosen(runs))));
        }
    });
    let runs = |runs: u32| scene.words.tell("chances-n-runs", &args([("n", number::count(f64::from(runs)))]));
    html! {
        <>
            <span class="chosen">
                { runs(asked.runs) }
                <select class="chooser" aria-label={scene.say("chances-choose-runs")} onchange={choose}>
                    { for RUNS.into_iter().map(|n| html! { <option value={n.to_string()} selected={n == asked.runs}>{ runs(n) }</option> }) }
                </select>
            </span>
            <span class="seed">{ scene.words.tell("people-seed", &args([("seed", asked.seed.to_string())])) }</span>
            <button type="button" class="btn line" onclick={on(scene, || StudyEvent::Chances(ChancesEvent::OtherDraws))}>{ scene.say("chances-other-draws") }</button>
        </>
    }
}

fn figure(scene: &Scene<'_>, finding: Option<&Finding>, plot: &NodeRef) -> Html {
    let (state, words) = (scene.state, scene.words);
    let (what, curve) = state.chances_look();
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Some(what) = chances::from_key(&choice.value()) {
            emit.emit(Event::Study(StudyEvent::Chances(ChancesEvent::WatchedChosen(what))));
        }
    });
    let number = args([("n", FIGURE.to_string())]);
    let watched = finding.map_or_else(|| vec![what], Finding::watched);
    let name = html! {
        <span class="chosen">
            { fan::title(state, words) }
            <select class="chooser" aria-label={words.tell("chart-choose", &number)} onchange={choose}>
                { for watched.into_iter().map(|it| html! { <option value={it.key()} selected={it == what}>{ chances::name(it, words) }</option> }) }
            </select>
        </span>
    };
    let curves =
        [(Curve::Plan, "name-plan"), (Curve::Baseline, "name-baseline"), (Curve::Gain, "name-difference")];
    let curves = curves.map(|(it, key)| {
        choice(scene, scene.say(key), it == curve, move || StudyEvent::Chances(ChancesEvent::CurveChosen(it)))
    });
    let said = finding.map(|finding| says::figure(state, finding, words)).unwrap_or_default();
    html! {
        <figure id={format!("figure-{FIGURE}")} class={classes!("against", "fan", stale(scene))} aria-busy={busy(scene)}>
            { caption(scene, "figure", FIGURE, name, html! {
                <>
                    <span class="levels" aria-hidden="true"><span>{ "50%" }</span><span>{ "80%" }</span><span>{ "95%" }</span></span>
                    { choices(scene.say("chances-curve"), curves.to_vec()) }
                    <button type="button" class="link" disabled={finding.is_none()} onclick={scene.on(|| Event::TableOpened(Table::Chances))}>{ scene.say("chart-show-table") }</button>
                    { save(scene, FIGURE, &fan::title(state, words), finding.is_some()) }
                </>
            }) }
            <div class="plot-frame"><div class={classes!("plot", finding.is_none().then_some("empty"))} ref={plot.clone()} role="img" aria-label={said}></div></div>
            <p class="note">{ scene.say(if curve == Curve::Gain { "chances-note-gain" } else { "chances-note" }) }</p>
            if let Some(broken) = finding.and_then(|finding| says::broken(finding, words)) {
                <p class="note is-short">{ broken }</p>
            }
        </figure>
    }
}

/// Which unknowns would change the answer.
fn matters(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let known = state.tornado();
    let bars = known.and_then(|(found, _)| bars::of(state, &found.finding, words));
    let old = known.is_some_and(|(_, stale)| stale).then_some("pending");
    let button = |inquiry: Inquiry, key: &str| {
        let progress = state.study_progress(inquiry);
        match (state.course(inquiry), progress) {
            (_, Some(progress)) => html! {
                <button type="button" class="btn line" onclick={on(scene, move || StudyEvent::Stopped(inquiry))}>
                    { words.tell("matters-running", &args([("name", scene.say(key)), ("percent", format!("{:.0}%", 100.0 * progress.part))])) }
                </button>
            },
            (Course::Done, _) => Html::default(),
            _ => html! {
                <button type="button" class="btn line" disabled={!state.can_ask(inquiry) || bars.is_none()}
                    onclick={on(scene, move || StudyEvent::Started(inquiry))}>{ words.tell("matters-add", &args([("name", scene.say(key))])) }</button>
            },
        }
    };
    let row = |it: &Bar| {
        let [low, at, high] = it.places;
        let style = format!("--low:{low:.4};--at:{at:.4};--high:{high:.4}");
        let pair = |pair: &Option<[String; 2]>, at: usize| {
            pair.as_ref().map_or_else(|| "–".to_owned(), |it| it[at].clone())
        };
        html! {
            <tr>
                <th scope="row">{ &it.name }</th>
                <td class="num"><span class="assumed">{ &it.range[0] }</span></td>
                <td class="swing"><span class="two" {style}><i class="low"></i><i class="high"></i></span>
                    <span class="ends"><small>{ &it.values[0] }</small><small>{ &it.values[1] }</small></span></td>
                <td class="num"><span class="assumed">{ &it.range[1] }</span></td>
                <td class="num more">{ pair(&it.morris, 0) }{ " " }<small>{ it.morris.as_ref().map(|it| it[1].clone()).unwrap_or_default() }</small></td>
                <td class="num more">{ pair(&it.sobol, 0) }</td>
                <td class="num more">{ pair(&it.sobol, 1) }</td>
            </tr>
        }
    };
    let said = bars.as_ref().map(|bars| bars::sentence(bars, words)).unwrap_or_default();
    let marks = bars.as_ref().map(|bars| {
        let target = bars.target.as_ref().map(|(at, _)| format!(";--goal:{at:.4}")).unwrap_or_default();
        format!("--at:{:.4}{target}", bars.default.0)
    });
    html! {
        <figure id={format!("figure-{}", FIGURE + 1)} class={classes!("matters", old)}>
            { caption(scene, "figure", FIGURE + 1, html! { { scene.say("matters-title") } }, html! {
                <>
                    if let Some(bars) = &bars { <small>{ &bars.title }</small> }
                    { button(Inquiry::Morris, "matters-morris") }
                    { button(Inquiry::Sobol, "matters-sobol") }
                </>
            }) }
            if let Some(bars) = &bars {
                <table class="three" style={marks}>
                    <thead><tr>
                        <th scope="col"><span class="prov assume">{ scene.say("matters-factor") }</span></th>
                        <th scope="col" class="num">{ scene.say("matters-low") }</th>
                        <th scope="col" class="swing">
                            <span class="tick was">{ words.tell("matters-default", &args([("value", bars.default.1.clone())])) }</span>
                            if let Some((_, text)) = &bars.target { <span class="tick aim">{ text }</span> }
                        </th>
                        <th scope="col" class="num">{ scene.say("matters-high") }</th>
                        <th scope="col" class="num more" title={scene.say("matters-morris-long")}>{ "μ*" }</th>
                        <th scope="col" class="num more" title={scene.say("matters-sobol-long")}>{ scene.say("matters-alone") }</th>
                        <th scope="col" class="num more" title={scene.say("matters-sobol-long")}>{ scene.say("matters-all") }</th>
                    </tr></thead>
                    <tbody class={bars.target.is_some().then_some("aimed")}>{ for bars.bars.iter().map(row) }</tbody>
                </table>
                <p class="note">{ said }{ " " }{ scene.say("matters-note") }</p>
            } else {
                <p class="note">{ scene.say(if state.course(Inquiry::Tornado) == &Course::Idle { "matters-later" } else { "matters-coming" }) }</p>
            }
        </figure>
    }
}

fn sure(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let words = scene.words;
    let rows = finding.map(|finding| tables::sure(scene.state, finding, words)).unwrap_or_default();
    let title = scene.say("chances-table");
    let row = |it: &SureRow| {
        let [low, high] = it.interval;
        let glyph = if it.met { ("v met", "goal-met") } else { ("v short", "goal-not-met") };
        html! {
            <tbody data-target={it.key.clone()}>
                <tr>
                    <th scope="row"><i class={glyph.0} role="img" aria-label={scene.say(glyph.1)}></i>{ &it.name }</th>
                    <td class="num">{ &it.middle }</td>
                    <td class="num">{ it.earliest.map_or_else(|| scene.say("chances-never"), |year| year.to_string()) }</td>
                    <td class="num chance"><b>{ &it.share }</b>{ " " }<small>{ format!("±{}", it.points) }</small></td>
                </tr>
                <tr class="under">
                    <td colspan="3"><small>
                        { &it.goal }{ " · " }{ scene.say(it.word) }{ " · " }{ words.tell("chances-without", &args([("share", it.without.clone())])) }
                    </small></td>
                    <td>
                        <span class="odds" style={format!("--at:{:.4};--low:{low:.4};--high:{high:.4}", it.at)} aria-hidden="true"><i class="err"></i></span>
                    </td>
                </tr>
            </tbody>
        }
    };
    let basis = finding.map(|finding| says::basis(finding, words)).unwrap_or_default();
    html! {
        <section class={classes!("sure", stale(scene))} aria-label={title.clone()} aria-busy={busy(scene)}>
            { caption(scene, "table", TABLE, html! { { title } }, html! { <small>{ basis }</small> }) }
            <table class="three">
                <thead><tr>
                    <th scope="col">{ scene.say("chances-column-target") }</th>
                    <th scope="col" class="num">{ scene.say("chances-column-middle") }</th>
                    <th scope="col" class="num" title={scene.say("chances-column-earliest-long")}>{ scene.say("chances-column-earliest") }</th>
                    <th scope="col" class="num">{ scene.say("chances-column-share") }</th>
                </tr></thead>
                { for rows.iter().map(row) }
                if let Some(together) = finding.and_then(|finding| finding.together).filter(|_| rows.len() > 1) {
                    <tbody class="together"><tr>
                        <th scope="row">{ words.tell("chances-together", &args([("n", words.number("number-word", rows.len()))])) }</th>
                        <td></td>
                        <td></td>
                        <td class="num chance"><b>{ together.words() }</b>{ " " }<small>{ format!("±{}", number::decimal(together.points(), 0)) }</small></td>
                    </tr></tbody>
                }
            </table>
            <p class="note">{ scene.say(if rows.is_empty() && finding.is_some() { "chances-no-target" } else { "chances-table-note" }) }</p>
        </section>
    }
}

/// What varies: each cause can be switched off.
fn varied(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let asked = &state.studies.chances.asked;
    let causes = Cause::ALL.into_iter().map(|cause| {
        html! {
            <label class="tickbox">
                <input type="checkbox" checked={asked.causes.contains(&cause)} onchange={on(scene, move || StudyEvent::Chances(ChancesEvent::CauseToggled(cause)))} />
                { words.lang().label(cause.label()) }
            </label>
        }
    });
    let conditioned = finding.and_then(|finding| finding.report.conditioned.as_ref()).map(|it| {
        words.tell(
            "chances-conditioned",
            &args([("n", it.counts.to_string()), ("effective", number::decimal(it.effective, 0))]),
        )
    });
    html! {
        <section class="varied" aria-label={scene.say("chances-varied")}>
            <h2>{ scene.say("chances-varied") }</h2>
            <div class="causes">
                { for causes }
                if state.has_counts() {
                    <label class="tickbox">
                        <input type="checkbox" checked={asked.conditioned} onchange={on(scene, || StudyEvent::Chances(ChancesEvent::ConditionToggled))} />
                        { scene.say("chances-condition") }
                    </label>
                }
            </div>
            <p class="note">
                { scene.say("chances-varied-note") }
                if let Some(conditioned) = conditioned { { " " }{ conditioned } }
            </p>
        </section>
    }
}

/// For who has to set a target: what is reached with a chance of one's choice.
fn reached(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let rows = finding.map(|finding| tables::reached(scene.state, finding, scene.words)).unwrap_or_default();
    let title =
        scene.words.tell("chances-reached", &args([("year", scene.state.scenario.plan_year.to_string())]));
    let row = |it: ReachedRow| {
        html! {
            <tr>
                <th scope="row">{ it.name }</th>
                <td class="num">{ it.without }</td>
                { for it.values.into_iter().map(|value| html! { <td class="num">{ value }</td> }) }
            </tr>
        }
    };
    html! {
        <section class={classes!("reached", stale(scene))} aria-label={title.clone()}>
            { caption(scene, "table", TABLE + 1, html! { { title } }, html! {}) }
            <table class="three">
                <thead><tr>
                    <th scope="col">{ scene.say("chances-column-figure") }</th>
                    <th scope="col" class="num">{ scene.say("chances-column-without") }</th>
                    <th scope="col" class="num">{ "50%" }</th>
                    <th scope="col" class="num">{ "80%" }</th>
                    <th scope="col" class="num">{ "90%" }</th>
                </tr></thead>
                <tbody>{ for rows.into_iter().map(row) }</tbody>
            </table>
            <p class="note">{ scene.say("chances-reached-note") }</p>
        </section>
    }
}

/// The table behind the fan, as the content of a dialog.
fn table(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let Some((found, _)) = state.chances() else { return Html::default() };
    let rows = fan::rows(state, &found.finding, words);
    let title = words.tell("chart-table-title", &args([("name", fan::title(state, words))]));
    html! {
        <>
            <header>
                <h2 id="table-title"><span class="no">{ words.tell("figure", &args([("n", FIGURE.to_string())])) }</span>{ " " }{ title }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ says::figure(state, &found.finding, words) }</p>
            <div class="scroll">
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("column-year") }</th>
                        <th scope="col" class="num">{ scene.say("chances-default") }</th>
                        <th scope="col" class="num">{ scene.say("chances-median") }</th>
                        { for ["50%", "80%", "95%"].map(|level| html! { <th scope="col" class="num">{ level }</th> }) }
                    </tr></thead>
                    <tbody>{ for rows.into_iter().map(|row| html! {
                        <tr>{ for row.into_iter().enumerate().map(|(at, cell)| if at == 0 {
                            html! { <th scope="row">{ cell }</th> }
                        } else {
                            html! { <td class="num">{ cell }</td> }
                        }) }</tr>
                    }) }</tbody>
                </table>
            </div>
        </>
    }
}
