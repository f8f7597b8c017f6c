//! The report, to be read and printed: a sheet of paper in both themes.

use crate::easel::Easel;
use crate::host::Host;
use crate::leaf::{Leaf, no_table};
use crate::scene::Scene;
use office::report::{Block, Cell, Paper, Plot};
use ui_state::Event;
use ui_state::state::{OfficeEvent, Page};
use ui_state::words::{args, texts};
use yew::{Html, classes, html};

/// The page.
pub static LEAF: Leaf = Leaf { class: "reporting", texts: Some(texts::REPORT), view, draw, table: no_table };

/// The places of its figures: a report has two.
const PLOTS: [&str; 2] = ["report-1", "report-2"];

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    let office = &scene.state.office;
    let known = office.paper(scene.state.report_of());
    let stale = known.is_none_or(|(_, stale)| stale);
    html! {
        <>
            <div class="controls">
                <button type="button" class="btn line" disabled={stale} onclick={scene.on(|| Event::Office(OfficeEvent::Printed))}>
                    { scene.say("report-print") }
                </button>
                <button type="button" class="btn line" onclick={scene.on(|| Event::PageChosen(Page::Plan))}>
                    { scene.say("report-back") }
                </button>
                <p class="note" role="status">
                    if let Some(message) = office.refused() {
                        <span class="is-short">
                            { scene.words.tell("report-refused", &args([("message", message.to_owned())])) }
                        </span>
                        <button type="button" class="link" onclick={scene.on(|| Event::Office(OfficeEvent::Retried))}>
                            { scene.say("report-retry") }
                        </button>
                    } else if stale {
                        { scene.say("report-waiting") }
                    } else {
                        { scene.say("report-hint") }
                    }
                </p>
            </div>
            if let Some((paper, _)) = known {
                { sheet(paper, stale, easel) }
            }
        </>
    }
}

fn sheet(paper: &Paper, stale: bool, easel: &Easel) -> Html {
    let mut figures = PLOTS.into_iter();
    html! {
        <article class={classes!("paper", stale.then_some("is-stale"))} lang={paper.lang.tag()} aria-busy={stale.to_string()}>
            <header>
                <h2>{ &paper.title }</h2>
                <p>{ &paper.under }</p>
            </header>
            { for paper.blocks.iter().map(|block| part(block, &mut figures, easel)) }
        </article>
    }
}

fn part(block: &Block, figures: &mut impl Iterator<Item = &'static str>, easel: &Easel) -> Html {
    match block {
        Block::Heading(text) => html! { <h3>{ text }</h3> },
        Block::Annex(text) => html! { <h3 class="annex">{ text }</h3> },
        Block::Paragraph(text) => html! { <p>{ text }</p> },
        // It scrolls where the page is narrow, so the keyboard must get there.
        Block::Code(text) => html! { <pre tabindex="0">{ text }</pre> },
        Block::Table { caption, head, rows, note } => table(caption, head, rows, note),
        Block::Figure(plot) => {
            let place = figures.next().map(|name| easel.place(name)).unwrap_or_default();
            html! {
                <figure>
                    <div class="drawing" role="img" aria-label={plot.says.clone()} ref={place}></div>
                    <figcaption>{ &plot.caption }</figcaption>
                    <p class="remark">{ &plot.says }</p>
                </figure>
            }
        }
    }
}

/// Whether a cell holds a sentence: such a column takes the room that names and numbers leave.
fn is_prose(text: &str) -> bool {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() > 60
}

fn table(caption: &str, head: &[String], rows: &[Vec<Cell>], note: &str) -> Html {
    let number = |at: usize| rows.first().and_then(|row| row.get(at)).is_some_and(|cell| cell.number);
    let prose = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|cell| is_prose(&cell.text)));
    let kind = |at: usize, number: bool| match (number, prose(at)) {
        (true, _) => Some("num"),
        (false, true) => Some("prose"),
        _ => None,
    };
    let cell = |(at, cell): (usize, &Cell)| {
        let class = kind(at, cell.number);
        if at == 0 {
            html! { <th scope="row">{ &cell.text }</th> }
        } else {
            html! { <td {class}>{ &cell.text }</td> }
        }
    };
    html! {
        <div class="piece" tabindex="0" role="group" aria-label={caption.to_owned()}>
            <table class="three">
                <caption>{ caption }</caption>
                <thead>
                    <tr>
                        { for head.iter().enumerate().map(|(at, text)| html! {
                            <th scope="col" class={kind(at, number(at))}>{ text }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! { <tr>{ for row.iter().enumerate().map(cell) }</tr> }) }
                </tbody>
            </table>
            <p class="remark">{ note }</p>
        </div>
    }
}

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    let Some((paper, _)) = scene.state.office.paper(scene.state.report_of()) else { return };
    let plots = paper.blocks.iter().filter_map(|block| match block {
        Block::Figure(plot) => Some(plot),
        _ => None,
    });
    for (name, plot) in PLOTS.into_iter().zip(plots) {
        let figure: Option<&Plot> = Some(plot);
        easel.draw(name, scene.state.settings.theme, figure, |place, data| host.draw_report(place, data));
    }
}
