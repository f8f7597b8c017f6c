//! The page that says why: levers one after the other, the way from a lever to a figure, assumptions apart from decisions.

use crate::easel::Easel;
use crate::figures::save;
use crate::host::Host;
use crate::leaf::Leaf;
use crate::scene::{Scene, rich};
use crate::study::{caption, choice, choices, progress};
use crate::wall;
use sim_core::study::why::Gauge;
use ui_state::Event;
use ui_state::state::{Course, Inquiry, StudyEvent, Table, WhyEvent};
use ui_state::study::chances;
use ui_state::study::why::bars::{Bar, Bars, Kind};
use ui_state::study::why::ways::{Station, StationKind};
use ui_state::study::why::{Finding, apart, bars, says, watched, ways};
use ui_state::words::{args, texts};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, NodeRef, TargetCast as _, classes, html};

/// The number of the first figure.
const FIGURE: usize = 11;
/// The number of the table.
const TABLE: usize = 5;

/// Everything on the page.
pub static LEAF: Leaf =
    Leaf { class: "study reasons", texts: Some(texts::WHY), view, draw, table: |scene, _| table(scene) };

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    let found = scene.state.apart().map(|(found, _)| &found.finding);
    let lines = found.and_then(|report| apart::lines(scene.state, report, scene.words));
    easel.draw("lines", scene.state.settings.theme, lines, |place, data| {
        host.draw_study("lines", place, data);
    });
}

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    html! { <>{ why(scene, &easel.place("lines")) }{ wall::wall(scene) }</> }
}

fn why(scene: &Scene<'_>, plot: &NodeRef) -> Html {
    let known = scene.state.why();
    let finding = known.map(|(found, _)| &*found.finding);
    html! {
        <>
            { head(scene, finding) }
            { progress(scene, Inquiry::Why, html! {}) }
            if let Some(finding) = finding {
                { shares(scene, finding) }
            }
            <div class="beside">{ four(scene, plot) }</div>
            if let Some(finding) = finding {
                { chains(scene, finding) }
            }
        </>
    }
}

fn on_why(event: WhyEvent) -> StudyEvent {
    StudyEvent::Why(event)
}

fn stale(scene: &Scene<'_>) -> Option<&'static str> {
    scene.state.why().is_some_and(|(_, stale)| stale).then_some("pending")
}

fn busy(scene: &Scene<'_>) -> &'static str {
    let waits = matches!(scene.state.course(Inquiry::Why), Course::Idle | Course::Running(_));
    if waits && scene.state.why().is_none_or(|(_, stale)| stale) { "true" } else { "false" }
}

fn head(scene: &Scene<'_>, finding: Option<&Finding>) -> Html {
    let words = scene.words;
    let said = finding.and_then(|finding| says::verdict(scene.state, finding, words));
    let waiting = match scene.state.course(Inquiry::Why) {
        Course::Refused(_) => "why-nothing",
        Course::Stopped | Course::Gone => "why-none-yet",
        _ => "why-coming",
    };
    html! {
        <section class={classes!("verdict", stale(scene))} aria-live="polite" aria-busy={busy(scene)} aria-label={scene.say("page-why-long")}>
            <p>
                { rich(&said.unwrap_or_else(|| scene.say(waiting))) }
                if scene.state.why().is_some_and(|(_, stale)| stale) { <span class="demo assume-mark">{ scene.say("chances-stale") }</span> }
            </p>
            if let Some(finding) = finding {
                <p class="aside"><span>{ bars::method(finding, words) }</span><span>{ scene.say("why-same-luck") }</span></p>
            }
        </section>
    }
}

/// The figure that is explained, which can be changed for another.
fn gauge_name(scene: &Scene<'_>, finding: &Finding) -> Html {
    let words = scene.words;
    let Some(it) = finding.explained(scene.state.studies.why.gauge) else { return Html::default() };
    let name = |gauge: Gauge| {
        let name = chances::name(watched(gauge.what), words);
        words.tell("why-gauge", &args([("name", name), ("year", gauge.year.to_string())]))
    };
    let gauges = finding.gauges();
    let emit = scene.emit.clone();
    let all = gauges.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        if let Some(gauge) = choice.value().parse().ok().and_then(|at: usize| all.get(at).copied()) {
            emit.emit(Event::Study(on_why(WhyEvent::GaugeChosen(gauge))));
        }
    });
    html! {
        <span class="chosen">
            { name(it.gauge) }
            <select class="chooser" aria-label={words.tell("chart-choose", &args([("n", FIGURE.to_string())]))} onchange={choose}>
                { for gauges.into_iter().enumerate().map(|(at, gauge)| html! {
                    <option value={at.to_string()} selected={gauge == it.gauge}>{ name(gauge) }</option>
                }) }
            </select>
        </span>
    }
}

