//! The lever wall: every lever in its theme, in two columns.

use crate::scene::Scene;
use sim_core::LeverKey;
use sim_core::scenario::{LEVER_COUNT, Theme};
use ui_state::dial::{Dial, columns, counts_in_yi};
use ui_state::words::args;
use ui_state::{Event, Lang, number};
use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, TargetCast as _, classes, html};

/// All levers.
pub fn wall(scene: &Scene<'_>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let moved = words.tell(
        "levers-moved",
        &args([("total", LEVER_COUNT.to_string()), ("moved", state.moved_count().to_string())]),
    );
    let columns = columns(&state.scenario);
    html! {
        <section class="wall" id="levers" tabindex="-1" aria-label={scene.say("levers-title")}>
            <div class="cap">
                <span class="no">{ words.tell("table", &args([("n", "2".to_owned())])) }</span>
                <h2>{ scene.say("levers-title") }</h2>
                <small>{ moved }</small>
                <span class="right key">
                    <span class="prov fact">{ scene.say("key-fact") }</span>
                    <span class="prov assume">{ scene.say("key-assume") }</span>
                    <span class="prov lever">{ scene.say("key-lever") }</span>
                    <span class="prov derived">{ scene.say("key-derived") }</span>
                </span>
            </div>
            <nav class="chips" aria-label={scene.say("themes")}>
                { for columns.iter().flatten().map(|theme| html! {
                    <a href={format!("#theme-{}", theme.key())}>{ words.lang().label(theme.label()) }</a>
                }) }
            </nav>
            <div class="pair">
                { for columns.iter().enumerate().map(|(at, themes)| column(scene, at, themes)) }
            </div>
            { other_doubts(scene) }
            // Where levers are no table, their columns have no heads to ask.
            <p class="note means">{ cost_unit(scene) }{ ": " }{ scene.say("levers-column-cost-long") }</p>
            <p class="note means">{ last_name(scene) }{ ": " }{ last_means(scene) }</p>
        </section>
    }
}

/// A head whose meaning comes up by pointer, keyboard and touch.
fn explained(id: &str, name: &str, means: &str) -> Html {
    let id = format!("means-{id}");
    html! {
        <>
            <button type="button" class="ask" aria-describedby={id.clone()}>{ name.to_owned() }</button>
            <span class="meaning" {id} role="tooltip">{ means.to_owned() }</span>
        </>
    }
}

/// The head of the last column: its name and the unit of figure 1.
fn last_name(scene: &Scene<'_>) -> String {
    let series = scene.state.settings.charts[0];
    format!("{} {}", scene.say("levers-column-last"), series.unit_mark(scene.words.lang()))
}

fn last_means(scene: &Scene<'_>) -> String {
    let (state, words) = (scene.state, scene.words);
    let series = state.settings.charts[0];
    words.tell(
        "levers-column-last-long",
        &args([
            ("name", words.say(series.name_key())),
            ("year", state.scenario.plan_year.to_string()),
            ("unit", series.unit_mark(words.lang()).to_owned()),
        ]),
    )
}

fn column(scene: &Scene<'_>, at: usize, themes: &[Theme]) -> Html {
    html! {
        <table class="three levers">
            <colgroup>{ for (0..8).map(|_| html! { <col /> }) }</colgroup>
            <thead>
                <tr>
                    <th scope="col" colspan="2"><span class="prov lever">{ scene.say("levers-column-lever") }</span></th>
                    <th scope="col"><span class="sr">{ scene.say("levers-column-slider") }</span></th>
                    <th scope="col" class="num" >{ scene.say("levers-column-value") }</th>
                    <td></td>
                    <th scope="col" class="num">{ explained(&format!("cost-{at}"), &cost_unit(scene), &scene.say("levers-column-cost-long")) }</th>
                    <th scope="col" class="num">{ explained(&format!("last-{at}"), &last_name(scene), &last_means(scene)) }</th>
                    <th scope="col"><span class="sr">{ scene.say("levers-column-details") }</span></th>
                </tr>
            </thead>
            { for themes.iter().map(|theme| group(scene, *theme)) }
        </table>
    }
}

