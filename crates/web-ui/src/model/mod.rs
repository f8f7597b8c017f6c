//! The page of the model: what it is made of and what is assumed, shown part by part.

mod diagram;
mod equations;
mod evidence;
mod params;

use crate::easel::Easel;
use crate::host::Host;
use crate::leaf::{Leaf, no_table};
use crate::scene::{Scene, rich};
use crate::study::choices;
use ui_state::Event;
use ui_state::model_page::Part;
use ui_state::model_page::params::census;
use ui_state::state::{Course, Inquiry, ModelEvent, StudyEvent};
use ui_state::words::texts;
use yew::{Html, html};

/// The page.
pub static LEAF: Leaf = Leaf { class: "model", texts: Some(texts::MODEL), view, draw, table: no_table };

fn draw(scene: &Scene<'_>, easel: &Easel, host: &Host) {
    if let (Part::Diagram, Some(anatomy)) = (scene.state.model.part, &scene.state.model.anatomy) {
        diagram::draw(scene, anatomy, easel, host);
    }
}

fn view(scene: &Scene<'_>, easel: &Easel) -> Html {
    let page = &scene.state.model;
    let part = |part: Part| {
        html! {
            <button type="button" class="link" aria-pressed={(page.part == part).to_string()}
                onclick={scene.on(move || Event::Model(ModelEvent::PartChosen(part)))}>{ scene.say(part.name_key()) }</button>
        }
    };
    html! {
        <>
            { head(scene) }
            <div class="looks">{ choices(scene.say("model-parts"), Part::ALL.into_iter().map(part).collect()) }</div>
            if let Some(anatomy) = &page.anatomy {
                { match page.part {
                    Part::Diagram => diagram::diagram(scene, anatomy, easel),
                    Part::Equations => equations::equations(scene, anatomy),
                    Part::Params => params::params(scene, anatomy),
                    Part::Evidence => evidence::evidence(scene, anatomy),
                } }
            }
        </>
    }
}

/// How much of the model is known and how much is assumed.
fn head(scene: &Scene<'_>) -> Html {
    let page = &scene.state.model;
    let said = page.anatomy.as_ref().map(|_| census(scene.state, scene.words));
    let gone = matches!(page.told, Course::Gone | Course::Stopped | Course::Refused(_));
    let waiting = if gone { "model-gone" } else { "model-coming" };
    let busy = if said.is_none() && !gone { "true" } else { "false" };
    html! {
        <section class="verdict" aria-live="polite" aria-busy={busy} aria-label={scene.say("page-model")}>
            <p>
                { rich(&said.unwrap_or_else(|| scene.say(waiting))) }
                if gone {
                    <button type="button" class="btn line" onclick={scene.on(|| Event::Study(StudyEvent::Started(Inquiry::Anatomy)))}>{ scene.say("study-again") }</button>
                }
            </p>
        </section>
    }
}
