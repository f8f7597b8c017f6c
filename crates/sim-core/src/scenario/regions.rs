//! `regions.csv`: one row per region, columns in any order.

use super::input::{Input, Log, nearest_hint, shorten};
use super::problem::At;
use super::{Region, Text};

/// The columns, each needed once.
const COLUMNS: [&str; 12] = [
    "code",
    "name_zh",
    "name_en",
    "population_2010",
    "population_2020",
    "urban_2020",
    "elderly_2010",
    "elderly_2020",
    "college_2020",
    "townships",
    "longitude",
    "latitude",
];

/// As many as a province has prefectures or the nation provinces.
pub const LARGEST_REGION_COUNT: usize = 31;

/// Reads the regions. `None` means that problems were noted.
pub(super) fn read_regions(input: &Input<'_>, log: &Log) -> Option<Vec<Region>> {
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
                "a row of column names is expected, then a row per region",
            );
            return None;
        }
    };
    let columns = read_header(&header, input, log);
    let mut rows = Vec::new();
    for record in records {
        match record {
            Ok(record) => {
                let line = line_of(&record, input);
                rows.push(Row { input, log, line, width: header.len(), columns, record }.read());
            }
            Err(error) => log.error(input.whole(), format!("not a readable CSV: {error}"), ""),
        }
    }
    check_count(rows.len(), input, log);
    let rows: Vec<(usize, Region)> = rows.into_iter().collect::<Option<_>>()?;
    for (i, (line, region)) in rows.iter().enumerate() {
        if let Some((first, _)) = rows[..i].iter().find(|(_, r)| r.code == region.code) {
            let at = At { file: input.name.to_owned(), line: *line, key: "code".to_owned() };
            log.error(
                at,
                format!("the code '{}' stands twice", region.code),
                format!("line {first} has it already; codes must differ"),
            );
        }
    }
    Some(rows.into_iter().map(|(_, region)| region).collect())
}

