//! From tables as they stand in a file to the sheets of a place: sheets, headers and rows are found by their names.

use super::fields::FIELDS;
use super::sheets::{Book, Sheet};
use super::trouble::{Fault, Spot, Trouble};
use office::wire::Table;
use sim_core::ids::Label;
use sim_core::scenario::nearest;
use sim_core::sorted::Map;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The sheets; those that do not stand in the file are as they were.
    pub book: Book,
    /// The name of the place, if it stands there: Chinese, English.
    pub name: [String; 2],
    /// What is wrong with the file as such.
    pub troubles: Vec<Trouble>,
    /// In which row of the file, from 1, a row of a sheet stands.
    pub lines: Map<(Sheet, usize), usize>,
    /// The sheets that were found.
    pub sheets: Vec<Sheet>,
}

/// The rows above the others in the sheet of the place, which say how it is called.
pub const NAMES: [(&str, Label); 2] = [
    ("name_zh", Label { zh: "地方名称", en: "Name in Chinese" }),
    ("name_en", Label { zh: "英文名称", en: "Name in English" }),
];

/// The first column of the sheet of the place.
pub const ITEM: Label = Label { zh: "项目", en: "Item" };

/// What sheets are called that nobody reads.
pub const NOTES: Label = Label { zh: "说明", en: "Notes" };

/// Words that begin a row of sums.
const SUMS: [&str; 6] = ["合计", "总计", "全州", "全市", "total", "sum"];

/// How far down a header may stand.
const HEADER_WITHIN: usize = 10;

