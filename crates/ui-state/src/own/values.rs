//! From cells to values: whatever is wrong is noted, cell by cell, and reading goes on.

use super::cell::{self, Slip};
use super::fields::{FIELDS, row_of};
use super::import::is_named;
use super::sheets::{self, Book, Kind, Sheet};
use super::trouble::{Fault, Spot, Trouble};
use sim_core::scenario::{Status, nearest};
use std::cell::RefCell;

/// A figure that was given, with how it is known and the words of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The figure.
    pub value: f64,
    /// How it is known.
    pub status: Status,
    /// Where it comes from, in the words of whoever typed it.
    pub source: String,
}

/// Reads the cells of a book.
pub struct Reader<'a> {
    /// The book.
    pub book: &'a Book,
    troubles: RefCell<Vec<Trouble>>,
}

impl<'a> Reader<'a> {
    /// A reader of a book.
    pub fn new(book: &'a Book) -> Self {
        Self { book, troubles: RefCell::new(Vec::new()) }
    }

    /// Everything that was wrong, in the order of the sheets.
    pub fn troubles(self) -> Vec<Trouble> {
        let mut troubles = self.troubles.into_inner();
        troubles.sort_by_key(|trouble| trouble.spot);
        troubles
    }

    /// Whether something so far keeps the place from running.
    pub fn has_grave(&self) -> bool {
        self.troubles.borrow().iter().any(Trouble::is_grave)
    }

    /// Notes a trouble with a cell.
    pub fn note(&self, sheet: Sheet, row: usize, key: &str, fault: Fault, mend: Option<String>) {
        let found = self.book.cell(sheet, row, key).to_owned();
        let spot = Spot { sheet, row: Some(row), column: sheet.column(key) };
        self.push(Trouble { spot, fault, found, mend });
    }

    /// Notes a trouble.
    pub fn push(&self, trouble: Trouble) {
        self.troubles.borrow_mut().push(trouble);
    }

    /// A number; none where the cell is empty or wrong.
    pub fn number(&self, sheet: Sheet, row: usize, key: &str) -> Option<f64> {
        let text = self.book.cell(sheet, row, key);
        if text.is_empty() {
            return None;
        }
        match cell::number(text) {
            Ok(value) => Some(value),
            Err((slip, meant)) => {
                let mend = if slip == Slip::Nothing { Some(String::new()) } else { meant.map(sheets::plain) };
                self.note(sheet, row, key, Fault::Number(slip), mend);
                None
            }
        }
    }

    /// As [`Reader::number`], where something must stand.
    pub fn needed(&self, sheet: Sheet, row: usize, key: &str) -> Option<f64> {
        if self.book.cell(sheet, row, key).is_empty() {
            self.note(sheet, row, key, Fault::Missing, None);
        }
        self.number(sheet, row, key)
    }

    /// The word of a choice for files; none where the cell is empty or wrong.
    pub fn choice(&self, sheet: Sheet, row: usize, key: &str, kind: Kind) -> Option<&'static str> {
        let text = self.book.cell(sheet, row, key);
        if text.is_empty() {
            return None;
        }
        let choices = sheets::choices(kind);
        // A template shows both languages side by side.
        if let Some((word, _)) = choices.iter().find(|(word, name)| is_named(text, *name, word)) {
            return Some(word);
        }
        let names: Vec<&str> = choices.iter().flat_map(|(word, name)| [*word, name.zh, name.en]).collect();
        let meant = nearest(text, &names)
            .and_then(|near| choices.iter().find(|(word, name)| [*word, name.zh, name.en].contains(&near)));
        self.note(sheet, row, key, Fault::Unknown, meant.map(|(word, _)| (*word).to_owned()));
        None
    }

    /// How the figures of a row are known; `without` where nothing is said.
    pub fn status(&self, sheet: Sheet, row: usize, without: Status) -> Status {
        let word = self.choice(sheet, row, "status", Kind::Status);
        let known = sheets::STATUSES
            .iter()
            .find(|(status, _)| word.is_some_and(|word| sim_core::scenario::write::status(*status) == word));
        known.map_or(without, |(status, _)| *status)
    }

    /// A figure of the place as a whole.
    pub fn given(&self, key: &'static str) -> Option<Given> {
        let row = row_of(key)?;
        let value = self.number(Sheet::Place, row, "value")?;
        let status = self.status(Sheet::Place, row, Status::Fact);
        if value < 0.0 {
            self.note(Sheet::Place, row, "value", Fault::Number(Slip::NotANumber), None);
            return None;
        }
        Some(Given { value, status, source: self.book.cell(Sheet::Place, row, "source").to_owned() })
    }

    /// A year of the sheet of the place.
    pub fn year(&self, key: &'static str) -> Option<i32> {
        let given = self.given(key)?;
        let row = row_of(key)?;
        let (low, high) = FIELDS[row].range(0.0);
        if given.value.fract() != 0.0 || !(low..=high).contains(&given.value) {
            self.note(Sheet::Place, row, "value", Fault::Bounds(low, high), None);
            return None;
        }
        Some(given.value as i32)
    }
}
