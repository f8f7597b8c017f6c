//! The four sheets of a place and that of its later counts, and what their columns are.

use super::fields::{self, FIELDS};
use serde::{Deserialize, Serialize};
use sim_core::Scenario;
use sim_core::ids::Label;
use sim_core::scenario::{Counted, Metric, Observed, Status, write};
use sim_core::sorted::Map;

/// A sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sheet {
    /// Figures of the place as a whole.
    #[default]
    Place,
    /// A row a region.
    Regions,
    /// A row a target.
    Targets,
    /// A row a count of a year.
    History,
    /// A row a later count, to hold a projection against: no part of the place.
    Counts,
}

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Words,
    /// A number.
    Number,
    /// A year.
    Year,
    /// How a figure is known.
    Status,
    /// What a target is judged on.
    Metric,
    /// What a history counts.
    Observed,
    /// What a run can be held against.
    Counted,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in files.
    pub key: &'static str,
    /// Its name for people.
    pub name: Label,
    /// What stands in it.
    pub kind: Kind,
    /// Whether a row needs it.
    pub needed: bool,
}

const fn column(key: &'static str, zh: &'static str, en: &'static str, kind: Kind, needed: bool) -> Column {
    Column { key, name: Label { zh, en }, kind, needed }
}

const STATUS: Column = column("status", "来历", "Known how", Kind::Status, false);
const SOURCE: Column = column("source", "出处", "Source", Kind::Words, false);

const PLACE: &[Column] = &[column("value", "数值", "Value", Kind::Number, false), STATUS, SOURCE];
const REGIONS: &[Column] = &[
    column("code", "代码", "Code", Kind::Words, false),
    column("name_zh", "名称", "Name in Chinese", Kind::Words, true),
    column("name_en", "英文名", "Name in English", Kind::Words, false),
    column("population_2010", "常住人口 2010", "Residents 2010", Kind::Number, false),
    column("population_2020", "常住人口 2020", "Residents 2020", Kind::Number, false),
    column("urban_2020", "城镇人口 2020", "Urban 2020", Kind::Number, false),
    column("elderly_2010", "60 岁及以上 2010", "Aged 60+ 2010", Kind::Number, false),
    column("elderly_2020", "60 岁及以上 2020", "Aged 60+ 2020", Kind::Number, false),
    column("college_2020", "大专及以上 2020", "College-educated 2020", Kind::Number, false),
    column("townships", "乡镇和街道", "Townships and streets", Kind::Number, false),
    column("longitude", "经度", "Longitude", Kind::Number, false),
    column("latitude", "纬度", "Latitude", Kind::Number, false),
    column("pay_ratio", "工资比（÷ 全国）", "Wage ÷ national", Kind::Number, false),
    STATUS,
    SOURCE,
];
const TARGETS: &[Column] = &[
    column("metric", "指标", "Judged on", Kind::Metric, true),
    column("year", "年份", "Year", Kind::Year, true),
    column("at_least", "目标值（不低于）", "At least", Kind::Number, true),
    column("label_zh", "简称", "Name in Chinese", Kind::Words, false),
    column("label_en", "英文简称", "Name in English", Kind::Words, false),
    column("clause", "依据条款", "Clause", Kind::Words, false),
];
const HISTORY: &[Column] = &[
    column("year", "年份", "Year", Kind::Year, true),
    column("variable", "统计项", "What is counted", Kind::Observed, true),
    column("value", "数值", "Value", Kind::Number, true),
    STATUS,
    SOURCE,
];

const COUNTS: &[Column] = &[
    column("year", "年份", "Year", Kind::Year, true),
    column("variable", "统计项", "What is counted", Kind::Counted, true),
    column("value", "数值", "Value", Kind::Number, true),
    SOURCE,
];

/// The words by which figures are known.
pub const STATUSES: [(Status, Label); 4] = [
    (Status::Fact, Label { zh: "实测", en: "Measured" }),
    (Status::Derived, Label { zh: "估算", en: "Estimate" }),
    (Status::Assumption, Label { zh: "假设", en: "Assumption" }),
    (Status::Fitted, Label { zh: "拟合", en: "Fitted" }),
];

impl Sheet {
    /// Those of a place, in order.
    pub const ALL: [Self; 4] = [Self::Place, Self::Regions, Self::Targets, Self::History];

