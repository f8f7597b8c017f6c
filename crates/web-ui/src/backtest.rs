//! The page of checks: the model against counted years, beside forecasts that need no model.

use crate::easel::Easel;
use crate::figures::save;
use crate::host::Host;
use crate::leaf::Leaf;
use crate::scene::{Scene, rich};
use crate::study::{caption, choice, choices, progress};
use sim_core::scenario::{OBSERVED, Observed};
use sim_core::study::backtest::Report;
use ui_state::Event;
use ui_state::state::{Course, Inquiry, StudyEvent, Table, TestsEvent};
use ui_state::study::backtest::drawing;
use ui_state::study::backtest::tables::{ForecastRow, OtherRow, ParamRow};
use ui_state::study::backtest::{Finding, says, tables};
use ui_state::study::lines::Lines;
use ui_state::words::{args, texts};
use yew::{Html, NodeRef, classes, html};

/// The number of the figure.
const FIGURE: usize = 16;
/// The number of the first table.
const TABLE: usize = 9;

/// Everything on the page.
pub static LEAF: Leaf =
    Leaf { class: "study tests", texts: Some(texts::TESTS), view, draw, table: |scene, _| table(scene) };

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    let lines = lines(scene);
    easel.draw("lines", scene.state.settings.theme, lines, |place, data| {
        host.draw_study("lines", place, data);
    });
}

/// The counted years beside the forecasts.
fn lines(scene: &Scene<'_>) -> Option<Lines> {
    let state = scene.state;
    let look = &state.studies.tests.look;
    let report = state.tested()?.finding.fitted_to(look.fit_year)?;
    let bands = state.banded().map(|found| &*found.finding);
    drawing::of(report, bands, &state.scenario.history, look, scene.words)
}

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    backtest(scene, &easel.place("lines"))
}

fn backtest(scene: &Scene<'_>, plot: &NodeRef) -> Html {
    let found = scene.state.tested().map(|found| &*found.finding);
    let report = found.and_then(|finding| finding.fitted_to(scene.state.studies.tests.look.fit_year));
    html! {
        <>
            { head(scene, found, report) }
            { progress(scene, at_work(scene), html! {}) }
            if let (Some(finding), Some(report)) = (found, report) {
                { looks(scene, finding, report) }
                { figure(scene, report, plot) }
                { parameters(scene, report) }
                { forecasts(scene, report) }
                <div class="beside">
                    { others(scene, finding) }
                    { hindsight(scene) }
                </div>
            }
        </>
    }
}

/// The forecasts first, then the bands around them.
fn at_work(scene: &Scene<'_>) -> Inquiry {
    let first = scene.state.course(Inquiry::Tests);
    if *first == Course::Done { Inquiry::Bands } else { Inquiry::Tests }
}

