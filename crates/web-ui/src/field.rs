//! A text field that keeps what is being typed, however often the page is drawn meanwhile, and reports it when it is left.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    AttrValue, Callback, Classes, Event, Html, InputEvent, Properties, TargetCast as _, function_component,
    html, use_effect_with, use_state,
};

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

/// The field.
#[function_component]
pub fn Field(props: &FieldProps) -> Html {
    let typed = use_state(|| props.value.to_string());
    {
        let typed = typed.clone();
        use_effect_with(props.value.clone(), move |value| typed.set(value.to_string()));
    }
    let lines = props.rows.is_some();
    let edit = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(if lines {
                event.target_unchecked_into::<HtmlTextAreaElement>().value()
            } else {
                event.target_unchecked_into::<HtmlInputElement>().value()
            });
        })
    };
    let change = {
        let changed = props.changed.clone();
        Callback::from(move |event: Event| {
            changed.emit(if lines {
                event.target_unchecked_into::<HtmlTextAreaElement>().value()
            } else {
                event.target_unchecked_into::<HtmlInputElement>().value()
            });
        })
    };
    let FieldProps {
        label, id, class, inputmode, title, describedby, placeholder, disabled, onpaste, ..
    } = props.clone();
    let invalid = props.invalid.to_string();
    if let Some(rows) = props.rows.clone() {
        return html! {
            <textarea {id} {class} {rows} aria-label={label} value={(*typed).clone()} oninput={edit} onchange={change} {disabled} />
        };
    }
    html! {
        <input type="text" autocomplete="off" spellcheck="false" {id} {class} {inputmode} {title} {placeholder} {disabled}
            aria-label={label} aria-describedby={describedby} aria-invalid={invalid} value={(*typed).clone()}
            oninput={edit} onchange={change} {onpaste} />
    }
}