fn shares(scene: &Scene<'_>, finding: &Finding) -> Html {
    let Some(Bars { bars, target, cut }) = bars::of(scene.state, finding, scene.words) else {
        return Html::default();
    };
    let followed = ways::player(scene.state, finding);
    let goal = target.as_ref().map(|(at, _)| format!("--goal:{at:.4}")).unwrap_or_default();
    let row = |bar: &Bar| {
        let [from, to] = bar.ends;
        let style = format!("--from:{:.4};--to:{:.4};{goal}", from.min(to), from.max(to));
        let tone = match (bar.kind, bar.loses) {
            (Kind::Level, _) => "level",
            (Kind::Lever(_), false) => "gain",
            (Kind::Lever(_), true) => "loss",
            (Kind::Together, _) => "hatch",
        };
        let lever = match bar.kind {
            Kind::Lever(player) => finding.shares.players[player].levers.first().copied(),
            _ => None,
        };
        let chosen = matches!(bar.kind, Kind::Lever(player) if Some(player) == followed);
        html! {
            <tr class={classes!((bar.kind == Kind::Level).then_some("whole"), chosen.then_some("now"))}>
                <th scope="row">
                    if let Some(lever) = lever {
                        <button type="button" class="link" aria-pressed={chosen.to_string()}
                            onclick={scene.on(move || Event::Study(on_why(WhyEvent::LeverChosen(lever))))}>{ &bar.name }</button>
                    } else { { &bar.name } }
                </th>
                <td class="fall" aria-hidden="true"><span class={classes!("bar", tone)} {style}><i></i></span></td>
                <td class="num">{ &bar.alone }</td>
                if bar.kind == Kind::Together {
                    <td class="num remark" colspan="2"><small>{ &bar.remark }</small></td>
                } else {
                    <td class="num"><b>{ &bar.share }</b>if !bar.remark.is_empty() { <small>{ " " }{ &bar.remark }</small> }</td>
                    <td class="num">{ &bar.percent }</td>
                }
            </tr>
        }
    };
    html! {
        <figure id={format!("figure-{FIGURE}")} class={classes!("falls", stale(scene))} aria-busy={busy(scene)}>
            { caption(scene, "figure", FIGURE, gauge_name(scene, finding), html! {
                <>
                    if let Some((_, text)) = &target { <span class="tick aim">{ text }</span> }
                    if let Some(cut) = cut { <small>{ scene.words.tell("why-cut", &args([("value", cut)])) }</small> }
                </>
            }) }
            <table class="three">
                <thead><tr>
                    <th scope="col">{ scene.say("why-lever") }</th>
                    <th class="fall" aria-hidden="true"></th>
                    <th scope="col" class="num">{ scene.say("why-alone") }</th>
                    <th scope="col" class="num">{ scene.say("why-share") }</th>
                    <th scope="col" class="num">{ scene.say("why-percent") }</th>
                </tr></thead>
                <tbody class={target.is_some().then_some("aimed")}>{ for bars.iter().map(row) }</tbody>
            </table>
            <p class="note">{ scene.say("why-note") }</p>
        </figure>
    }
}

fn chains(scene: &Scene<'_>, finding: &Finding) -> Html {
    let ways = ways::of(scene.state, finding, scene.words);
    let lever = ways::player(scene.state, finding)
        .map_or("", |player| scene.words.lang().text(&finding.shares.players[player].name));
    let title = scene.words.tell("why-chain", &args([("lever", lever.to_owned())]));
    let station = |it: &Station| {
        let tone = match it.kind {
            StationKind::Lever => "lever",
            StationKind::Variable => "inner",
            StationKind::Figure => "figure",
        };
        let [without, with] = &it.values;
        html! {
            <>
                if !it.how.is_empty() { <li class="how"><small>{ &it.how }</small></li> }
                <li class={classes!("station", tone)}>
                    <b>{ &it.name }</b>
                    <span>{ without }{ " → " }{ with }</span>
                    <small>{ &it.change }</small>
                </li>
            </>
        }
    };
    html! {
        <figure id={format!("figure-{}", FIGURE + 2)} class={classes!("chains", stale(scene))}>
            { caption(scene, "figure", FIGURE + 2, html! { { title } }, html! {}) }
            if ways.is_empty() { <p class="note">{ scene.say("why-no-way") }</p> }
            { for ways.iter().map(|way| html! { <ol class="chain">{ for way.iter().map(station) }</ol> }) }
            <p class="note">{ scene.say("why-chain-note") }</p>
        </figure>
    }
}

