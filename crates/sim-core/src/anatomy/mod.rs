//! What the model is made of, as a reader wants to see it: its sectors, stocks, flows and equations, and each parameter with
//! its unit and remark in both languages. No run reads any of this.

mod equations;
mod formula;
mod identities;
mod notes;
mod sector;
mod stocks;
mod told;

pub use formula::Formula;
pub use identities::{Held, held};
pub use sector::Sector;
pub use stocks::{Link, Part, Shape, series};
pub use told::Equation;

use crate::ids::Label;
use crate::scenario::{PARAMS, Param, Text};
use serde::{Deserialize, Serialize};

/// Everything that can be said of the model without running it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Anatomy {
    /// The parameters, in the order of their table.
    pub params: Vec<ParamNote>,
    /// Stocks, flows, and what else drives something.
    pub parts: Vec<Part>,
    /// What links them.
    pub links: Vec<Link>,
    /// The equations.
    pub equations: Vec<Equation>,
}

/// A parameter beyond its row: what the row says in English only, and where it belongs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParamNote {
    /// Its key.
    pub key: String,
    /// Its part of the model.
    pub sector: Sector,
    /// Its unit.
    pub unit: Text,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// What is remarked on them; empty where nothing is.
    pub remark: Text,
}

impl Anatomy {
    /// That of this program.
    pub fn of_the_model() -> Self {
        let params = PARAMS.iter().enumerate().map(|(at, row)| ParamNote::of(at, row)).collect();
        let (parts, links) = stocks::parts_and_links();
        Self { params, parts, links, equations: told::all() }
    }
}

impl ParamNote {
    fn of(at: usize, row: &Param) -> Self {
        let (keys, remark) = row.source.split_once(": ").unwrap_or((row.source, ""));
        Self {
            key: row.key.to_owned(),
            sector: Sector::of_param(at),
            unit: both(notes::UNITS, row.unit),
            sources: keys.split(", ").map(str::to_owned).collect(),
            remark: both(notes::REMARKS, remark),
        }
    }
}

fn text(label: Label) -> Text {
    Text { zh: label.zh.to_owned(), en: label.en.to_owned() }
}

/// A text of a table in both languages; one that the table does not have stands as it is.
fn both(table: &[Label], en: &str) -> Text {
    let zh = table.iter().find(|row| row.en == en).map_or(en, |row| row.zh);
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sorted::Set;

    /// Compares a table with what the parameters say: nothing missing, nothing left over.
    #[track_caller]
    fn check(table: &[Label], said: &Set<&str>) {
        let rows: Set<&str> = table.iter().map(|row| row.en).collect();
        assert_eq!(rows, *said);
        assert_eq!(rows.len(), table.len(), "a row stands twice");
    }

    #[test]
    fn every_unit_and_every_remark_is_there_in_both_languages() {
        check(notes::UNITS, &PARAMS.iter().map(|row| row.unit).collect());
        check(
            notes::REMARKS,
            &PARAMS.iter().filter_map(|row| Some(row.source.split_once(": ")?.1)).collect(),
        );
    }
}
