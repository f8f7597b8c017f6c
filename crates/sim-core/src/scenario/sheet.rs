//! A table as a CSV text: a row of column names, in any order, then the rows.

use super::input::{Input, Log, nearest_hint, shorten};
use super::problem::{At, Severity};

/// The columns of a kind of table.
pub(super) struct Columns {
    /// Each needed once.
    pub required: &'static [&'static str],
    /// Each possible once; an empty cell says nothing.
    pub optional: &'static [&'static str],
    /// What a row is about, as in "a row per region".
    pub row: &'static str,
}

impl Columns {
    fn all(&self) -> Vec<&'static str> {
        self.required.iter().chain(self.optional).copied().collect()
    }
}

/// Reads a table row by row, each with its line. `None` means that nothing could be read at all.
pub(super) fn read_sheet<T>(
    input: &Input<'_>,
    log: &Log,
    columns: &Columns,
    mut read: impl FnMut(&Row<'_>) -> Option<T>,
) -> Option<Vec<(usize, Option<T>)>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input.text.as_bytes());
    let mut records = reader.records();
    let header = match records.next() {
        Some(Ok(header)) => header,
        Some(Err(error)) => {
            log.error(input.at(0, ""), format!("not a readable CSV: {error}"), "");
            return None;
        }
        None => {
            log.error(
                input.whole(),
                "the file is empty".to_owned(),
                format!("a row of column names is expected, then a row per {}", columns.row),
            );
            return None;
        }
    };
    let places = read_header(&header, columns, input, log);
    let mut rows = Vec::new();
    for record in records {
        match record {
            Ok(record) => {
                let line = line_of(&record, input);
                let row = Row { input, log, line, places: &places, about: columns.row, record };
                let whole = row.has_width(header.len());
                rows.push((line, if whole { read(&row) } else { None }));
            }
            Err(error) => log.error(input.whole(), format!("not a readable CSV: {error}"), ""),
        }
    }
    Some(rows)
}

/// The line on which a record begins. Its position may be that of empty lines before it.
fn line_of(record: &csv::StringRecord, input: &Input<'_>) -> usize {
    let start = record.position().map_or(0, |p| p.byte() as usize);
    let rest = input.text.get(start..).unwrap_or_default();
    input.line(start + rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// Where each column stands.
type Places = Vec<(&'static str, usize)>;

fn read_header(header: &csv::StringRecord, columns: &Columns, input: &Input<'_>, log: &Log) -> Places {
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let line = line_of(header, input);
    let at = |key: &str| At { file: input.name.clone(), line, key: key.to_owned() };
    if let ([one], Some(separator)) = (
        names.as_slice(),
        ";\t，".chars().find(|c| input.text.lines().next().is_some_and(|l| l.contains(*c))),
    ) {
        log.error(
            at(""),
            format!("the columns are separated by {separator:?}: {}", shorten(one)),
            "separate them by commas",
        );
        return Vec::new();
    }
    let known = columns.all();
    let missing: Vec<&str> = columns.required.iter().copied().filter(|c| !names.contains(c)).collect();
    for (i, name) in names.iter().enumerate() {
        if names[..i].contains(name) {
            log.error(at(name), format!("the column '{name}' stands twice"), "each column is needed once");
        } else if !known.contains(name) {
            let candidates: &[&str] = if missing.is_empty() { &known } else { &missing };
            log.error(at(name), format!("unknown column {}", shorten(name)), nearest_hint(name, candidates));
        }
    }
    for name in &missing {
        let others: Vec<&str> = names.iter().copied().filter(|n| !known.contains(n)).collect();
        let hint = if others.is_empty() { "add the column".to_owned() } else { nearest_hint(name, &others) };
        log.error(at(name), format!("the column '{name}' is missing"), hint);
    }
    known.into_iter().filter_map(|c| Some((c, names.iter().position(|n| *n == c)?))).collect()
}

/// One row of a table.
pub(super) struct Row<'a> {
    input: &'a Input<'a>,
    log: &'a Log,
    line: usize,
    places: &'a Places,
    about: &'static str,
    record: csv::StringRecord,
}

impl Row<'_> {
    pub(super) fn at(&self, column: &str) -> At {
        At { file: self.input.name.clone(), line: self.line, key: column.to_owned() }
    }

    pub(super) fn error(&self, column: &str, message: String, hint: impl Into<String>) {
        self.log.error(self.at(column), message, hint);
    }

    pub(super) fn warn(&self, column: &str, message: String, hint: impl Into<String>) {
        self.log.push(Severity::Warning, self.at(column), message, hint.into());
    }

    /// The line it stands on, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    fn has_width(&self, width: usize) -> bool {
        let cells = self.record.len();
        if cells != width {
            self.error(
                "",
                format!("the row has {cells} cells"),
                format!("{width} cells are expected, as in the first row"),
            );
        }
        cells == width
    }

    /// The trimmed text of a cell; `None` where the column is missing or the cell empty.
    pub(super) fn optional(&self, column: &str) -> Option<&str> {
        let (_, position) = self.places.iter().find(|(name, _)| *name == column)?;
        self.record.get(*position).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// The same where a value is needed. A missing column was reported with the header.
    pub(super) fn cell(&self, column: &str) -> Option<&str> {
        let cell = self.optional(column);
        if cell.is_none() && self.places.iter().any(|(name, _)| *name == column) {
            let hint = format!("every {} needs a value in this column", self.about);
            self.error(column, "the cell is empty".to_owned(), hint);
        }
        cell
    }

    /// A number between two others; `hint` says what is expected.
    pub(super) fn number(&self, column: &str, min: f64, max: f64, hint: &str) -> Option<f64> {
        let cell = self.cell(column)?;
        let Some(number) = cell.parse::<f64>().ok().filter(|n| n.is_finite()) else {
            self.error(
                column,
                format!("{} is not a number", shorten(cell)),
                "digits without separators or units are expected, such as 631530",
            );
            return None;
        };
        if (min..=max).contains(&number) {
            return Some(number);
        }
        self.error(column, format!("{} is not possible", shorten(cell)), hint);
        None
    }

    /// One of some names; gives its position.
    pub(super) fn one_of(&self, column: &str, what: &str, known: &[&str]) -> Option<usize> {
        let cell = self.cell(column)?;
        let position = known.iter().position(|k| *k == cell);
        if position.is_none() {
            let message = format!("{} is not a known {what}", shorten(cell));
            self.error(column, message, nearest_hint(cell, known));
        }
        position
    }
}
