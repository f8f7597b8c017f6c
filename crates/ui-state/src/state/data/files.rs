//! Files in and out.

use super::super::office::Errand;
use super::{AppState, DataDesk, Effect, Typed};
use crate::own::import;
use crate::own::{self, Book, KIND};
use office::wire::{Ask, Table};

impl DataDesk {
    /// Asks for the tables of a file; one that is a place of its own opens as such.
    pub(super) fn read_file(
        &mut self,
        state: &mut AppState,
        name: String,
        bytes: Vec<u8>,
        to: &mut Vec<Effect>,
    ) {
        self.failed = None;
        if name.to_lowercase().ends_with(".json") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            return state.open_file(&name, &text, to);
        }
        state.ask_office(Errand::Read, Ask::Read(name.clone(), bytes), to);
        self.reading = Some(name);
    }

    /// The tables of a file came.
    pub(super) fn take_tables(&mut self, state: &mut AppState, tables: &[Table]) {
        let Some(file) = self.reading.take() else { return };
        self.look(state);
        let now = match self.typed(&state.scenario.key) {
            Some(history) => history.now().clone(),
            None => Typed { name: sim_core::scenario::Text::default(), book: Book::empty() },
        };
        let taken = import::take(tables, &now.book);
        let [zh, en] = &taken.name;
        let mut name = own::both(zh, en);
        if name.zh.is_empty() {
            name = now.name;
        }
        if name.zh.is_empty() {
            let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
            name = own::both(stem, "");
        }
        let typed = Typed { name, book: taken.book.clone() };
        self.look_at(state, Some(file), typed, taken);
    }

    /// The sheets of the shown place with their present values.
    pub(super) fn write_tables(
        &self,
        state: &mut AppState,
        xlsx: bool,
        notes: &[String],
        to: &mut Vec<Effect>,
    ) {
        let Typed { name, book } = self.shown(state);
        let tables = import::tables(&book, [&name.zh, &name.en], notes);
        if xlsx {
            let file = format!("{}.xlsx", state.scenario.key);
            return state.ask_office(Errand::Tables, Ask::Tables(file, tables), to);
        }
        // The notes stand before the sheets.
        let Some(table) = tables.get(self.sheet as usize + 1) else { return };
        let rows: Vec<String> = table.rows.iter().map(|row| import::csv_line(row)).collect();
        to.push(Effect::Download {
            name: format!("{}-{}.csv", state.scenario.key, self.sheet.key()),
            media_type: "text/csv",
            // With the mark by which spreadsheets know how the text is written.
            text: format!("\u{feff}{}", rows.concat()),
        });
    }

    /// The place as a file that any of these programs opens.
    pub(super) fn give_place(state: &AppState, to: &mut Vec<Effect>) {
        let key = &state.scenario.key;
        if let (Some(record), Some(head)) = (state.store.get(KIND, key), state.own_head(key)) {
            to.push(Effect::Download {
                name: format!("{}.shapan-place.json", head.name),
                media_type: "application/json",
                text: record.to_owned(),
            });
        }
    }
}