/// Assumptions apart from decisions.
fn four(scene: &Scene<'_>, plot: &NodeRef) -> Html {
    let (state, words) = (scene.state, scene.words);
    let known = state.apart();
    let report = known.map(|(found, _)| &*found.finding);
    let old = known.is_some_and(|(_, stale)| stale).then_some("pending");
    let param = state.why_param();
    let emit = scene.emit.clone();
    let choose = Callback::from(move |event: yew::Event| {
        let choice: HtmlSelectElement = event.target_unchecked_into();
        emit.emit(Event::Study(on_why(WhyEvent::ParamChosen(choice.value()))));
    });
    let lang = words.lang();
    let options = apart::choices(&state.scenario);
    let name =
        options.iter().find(|key| key.param().key == param).map_or("", |key| lang.label(key.param().label));
    let ends = options
        .iter()
        .find(|key| key.param().key == param)
        .and_then(|key| apart::range(&state.scenario, *key));
    let ends = ends.unwrap_or_default().map(apart::value_text);
    let [low, high] = [false, true].map(|high| {
        let label = words.tell(
            if high { "apart-high" } else { "apart-low" },
            &args([("value", ends[usize::from(high)].clone())]),
        );
        choice(scene, label, state.studies.why.high == high, move || on_why(WhyEvent::EndChosen { high }))
    });
    let said = report.and_then(|report| apart::sentence(state, report, words)).unwrap_or_default();
    html! {
        <>
            <section class={classes!("four", old)} aria-label={scene.say("apart-title")}>
                { caption(scene, "table", TABLE, html! { { scene.say("apart-title") } }, html! {}) }
                <div class="what-if">
                    <span class="chosen">
                        <span class="prov assume">{ name }</span>
                        <select class="chooser" aria-label={scene.say("apart-choose")} onchange={choose}>
                            { for options.iter().map(|key| html! {
                                <option value={key.param().key} selected={key.param().key == param}>{ lang.label(key.param().label) }</option>
                            }) }
                        </select>
                    </span>
                    { choices(scene.say("apart-end"), vec![low, high]) }
                </div>
                <table class="three">
                    <thead><tr>
                        <th scope="col">{ scene.say("apart-assumptions") }</th>
                        <th scope="col" class="num">{ scene.say("name-baseline") }</th>
                        <th scope="col" class="num">{ scene.say("name-plan") }</th>
                        <th scope="col" class="num">{ scene.say("apart-decision") }</th>
                    </tr></thead>
                    <tbody>
                        { for report.map(|report| apart::table(state, report, words)).unwrap_or_default().into_iter().map(|row| html! {
                            <tr>
                                <th scope="row"><span class={classes!(row.changed.then_some("assumed"))}>{ row.name }</span></th>
                                { for row.values.into_iter().map(|value| html! { <td class="num">{ value }</td> }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
                <p class="note">{ said.clone() }</p>
            </section>
            <figure id={format!("figure-{}", FIGURE + 1)} class={classes!("against", "apart", old)}>
                { caption(scene, "figure", FIGURE + 1, html! { { scene.say("apart-figure") } }, html! {
                    <>
                        <button type="button" class="link" disabled={report.is_none()} onclick={scene.on(|| Event::TableOpened(Table::Apart))}>{ scene.say("chart-show-table") }</button>
                        { save(scene, FIGURE + 1, &scene.say("apart-figure"), report.is_some()) }
                    </>
                }) }
                <div class="plot-frame"><div class={classes!("plot", report.is_none().then_some("empty"))} ref={plot.clone()} role="img" aria-label={ui_state::words::plain(&said)}></div></div>
            </figure>
        </>
    }
}

/// The table behind the four curves, as the content of a dialog.
fn table(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let Some((found, _)) = state.apart() else { return Html::default() };
    let heads = ["column-year", "name-baseline", "name-plan", "apart-baseline-changed", "apart-plan-changed"];
    html! {
        <>
            <header>
                <h2 id="table-title"><span class="no">{ words.tell("figure", &args([("n", (FIGURE + 1).to_string())])) }</span>{ " " }{ scene.say("apart-figure") }</h2>
                <button type="button" class="btn line" onclick={scene.on(|| Event::TableClosed)}>{ scene.say("close") }</button>
            </header>
            <p class="note">{ apart::sentence(state, &found.finding, words).unwrap_or_default() }</p>
            <div class="scroll">
                <table class="three">
                    <thead><tr>{ for heads.iter().enumerate().map(|(at, head)| html! { <th scope="col" class={classes!((at > 0).then_some("num"))}>{ scene.say(head) }</th> }) }</tr></thead>
                    <tbody>{ for apart::rows(state, &found.finding, words).into_iter().map(|row| html! {
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
