//! A table as a CSV text: a row of column names, in any order, then the rows.

use super::Text;
use super::input::{Input, Log, nearest_hint, shorten};
use super::problem::{At, Severity, both, said};
use super::walk::not_known;
use crate::ids::Label;

/// The columns of a kind of table.
pub(super) struct Columns {
    /// Each needed once.
    pub required: &'static [&'static str],
    /// Each possible once; an empty cell says nothing.
    pub optional: &'static [&'static str],
    /// What a row is about, as in "a row per region".
    pub row: Label,
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
            log.error(input.at(0, ""), not_readable(&error), NO_HINT);
            return None;
        }
        None => {
            let Label { zh, en } = columns.row;
            let hint = Text {
                zh: format!("第一行应为列名，其后每{zh}一行"),
                en: format!("a row of column names is expected, then a row per {en}"),
            };
            log.error(input.whole(), both("文件是空的", "the file is empty"), hint);
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
            Err(error) => log.error(input.whole(), not_readable(&error), NO_HINT),
        }
    }
    Some(rows)
}

/// What a count must be.
pub(super) const COUNT: Label = both("应为不小于 0 的数目", "a count, 0 or more, is expected");

/// What a row of counts says it counts.
pub(super) const VARIABLE: Label = both("统计项", "variable");

const NO_HINT: Label = both("", "");

fn not_readable(error: &csv::Error) -> Text {
    said!("不是可读的 CSV：{}", "not a readable CSV: {}", error)
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
            said!(
                "各列用 {:?} 隔开：“{}”",
                "the columns are separated by {:?}: '{}'",
                separator,
                shorten(one)
            ),
            both("请用英文逗号隔开", "separate them by commas"),
        );
        return Vec::new();
    }
    let known = columns.all();
    let missing: Vec<&str> = columns.required.iter().copied().filter(|c| !names.contains(c)).collect();
    for (i, name) in names.iter().enumerate() {
        if names[..i].contains(name) {
            log.error(
                at(name),
                said!("列“{}”出现两次", "the column '{}' stands twice", name),
                both("每列只要一次", "each column is needed once"),
            );
        } else if !known.contains(name) {
            let candidates: &[&str] = if missing.is_empty() { &known } else { &missing };
            log.error(
                at(name),
                said!("没有“{}”这一列", "unknown column '{}'", shorten(name)),
                nearest_hint(name, candidates),
            );
        }
    }
    for name in &missing {
        let others: Vec<&str> = names.iter().copied().filter(|n| !known.contains(n)).collect();
        let hint = if others.is_empty() {
            both("请加上这一列", "add the column").into()
        } else {
            nearest_hint(name, &others)
        };
        log.error(at(name), said!("缺“{}”一列", "the column '{}' is missing", name), hint);
    }
    known.into_iter().filter_map(|c| Some((c, names.iter().position(|n| *n == c)?))).collect()
}

/// One row of a table.
pub(super) struct Row<'a> {
    input: &'a Input<'a>,
    log: &'a Log,
    line: usize,
    places: &'a Places,
    about: Label,
    record: csv::StringRecord,
}

impl Row<'_> {
    pub(super) fn at(&self, column: &str) -> At {
        At { file: self.input.name.clone(), line: self.line, key: column.to_owned() }
    }

    pub(super) fn error(&self, column: &str, message: impl Into<Text>, hint: impl Into<Text>) {
        self.log.error(self.at(column), message, hint);
    }

    pub(super) fn warn(&self, column: &str, message: Text, hint: impl Into<Text>) {
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
                said!("这一行有 {} 格", "the row has {} cells", cells),
                said!("应有 {} 格，与第一行相同", "{} cells are expected, as in the first row", width),
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
            let Label { zh, en } = self.about;
            let hint = Text {
                zh: format!("每{zh}在这一列都要有值"),
                en: format!("every {en} needs a value in this column"),
            };
            self.error(column, both("这一格是空的", "the cell is empty"), hint);
        }
        cell
    }

    /// A number between two others; `hint` says what is expected.
    pub(super) fn number(&self, column: &str, min: f64, max: f64, hint: Label) -> Option<f64> {
        let cell = self.cell(column)?;
        let Some(number) = cell.parse::<f64>().ok().filter(|n| n.is_finite()) else {
            self.error(
                column,
                said!("“{}”不是数", "'{}' is not a number", shorten(cell)),
                both(
                    "只写数字，不带分隔符和单位，如 631530",
                    "digits without separators or units are expected, such as 631530",
                ),
            );
            return None;
        };
        if (min..=max).contains(&number) {
            return Some(number);
        }
        self.error(column, said!("“{}”不可能", "'{}' is not possible", shorten(cell)), hint);
        None
    }

    /// One of some names; gives its position.
    pub(super) fn one_of(&self, column: &str, what: Label, known: &[&str]) -> Option<usize> {
        let cell = self.cell(column)?;
        let position = known.iter().position(|k| *k == cell);
        if position.is_none() {
            self.error(column, not_known(&shorten(cell), what), nearest_hint(cell, known));
        }
        position
    }
}