fn group(scene: &Scene<'_>, theme: Theme) -> Html {
    let keys = scene.state.rows(theme);
    let title = scene.words.lang().label(theme.label());
    // Four characters stand in two lines of two beside the levers.
    let name: Html = match (scene.words.lang(), title.chars().count()) {
        (Lang::Zh, 4) => {
            let at = title.char_indices().nth(2).map_or(0, |(at, _)| at);
            html! { <>{ &title[..at] }<br />{ &title[at..] }</> }
        }
        _ => html! { <>{ title }</> },
    };
    let doubts = keys.iter().filter(|key| scene.state.is_doubted(**key)).count();
    let hidden = scene.state.hidden_rows(theme);
    let more = scene.words.tell("levers-more", &args([("n", hidden.to_string())]));
    let label = if hidden > 0 { more } else { scene.say("levers-fewer") };
    let head = html! {
        <th class="theme" scope="rowgroup" rowspan={(keys.len() + doubts).to_string()}>
            <span class="name">{ name }</span>
            if scene.state.has_more(theme) {
                <button type="button" class="unfold" aria-expanded={(hidden == 0).to_string()}
                    aria-label={format!("{title} · {label}")} title={label}
                    onclick={scene.on(move || Event::MoreToggled(theme))}>
                    { if hidden > 0 { format!("+{hidden}") } else { "−".to_owned() } }
                </button>
            }
        </th>
    };
    html! {
        <tbody id={format!("theme-{}", theme.key())} key={theme.key()}>
            { for keys.into_iter().enumerate().map(|(i, key)| html! {
                <>
                    { lever(scene, key, (i == 0).then(|| head.clone())) }
                    { doubt(scene, key) }
                </>
            }) }
        </tbody>
    }
}

fn lever(scene: &Scene<'_>, key: LeverKey, head: Option<Html>) -> Html {
    let (state, words) = (scene.state, scene.words);
    let lang = words.lang();
    let dial = Dial::of(&state.scenario, key);
    let (value, baseline) = (state.value(key), state.baseline(key));
    let name = lang.label(key.label());
    let id = format!("lever-{}", key.key());
    let moved = state.is_moved(key) && value != baseline;
    let unit = dial.unit(lang);
    let row = classes!(
        (moved || state.is_moved(key)).then_some("moved"),
        (state.moved_last == Some(key)).then_some("now"),
        // A theme's first row carries its name, which stands apart on a phone.
        head.is_some().then_some("first"),
    );
    html! {
        <tr class={row} key={key.key()}>
            { head.unwrap_or_default() }
            <th scope="row" title={lang.label(dial.lever.help)}><label for={id.clone()}>{ name }</label></th>
            <td class="at">{ slider(scene, key, id.clone()) }</td>
            <td class="num val"><output for={id}>{ dial.text(value) }</output></td>
            <td class="unit">{ unit }</td>
            <td class="num cost">{ cost(scene, key) }</td>
            <td class="num last">{ last(scene, key) }</td>
            <td class="do">
                <button type="button" class="more"
                    aria-label={words.tell("lever-details", &args([("lever", name.to_owned())]))}
                    onclick={scene.on(move || Event::DetailsOpened(key))}>{ "⋯" }</button>
            </td>
        </tr>
    }
}

/// What is doubtful about a lever, in the row below it.
fn doubt(scene: &Scene<'_>, key: LeverKey) -> Html {
    let doubts = scene.state.doubts.iter().filter(|doubt| doubt.lever == Some(key));
    let texts: Vec<&str> = doubts.map(|doubt| scene.words.lang().text(&doubt.text)).collect();
    if texts.is_empty() {
        return Html::default();
    }
    html! {
        <tr class="doubt" key={format!("doubt-{}", key.key())}>
            <td colspan="7"><p role="note" title={texts.join(" ")}><span class="sr">{ scene.say("doubt") }</span>{ texts.join(" ") }</p></td>
        </tr>
    }
}

