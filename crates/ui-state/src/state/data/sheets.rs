//! Typing, pasting and mending in the sheets.

use super::{AppState, DataDesk, Effect, Preview, Typed};
use crate::own::cell::{self, Slip};
use crate::own::import::{Taken, block};
use crate::own::sheets::{Kind, choices, plain};
use crate::own::{self, Book, Sheet, Trouble};

/// A cell as it is kept: numbers without the signs that only help the eye, choices by their word.
pub fn tidy(sheet: Sheet, column: usize, text: &str) -> String {
    let text = text.trim();
    let Some(column) = sheet.columns().get(column) else { return text.to_owned() };
    match column.kind {
        Kind::Words => text.to_owned(),
        Kind::Number | Kind::Year => match cell::number(text) {
            Ok(share) if text.ends_with(['%', '％', '‰']) => plain(share),
            Err((Slip::Written, Some(value))) => plain(value),
            _ => text.to_owned(),
        },
        kind => {
            let known = choices(kind);
            let named = known.iter().find(|(_, name)| name.zh == text || name.en == text);
            named.map_or(text, |(word, _)| word).to_owned()
        }
    }
}

/// How many cells of two books differ.
fn differing(a: &Book, b: &Book) -> usize {
    Sheet::ALL
        .into_iter()
        .map(|sheet| {
            let (a, b) = (a.rows(sheet), b.rows(sheet));
            let cell = |rows: &[Vec<String>], row: usize, column: usize| {
                rows.get(row).and_then(|cells| cells.get(column)).cloned().unwrap_or_default()
            };
            let all = (0..a.len().max(b.len()))
                .flat_map(|row| (0..sheet.columns().len()).map(move |column| (row, column)));
            all.filter(|(row, column)| cell(a, *row, *column) != cell(b, *row, *column)).count()
        })
        .sum()
}

impl DataDesk {
    /// The sheets the page shows: what is only looked at, what was typed, or the figures of a place that comes with the program.
    pub fn shown(&self, state: &AppState) -> Typed {
        if let Some(preview) = &self.preview {
            return preview.typed.clone();
        }
        match self.typed(&state.scenario.key) {
            Some(history) => history.now().clone(),
            None => Typed { name: state.scenario.place.clone(), book: Book::of(&state.scenario) },
        }
    }

    pub(super) fn paste(
        &mut self,
        state: &mut AppState,
        (sheet, row, column): (Sheet, usize, usize),
        text: &str,
    ) {
        self.look(state);
        let Some(history) = self.typed(&state.scenario.key) else { return };
        let mut typed = history.now().clone();
        for (down, cells) in block(text).into_iter().enumerate() {
            for (right, cell) in cells.into_iter().enumerate() {
                typed.book.put(sheet, row + down, column + right, &cell);
            }
        }
        self.look_at(state, None, typed, Taken::default());
    }

    /// Shows what a file or a block would make of the sheets.
    pub(super) fn look_at(&mut self, state: &mut AppState, file: Option<String>, typed: Typed, taken: Taken) {
        let before = match self.typed(&state.scenario.key) {
            Some(history) => history.now().book.clone(),
            None => Book::empty(),
        };
        let changed = differing(&before, &typed.book);
        self.preview = Some(Preview { file, typed, taken, troubles: Vec::new(), changed });
        self.check_preview(state);
        let first = self.preview.as_ref().and_then(|preview| preview.troubles.first());
        if let Some(trouble) = first {
            self.sheet = trouble.spot.sheet;
        }
    }

    pub(super) fn check_preview(&mut self, state: &mut AppState) {
        let Some(typed) = self.preview.as_ref().map(|preview| preview.typed.clone()) else { return };
        let key = state.scenario.key.clone();
        let template = state.own_head(&key).map_or_else(|| key.clone(), |head| head.template);
        let as_key = if own::is_own(&key) { key } else { format!("{}new", own::PREFIX) };
        let composed = self.compose(state, &as_key, &template, &typed);
        if let Some(preview) = &mut self.preview {
            preview.troubles = composed.troubles;
        }
    }

    /// What is looked at becomes the sheets of the shown place; of one that comes with the program a new place is made.
    pub(super) fn take_preview(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        let Some(preview) = self.preview.take() else { return };
        if own::is_own(&state.scenario.key) {
            let Preview { typed, .. } = preview;
            self.change(state, to, |now| *now = typed);
        } else {
            let template = state.scenario.key.clone();
            if !self.make(state, &template, preview.typed.clone(), to) {
                self.preview = Some(preview);
            }
        }
    }

    /// Every cell for which it is known what was meant says that.
    pub(super) fn mend(&mut self, state: &mut AppState, to: &mut Vec<Effect>) {
        if let Some(preview) = &mut self.preview {
            mended(&mut preview.typed.book, &preview.troubles);
            self.check_preview(state);
            return;
        }
        let troubles = self.troubles(&state.scenario.key).to_vec();
        self.change(state, to, |typed| mended(&mut typed.book, &troubles));
    }
}

/// Puts what was probably meant where it is known.
fn mended(book: &mut Book, troubles: &[Trouble]) {
    for trouble in troubles {
        if let (Some(mend), Some(row), Some(column)) = (&trouble.mend, trouble.spot.row, trouble.spot.column)
        {
            book.put(trouble.spot.sheet, row, column, mend);
        }
    }
}