    /// Its name in files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Regions => "regions",
            Self::Targets => "targets",
            Self::History => "history",
            Self::Counts => "counts",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> Label {
        match self {
            Self::Place => Label { zh: "地方", en: "Place" },
            Self::Regions => Label { zh: "区域", en: "Regions" },
            Self::Targets => Label { zh: "目标", en: "Targets" },
            Self::History => Label { zh: "历年实绩", en: "History" },
            Self::Counts => Label { zh: "后来的实际数", en: "Counts since" },
        }
    }

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Place => PLACE,
            Self::Regions => REGIONS,
            Self::Targets => TARGETS,
            Self::History => HISTORY,
            Self::Counts => COUNTS,
        }
    }

    /// The number of a column.
    pub fn column(self, key: &str) -> Option<usize> {
        self.columns().iter().position(|column| column.key == key)
    }
}

/// What a cell may say instead of free text: the word for files, and for people.
pub fn choices(kind: Kind) -> Vec<(&'static str, Label)> {
    match kind {
        Kind::Status => STATUSES.iter().map(|(status, name)| (write::status(*status), *name)).collect(),
        Kind::Metric => Metric::ALL.iter().map(|it| (it.key(), it.label())).collect(),
        Kind::Counted => Counted::all().map(|it| (it.key(), it.label())).collect(),
        Kind::Observed => Observed::ALL.iter().map(|it| (it.key(), it.label())).collect(),
        Kind::Words | Kind::Number | Kind::Year => Vec::new(),
    }
}

/// A table as it is kept: its columns by name, so that later versions can add some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Everything that was typed about a place, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Book {
    /// The rows of each sheet, as many cells a row as it has columns. Those of later counts are kept elsewhere and only shown so.
    pub rows: [Vec<Vec<String>>; 5],
}

/// A book as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    #[serde(default)]
    place: Map<String, Vec<String>>,
    #[serde(default)]
    sheets: Map<String, Table>,
}

impl From<Book> for Written {
    fn from(book: Book) -> Self {
        let place = FIELDS.iter().zip(book.rows(Sheet::Place));
        let place = place.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let place = place.map(|(field, cells)| (field.key.to_owned(), cells.clone())).collect();
        let table = |sheet: Sheet| {
            let columns = sheet.columns().iter().map(|column| column.key.to_owned()).collect();
            (sheet.key().to_owned(), Table { columns, rows: book.rows(sheet).to_vec() })
        };
        Self { place, sheets: Sheet::ALL[1..].iter().copied().map(table).collect() }
    }
}

impl From<Written> for Book {
    fn from(written: Written) -> Self {
        let mut book = Self::empty();
        for (row, field) in FIELDS.iter().enumerate() {
            for (at, cell) in written.place.get(field.key).into_iter().flatten().take(PLACE.len()).enumerate()
            {
                book.rows[0][row][at].clone_from(cell);
            }
        }
        for sheet in &Sheet::ALL[1..] {
            let Some(table) = written.sheets.get(sheet.key()) else { continue };
            for row in &table.rows {
                let cell = |column: &Column| {
                    let at = table.columns.iter().position(|name| name == column.key)?;
                    row.get(at).cloned()
                };
                let cells = sheet.columns().iter().map(|column| cell(column).unwrap_or_default());
                book.rows[*sheet as usize].push(cells.collect());
            }
        }
        book
    }
}

impl Book {
    /// Nothing typed.
    pub fn empty() -> Self {
        let nothing = vec![String::new(); PLACE.len()];
        Self { rows: [vec![nothing; FIELDS.len()], Vec::new(), Vec::new(), Vec::new(), Vec::new()] }
    }

