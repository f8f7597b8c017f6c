//! Regions at their seats: a circle for each, as large as what is missing there. One stop for the tab key; arrows go on from there.

use std::rc::Rc;
use ui_state::Event;
use ui_state::map::{HEIGHT, WIDTH};
use ui_state::scoreboard::{RegionTile, Regions};
use web_sys::HtmlElement;
use yew::{
    Callback, Html, KeyboardEvent, MouseEvent, Properties, TargetCast as _, classes, function_component,
    html, use_node_ref, use_state_eq,
};

/// What the map shows.
#[derive(Clone, PartialEq, Properties)]
pub struct RegionMapProps {
    /// The regions.
    pub regions: Rc<Regions>,
    /// What it is called.
    pub name: String,
    /// What stands below while nothing is pointed at.
    pub hint: String,
    /// Where events go.
    pub emit: Callback<Event>,
}

/// The drawing with the line that tells of the region one points at.
#[function_component]
pub fn RegionMap(props: &RegionMapProps) -> Html {
    let regions = &props.regions;
    let count = regions.regions.len();
    let plane = use_node_ref();
    let pointed = use_state_eq(|| None::<usize>);
    let at = pointed.filter(|at| *at < count).or(regions.focused);
    let under = {
        let (regions, plane) = (Rc::clone(regions), plane.clone());
        move |event: &MouseEvent| {
            let frame = plane.cast::<HtmlElement>()?.get_bounding_client_rect();
            let part = |at: i32, from: f64, length: f64| (f64::from(at) - from) / length;
            let x = part(event.client_x(), frame.left(), frame.width()) * WIDTH;
            let y = part(event.client_y(), frame.top(), frame.height()) * HEIGHT;
            regions.map.nearest(x, y)
        }
    };
    let choose = {
        let emit = props.emit.clone();
        move |at: Option<usize>| {
            if let Some(at) = at {
                emit.emit(Event::RegionFocused(at as u16));
            }
        }
    };
    let on_move = {
        let (pointed, under) = (pointed.clone(), under.clone());
        Callback::from(move |event: MouseEvent| pointed.set(under(&event)))
    };
    let on_leave = {
        let pointed = pointed.clone();
        Callback::from(move |_: MouseEvent| pointed.set(None))
    };
    let on_click = {
        let choose = choose.clone();
        Callback::from(move |event: MouseEvent| {
            // A click that a program made for its reader has no place, but means an element.
            let meant =
                || event.target_unchecked_into::<HtmlElement>().id().strip_prefix("seat-")?.parse().ok();
            choose(if event.detail() == 0 { meant() } else { under(&event) });
        })
    };
    let on_key = {
        let pointed = pointed.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => at.map_or(0, |at| (at + 1) % count),
                "ArrowLeft" | "ArrowUp" => at.map_or(count - 1, |at| (at + count - 1) % count),
                "Home" => 0,
                "End" => count - 1,
                "Enter" | " " => {
                    event.prevent_default();
                    return choose(at);
                }
                _ => return,
            };
            event.prevent_default();
            pointed.set(Some(to));
        })
    };
    let told = at.map_or(&props.hint, |at| &regions.regions[at].tells);
    html! {
        <>
            <div ref={plane} class="seats" role="listbox" tabindex="0" aria-label={props.name.clone()}
                aria-activedescendant={at.map(seat_id)} onmousemove={on_move} onmouseleave={on_leave}
                onclick={on_click} onkeydown={on_key}>
                { circles(regions, at) }
                { for regions.regions.iter().enumerate().map(|(it, region)| {
                    seat(regions, it, region, at == Some(it))
                }) }
            </div>
            <p class="seat-tells">{ told }</p>
        </>
    }
}

fn seat_id(at: usize) -> String {
    format!("seat-{at}")
}

/// The circles, small ones over large ones, and a dot at each seat.
fn circles(regions: &Regions, pointed: Option<usize>) -> Html {
    let mut order: Vec<usize> = (0..regions.regions.len()).collect();
    order.sort_by(|a, b| regions.regions[*b].radius.total_cmp(&regions.regions[*a].radius));
    let circle = |at: usize| {
        let (region, (x, y)) = (&regions.regions[at], regions.map.seats[at]);
        let class = classes!(
            format!("step-{}", region.shade + 1),
            (pointed == Some(at)).then_some("pointed"),
            (regions.focused == Some(at)).then_some("focused"),
        );
        html! {
            <g key={region.code.clone()} {class}>
                <circle cx={format!("{x:.1}")} cy={format!("{y:.1}")} r={format!("{:.1}", region.radius)} />
                <circle class="dot" cx={format!("{x:.1}")} cy={format!("{y:.1}")} r="1.5" />
            </g>
        }
    };
    html! {
        <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} aria-hidden="true">{ for order.into_iter().map(circle) }</svg>
    }
}

/// Where a region can be hit and heard, with its name where there is room.
fn seat(regions: &Regions, at: usize, region: &RegionTile, pointed: bool) -> Html {
    let (x, y) = regions.map.seats[at];
    let style = format!("left:{:.2}%;top:{:.2}%", 100.0 * x / WIDTH, 100.0 * y / HEIGHT);
    let focused = regions.focused == Some(at);
    html! {
        <div key={region.code.clone()} id={seat_id(at)} role="option" aria-selected={focused.to_string()} aria-label={region.tells.clone()}
            class={classes!("seat", pointed.then_some("pointed"), focused.then_some("focused"))} {style}>
            if let Some(side) = region.side {
                <span class={side.key()} aria-hidden="true">{ &region.short }</span>
            }
        </div>
    }
}
