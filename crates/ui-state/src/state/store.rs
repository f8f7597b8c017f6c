//! Named things that the browser's store keeps: the page holds all of them, the browser a copy.

use super::{AppState, Effect, Saving};
use crate::counts;
use crate::notice::Notice;
use crate::own;
use serde::Deserialize;
use sim_core::sorted::Map;

/// Something stored.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// Of what kind: who reads it.
    pub kind: String,
    /// Its key, the only one of its kind.
    pub key: String,
    /// It.
    pub value: String,
}

impl Record {
    /// The records in a text of the shell, without those that are none.
    pub fn all_in(json: &str) -> Vec<Self> {
        let all: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
        all.into_iter().filter_map(|record| serde_json::from_value(record).ok()).collect()
    }
}

/// Everything that is stored, by kind and key. What the browser refuses stays here as long as the page is open.
#[derive(Debug, Default)]
pub struct Store {
    records: Map<String, Map<String, String>>,
    /// Whether what the browser had stored is there.
    arrived: bool,
    /// How many things the browser was given and has not yet written.
    writing: u32,
    /// Documents with later counts that came before it, with their places.
    waiting: Vec<(String, String)>,
}

impl Store {
    /// Key and value of everything of a kind.
    pub fn all(&self, kind: &str) -> impl Iterator<Item = (&str, &str)> {
        self.records.get(kind).into_iter().flatten().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The value under a key.
    pub fn get(&self, kind: &str, key: &str) -> Option<&str> {
        self.records.get(kind)?.get(key).map(String::as_str)
    }

    /// Whether what the browser had stored is there.
    pub fn arrived(&self) -> bool {
        self.arrived
    }

    /// A document with later counts waits for those that are stored, which it would else hide.
    pub(crate) fn wait(&mut self, place: String, document: String) {
        self.waiting.push((place, document));
    }

    /// Whether the browser has written everything it was given.
    pub fn is_written(&self) -> bool {
        self.writing == 0
    }

    /// The browser has written a thing, or will not.
    pub(super) fn written(&mut self) {
        self.writing = self.writing.saturating_sub(1);
    }

    fn put(&mut self, kind: &str, key: String, value: String) {
        self.records.entry(kind.to_owned()).or_default().insert(key, value);
    }

    fn remove(&mut self, kind: &str, key: &str) {
        if let Some(records) = self.records.get_mut(kind) {
            records.remove(key);
        }
    }
}

impl AppState {
    /// Whether the browser has kept everything: the document, saved plans, places and counts.
    pub fn saving(&self) -> Saving {
        if self.saving == Saving::Kept && !self.store.is_written() { Saving::Waiting } else { self.saving }
    }

    /// Stores something. It need not wait for what the browser has.
    pub(crate) fn put(&mut self, kind: &'static str, key: String, value: String, to: &mut Vec<Effect>) {
        self.store.put(kind, key.clone(), value.clone());
        self.forgive(kind, &key);
        self.store.writing += 1;
        to.push(Effect::Store { kind, key, value });
    }

    /// Takes something out of the store.
    pub(crate) fn take_out(&mut self, kind: &'static str, key: &str, to: &mut Vec<Effect>) {
        self.store.remove(kind, key);
        self.forgive(kind, key);
        self.store.writing += 1;
        to.push(Effect::Unstore { kind, key: key.to_owned() });
    }

    pub(super) fn take_records(&mut self, records: Vec<Record>, to: &mut Vec<Effect>) {
        let mut kinds: Vec<String> = Vec::new();
        for Record { kind, key, value } in records {
            if !kinds.contains(&kind) {
                kinds.push(kind.clone());
            }
            // What was stored since the page opened is newer.
            self.store.records.entry(kind).or_default().entry(key).or_insert(value);
        }
        self.store.arrived = true;
        for kind in kinds {
            self.records_changed(&kind, to);
        }
        self.own_places_arrived(to);
        for (place, document) in std::mem::take(&mut self.store.waiting) {
            if place == self.scenario.key {
                self.take_counts(&document, to);
            }
        }
    }

    pub(super) fn hear_stored(
        &mut self,
        kind: &str,
        key: String,
        value: Option<String>,
        to: &mut Vec<Effect>,
    ) {
        self.hear_of_plan(kind, &key, value.as_deref());
        match value {
            Some(value) => self.store.put(kind, key, value),
            None => self.store.remove(kind, &key),
        }
        self.records_changed(kind, to);
    }

    /// Something of a kind arrived, or another tab changed it: whoever reads that kind looks again.
    fn records_changed(&mut self, kind: &str, to: &mut Vec<Effect>) {
        if kind == super::library::KIND {
            self.library_changed();
        }
        if kind == own::KIND {
            self.own_places_changed(to);
        }
        if kind == counts::KIND {
            self.fit_axes(false);
        }
    }

    pub(super) fn refuse_record(&mut self, kind: String, key: String, message: String, to: &mut Vec<Effect>) {
        if kind.is_empty() && !self.store.arrived {
            // Whoever waits for what is stored waits in vain.
            self.take_records(Vec::new(), to);
        }
        if !kind.is_empty() {
            self.store.written();
        }
        let name = self.store.get(&kind, &key).map(|value| name_of(&key, value));
        self.forgive(&kind, &key);
        self.tell(Notice::NotStored { kind, key, name, message });
    }

    /// What the browser refused is stored anew, or gone.
    fn forgive(&mut self, kind: &str, key: &str) {
        let is = |notice: &Notice| matches!(notice, Notice::NotStored { kind: of, key: under, .. } if of == kind && under == key);
        self.notices.retain(|notice| !is(notice));
    }

    /// Something stored, as a file.
    pub(super) fn give_record(&mut self, kind: &str, key: &str, to: &mut Vec<Effect>) {
        if let Some(value) = self.store.get(kind, key) {
            to.push(Effect::Download {
                name: format!("{}.shapan.json", file_name(&name_of(key, value))),
                media_type: "application/json",
                text: value.to_owned(),
            });
        }
    }
}

/// How a thing is called: by its own field `name`, if it has one.
pub(super) fn name_of(key: &str, value: &str) -> String {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    serde_json::from_str(value).map_or_else(|_| key.to_owned(), |named: Named| named.name)
}

/// A name that any machine takes for a file.
pub(super) fn file_name(name: &str) -> String {
    let allowed = |letter: char| !letter.is_control() && !r#"\/:*?"<>|"#.contains(letter);
    let kept: String =
        name.chars().map(|letter| if allowed(letter) { letter } else { '-' }).take(60).collect();
    let trimmed = kept.trim_matches([' ', '.']);
    if trimmed.is_empty() { "shapan".to_owned() } else { trimmed.to_owned() }
}
