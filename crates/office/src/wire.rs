//! The bytes that cross between the page and the worker that opens and writes files.

use crate::annex::Annex;
use crate::number::Lang;
use crate::report::{Chance, Goal, Paper};
use serde::{Deserialize, Serialize};
use sim_core::scenario::Count;
use sim_core::{Policy, Scenario};
use std::rc::Rc;

/// Page to worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Comes back with the answer.
    pub id: u64,
    /// What is wanted.
    pub ask: Ask,
}

/// What is wanted of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// A plan as a file.
    Export(Box<Order>, Kind),
    /// The report as the page shows and prints it.
    Report(Box<Order>),
    /// The tables of a file: its name and bytes.
    Read(String, Vec<u8>),
    /// Tables as a workbook of this name.
    Tables(String, Vec<Table>),
}

/// A kind of file a plan is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A workbook with charts and a budget that computes.
    Xlsx,
    /// A document in the layout of an official paper.
    Docx,
    /// The report as one table.
    Csv,
    /// The report for programs.
    Json,
    /// What each variable of the results is, as CSV.
    Dictionary,
}

/// A plan of a place, and how it is to be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The place.
    pub place: Rc<Scenario>,
    /// The moved levers.
    pub policy: Policy,
    /// Parameters that differ from the scenario's.
    pub params: Vec<(String, f64)>,
    /// With a seed the yearly shocks are drawn.
    pub seed: Option<u64>,
    /// The language it is told in.
    pub lang: Lang,
    /// Chances of targets, where they are known.
    pub chances: Vec<Chance>,
    /// Targets the user set, for a place that has none.
    pub goals: Vec<Goal>,
    /// What the annexes are made of.
    pub annex: Annex,
    /// What the plan is called; empty where it has no name.
    pub plan: String,
    /// What was counted later.
    pub counts: Vec<Count>,
    /// Figures as pictures, in their order; without them a document has tables in their place.
    pub pictures: Vec<Picture>,
}

/// A figure as a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// PNG.
    pub png: Vec<u8>,
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The request; 0 for one that could not be read.
    pub id: u64,
    /// The answer, or why there is none.
    pub answer: Result<Answer, String>,
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A file to hand over.
    File(Made),
    /// The report.
    Report(Box<Paper>),
    /// The tables of a file.
    Tables(Vec<Table>),
}

/// A table of a file, cell by cell, as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name; that of the file where a file is one table.
    pub name: String,
    /// Its cells.
    pub rows: Vec<Vec<String>>,
    /// Joined cells, such as `A3:B4`.
    pub merged: Vec<String>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Kind {
    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv | Self::Dictionary => "csv",
            Self::Json => "json",
        }
    }

    /// What stands behind the name of its files, where a plan gives two of an ending.
    pub const fn suffix(self) -> &'static str {
        if matches!(self, Self::Dictionary) { "-dictionary" } else { "" }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Csv | Self::Dictionary => "text/csv",
            Self::Json => "application/json",
        }
    }
}

/// The bytes of a message.
///
/// # Panics
/// Never: messages hold no type that postcard cannot write.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages hold no type that postcard cannot write")
}

/// The message in some bytes.
///
/// # Errors
/// What is wrong with them.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| format!("{} bytes could not be read: {error}", bytes.len()))
}
