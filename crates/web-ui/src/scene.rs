//! What every part of the page is drawn from.

use ui_state::words::{Tone, parts};
use ui_state::{AppState, Event, Words};
use yew::{Callback, Html, html};

/// State, texts, and where events go.
pub struct Scene<'a> {
    /// What the page knows.
    pub state: &'a AppState,
    /// Its texts.
    pub words: &'a Words,
    /// Where events go.
    pub emit: &'a Callback<Event>,
}

impl Scene<'_> {
    /// A text.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// A handler that reports an event.
    pub fn on<E>(&self, event: impl Fn() -> Event + 'static) -> Callback<E> {
        let emit = self.emit.clone();
        Callback::from(move |_: E| emit.emit(event()))
    }

    /// A class for figures that do not belong to the sliders yet.
    pub fn pending(&self) -> Option<&'static str> {
        self.state.is_pending().then_some("pending")
    }

    /// The same, for a screen reader.
    pub fn busy(&self) -> &'static str {
        if self.state.is_pending() { "true" } else { "false" }
    }
}

/// A text with its marked parts set apart.
pub fn rich(text: &str) -> Html {
    parts(text)
        .into_iter()
        .map(|(tone, part)| match tone {
            Tone::Plain => html! { <>{ part }</> },
            Tone::Strong => html! { <b>{ part }</b> },
            Tone::Short => html! { <b class="is-short">{ part }</b> },
            Tone::Assumed => html! { <span class="assumed">{ part }</span> },
        })
        .collect()
}
