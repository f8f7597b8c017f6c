//! The first page: targets, charts, levers, places.

use crate::easel::Easel;
use crate::host::Host;
use crate::leaf::Leaf;
use crate::scene::Scene;
use crate::{figures, frame, goals, places, wall};
use ui_state::chart::Chart;
use ui_state::state::Table;
use yew::{Html, html};

/// The page.
pub static LEAF: Leaf = Leaf { class: "", texts: None, view, draw, table };

const PLOTS: [&str; 2] = ["chart-1", "chart-2"];

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    let [first, second] = PLOTS.map(|name| easel.place(name));
    html! {
        <>
            { frame::verdict(scene) }
            { figures::figures(scene, [&first, &second]) }
            { goals::goals(scene) }
            { wall::wall(scene) }
            { places::places(scene) }
        </>
    }
}

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    for (slot, name) in PLOTS.into_iter().enumerate() {
        let chart = Chart::of(scene.state, slot, scene.words);
        easel.draw(name, scene.state.settings.theme, chart, |place, data| host.draw(slot, place, data));
    }
}

fn table(scene: &Scene<'_>, table: Table) -> Html {
    match table {
        Table::Chart(slot) => figures::table(scene, slot),
        _ => Html::default(),
    }
}
