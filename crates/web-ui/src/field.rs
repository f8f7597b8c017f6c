//! Text fields that keep what is being typed, however often the page is drawn meanwhile.
//!
//! The browser owns the text of a field; the page gives it a first one and another when its own value changes. A field
//! whose text the page set at every drawing would lose letters whenever an answer arrives between two keys.

use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    AttrValue, Callback, Classes, Event, Html, InputEvent, KeyboardEvent, NodeRef, Properties, SubmitEvent,
    classes, function_component, hook, html, use_effect_with, use_mut_ref, use_node_ref, use_state,
};

/// The text of a field.
#[derive(Clone)]
pub struct Kept {
    /// The field.
    pub node: NodeRef,
    /// What stands in it when it appears, for its property `defaultValue`.
    pub first: AttrValue,
    /// What the page put there last, or heard from there.
    known: Rc<RefCell<String>>,
}

impl Kept {
    /// What stands there.
    pub fn typed(&self) -> String {
        let line = self.node.cast::<HtmlInputElement>().map(|field| field.value());
        line.or_else(|| Some(self.node.cast::<HtmlTextAreaElement>()?.value())).unwrap_or_default()
    }

    /// What stands there, which the page has heard with this.
    pub fn taken(&self) -> String {
        let typed = self.typed();
        self.known.borrow_mut().clone_from(&typed);
        typed
    }

    /// What the page knows, instead of what was typed since.
    pub fn given_up(&self) {
        let known = self.known.borrow().clone();
        self.set(&known);
    }

    /// Another value of the page's. What is being typed and was not yet heard goes before it.
    fn put(&self, value: &str) {
        let is_typing = self.has_focus() && self.typed() != *self.known.borrow();
        value.clone_into(&mut self.known.borrow_mut());
        if is_typing {
            return;
        }
        self.set(value);
    }

    fn set(&self, value: &str) {
        if let Some(field) = self.node.cast::<HtmlInputElement>() {
            field.set_value(value);
        } else if let Some(field) = self.node.cast::<HtmlTextAreaElement>() {
            field.set_value(value);
        }
    }

    fn has_focus(&self) -> bool {
        let active = self.node.get().and_then(|node| node.owner_document()?.active_element());
        active.is_some_and(|active| self.node.get().is_some_and(|node| node.is_same_node(Some(&active))))
    }
}

/// Escape gives up what is being typed, outside of dialogs: they are closed by it.
pub fn on_escape(kept: &Kept) -> Callback<KeyboardEvent> {
    let kept = kept.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            kept.given_up();
        }
    })
}

/// Keeps the text of a field.
#[hook]
pub fn use_kept(value: &AttrValue) -> Kept {
    let first = use_state(|| value.clone());
    let known = use_mut_ref(|| value.to_string());
    let kept = Kept { node: use_node_ref(), first: (*first).clone(), known };
    let seen = use_mut_ref(|| value.clone());
    {
        let kept = kept.clone();
        use_effect_with(value.clone(), move |value| {
            // The first value is there already, and what was typed since the field appeared stays.
            if *seen.borrow() != *value {
                seen.borrow_mut().clone_from(value);
                kept.put(value);
            }
        });
    }
    kept
}

/// What a field is given.
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// What stands there.
    pub value: AttrValue,
    /// What was typed, when the field is left or Enter is pressed.
    pub changed: Callback<String>,
    /// Its name, where no label says it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its id, where a label does.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Classes.
    #[prop_or_default]
    pub class: Classes,
    /// Which keys a phone offers.
    #[prop_or_default]
    pub inputmode: Option<AttrValue>,
    /// What is said by pointing.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// The id of what explains it.
    #[prop_or_default]
    pub describedby: Option<AttrValue>,
    /// What stands there while it is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Whether what stands there cannot be taken.
    #[prop_or_default]
    pub invalid: bool,
    /// Whether it cannot be changed.
    #[prop_or_default]
    pub disabled: bool,
    /// So many lines instead of one.
    #[prop_or_default]
    pub rows: Option<AttrValue>,
    /// Something was pasted.
    #[prop_or_default]
    pub onpaste: Option<Callback<Event>>,
}

