//! The tour of the first page.

use super::{AppState, Effect, Page};
use crate::words::Words;
use serde::Serialize;

/// A part of the page and what is said of it.
#[derive(Serialize)]
struct Step {
    /// Where it is.
    element: &'static str,
    title: String,
    text: String,
}

#[derive(Serialize)]
struct Tour {
    steps: Vec<Step>,
    next: String,
    back: String,
    done: String,
    /// `{{current}}` of `{{total}}`.
    progress: String,
}

/// Where each part is, with the keys of its title and of what is said.
const STOPS: [(&str, &str, &str); 7] = [
    (".verdict", "tour-verdict", "tour-verdict-text"),
    ("#figure-1", "tour-figures", "tour-figures-text"),
    (".score", "tour-targets", "tour-targets-text"),
    ("#levers", "tour-levers", "tour-levers-text"),
    (".places", "tour-places", "tour-places-text"),
    (".bar", "tour-bar", "tour-bar-text"),
    (".rail", "tour-rail", "tour-rail-text"),
];

impl AppState {
    pub(super) fn begin_tour(&mut self, to: &mut Vec<Effect>) {
        self.forget_tour(to);
        if self.page != Page::Plan {
            self.turn_to(Page::Plan, to);
            to.push(Effect::SetAddress(self.address()));
        }
        let words = Words::first(self.settings.lang);
        let step = |(element, title, text): (&'static str, &str, &str)| Step {
            element,
            title: words.say(title),
            text: words.say(text),
        };
        let tour = Tour {
            steps: STOPS.into_iter().map(step).collect(),
            next: words.say("tour-next"),
            back: words.say("tour-back"),
            done: words.say("tour-done"),
            progress: words.say("tour-progress"),
        };
        to.push(Effect::Tour(serde_json::to_string(&tour).expect("plain data")));
    }

    pub(super) fn forget_tour(&mut self, to: &mut Vec<Effect>) {
        self.tour_offered = false;
        to.push(Effect::ForgetTour);
    }
}