fn busy(scene: &Scene<'_>) -> &'static str {
    let waits = matches!(scene.state.studies.tests.course, Course::Idle | Course::Running(_));
    if waits && scene.state.tested().is_none() { "true" } else { "false" }
}

/// The first thing read: who wins, and on what it rests.
fn head(scene: &Scene<'_>, finding: Option<&Finding>, report: Option<&Report>) -> Html {
    let (look, words) = (&scene.state.studies.tests.look, scene.words);
    let verdict = report.and_then(|report| says::verdict(report, look, words));
    let rests =
        finding.zip(report).and_then(|(finding, report)| says::rests_on(finding, report, look, words));
    let waiting = match &scene.state.studies.tests.course {
        Course::Refused(_) => "tests-nothing",
        Course::Stopped | Course::Gone => "tests-none-yet",
        _ => "tests-coming",
    };
    html! {
        <section class="verdict" aria-live="polite" aria-busy={busy(scene)} aria-label={scene.say("page-tests-long")}>
            <p>
                { rich(&verdict.unwrap_or_else(|| scene.say(waiting))) }
                if let Some(rests) = rests { <span class="rests">{ rich(&rests) }</span> }
            </p>
            if report.is_some() { <p class="aside"><span>{ scene.say("tests-hindsight-all") }</span><span>{ scene.say("tests-no-tuning") }</span></p> }
        </section>
    }
}

/// What is looked at.
fn looks(scene: &Scene<'_>, finding: &Finding, report: &Report) -> Html {
    let (look, words) = (scene.state.studies.tests.look, scene.words);
    let certified = look.variable == Observed::Certified;
    let variables = Observed::ALL
        .into_iter()
        .take(OBSERVED)
        .filter(|variable| report.comparisons.iter().any(|it| it.variable == *variable))
        .map(|variable| {
            let name = words.lang().label(variable.label()).to_owned();
            choice(scene, name, look.variable == variable, move || {
                StudyEvent::Tests(TestsEvent::VariableChosen(variable))
            })
        });
    let years = finding.fit_years().into_iter().map(|year| {
        choice(scene, year.to_string(), look.fit_year == year, move || {
            StudyEvent::Tests(TestsEvent::FitYearChosen(year))
        })
    });
    let two = |keys: [&str; 2], second: bool, event: fn(bool) -> StudyEvent| {
        vec![
            choice(scene, scene.say(keys[0]), !second, move || event(false)),
            choice(scene, scene.say(keys[1]), second, move || event(true)),
        ]
    };
    html! {
        <section class="looks" aria-label={scene.say("tests-looks")}>
            <span class="look">{ scene.say("tests-variable") }{ choices(scene.say("tests-variable"), variables.collect()) }</span>
            <span class="look">{ scene.say("tests-fit-year") }{ choices(scene.say("tests-fit-year"), years.collect()) }</span>
            if certified {
                <span class="look">{ scene.say("tests-registrations") }{ choices(scene.say("tests-registrations"), two(["tests-projected", "tests-as-counted"], look.registrations, |counted| StudyEvent::Tests(TestsEvent::RegistrationsChosen { counted }))) }</span>
            }
            <span class="look">{ scene.say("tests-conversion") }{ choices(scene.say("tests-conversion"), two(["tests-known", "tests-frozen"], look.frozen, |frozen| StudyEvent::Tests(TestsEvent::ConversionChosen { frozen }))) }</span>
            <span class="look">{ scene.say("tests-begins") }{ choices(scene.say("tests-begins"), two(["tests-own-level", "tests-anchored"], look.anchored, |anchored| StudyEvent::Tests(TestsEvent::AnchorChosen { anchored }))) }</span>
        </section>
    }
}

fn figure(scene: &Scene<'_>, report: &Report, plot: &NodeRef) -> Html {
    let (look, words) = (&scene.state.studies.tests.look, scene.words);
    let said = says::figure(report, look, words).unwrap_or_default();
    let name = look.comparison(report).map_or("", |it| words.lang().label(it.variable.label()));
    html! {
        <figure id={format!("figure-{FIGURE}")} class="against">
            { caption(scene, "figure", FIGURE, html! { { name } }, html! {
                <>
                    <button type="button" class="link" onclick={scene.on(|| Event::TableOpened(Table::Tests))}>{ scene.say("chart-show-table") }</button>
                    { save(scene, FIGURE, name, true) }
                </>
            }) }
            <div class="plot-frame"><div class="plot" ref={plot.clone()} role="img" aria-label={said.clone()}></div></div>
            <p class="note">{ said }{ " " }{ scene.say("tests-figure-key") }</p>
            if let Some(band) = scene.state.banded().and_then(|found| found.finding.sentence(look, words)) {
                <p class="note covers">{ rich(&band) }</p>
            }
        </figure>
    }
}

fn parameters(scene: &Scene<'_>, report: &Report) -> Html {
    let row = |it: ParamRow| {
        html! {
            <tbody>
                <tr>
                    <th scope="row">{ it.name }</th>
                    <td class="num">{ it.before }</td>
                    <td class="num"><b>{ it.fitted }</b></td>
                    <td class="num">{ it.error }</td>
                </tr>
                <tr class="under">
                    <td><small class={classes!((it.remark == Some("tests-at-bound")).then_some("is-short"))}>{ it.remark.map(|key| scene.say(key)).unwrap_or_default() }</small></td>
                    <td colspan="3">
                        <span class="within" style={format!("--was:{:.4};--at:{:.4}", it.places[0], it.places[1])}>
                            <small>{ &it.range[0] }</small><span class="track" aria-hidden="true"><i class="was"></i><i class="at"></i></span><small>{ &it.range[1] }</small>
                        </span>
                    </td>
                </tr>
            </tbody>
        }
    };
    let fit = &report.fit;
    let note = scene.words.tell(
        "tests-fit-note",
        &args([
            ("counts", fit.points.len().to_string()),
            ("runs", fit.runs.to_string()),
            ("own", format!("{:.3}", fit.own_squares)),
            ("fitted", format!("{:.3}", fit.squares)),
        ]),
    );
    let title = scene.words.tell("tests-parameters", &args([("year", report.fit_year.to_string())]));
    html! {
        <section class="fitted" aria-label={title.clone()}>
            { caption(scene, "table", TABLE, html! { { title } }, html! {}) }
            <table class="three">
                <thead><tr>
                    <th scope="col">{ scene.say("tests-parameter") }</th>
                    <th scope="col" class="num">{ scene.say("tests-before") }</th>
                    <th scope="col" class="num">{ scene.say("tests-found") }</th>
                    <th scope="col" class="num">{ scene.say("tests-error") }</th>
                </tr></thead>
                { for tables::parameters(report, scene.words).into_iter().map(row) }
            </table>
            <p class="note">{ note }{ " " }{ scene.say(if fit.converged { "tests-converged" } else { "tests-not-converged" }) }</p>
        </section>
    }
}

fn forecasts(scene: &Scene<'_>, report: &Report) -> Html {
    let look = &scene.state.studies.tests.look;
    let title = look.comparison(report).map_or_else(String::new, |it| {
        let years = it.years.first().zip(it.years.last()).map(|(from, to)| format!("{from}–{to}"));
        scene.words.tell("tests-forecasts", &args([("years", years.unwrap_or_default())]))
    });
    let row = |it: ForecastRow| {
        let parts = it.parts.map(|[bias, variation, covariation]| {
            let percent = |part: f64| format!("{:.0}%", 100.0 * part);
            let said = args([("bias", percent(bias)), ("variation", percent(variation)), ("covariation", percent(covariation))]);
            html! {
                <span class="parts" role="img" aria-label={scene.words.tell("tests-parts-say", &said)} title={scene.words.tell("tests-parts-say", &said)}
                    style={format!("--a:{bias:.3};--b:{variation:.3};--c:{covariation:.3}")}><i></i><i></i><i></i></span>
            }
        });
        html! {
            <tr class={classes!((!it.naive).then_some("ours"), it.shown.then_some("now"))}>
                <th scope="row">{ &it.name }if it.anchored { <small class="tag">{ scene.say("tests-anchored-tag") }</small> }</th>
                <td class="num miss"><span class="share" style={format!("--at:{:.3}", it.miss_share)}><i></i>{ &it.miss }</span></td>
                <td class="num root">{ &it.root }</td>
                <td class="num">{ &it.theil }</td>
                <td>{ parts.unwrap_or_default() }</td>
                <td class="num">
                    if let Some((ratio, loses)) = &it.ratio {
                        if *loses { <b class="is-short">{ ratio }<span class="sr">{ scene.say("tests-loses") }</span></b> } else { { ratio } }
                    } else { { "–" } }
                </td>
                <td class="num knows">{ if it.hindsight.is_empty() { "–".to_owned() } else { it.hindsight.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ") } }</td>
            </tr>
        }
    };
    html! {
        <section class="rated" aria-label={title.clone()}>
            { caption(scene, "table", TABLE + 1, html! { { title } }, html! {
                <span class="key">
                    <span class="ours">{ scene.say("tests-ours") }</span><span class="naive">{ scene.say("tests-naive") }</span>
                </span>
            }) }
            <table class="three">
                <thead><tr>
                    <th scope="col">{ scene.say("tests-forecast") }</th>
                    <th scope="col">{ scene.say("tests-miss") }</th>
                    <th scope="col" class="num root">{ scene.say("tests-root") }</th>
                    <th scope="col" class="num">{ "U" }</th>
                    <th scope="col" class="parts-head">
                        <span class="theil"><i></i>{ scene.say("tests-bias") }</span><span class="theil"><i></i>{ scene.say("tests-variation") }</span><span class="theil"><i></i>{ scene.say("tests-covariation") }</span>
                    </th>
                    <th scope="col" class="num">{ scene.say("tests-ratio") }</th>
                    <th scope="col" class="num knows">{ scene.say("tests-knows") }</th>
                </tr></thead>
                <tbody>{ for tables::forecasts(report, look, scene.words).into_iter().map(row) }</tbody>
            </table>
            <p class="note">{ scene.say("tests-forecasts-note") }</p>
        </section>
    }
}

fn others(scene: &Scene<'_>, finding: &Finding) -> Html {
    let look = &scene.state.studies.tests.look;
    let row = |it: OtherRow| {
        html! {
            <tr class={classes!(it.shown.then_some("now"))}>
                <th scope="row">{ it.name }</th>
                <td class="num">{ it.miss }</td>
                <td>{ it.rival }</td>
                <td class="num">
                    if let Some((ratio, loses)) = &it.ratio {
                        if *loses { <b class="is-short">{ ratio }<span class="sr">{ scene.say("tests-loses") }</span></b> } else { { ratio } }
                    } else { { "–" } }
                </td>
            </tr>
        }
    };
    let table = |n: usize, title: &str, head: &str, rows: Vec<OtherRow>, note: &str| {
        html! {
            <section aria-label={scene.say(title)}>
                { caption(scene, "table", n, html! { { scene.say(title) } }, html! {}) }
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say(head) }</th>
                        <th scope="col" class="num">{ scene.say("tests-miss") }</th>
                        <th scope="col">{ scene.say("tests-rival") }</th>
                        <th scope="col" class="num">{ scene.say("tests-ratio") }</th>
                    </tr></thead>
                    <tbody>{ for rows.into_iter().map(row) }</tbody>
                </table>
                <p class="note">{ scene.say(note) }</p>
            </section>
        }
    };
    html! {
        <>
            { table(TABLE + 2, "tests-other-years", "tests-fit-year", tables::other_years(finding, look, scene.words), "tests-other-years-note") }
            { table(TABLE + 3, "tests-wider", "tests-upper", tables::wider(finding, look, scene.words), "tests-wider-note") }
        </>
    }
}

fn hindsight(scene: &Scene<'_>) -> Html {
    html! {
        <section class="hindsight" aria-label={scene.say("tests-hindsight")}>
            <h2>{ scene.say("tests-hindsight") }</h2>
            <ol>{ for tables::hindsights(scene.words).into_iter().map(|(_, text)| html! { <li>{ text }</li> }) }</ol>
        </section>
    }
}

/// The table behind the figure, as the content of a dialog.
fn table(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let look = &state.studies.tests.look;
    let Some(found) = state.tested() else { return Html::default() };
    let Some(report) = found.finding.fitted_to(look.fit_year) else { return Html::default() };
    let (heads, rows) = tables::behind(report, &state.scenario.history, look, words);
    html! {
        <>
            <header>
                <h2 id="table-title"><span class="no">{ words.tell("figure", &args([("n", FIGURE.to_string())])) }</span></h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ says::figure(report, look, words).unwrap_or_default() }</p>
            // Forecasts are rows here: there are more of them than years.
            <div class="scroll">
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ heads.first().cloned().unwrap_or_default() }</th>
                        { for rows.iter().map(|row| html! { <th scope="col" class="num">{ &row[0] }</th> }) }
                    </tr></thead>
                    <tbody>{ for heads.iter().enumerate().skip(1).map(|(at, head)| html! {
                        <tr><th scope="row">{ head }</th>{ for rows.iter().map(|row| html! { <td class="num">{ &row[at] }</td> }) }</tr>
                    }) }</tbody>
                </table>
            </div>
        </>
    }
}
