//! Places of one's own, as far as every page needs them: chosen, kept, handed on.

use super::data::DataDesk;
use super::{AppState, Arriving, DataEvent, Effect};
use crate::atlas::Texts;
use crate::notice::Origin;
use crate::own::{self, Head};
use serde_json::Value;
use sim_core::{Policy, Problem, Scenario};
use std::rc::Rc;

/// What the page of data brings along when it comes: what it does with an event. Nothing else of it is needed before.
#[derive(Clone, Copy, Debug)]
pub struct Hand(pub fn(&mut AppState, super::DataEvent, &mut Vec<Effect>));

impl PartialEq for Hand {
    /// There is one.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

type Read<T> = Result<T, Vec<Problem>>;

/// What reads texts. It comes when something has to be read: places of the program come packed.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Reads a place.
    pub place: fn(&Texts) -> Read<Scenario>,
    /// Reads a policy from a file of this name, for a place.
    pub policy: fn(&str, &[u8], &Scenario) -> Read<Policy>,
}

impl PartialEq for Reader {
    /// There is one.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What the page knows of own places beside their records in the store.
#[derive(Debug, Default)]
pub struct Own {
    /// The page of data, once it was used.
    pub desk: Option<DataDesk>,
    /// What that page does with an event.
    pub(super) hand: Option<Hand>,
    /// What reads texts, once it came.
    pub(super) reader: Option<Reader>,
    /// The policy file that waits for it: its name and text.
    pub(super) policy: Option<(String, String)>,
    /// Links and files with own places that came before the store.
    waiting: Vec<(Origin, String)>,
}

/// Where an own place stands in a document that is handed on.
const WITHIN: &str = "own_place";

impl AppState {
    /// The head of an own place.
    pub(super) fn own_head(&self, key: &str) -> Option<Head> {
        Head::read(self.store.get(own::KIND, key)?)
    }

    /// Places came from the store, or another tab changed them: the chooser follows, and what is shown.
    pub(super) fn own_places_changed(&mut self, to: &mut Vec<Effect>) {
        self.list_own();
        let shown = self.scenario.key.clone();
        if let Some(head) = self.own_head(&shown)
            && let Some(texts) = self.own_texts(&head)
            && self.texts.get(&shown).is_some_and(|old| **old != texts)
            && let Some(reader) = self.own.reader
            && let Ok(scenario) = (reader.place)(&texts)
        {
            self.replace_place(texts, scenario, to);
        }
    }

    /// Tells the page of data something, if it has come.
    pub(super) fn tell_hand(&mut self, event: DataEvent, to: &mut Vec<Effect>) {
        if let Some(hand) = self.own.hand {
            (hand.0)(self, event, to);
        }
    }

    /// The store said what it has: a place that was asked for before is there now, or nowhere.
    pub(super) fn own_places_arrived(&mut self, to: &mut Vec<Effect>) {
        self.own_places_changed(to);
        for (from, text) in std::mem::take(&mut self.own.waiting) {
            self.open_text(&from, &text, to);
        }
        let waiting = self.arriving.take_if(|arriving| own::is_own(&arriving.key) && !arriving.missed);
        let Some(arriving) = waiting else { return };
        if self.knows(&arriving.key) {
            let (key, then) = (arriving.key.clone(), arriving.into_then());
            self.go_to(&key, then, to);
        } else {
            let key = arriving.key.clone();
            self.arriving = Some(arriving);
            self.miss(&key, String::new());
        }
    }

    /// The entries of own places, behind those that come with the program.
    pub(super) fn list_own(&mut self) {
        let shown = self.scenario.key.clone();
        let own: Vec<_> =
            self.store.all(own::KIND).filter_map(|(_, record)| Some(Head::read(record)?.entry())).collect();
        let there = |key: &str| own.iter().any(|entry| entry.key == key);
        self.atlas.retain(|entry| !own::is_own(&entry.key) || entry.key == shown && !there(&entry.key));
        self.atlas.extend(own);
    }

    /// Own texts and those of the template, as far as they are here.
    pub(super) fn own_texts(&self, head: &Head) -> Option<Texts> {
        let mut all = vec![head.texts.clone()];
        all.extend(self.template_texts(&head.template)?.0);
        Some(Texts(all))
    }

    /// The texts of a place that may be a template.
    pub(super) fn template_texts(&self, key: &str) -> Option<Texts> {
        self.texts.get(key).map(|texts| (**texts).clone())
    }