/// A field that reports its text when it is left or Enter is pressed.
#[function_component]
pub fn Field(props: &FieldProps) -> Html {
    let kept = use_kept(&props.value);
    let change = {
        let (changed, kept) = (props.changed.clone(), kept.clone());
        Callback::from(move |_: Event| changed.emit(kept.taken()))
    };
    let onkeydown = on_escape(&kept);
    let Kept { node, first, .. } = kept;
    let FieldProps {
        label, id, class, inputmode, title, describedby, placeholder, disabled, onpaste, ..
    } = props.clone();
    let invalid = props.invalid.to_string();
    if let Some(rows) = props.rows.clone() {
        return html! {
            <textarea ref={node} {id} {class} {rows} aria-label={label} ~defaultValue={first.as_str()} onchange={change} {disabled} />
        };
    }
    html! {
        <input ref={node} type="text" autocomplete="off" spellcheck="false" {id} {class} {inputmode} {title} {placeholder}
            {disabled} aria-label={label} aria-describedby={describedby} aria-invalid={invalid} ~defaultValue={first.as_str()}
            onchange={change} {onpaste} {onkeydown} />
    }
}

/// What a field with a button is given.
#[derive(Clone, PartialEq, Properties)]
pub struct EntryProps {
    /// The id of the field.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// What the button says.
    pub button: AttrValue,
    /// The class of the button beside `btn`.
    #[prop_or(AttrValue::Static("line"))]
    pub weight: AttrValue,
    /// What stands there.
    pub value: AttrValue,
    /// What was typed, when the button or Enter is pressed.
    pub entered: Callback<String>,
    /// The unit of a number.
    #[prop_or_default]
    pub unit: Option<AttrValue>,
    /// What is said below: what may be entered, or why what was typed was not taken.
    #[prop_or_default]
    pub says: AttrValue,
    /// Whether what was typed was not taken.
    #[prop_or_default]
    pub refused: bool,
    /// Whether typing begins here when its dialog opens.
    #[prop_or_default]
    pub first: bool,
    /// Several lines instead of one; the button then waits until something was changed.
    #[prop_or_default]
    pub rows: Option<AttrValue>,
}

/// A field that reports its text when its button or Enter is pressed.
#[function_component]
pub fn Entry(props: &EntryProps) -> Html {
    let kept = use_kept(&props.value);
    // Only the button of several lines shows whether anything was typed.
    let text = use_state(|| props.value.to_string());
    let edit = {
        let (kept, text, several) = (kept.clone(), text.clone(), props.rows.is_some());
        Callback::from(move |_: InputEvent| {
            if several {
                text.set(kept.typed());
            }
        })
    };
    {
        let (kept, text) = (kept.clone(), text.clone());
        use_effect_with(props.value.clone(), move |_| text.set(kept.typed()));
    }
    let submit = {
        let (entered, kept) = (props.entered.clone(), kept.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            entered.emit(kept.taken());
        })
    };
    let says = format!("{}-says", props.id);
    let Kept { node, first, .. } = kept;
    let EntryProps { id, label, button, weight, unit, rows, .. } = props.clone();
    let several = rows.is_some();
    html! {
        <form onsubmit={submit} novalidate=true>
            <label for={id.clone()}>{ label }</label>
            if let Some(rows) = rows {
                <textarea ref={node} {id} {rows} ~defaultValue={first.as_str()} oninput={edit} />
            } else {
                <input ref={node} {id} autofocus={props.first} type="text" autocomplete="off" inputmode={unit.is_some().then_some("decimal")}
                    ~defaultValue={first.as_str()} aria-describedby={says.clone()} aria-invalid={props.refused.to_string()} />
            }
            if let Some(unit) = unit { <span class="unit">{ unit }</span> }
            <button type="submit" class={classes!("btn", weight.to_string())} disabled={several && *text == *props.value}>{ button }</button>
            if !several {
                <p id={says} class={classes!(props.refused.then_some("refused"))} role="status">{ &props.says }</p>
            }
        </form>
    }
}