/// The line on which a record begins. Its position may be that of empty lines before it.
fn line_of(record: &csv::StringRecord, input: &Input<'_>) -> usize {
    let start = record.position().map_or(0, |p| p.byte() as usize);
    let rest = input.text.get(start..).unwrap_or_default();
    input.line(start + rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

fn check_count(count: usize, input: &Input<'_>, log: &Log) {
    if !(1..=LARGEST_REGION_COUNT).contains(&count) {
        log.error(
            input.whole(),
            format!("the file has {count} regions"),
            format!("1 to {LARGEST_REGION_COUNT} regions are expected, a row each"),
        );
    }
}

/// Where each of [`COLUMNS`] stands.
fn read_header(header: &csv::StringRecord, input: &Input<'_>, log: &Log) -> [Option<usize>; 12] {
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    let line = line_of(header, input);
    let at = |key: &str| At { file: input.name.to_owned(), line, key: key.to_owned() };
    if let ([one], Some(separator)) = (
        names.as_slice(),
        ";\t，".chars().find(|c| input.text.lines().next().is_some_and(|l| l.contains(*c))),
    ) {
        log.error(
            at(""),
            format!("the columns are separated by {separator:?}: {}", shorten(one)),
            "separate them by commas",
        );
        return [None; 12];
    }
    let missing: Vec<&str> = COLUMNS.into_iter().filter(|c| !names.contains(c)).collect();
    for (i, name) in names.iter().enumerate() {
        if names[..i].contains(name) {
            log.error(at(name), format!("the column '{name}' stands twice"), "each column is needed once");
        } else if !COLUMNS.contains(name) {
            let candidates: &[&str] = if missing.is_empty() { &COLUMNS } else { &missing };
            log.error(at(name), format!("unknown column {}", shorten(name)), nearest_hint(name, candidates));
        }
    }
    for name in &missing {
        let others: Vec<&str> = names.iter().copied().filter(|n| !COLUMNS.contains(n)).collect();
        let hint = if others.is_empty() { "add the column".to_owned() } else { nearest_hint(name, &others) };
        log.error(at(name), format!("the column '{name}' is missing"), hint);
    }
    COLUMNS.map(|column| names.iter().position(|n| *n == column))
}

struct Row<'a> {
    input: &'a Input<'a>,
    log: &'a Log,
    line: usize,
    width: usize,
    columns: [Option<usize>; 12],
    record: csv::StringRecord,
}

impl Row<'_> {
    fn read(&self) -> Option<(usize, Region)> {
        if self.record.len() != self.width {
            self.error(
                "",
                format!("the row has {} cells", self.record.len()),
                format!("{} cells are expected, as in the first row", self.width),
            );
            return None;
        }
        let code = self.code();
        let (zh, en) = (self.cell("name_zh"), self.cell("name_en"));
        let population_2010 = self.residents("population_2010");
        let population_2020 = self.residents("population_2020");
        let urban_2020 = self.part("urban_2020", "population_2020", population_2020);
        let elderly_2010 = self.residents("elderly_2010");
        let elderly_2020 = self.residents("elderly_2020");
        self.within("elderly_2010", elderly_2010, "population_2010", population_2010);
        self.within("elderly_2020", elderly_2020, "population_2020", population_2020);
        let college_2020 = self.part("college_2020", "population_2020", population_2020);
        let townships = self.number("townships", 0.0, 1e4, "a number of townships, 0 or more, is expected");
        let longitude =
            self.number("longitude", -180.0, 180.0, "degrees east, from -180 to 180, are expected");
        let latitude = self.number("latitude", -90.0, 90.0, "degrees north, from -90 to 90, are expected");
        let region = Region {
            code: code?.to_owned(),
            name: Text { zh: zh?.to_owned(), en: en?.to_owned() },
            population_2010: population_2010?,
            population_2020: population_2020?,
            urban_2020: urban_2020?,
            elderly_2010: elderly_2010?,
            elderly_2020: elderly_2020?,
            college_2020: college_2020?,
            townships: townships?,
            longitude: longitude?,
            latitude: latitude?,
        };
        Some((self.line, region))
    }

    fn error(&self, column: &str, message: String, hint: impl Into<String>) {
        let at = At { file: self.input.name.to_owned(), line: self.line, key: column.to_owned() };
        self.log.error(at, message, hint);
    }

    /// The trimmed text of a cell. A missing column was reported with the header.
    fn cell(&self, column: &str) -> Option<&str> {
        let position = self.columns[COLUMNS.iter().position(|c| *c == column)?]?;
        let cell = self.record.get(position)?.trim();
        if cell.is_empty() {
            self.error(column, "the cell is empty".to_owned(), "every region needs a value in every column");
            return None;
        }
        Some(cell)
    }

    /// A code is typed on command lines and stands in links.
    fn code(&self) -> Option<&str> {
        let code = self.cell("code")?;
        if code.len() <= 32 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            return Some(code);
        }
        self.error(
            "code",
            format!("{} is not a code", shorten(code)),
            "at most 32 letters, digits, '-' and '_', such as 532301",
        );
        None
    }

    fn number(&self, column: &str, min: f64, max: f64, hint: &str) -> Option<f64> {
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

    /// Residents grow or shrink by a rate, so there must be some.
    fn residents(&self, column: &str) -> Option<f64> {
        let count = self.number(column, 0.0, 2e9, "a count, above 0, is expected")?;
        if count > 0.0 {
            return Some(count);
        }
        self.error(
            column,
            "there are no residents".to_owned(),
            "a count above 0 is expected; leave out regions without residents",
        );
        None
    }

    fn part(&self, column: &str, of: &str, whole: Option<f64>) -> Option<f64> {
        let count = self.number(column, 0.0, 2e9, "a count, 0 or more, is expected");
        self.within(column, count, of, whole);
        count
    }

    fn within(&self, column: &str, part: Option<f64>, of: &str, whole: Option<f64>) {
        if let (Some(part), Some(whole)) = (part, whole)
            && part > whole
        {
            self.error(
                column,
                format!("'{part}' is more than {of}, {whole}"),
                format!("at most {of} is expected; are the columns mixed up?"),
            );
        }
    }
}
