//! A place of one's own: sheets of cells as somebody typed them, laid over a place that comes with the program.

pub mod cell;
mod compose;
pub mod counts;
pub mod fields;
mod fill;
pub mod import;
mod levers;
pub mod measured;
pub mod sheets;
pub mod trouble;
mod values;

pub use compose::{Composed, compose};
pub use sheets::{Book, Sheet};
pub use trouble::{Spot, Trouble};

use crate::atlas::{Entry, Written};
use serde::{Deserialize, Serialize};
use sim_core::Scenario;
use sim_core::scenario::Text;

/// What stands before the key of every own place.
pub const PREFIX: &str = "own-";

/// The kind of its records in the browser's store.
pub const KIND: &str = "place";

/// Whether a key is that of an own place.
pub fn is_own(key: &str) -> bool {
    key.starts_with(PREFIX)
}

/// A place of one's own, as it is kept and handed on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnPlace {
    /// Format of the record; every format up to this one is read for ever.
    pub format: u32,
    /// Its key.
    pub key: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Key of the place that says everything the sheets leave out.
    pub template: String,
    /// First year.
    pub from: i32,
    /// The year the verdict speaks of.
    pub plan_year: i32,
    /// What was typed, right or wrong; what came by a link has its texts alone.
    #[serde(default)]
    pub book: Option<Book>,
    /// The last state without errors: what runs.
    pub texts: Written,
}

/// What the page needs of an own place to show it; what was typed comes with the page of data.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Head {
    /// Format of the record.
    pub format: u32,
    /// Its key.
    pub key: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Key of its template.
    pub template: String,
    /// First year.
    pub from: i32,
    /// The year the verdict speaks of.
    pub plan_year: i32,
    /// What runs.
    pub texts: Written,
}

impl Head {
    /// The head of a record; nothing for what is none, or of a later format.
    pub fn read(record: &str) -> Option<Self> {
        let head: Self = serde_json::from_str(record).ok()?;
        (head.format <= FORMAT && is_own(&head.key)).then_some(head)
    }

    /// How it is chosen.
    pub fn entry(&self) -> Entry {
        Entry {
            key: self.key.clone(),
            place: both(&self.name, &self.name_en),
            from: self.from,
            plan_year: self.plan_year,
            from_run: None,
        }
    }
}

/// The format this program writes.
pub const FORMAT: u32 = 1;

/// A key for a new place: of its name and what it lies over, the first that is free.
pub fn free_key(name: &Text, template: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut n = 0_u32;
    loop {
        let of = format!("{}\0{}\0{template}\0{n}", name.zh, name.en);
        let key = format!("{PREFIX}{:08x}", xxhash_rust::xxh3::xxh3_64(of.as_bytes()) >> 32);
        if !taken(&key) {
            return key;
        }
        n += 1;
    }
}

/// A name in both languages, where one suffices.
pub fn both(zh: &str, en: &str) -> Text {
    let (zh, en) = (zh.trim(), en.trim());
    Text {
        zh: if zh.is_empty() { en } else { zh }.to_owned(),
        en: if en.is_empty() { zh } else { en }.to_owned(),
    }
}

/// What a new place begins with.
#[derive(Clone, Debug, PartialEq)]
pub enum Beginning<'a> {
    /// The figures of the template as they are.
    Copy,
    /// Regions of its own: a name a line, perhaps followed by residents.
    Regions(&'a str),
}

/// The sheets of a new place.
pub fn begin(template: &Scenario, beginning: &Beginning<'_>) -> Book {
    match beginning {
        Beginning::Copy => Book::of(template),
        Beginning::Regions(lines) => Book::blank(lines),
    }
}