    /// Regions by their names, a line each, perhaps with residents behind.
    pub fn blank(lines: &str) -> Self {
        let mut book = Self::empty();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (name, residents) = split_name(line);
            let row = book.add_row(Sheet::Regions);
            book.set(Sheet::Regions, row, "name_zh", &name);
            book.set(Sheet::Regions, row, "population_2020", &residents);
        }
        book
    }

    /// The figures of a place as they are.
    pub fn of(place: &Scenario) -> Self {
        let mut book = Self::empty();
        for (row, field) in FIELDS.iter().enumerate() {
            if let Some((value, status, source)) = fields::said(place, field.key) {
                book.rows[0][row] = vec![plain(value), write::status(status).to_owned(), source];
            }
        }
        for region in &place.regions {
            let numbers = [
                region.population_2010,
                region.population_2020,
                region.urban_2020,
                region.elderly_2010,
                region.elderly_2020,
                region.college_2020,
                region.townships,
                region.longitude,
                region.latitude,
            ];
            let mut row = vec![region.code.clone(), region.name.zh.clone(), region.name.en.clone()];
            row.extend(numbers.map(plain));
            row.push(region.pay_ratio.map(plain).unwrap_or_default());
            row.push(write::status(region.status).to_owned());
            row.push(region.source.clone());
            book.rows[Sheet::Regions as usize].push(row);
        }
        for target in &place.targets {
            let label = &target.label;
            book.rows[Sheet::Targets as usize].push(vec![
                target.metric.key().to_owned(),
                target.year.to_string(),
                plain(target.at_least),
                label.zh.clone(),
                label.en.clone(),
                target.clause.zh.clone(),
            ]);
        }
        for count in &place.history {
            book.rows[Sheet::History as usize].push(vec![
                count.year.to_string(),
                count.variable.key().to_owned(),
                plain(count.value),
                write::status(count.status).to_owned(),
                count.source.clone(),
            ]);
        }
        book
    }

    /// The rows of a sheet.
    pub fn rows(&self, sheet: Sheet) -> &[Vec<String>] {
        &self.rows[sheet as usize]
    }

    /// A cell, empty where there is none.
    pub fn cell(&self, sheet: Sheet, row: usize, key: &str) -> &str {
        let cell = sheet.column(key).and_then(|at| self.rows(sheet).get(row)?.get(at));
        cell.map_or("", |cell| cell.trim())
    }

    /// Writes a cell.
    pub fn set(&mut self, sheet: Sheet, row: usize, key: &str, text: &str) {
        if let Some(at) = sheet.column(key) {
            self.put(sheet, row, at, text);
        }
    }

    /// Writes a cell by the number of its column; rows are added as far as the sheet may grow.
    pub fn put(&mut self, sheet: Sheet, row: usize, column: usize, text: &str) {
        while sheet != Sheet::Place && self.rows(sheet).len() <= row {
            self.add_row(sheet);
        }
        let cells = &mut self.rows[sheet as usize];
        if let Some(cell) = cells.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            text.trim().clone_into(cell);
        }
    }

    /// Adds an empty row and gives its number.
    pub fn add_row(&mut self, sheet: Sheet) -> usize {
        let rows = &mut self.rows[sheet as usize];
        rows.push(vec![String::new(); sheet.columns().len()]);
        rows.len() - 1
    }

    /// Whether nothing stands in a row.
    pub fn is_empty_row(&self, sheet: Sheet, row: usize) -> bool {
        self.rows(sheet).get(row).is_none_or(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }
}

/// A number as somebody would type it: digits alone.
pub fn plain(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    format!("{rounded}")
}

/// A name and what stands behind it, if that is a number.
fn split_name(line: &str) -> (String, String) {
    // Commas may stand within the number as well.
    let at = line.rfind([' ', '\t', '\u{3000}']).or_else(|| line.find([',', '，']));
    if let Some(at) = at {
        let (name, rest) = line.split_at(at);
        let rest = rest.trim_matches([' ', '\t', ',', '，', '\u{3000}']);
        if rest.starts_with(|sign: char| sign.is_numeric()) {
            let name = name.trim_end_matches([' ', '\t', ',', '，', '\u{3000}']);
            return (name.to_owned(), rest.to_owned());
        }
    }
    (line.to_owned(), String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_is_kept_and_found_again() {
        let place = Scenario::builtin("national-2010").expect("built in");
        let mut book = Book::of(&place);
        book.set(Sheet::Place, 0, "value", "十二");
        let json = serde_json::to_string(&book).expect("plain data");
        assert_eq!(serde_json::from_str::<Book>(&json).expect("its own text"), book);
    }

    #[test]
    fn names_are_read_with_what_stands_behind_them() {
        let book = Book::blank("甲县 12,000\n乙县\n\n Two Rivers\t３０００\n丙县，2.5万");
        let row = |row| {
            (book.cell(Sheet::Regions, row, "name_zh"), book.cell(Sheet::Regions, row, "population_2020"))
        };
        assert_eq!(book.rows(Sheet::Regions).len(), 4);
        assert_eq!([row(0), row(1)], [("甲县", "12,000"), ("乙县", "")]);
        assert_eq!([row(2), row(3)], [("Two Rivers", "３０００"), ("丙县", "2.5万")]);
    }
}
