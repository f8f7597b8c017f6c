//! The menu of shapes a plan is handed in as, each with a line that says what for.

use crate::icon::{self, icon};
use crate::scene::Scene;
use crate::share::use_press_outside;
use ui_state::state::{OfficeEvent, Page};
use ui_state::{Event, Kind};
use web_sys::HtmlElement;
use yew::{Callback, Html, KeyboardEvent, Properties, function_component, html, use_node_ref, use_state};

/// An entry of the menu.
#[derive(Clone, PartialEq)]
pub struct Entry {
    name: String,
    purpose: String,
    event: Event,
    busy: bool,
}

/// What the menu is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ExportMenuProps {
    /// Where events go.
    pub emit: Callback<Event>,
    /// Its name.
    pub name: String,
    /// Its name while a file is being written.
    pub busy: Option<String>,
    /// What can be chosen.
    pub entries: Vec<Entry>,
}

/// The menu of a page.
pub fn menu(scene: &Scene<'_>) -> Html {
    let office = &scene.state.office;
    let file = |name: &str, purpose: &str, kind: Kind| Entry {
        name: scene.say(name),
        purpose: scene.say(purpose),
        event: Event::Office(OfficeEvent::Exported(kind)),
        busy: office.is_writing(kind),
    };
    let entries = vec![
        Entry {
            name: scene.say("export-print"),
            purpose: scene.say("export-print-for"),
            event: Event::PageChosen(Page::Report),
            busy: false,
        },
        file("export-docx", "export-docx-for", Kind::Docx),
        file("export-xlsx", "export-xlsx-for", Kind::Xlsx),
        file("export-table", "export-table-for", Kind::Csv),
        file("export-json", "export-json-for", Kind::Json),
        file("export-dictionary", "export-dictionary-for", Kind::Dictionary),
    ];
    let busy = office.is_busy().then(|| scene.say("export-busy"));
    html! { <ExportMenu emit={scene.emit.clone()} name={scene.say("export")} {busy} {entries} /> }
}

/// The menu.
#[function_component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let open = use_state(|| false);
    let root = use_node_ref();
    let button = use_node_ref();
    use_press_outside(&root, *open, {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    });
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_key = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    // A button that cannot take the focus leaves it where it is.
                    let _ = button.focus();
                }
            }
        })
    };
    let entry = |entry: &Entry| {
        let (open, emit, event) = (open.clone(), props.emit.clone(), entry.event.clone());
        let choose = Callback::from(move |_| {
            open.set(false);
            emit.emit(event.clone());
        });
        html! {
            <li>
                <button type="button" class="btn" disabled={entry.busy} onclick={choose}>
                    <b>{ &entry.name }</b><small>{ &entry.purpose }</small>
                </button>
            </li>
        }
    };
    let name = props.busy.as_ref().unwrap_or(&props.name).clone();
    html! {
        <div class="menu export" ref={root} onkeydown={on_key}>
            <button type="button" class="btn line" ref={button} title={name.clone()}
                aria-expanded={open.to_string()} onclick={toggle}>
                { icon(icon::PAPER) }<span aria-live="polite">{ name }</span>
            </button>
            if *open {
                <ul>{ for props.entries.iter().map(entry) }</ul>
            }
        </div>
    }
}
