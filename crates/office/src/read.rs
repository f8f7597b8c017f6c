//! Tables out of files: workbooks of the usual programs, and texts with separators.

use crate::wire::Table;
use calamine::{Data, Dimensions, Reader as _, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Larger files are no tables of a place.
const LARGEST: usize = 16 << 20;

/// More rows or columns than a place has anything to say; what lies beyond is formatting.
const MOST: (usize, usize) = (2_000, 60);

/// The tables of a file, by its name and bytes.
///
/// # Errors
/// What is wrong with the file.
pub fn tables(name: &str, bytes: &[u8]) -> Result<Vec<Table>, String> {
    if bytes.is_empty() {
        return Err("0 bytes".to_owned());
    }
    if bytes.len() > LARGEST {
        return Err(format!("{} bytes > {LARGEST}", bytes.len()));
    }
    let lower = name.to_lowercase();
    let is_text = [".csv", ".tsv", ".txt"].iter().any(|ending| lower.ends_with(ending));
    if is_text { Ok(vec![text(name, bytes)]) } else { workbook(bytes) }
}

fn workbook(bytes: &[u8]) -> Result<Vec<Table>, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut tables = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
        let (top, left) = range.start().unwrap_or_default();
        // The range begins where something stands; rows are counted from the top of the sheet.
        let mut rows = vec![Vec::new(); (top as usize).min(MOST.0)];
        for row in range.rows().take(MOST.0) {
            let mut cells = vec![String::new(); (left as usize).min(MOST.1)];
            cells.extend(row.iter().take(MOST.1).map(shown));
            rows.push(cells);
        }
        let merged = merged(&mut book, &name).iter().map(address).collect();
        tables.push(Table { name, rows, merged });
    }
    Ok(tables)
}

/// Joined cells of a sheet. One row of them is a title and joins nothing that is read.
fn merged(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    let all = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    };
    all.into_iter().filter(|it| it.start.0 > 0 || it.end.0 > 0).collect()
}

/// A cell as people read it.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(value) => value.to_string(),
        // What a spreadsheet computes has noise in the sixteenth digit.
        Data::Float(value) => {
            let rounded = (value * 1e9).round() / 1e9;
            format!("{}", if rounded.is_finite() { rounded } else { *value })
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.trim().to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(value) => value.to_string(),
        Data::Error(error) => format!("#{error}"),
    }
}

/// `A3:B4`.
fn address(of: &Dimensions) -> String {
    let cell = |(row, column): (u32, u32)| {
        let (mut letters, mut rest) = (String::new(), column);
        loop {
            letters.insert(0, char::from(b'A' + (rest % 26) as u8));
            if rest < 26 {
                break;
            }
            rest = rest / 26 - 1;
        }
        format!("{letters}{}", row + 1)
    };
    format!("{}:{}", cell(of.start), cell(of.end))
}

/// A text with separators, in whatever way its program wrote it.
fn text(name: &str, bytes: &[u8]) -> Table {
    let text = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::GB18030.decode(bytes).0,
        },
    };
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let separator =
        [b'\t', b',', b';'].into_iter().max_by_key(|by| first.bytes().filter(|b| b == by).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records().flatten().take(MOST.0) {
        // Empty lines are left out by the reader; they count in what is said of rows.
        let line = record.position().map_or(0, |at| at.line() as usize);
        while rows.len() + 1 < line && rows.len() < MOST.0 {
            rows.push(Vec::new());
        }
        rows.push(record.iter().take(MOST.1).map(|cell| cell.trim().to_owned()).collect());
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Table { name: stem.to_owned(), rows, merged: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_spreadsheets_are_read_in_every_usual_way() {
        let wanted = [["名称", "人口"], ["甲县", "1,200"]];
        let plain = "名称,人口\r\n甲县,\"1,200\"\r\n";
        let (gbk, _, _) = encoding_rs::GBK.encode(plain);
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let mark = format!("\u{feff}{plain}");
        let tabs = "名称\t人口\n甲县\t1,200\n";
        for bytes in [plain.as_bytes(), &gbk, &utf16, mark.as_bytes(), tabs.as_bytes()] {
            let [table] = &tables("区域.csv", bytes).expect("a table")[..] else { panic!("one table") };
            assert_eq!(
                (table.name.as_str(), &table.rows[..]),
                ("区域", &wanted.map(|row| row.map(str::to_owned).to_vec())[..])
            );
        }
    }

    #[test]
    fn what_is_written_as_a_workbook_is_read_as_the_same_tables() {
        let table = |name: &str, rows: &[&[&str]]| Table {
            name: name.into(),
            rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
            merged: Vec::new(),
        };
        let given = [
            table("地方 Place", &[&["项目", "数值"], &["人口", "12.5"], &["说明", "约 3 万"]]),
            table("区域 Regions", &[&["代码", "名称"], &["532301", "楚雄市"]]),
        ];
        let made = crate::write::tables("x.xlsx", &given).expect("a workbook");
        assert_eq!(tables("x.xlsx", &made.bytes), Ok(given.to_vec()));
    }

    #[test]
    fn no_workbook_says_so() {
        for bytes in [&b"hello"[..], b"PK\x03\x04broken", b""] {
            assert!(tables("x.xlsx", bytes).is_err());
        }
    }
}