    /// The texts of the place that is shown became others.
    pub(super) fn replace_place(&mut self, texts: Texts, scenario: Scenario, to: &mut Vec<Effect>) {
        let key = scenario.key.clone();
        self.texts.insert(key.clone(), Rc::new(texts));
        self.told.remove(&key);
        self.shelf.remove(&key);
        if self.scenario.key != key {
            return;
        }
        if self.scenario.fingerprint == scenario.fingerprint {
            return;
        }
        // Who changed no lever follows the document, as it now is.
        let was_document = self.is_document();
        self.scenario = Rc::new(scenario);
        let mut now = self.authored.now().clone();
        if was_document {
            now.policy = self.scenario.document_policy();
        }
        let here = |code: &String| self.scenario.region_index(code).is_some();
        now.policy.regions.retain(|code, _| here(code));
        self.authored.amend(now);
        self.axes.clear();
        self.circle_axis = None;
        self.moves.clear();
        self.costs.clear();
        self.leave_people(to);
        self.leave_studies(to);
        self.inputs_changed(to);
        to.push(Effect::ShowLanguage(self.settings.lang));
    }

    /// The document with the own place it is about and later counts, for links and files.
    pub(super) fn document_to_go(&self) -> String {
        let document = self.with_counts(self.document_for_others());
        let record = self.store.get(own::KIND, &self.scenario.key);
        let (Some(record), Ok(Value::Object(mut whole))) = (record, serde_json::from_str(&document)) else {
            return document;
        };
        if let Ok(Value::Object(mut place)) = serde_json::from_str::<Value>(record) {
            // The figures that were typed are in the texts; a link has no room for both.
            place.remove("book");
            whole.insert(WITHIN.to_owned(), Value::Object(place));
        }
        Value::Object(whole).to_string()
    }

    /// Takes an own place out of a document or a file of its own. Says the key under which it is here, and the document
    /// about it, if there is one.
    pub(super) fn take_own(&mut self, text: &str, to: &mut Vec<Effect>) -> Option<(String, Option<String>)> {
        let Ok(Value::Object(mut whole)) = serde_json::from_str::<Value>(text) else { return None };
        let (mut place, document) = match whole.remove(WITHIN) {
            Some(place) => (place, Some(whole)),
            None => (Value::Object(whole), None),
        };
        let head = Head::read(&place.to_string())?;
        let same = |it: &Head| it.texts == head.texts;
        let mut key = head.key.clone();
        match self.own_head(&key) {
            Some(here) if same(&here) => {}
            known => {
                if known.is_some() {
                    key = own::free_key(&both_of(&head), &head.template, |key| self.own_head(key).is_some());
                    let scenario = &place["texts"]["scenario"];
                    let renamed = scenario.as_str()?.replacen(&head.key, &key, 1);
                    place["texts"]["scenario"] = Value::String(renamed);
                    place["texts"]["key"] = Value::String(key.clone());
                    place["key"] = Value::String(key.clone());
                }
                self.put(own::KIND, key.clone(), place.to_string(), to);
                self.list_own();
            }
        }
        let document = document.map(|mut document| {
            document.insert("scenario".to_owned(), Value::String(key.clone()));
            Value::Object(document).to_string()
        });
        Some((key, document))
    }

    /// Opens a text with an own place in it; says whether it was one.
    pub(super) fn open_own(&mut self, from: &Origin, text: &str, to: &mut Vec<Effect>) -> bool {
        let Some(key) = own_key_in(text) else { return false };
        if !self.store.arrived() {
            // What is stored under that key may say more.
            self.own.waiting.push((from.clone(), text.to_owned()));
            self.arriving = Some(Arriving::stored(key));
            return true;
        }
        let Some((key, document)) = self.take_own(text, to) else { return false };
        let then = document.map(|document| (from.clone(), document));
        self.go_to(&key, then, to);
        true
    }
}

/// The key of the own place a text carries.
fn own_key_in(text: &str) -> Option<String> {
    let Ok(Value::Object(whole)) = serde_json::from_str::<Value>(text) else { return None };
    let place = whole.get(WITHIN).cloned().unwrap_or(Value::Object(whole));
    Head::read(&place.to_string()).map(|head| head.key)
}

fn both_of(head: &Head) -> sim_core::scenario::Text {
    own::both(&head.name, &head.name_en)
}
