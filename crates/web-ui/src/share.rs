//! The menu of what can be done with a plan outside the page.

use crate::host::Host;
use crate::icon::{self, icon};
use crate::scene::Scene;
use gloo::events::EventListener;
use ui_state::Event;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement};
use yew::{
    Callback, Html, KeyboardEvent, NodeRef, Properties, function_component, html, use_effect_with,
    use_node_ref, use_state,
};

/// The texts of the menu: its button and its entries.
pub fn labels(scene: &Scene<'_>) -> [String; 6] {
    [
        scene.say("share"),
        scene.say("share-link"),
        scene.say("share-save"),
        scene.say("share-open"),
        scene.say("share-csv"),
        scene.say("share-policy"),
    ]
}

/// What the menu is given.
#[derive(Clone, PartialEq, Properties)]
pub struct ShareMenuProps {
    /// The browser's services.
    pub host: Host,
    /// Where events go.
    pub emit: Callback<Event>,
    /// Its texts.
    pub labels: [String; 6],
}

/// The menu.
#[function_component]
pub fn ShareMenu(props: &ShareMenuProps) -> Html {
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
    let [share, link, save, open_file, csv, policy] = props.labels.clone();
    let entry = |label: String, act: Callback<()>| {
        let open = open.clone();
        let click = Callback::from(move |_| {
            open.set(false);
            act.emit(());
        });
        html! { <li><button type="button" class="btn" onclick={click}>{ label }</button></li> }
    };
    let event = |event: Event| {
        let emit = props.emit.clone();
        Callback::from(move |()| emit.emit(event.clone()))
    };
    let choose = {
        let (host, emit) = (props.host.clone(), props.emit.clone());
        Callback::from(move |()| {
            let emit = emit.clone();
            let chosen = Closure::once_into_js(move |name: String, text: String| {
                emit.emit(Event::FileChosen(name, text));
            });
            host.choose_file(chosen.unchecked_ref());
        })
    };
    html! {
        <div class="menu" ref={root} onkeydown={on_key}>
            <button type="button" class="btn line" ref={button} title={share.clone()}
                aria-expanded={open.to_string()} onclick={toggle}>
                { icon(icon::SHARE) }<span>{ share }</span>
            </button>
            if *open {
                <ul>
                    { entry(link, event(Event::LinkAsked)) }
                    { entry(save, event(Event::FileAsked)) }
                    { entry(open_file, choose) }
                    { entry(csv, event(Event::CsvAsked)) }
                    { entry(policy, event(Event::PolicyAsked)) }
                </ul>
            }
        </div>
    }
}

/// Calls back when something outside an element is pressed, as long as `active`.
#[yew::hook]
pub fn use_press_outside(root: &NodeRef, active: bool, outside: Callback<()>) {
    let root = root.clone();
    use_effect_with(active, move |active| {
        let listener = active.then(|| {
            EventListener::new(&crate::host::document(), "pointerdown", move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let inside = root.cast::<Element>().is_some_and(|root| root.contains(target.as_deref()));
                if !inside {
                    outside.emit(());
                }
            })
        });
        move || drop(listener)
    });
}
