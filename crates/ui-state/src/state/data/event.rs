//! What happens on the page of data.

use super::counts::CountsEvent;
use crate::own::Sheet;
use office::wire::Table;

/// Something on the page of data. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum DataEvent {
    /// The page shows this place for the first time.
    Opened,
    /// A field of the form for a new place.
    FormTyped(FormField, String),
    /// The new place shall be made.
    Created,
    /// The texts of a place came.
    TextsCame(String),
    /// They did not.
    TextsMissed(String),
    /// The place is called so: Chinese, English.
    Renamed(String, String),
    /// A second one like it.
    Duplicated,
    /// It shall go.
    Deleted,
    /// It shall come back.
    DeleteUndone,
    /// Another sheet shall be seen.
    SheetChosen(Sheet),
    /// The figures beyond the ten were shown or hidden.
    MoreToggled,
    /// A cell.
    CellTyped(Sheet, usize, usize, String),
    /// A row at the end.
    RowAdded(Sheet),
    /// A row goes.
    RowRemoved(Sheet, usize),
    /// A block came from a spreadsheet, to be laid from this cell on.
    Pasted(Sheet, usize, usize, String),
    /// Whatever can be mended is.
    AllMended,
    /// A cell of what is only looked at yet.
    PreviewTyped(Sheet, usize, usize, String),
    /// What is looked at is taken.
    PreviewTaken,
    /// It is not.
    PreviewDropped,
    /// Something about later counts beside their cells.
    Counts(CountsEvent),
    /// The page is looked at: whatever it lives of shall be asked for.
    Looked,
    /// One step back.
    Undone,
    /// One step forward.
    Redone,
    /// A file: its name and bytes.
    FileChosen(String, Vec<u8>),
    /// The sheets as a workbook (else the shown sheet as a table), with these notes on how to fill them in.
    TablesAsked {
        /// A workbook.
        xlsx: bool,
        /// The notes.
        notes: Vec<String>,
    },
    /// The tables of that file came.
    TablesCame(Vec<Table>),
    /// They did not.
    NotRead(String),
    /// The place as a file of its own.
    PlaceFileAsked,
}

/// A field of the form for a new place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormField {
    /// Name in Chinese.
    Name,
    /// Name in English.
    NameEn,
    /// Key of the template.
    Template,
    /// `copy` or `own`: whose regions.
    Regions,
    /// The names of its own regions.
    Names,
}
