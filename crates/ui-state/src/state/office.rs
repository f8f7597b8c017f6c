//! What is asked of the worker that opens and writes files, and what is done with its answers.

use super::{AppState, Effect};
use crate::notice::Notice;
use office::wire::{Answer, Ask, Kind, Order, Request, Response, Written, decode, encode};
use std::collections::BTreeMap;

/// What was asked and is not answered yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    asked: u64,
    waiting: BTreeMap<u64, Errand>,
}

/// What a question was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// The plan as a file.
    Export(Kind),
}

/// Something that happened to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeEvent {
    /// The plan was asked for as a file, today being so (`2026-11-26`).
    Exported(Kind, String),
    /// Bytes came from the worker.
    Answered(Vec<u8>),
    /// It died or could not be loaded, saying this.
    Died(String),
}

impl Office {
    /// Whether the file of a kind is being written.
    pub fn is_writing(&self, kind: Kind) -> bool {
        self.waiting.values().any(|errand| *errand == Errand::Export(kind))
    }

    /// Whether anything is being done.
    pub fn is_busy(&self) -> bool {
        !self.waiting.is_empty()
    }
}

impl AppState {
    /// Asks the worker and remembers what for.
    pub(super) fn ask_office(&mut self, errand: Errand, ask: Ask, to: &mut Vec<Effect>) {
        self.office.asked += 1;
        let id = self.office.asked;
        self.office.waiting.insert(id, errand);
        to.push(Effect::AskOffice(encode(&Request { id, ask })));
    }

    pub(super) fn office_happened(&mut self, event: OfficeEvent, to: &mut Vec<Effect>) {
        match event {
            OfficeEvent::Exported(kind, date) => self.export(kind, date, to),
            OfficeEvent::Answered(bytes) => self.hear_office(&bytes, to),
            OfficeEvent::Died(message) => self.lose_office(message),
        }
    }

    fn export(&mut self, kind: Kind, date: String, to: &mut Vec<Effect>) {
        if self.office.is_writing(kind) {
            return;
        }
        self.notices.retain(|notice| !matches!(notice, Notice::NotWritten { .. }));
        let order = Box::new(self.order(date));
        self.ask_office(Errand::Export(kind), Ask::Export(order, kind), to);
    }

    /// The present plan as it is handed over.
    fn order(&self, date: String) -> Order {
        let now = self.authored.now();
        let texts = self.texts.get(&self.scenario.key).map_or(Vec::new(), |texts| {
            texts
                .0
                .iter()
                .map(|text| Written {
                    key: text.key.clone(),
                    scenario: text.scenario.clone(),
                    regions: text.regions.clone(),
                    history: text.history.clone(),
                })
                .collect()
        });
        Order {
            scenario: self.scenario.key.clone(),
            texts,
            policy: now.policy.to_toml(),
            params: now.params.iter().map(|(name, value)| (name.clone(), *value)).collect(),
            seed: now.seed,
            zh: self.settings.lang == crate::Lang::Zh,
            date,
        }
    }

    fn hear_office(&mut self, bytes: &[u8], to: &mut Vec<Effect>) {
        let Response { id, answer } = match decode(bytes) {
            Ok(response) => response,
            Err(message) => return self.lose_office(message),
        };
        let Some(errand) = self.office.waiting.remove(&id) else {
            // A request the worker could not read comes back without a number.
            if id == 0 {
                self.lose_office(answer.err().unwrap_or_default());
            }
            return;
        };
        match (errand, answer) {
            (Errand::Export(_), Ok(Answer::File(made))) => to.push(Effect::DownloadBytes {
                name: made.name,
                media_type: made.media_type,
                bytes: made.bytes,
            }),
            (Errand::Export(_), Err(message)) => self.tell(Notice::NotWritten { message }),
        }
    }

    /// The worker died or could not be loaded: nothing it was asked for will come.
    fn lose_office(&mut self, message: String) {
        self.office.waiting.clear();
        self.tell(Notice::NotWritten { message });
    }
}
