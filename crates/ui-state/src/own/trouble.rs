//! What is wrong with a cell, in words: where, what, and how to mend it.

use super::cell::Slip;
use super::fields::FIELDS;
use super::sheets::Sheet;
use crate::number::Lang;
use crate::words::{Words, args};
use sim_core::Problem;

/// Where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The sheet.
    pub sheet: Sheet,
    /// The row from 0; none where the sheet is meant.
    pub row: Option<usize>,
    /// The column from 0; none where the row is meant.
    pub column: Option<usize>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A number is written in another way, or is none.
    Number(Slip),
    /// Nothing stands there, and something must.
    Missing,
    /// None of the words that may stand there.
    Unknown,
    /// Another row says the same.
    Twice(usize),
    /// More than the whole it is a part of: the column or figure, and its value.
    MoreThan(&'static str, f64),
    /// A year the run does not have.
    Year(i32, i32),
    /// A year with nothing to be held against. A warning.
    Outside(i32, i32),
    /// Implausible: between these it would be expected. A warning.
    Implausible(f64, f64),
    /// The sum of the regions is another. A warning.
    Sum(f64),
    /// Not in the values a lever can have.
    Bounds(f64, f64),
    /// No row in a sheet that needs one, or too many.
    Rows,
    /// Something the model's own reader says.
    Problem(Problem),
    /// In a file: a sheet with no known name.
    NoSheet,
    /// In a file: a column, or row of the sheet of the place, with no known name.
    NoColumn,
    /// In a file: the column is not there.
    ColumnMissing,
    /// In a file: cells are joined; only the first has a value.
    Merged(String),
    /// In a file: rows without anything, which are left out.
    EmptyRows(usize),
    /// In a file: it holds no sheet one could read.
    NothingToRead,
}

/// One trouble.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// Where.
    pub spot: Spot,
    /// What.
    pub fault: Fault,
    /// What stands there.
    pub found: String,
    /// What would probably be right.
    pub mend: Option<String>,
}

impl Trouble {
    /// Whether the place cannot run as it is written.
    pub const fn is_grave(&self) -> bool {
        !matches!(
            self.fault,
            Fault::Implausible(..)
                | Fault::Outside(..)
                | Fault::Sum(_)
                | Fault::NoSheet
                | Fault::NoColumn
                | Fault::Merged(_)
                | Fault::EmptyRows(_)
        )
    }

    /// Sheet, row and column in words. `line` says which row it is for a reader.
    pub fn place(&self, words: &Words, line: impl Fn(Sheet, usize) -> usize) -> String {
        let lang = words.lang();
        let Spot { sheet, row, column } = self.spot;
        let mut parts = vec![lang.label(sheet.name()).to_owned()];
        if let Some(row) = row {
            parts.push(match (sheet, FIELDS.get(row)) {
                (Sheet::Place, Some(field)) => lang.label(field.name).to_owned(),
                _ => words.tell("data-row", &args([("n", line(sheet, row).to_string())])),
            });
        }
        if let Some(column) = column.and_then(|at| sheet.columns().get(at)) {
            parts.push(lang.label(column.name).to_owned());
        }
        parts.join(words.lang().of("，", ", "))
    }