/// What is doubtful and belongs to no lever.
fn other_doubts(scene: &Scene<'_>) -> Html {
    let others = scene.state.doubts.iter().filter(|doubt| doubt.lever.is_none());
    html! { <>{ for others.map(|doubt| html! {
        <p class="doubt" role="note"><span class="sr">{ scene.say("doubt") }</span>{ scene.words.lang().text(&doubt.text) }</p>
    }) }</> }
}

fn slider(scene: &Scene<'_>, key: LeverKey, id: String) -> Html {
    let (state, lang) = (scene.state, scene.words.lang());
    let dial = Dial::of(&state.scenario, key);
    let (value, baseline) = (state.value(key), state.baseline(key));
    let emit = scene.emit.clone();
    let slide = Callback::from(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let shown = input.value_as_number();
        if shown.is_finite() {
            emit.emit(Event::LeverMoved(key, dial.value(shown)));
        }
    });
    // `change` is missing when a drag ends where it began, `pointerup` when a key is pressed.
    html! {
        <div class="slide" style={format!("--at:{:.4};--was:{:.4}", dial.place(value), dial.place(baseline))}>
            <input {id} type="range" min={plain(dial.min())} max={plain(dial.max())} step={plain(dial.step())}
                value={plain(dial.shown(value))} aria-valuetext={dial.spoken(lang, value)}
                oninput={slide}
                onchange={scene.on(move || Event::LeverReleased(key))}
                onpointerup={scene.on(move || Event::LeverReleased(key))}
                onpointercancel={scene.on(move || Event::LeverReleased(key))}
                onblur={scene.on(move || Event::LeverReleased(key))} />
            <span class="fill"></span>
            <span class="ends" aria-hidden="true"><i>{ dial.end(dial.bounds.min) }</i><i>{ dial.end(dial.bounds.max) }</i></span>
        </div>
    }
}

/// A number for an attribute: six digits after the point hold every tick and hide what binary fractions add.
fn plain(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// In what the cost of a lever is told: larger places count in larger units.
fn cost_unit(scene: &Scene<'_>) -> String {
    scene.say(if counts_in_yi(&scene.state.scenario) {
        "levers-column-cost-grand"
    } else {
        "levers-column-cost"
    })
}

fn cost(scene: &Scene<'_>, key: LeverKey) -> Html {
    if !scene.state.is_moved(key) {
        return html! { <span class="none">{ "–" }</span> };
    }
    let unit = html! { <span class="word">{ " " }{ cost_unit(scene) }</span> };
    match scene.state.yearly_cost(key) {
        Some(cost) if cost.current => {
            let (unit_yuan, fine) = if counts_in_yi(&scene.state.scenario) { (1e8, 2) } else { (1e4, 1) };
            let shown = cost.value / unit_yuan;
            let nothing = 0.5 * 0.1_f64.powi(fine);
            let digits = if (nothing..9.95).contains(&shown.abs()) { fine as usize } else { 0 };
            html! { <span>{ number::decimal(shown, digits) }{ unit }</span> }
        }
        // A cost of other settings would be read as this one's.
        _ => html! { <span class="stale">{ "…" }{ unit }</span> },
    }
}

fn last(scene: &Scene<'_>, key: LeverKey) -> Html {
    let Some(change) = scene.state.last_change(key) else { return Html::default() };
    let series = scene.state.settings.charts[0];
    let text = series.change(change);
    html! {
        <>
            <span class="word">{ last_name(scene) }{ " " }</span>
            <span class={classes!(series.starts_assumed().then_some("assumed"))}>{ text }</span>
        </>
    }
}
