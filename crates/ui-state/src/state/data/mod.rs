//! The page of data: a new place, its sheets, files in and out. It comes with its page, see [`Hand`](super::Hand).

pub mod counts;
mod desk;
mod event;
mod files;
mod sheets;

pub use counts::{CountsEvent, Side};
pub use desk::{DataDesk, Form, Preview, Typed};
pub use event::{DataEvent, FormField};

use super::{AppState, Effect};
use crate::own::{self, Sheet};

/// Does what an event on the page of data asks for.
pub fn happened(state: &mut AppState, event: DataEvent, to: &mut Vec<Effect>) {
    let mut desk = state.own.desk.take().unwrap_or_default();
    desk.happened(state, event, to);
    state.own.desk = Some(desk);
}

impl DataDesk {
    fn happened(&mut self, state: &mut AppState, event: DataEvent, to: &mut Vec<Effect>) {
        if let Some(template) = self.lacks(state, &event) {
            to.push(Effect::FetchTexts(template.clone()));
            self.waiting.push((template, event));
            return;
        }
        match event {
            DataEvent::Opened => self.look(state),
            DataEvent::FormTyped(field, text) => self.form.type_in(field, text),
            DataEvent::Created => self.create(state, to),
            DataEvent::TextsCame(key) => {
                for (_, event) in
                    self.waiting.extract_if(.., |(template, _)| *template == key).collect::<Vec<_>>()
                {
                    self.happened(state, event, to);
                }
            }
            DataEvent::TextsMissed(key) => {
                if self.waiting.extract_if(.., |(template, _)| *template == key).count() > 0 {
                    self.reading = None;
                    self.form.refused = Some("data-template-missed");
                }
            }
            DataEvent::Renamed(zh, en) => self.change(state, to, |typed| typed.name = own::both(&zh, &en)),
            DataEvent::Duplicated => self.duplicate(state, to),
            DataEvent::Deleted => self.delete(state, to),
            DataEvent::DeleteUndone => self.undelete(state, to),
            DataEvent::SheetChosen(sheet) => self.sheet = sheet,
            DataEvent::MoreToggled => self.more = !self.more,
            DataEvent::CellTyped(Sheet::Counts, row, column, text) => {
                self.type_count(state, (row, column), &text, to);
            }
            DataEvent::Pasted(Sheet::Counts, row, column, text) => {
                self.paste_counts(state, (row, column), &text, to);
            }
            DataEvent::RowRemoved(Sheet::Counts, row) => self.remove_count(state, row, to),
            DataEvent::Counts(event) => self.counts_happened(state, event, to),
            DataEvent::Looked => self.hold_counts(state, to),
            DataEvent::CellTyped(sheet, row, column, text) => {
                let text = sheets::tidy(sheet, column, &text);
                self.change(state, to, |typed| typed.book.put(sheet, row, column, &text));
            }
            DataEvent::RowAdded(sheet) => self.change(state, to, |typed| {
                typed.book.add_row(sheet);
            }),
            DataEvent::RowRemoved(sheet, row) => self.change(state, to, |typed| {
                if sheet != Sheet::Place && row < typed.book.rows(sheet).len() {
                    typed.book.rows[sheet as usize].remove(row);
                }
            }),
            DataEvent::Pasted(sheet, row, column, text) => self.paste(state, (sheet, row, column), &text),
            DataEvent::AllMended => self.mend(state, to),
            DataEvent::PreviewTyped(sheet, row, column, text) => {
                if let Some(preview) = &mut self.preview {
                    let text = sheets::tidy(sheet, column, &text);
                    preview.typed.book.put(sheet, row, column, &text);
                }
                self.check_preview(state);
            }
            DataEvent::PreviewTaken => self.take_preview(state, to),
            DataEvent::PreviewDropped => self.preview = None,
            DataEvent::Undone => self.walk(state, to, false),
            DataEvent::Redone => self.walk(state, to, true),
            DataEvent::FileChosen(name, bytes) => self.read_file(state, name, bytes, to),
            DataEvent::TablesAsked { xlsx, notes } => self.write_tables(state, xlsx, &notes, to),
            DataEvent::TablesCame(tables) => self.take_tables(state, &tables),
            DataEvent::NotRead(message) => {
                if let Some(file) = self.reading.take() {
                    self.failed = Some((file, message));
                }
            }
            DataEvent::PlaceFileAsked => Self::give_place(state, to),
        }
    }
}