    /// What is wrong and how to mend it. `line` says which row it is for a reader.
    pub fn says(&self, words: &Words, line: impl Fn(Sheet, usize) -> usize) -> String {
        let lang = words.lang();
        let found = || quoted(&self.found);
        let mend = || self.mend.clone().unwrap_or_default();
        let number = super::sheets::plain;
        match &self.fault {
            Fault::Number(Slip::Wan) => {
                words.tell("data-fault-wan", &args([("found", found()), ("mend", mend())]))
            }
            Fault::Number(Slip::Written) => {
                words.tell("data-fault-written", &args([("found", found()), ("mend", mend())]))
            }
            Fault::Number(Slip::Unit) => {
                words.tell("data-fault-unit", &args([("found", found()), ("mend", mend())]))
            }
            Fault::Number(Slip::Nothing) => words.tell("data-fault-nothing", &args([("found", found())])),
            Fault::Number(Slip::NotANumber) => words.tell("data-fault-number", &args([("found", found())])),
            Fault::Missing => words.say("data-fault-missing"),
            Fault::Unknown if self.mend.is_some() => {
                words.tell("data-fault-meant", &args([("found", found()), ("mend", self.shown_mend(lang))]))
            }
            Fault::Unknown => words.tell(
                "data-fault-unknown",
                &args([("found", found()), ("known", self.known(lang).join(lang.of("、", ", ")))]),
            ),
            Fault::Twice(row) => words.tell(
                "data-fault-twice",
                &args([("found", found()), ("n", line(self.spot.sheet, *row).to_string())]),
            ),
            Fault::MoreThan(what, value) => words.tell(
                "data-fault-more",
                &args([("found", found()), ("what", name_of(what, lang)), ("value", number(*value))]),
            ),
            Fault::Year(from, to) => words.tell(
                "data-fault-year",
                &args([("found", found()), ("from", from.to_string()), ("to", to.to_string())]),
            ),
            Fault::Outside(from, to) => words.tell(
                "data-fault-outside",
                &args([("found", found()), ("from", from.to_string()), ("to", to.to_string())]),
            ),
            Fault::Implausible(low, high) => words.tell(
                "data-fault-implausible",
                &args([("found", found()), ("low", number(low.round())), ("high", number(high.round()))]),
            ),
            Fault::Sum(sum) => {
                words.tell("data-fault-sum", &args([("found", found()), ("sum", number(*sum))]))
            }
            Fault::Bounds(low, high) => words.tell(
                "data-fault-bounds",
                &args([("found", found()), ("low", number(*low)), ("high", number(*high))]),
            ),
            Fault::Rows => words.say("data-fault-rows"),
            Fault::Problem(problem) => lang.text(&problem.told()).to_owned(),
            Fault::NoSheet if self.mend.is_some() => {
                words.tell("data-fault-sheet-meant", &args([("found", found()), ("mend", mend())]))
            }
            Fault::NoSheet => words.tell("data-fault-sheet", &args([("found", found())])),
            Fault::NoColumn if self.mend.is_some() => {
                words.tell("data-fault-column-meant", &args([("found", found()), ("mend", mend())]))
            }
            Fault::NoColumn => words.tell("data-fault-column", &args([("found", found())])),
            Fault::ColumnMissing => words.say("data-fault-column-missing"),
            Fault::Merged(range) => words.tell("data-fault-merged", &args([("range", range.clone())])),
            Fault::EmptyRows(count) => words.number("data-fault-empty-rows", *count),
            Fault::NothingToRead => words.tell("data-fault-nothing-to-read", &args([("found", found())])),
        }
    }

    fn kind(&self) -> Option<super::sheets::Kind> {
        Some(self.spot.sheet.columns().get(self.spot.column?)?.kind)
    }

    fn known(&self, lang: Lang) -> Vec<&'static str> {
        let choices = self.kind().map(super::sheets::choices).unwrap_or_default();
        choices.into_iter().map(|(_, name)| lang.label(name)).collect()
    }

    /// The mend as people read it: the name of a choice, not its key.
    fn shown_mend(&self, lang: Lang) -> String {
        let mend = self.mend.clone().unwrap_or_default();
        let choices = self.kind().map(super::sheets::choices).unwrap_or_default();
        let named = choices.into_iter().find(|(key, _)| *key == mend);
        named.map_or(mend, |(_, name)| lang.label(name).to_owned())
    }
}

fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("“{short}{more}”")
}

/// The name of a column of regions, or of a figure of the place.
fn name_of(key: &str, lang: Lang) -> String {
    let column = Sheet::Regions.columns().iter().find(|column| column.key == key).map(|column| column.name);
    let field = FIELDS.iter().find(|field| field.key == key).map(|field| field.name);
    column.or(field).map_or_else(|| key.to_owned(), |name| lang.label(name).to_owned())
}