/// Takes the tables of a file into a book.
pub fn take(tables: &[Table], into: &Book) -> Taken {
    let mut taken = Taken { book: into.clone(), ..Taken::default() };
    let alone = tables.len() == 1;
    for table in tables {
        let filled = table.rows.iter().any(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        if !filled || is_named(&table.name, NOTES, "notes") {
            continue;
        }
        match sheet_of(table, alone) {
            Ok(sheet) => read(table, sheet, &mut taken),
            Err(mend) => taken.note(Sheet::Place, None, None, Fault::NoSheet, &table.name, mend),
        }
    }
    if taken.sheets.is_empty() {
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        taken.note(Sheet::Place, None, None, Fault::NothingToRead, &names.join(", "), None);
    }
    taken
}

impl Taken {
    fn note(
        &mut self,
        sheet: Sheet,
        row: Option<usize>,
        column: Option<usize>,
        fault: Fault,
        found: &str,
        mend: Option<String>,
    ) {
        let spot = Spot { sheet, row, column };
        self.troubles.push(Trouble { spot, fault, found: found.trim().to_owned(), mend });
    }
}

/// A name as one compares it: without spaces, case, and what stands in brackets behind it.
fn bare(name: &str) -> String {
    let cut = name.find(['(', '（', '[', '【']).filter(|at| *at > 0).map_or(name, |at| &name[..at]);
    cut.chars()
        .filter(|sign| !sign.is_whitespace() && !"_-/·:：*".contains(*sign))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a name is one of a thing: its key, its Chinese, its English name, or both together.
pub(crate) fn is_named(name: &str, label: Label, key: &str) -> bool {
    let name = bare(name);
    let full = format!("{}{}", label.zh, label.en);
    // `工资比（÷ 全国）` has brackets of its own.
    [key, label.zh, label.en, &full].iter().any(|known| bare(known) == name)
}

fn sheet_of(table: &Table, alone: bool) -> Result<Sheet, Option<String>> {
    let named = Sheet::ALL.into_iter().find(|sheet| is_named(&table.name, sheet.name(), sheet.key()));
    if let Some(sheet) = named {
        return Ok(sheet);
    }
    // The columns tell what the name does not.
    let fits = |sheet: Sheet| header_of(table, sheet).map_or(0, |(_, matches)| matches);
    let best = Sheet::ALL.into_iter().max_by_key(|sheet| fits(*sheet)).filter(|sheet| fits(*sheet) > 2);
    if let Some(sheet) = best {
        return Ok(sheet);
    }
    if alone && let Some(sheet) = Sheet::ALL.into_iter().find(|sheet| fits(*sheet) >= 2) {
        return Ok(sheet);
    }
    let names: Vec<&str> =
        Sheet::ALL.iter().flat_map(|sheet| [sheet.key(), sheet.name().zh, sheet.name().en]).collect();
    Err(nearest(&table.name, &names).map(str::to_owned))
}

/// The columns of a sheet in a file: in the sheet of the place the item stands before the others.
fn names_of(sheet: Sheet) -> Vec<(&'static str, Label)> {
    let item = (sheet == Sheet::Place).then_some(("item", ITEM));
    item.into_iter().chain(sheet.columns().iter().map(|column| (column.key, column.name))).collect()
}

/// The row of the header and how many of its cells are names of columns.
fn header_of(table: &Table, sheet: Sheet) -> Option<(usize, usize)> {
    let names = names_of(sheet);
    let matches = |row: &Vec<String>| {
        names.iter().filter(|(key, label)| row.iter().any(|cell| is_named(cell, *label, key))).count()
    };
    let rows = table.rows.iter().take(HEADER_WITHIN).map(matches).enumerate();
    rows.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).filter(|(_, matches)| *matches >= 1)
}

/// What a cell is called that names one of `known` in another way.
fn meant(cell: &str, known: &[(&'static str, Label)]) -> Option<(&'static str, Label)> {
    let names: Vec<(String, (&'static str, Label))> = known
        .iter()
        .flat_map(|(key, label)| [*key, label.zh, label.en].map(|name| (bare(name), (*key, *label))))
        .collect();
    let plain: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    let near = nearest(&bare(cell), &plain)?;
    names.iter().find(|(name, _)| name == near).map(|(_, known)| *known)
}

/// Which column of the file is which of the sheet.
fn columns(header: &[String], sheet: Sheet, taken: &mut Taken) -> Map<&'static str, usize> {
    let names = names_of(sheet);
    let mut found: Map<&'static str, usize> = Map::new();
    let mut strange: Vec<usize> = Vec::new();
    for (at, cell) in header.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        match names.iter().find(|(key, label)| is_named(cell, *label, key)) {
            Some((key, _)) => {
                found.entry(key).or_insert(at);
            }
            // The template shows units; nobody reads them back.
            None if is_named(cell, Label { zh: "单位", en: "Unit" }, "unit") => {}
            None => strange.push(at),
        }
    }
    for at in strange {
        let open: Vec<_> = names.iter().filter(|(key, _)| !found.contains_key(key)).copied().collect();
        let near = meant(&header[at], &open);
        if let Some((key, _)) = near {
            found.insert(key, at);
        }
        let mend = near.map(|(_, label)| label.zh.to_owned());
        taken.note(sheet, None, None, Fault::NoColumn, &header[at], mend);
    }
    for (column, it) in sheet.columns().iter().enumerate() {
        let needed = it.needed || (sheet == Sheet::Regions && it.key == "population_2020");
        if needed && !found.contains_key(it.key) {
            taken.note(sheet, None, Some(column), Fault::ColumnMissing, "", None);
        }
    }
    found
}

fn read(table: &Table, sheet: Sheet, taken: &mut Taken) {
    taken.sheets.push(sheet);
    for range in &table.merged {
        taken.note(sheet, None, None, Fault::Merged(range.clone()), "", None);
    }
    let Some((header, _)) = header_of(table, sheet) else {
        let first = table.rows.first().map_or(String::new(), |row| row.join(" "));
        return taken.note(sheet, None, None, Fault::NoColumn, &first, None);
    };
    let columns = columns(&table.rows[header], sheet, taken);
    let cell = |row: &[String], key: &str| {
        columns.get(key).and_then(|at| row.get(*at)).map_or("", |cell| cell.trim()).to_owned()
    };
    let is_empty = |row: &[String]| row.iter().all(|cell| cell.trim().is_empty());
    let last = table.rows.iter().rposition(|row| !is_empty(row)).unwrap_or(header);
    if sheet != Sheet::Place {
        taken.book.rows[sheet as usize].clear();
    }
    let mut empty = 0;
    for (at, row) in table.rows.iter().enumerate().take(last + 1).skip(header + 1) {
        if is_empty(row) {
            empty += 1;
            continue;
        }
        if sheet == Sheet::Place {
            read_item(&cell(row, "item"), |key| cell(row, key), at + 1, taken);
            continue;
        }
        let first = row.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default();
        if SUMS.contains(&bare(first).as_str()) {
            taken.note(sheet, None, None, Fault::NoColumn, first, None);
            continue;
        }
        let to = taken.book.add_row(sheet);
        taken.lines.insert((sheet, to), at + 1);
        for column in sheet.columns() {
            taken.book.set(sheet, to, column.key, &cell(row, column.key));
        }
    }
    if empty > 0 {
        taken.note(sheet, None, None, Fault::EmptyRows(empty), "", None);
    }
}

/// A row of the sheet of the place.
fn read_item(item: &str, cell: impl Fn(&str) -> String, line: usize, taken: &mut Taken) {
    if let Some(at) = NAMES.iter().position(|(key, label)| is_named(item, *label, key)) {
        taken.name[at] = cell("value");
        return;
    }
    let known: Vec<(&'static str, Label)> = FIELDS.iter().map(|field| (field.key, field.name)).collect();
    let row = FIELDS.iter().position(|field| is_named(item, field.name, field.key));
    let row = row.or_else(|| {
        let near = meant(item, &known);
        let mend = near.map(|(_, label)| label.zh.to_owned());
        taken.note(Sheet::Place, None, None, Fault::NoColumn, item, mend);
        FIELDS.iter().position(|field| near.is_some_and(|(key, _)| key == field.key))
    });
    let Some(row) = row else { return };
    taken.lines.insert((Sheet::Place, row), line);
    for column in Sheet::Place.columns() {
        taken.book.set(Sheet::Place, row, column.key, &cell(column.key));
    }
}

/// A block as a spreadsheet puts it on the clipboard: cells by tabs, rows by lines, quotes around cells with either.
pub fn block(text: &str) -> Vec<Vec<String>> {
    separated(text, '\t')
}

/// A row of a table as CSV.
pub fn csv_line(cells: &[String]) -> String {
    let cell = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let mut line = cells.iter().map(cell).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// A text in rows and cells.
fn separated(text: &str, by: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter if letter == by && !quoted => row.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// The sheets of a place as tables of a file, headers in both languages, with notes on how to fill them in.
pub fn tables(book: &Book, [zh, en]: [&str; 2], notes: &[String]) -> Vec<Table> {
    let both = |label: Label| format!("{} {}", label.zh, label.en);
    let mut tables = vec![Table {
        name: both(NOTES),
        rows: notes.iter().map(|note| vec![note.clone()]).collect(),
        merged: Vec::new(),
    }];
    for sheet in Sheet::ALL {
        let mut header: Vec<String> = names_of(sheet).iter().map(|(_, label)| both(*label)).collect();
        let mut rows = Vec::new();
        if sheet == Sheet::Place {
            header.insert(2, "单位 Unit".to_owned());
            for ((_, label), name) in NAMES.iter().zip([zh, en]) {
                rows.push(vec![both(*label), name.to_owned()]);
            }
        }
        for (at, cells) in book.rows(sheet).iter().enumerate() {
            let mut cells = cells.clone();
            for (column, cell) in sheet.columns().iter().zip(&mut cells) {
                let choices = super::sheets::choices(column.kind);
                if let Some((_, name)) = choices.iter().find(|(word, _)| word == cell) {
                    *cell = both(*name);
                }
            }
            if sheet == Sheet::Place {
                cells.insert(1, FIELDS[at].unit.zh.to_owned());
                cells.insert(0, both(FIELDS[at].name));
            }
            rows.push(cells);
        }
        rows.insert(0, header);
        tables.push(Table { name: both(sheet.name()), rows, merged: Vec::new() });
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::Scenario;
    use sim_core::scenario::builtin_scenarios;

    #[test]
    fn what_is_written_as_tables_is_taken_as_the_same_book() {
        for builtin in builtin_scenarios() {
            let place = Scenario::builtin(builtin.key).expect("built in");
            let book = Book::of(&place);
            let taken = take(&tables(&book, ["某县", "A county"], &["x".into()]), &Book::empty());
            assert_eq!(taken.troubles, Vec::new(), "{}", builtin.key);
            assert_eq!(taken.name, ["某县", "A county"]);
            // Choices come back as they are shown.
            let again = take(&tables(&taken.book, ["", ""], &[]), &Book::empty());
            assert_eq!(again.book, taken.book);
            assert_eq!(taken.book.rows(Sheet::Regions).len(), place.regions.len());
        }
    }

    fn raw(name: &str, text: &str) -> Table {
        Table { name: name.into(), rows: separated(text, ','), merged: Vec::new() }
    }

    #[test]
    fn titles_strange_headers_empty_rows_and_sums_are_survived_and_told() {
        let table =
            raw("区域", "某县各乡镇情况\n名称,常驻人口2020,备注\n甲镇,1200,\n\n乙镇,3.5万,x\n合计,36200,\n");
        let taken = take(&[table, raw("附表", "a,b\n1,2\n")], &Book::empty());
        let row = |row| {
            let cell = |key| taken.book.cell(Sheet::Regions, row, key).to_owned();
            (cell("name_zh"), cell("population_2020"), taken.lines[&(Sheet::Regions, row)])
        };
        assert_eq!([row(0), row(1)], [("甲镇".into(), "1200".into(), 3), ("乙镇".into(), "3.5万".into(), 5)]);
        let told: Vec<(&str, &Fault)> =
            taken.troubles.iter().map(|it| (it.found.as_str(), &it.fault)).collect();
        assert!(told.contains(&("常驻人口2020", &Fault::NoColumn)), "{told:?}");
        assert!(told.contains(&("备注", &Fault::NoColumn)), "{told:?}");
        assert!(told.contains(&("合计", &Fault::NoColumn)), "{told:?}");
        assert!(told.contains(&("附表", &Fault::NoSheet)), "{told:?}");
        assert!(told.contains(&("", &Fault::EmptyRows(1))), "{told:?}");
    }

    #[test]
    fn a_block_has_the_cells_of_the_spreadsheet() {
        assert_eq!(block("a\tb\r\n\"c\nd\"\t\"e\"\"f\"\n"), [["a", "b"], ["c\nd", "e\"f"]]);
        assert_eq!(block("1\t\n"), [["1", ""]]);
        assert!(block("").is_empty());
    }
}
