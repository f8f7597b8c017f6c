//! Tables as a workbook to fill in: a sheet each, the first row a header.

use crate::wire::{Kind, Made, Table};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// Characters beyond which a column is not wider.
const WIDEST: f64 = 48.0;

/// Writes them.
///
/// # Errors
/// What the workbook refuses, such as a name no sheet may have.
pub fn tables(name: &str, tables: &[Table]) -> Result<Made, String> {
    let bytes = written(tables).map_err(|error| error.to_string())?;
    Ok(Made { name: name.to_owned(), media_type: Kind::Xlsx.media_type().to_owned(), bytes })
}

fn written(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold().set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    for table in tables {
        let sheet = book.add_worksheet().set_name(&table.name)?;
        let mut widths: Vec<f64> = Vec::new();
        for (row, cells) in (0..).zip(&table.rows) {
            for (column, cell) in (0..).zip(cells) {
                // A header is one where columns stand side by side: notes are text.
                if row == 0 && cells.len() > 1 {
                    sheet.write_string_with_format(row, column, cell, &head)?;
                } else if let Some(value) = number(cell) {
                    sheet.write_number(row, column, value)?;
                } else if !cell.is_empty() {
                    sheet.write_string(row, column, cell)?;
                }
                let at = usize::from(column);
                widths.resize(widths.len().max(at + 1), 8.0);
                widths[at] = widths[at].max(width(cell)).min(WIDEST);
            }
        }
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, width + 2.0)?;
        }
        if table.rows.first().is_some_and(|cells| cells.len() > 1) {
            sheet.set_freeze_panes(1, 0)?;
        }
    }
    book.save_to_buffer()
}

/// A cell that is a number as such. Codes with a zero in front are none.
fn number(cell: &str) -> Option<f64> {
    let value: f64 = cell.parse().ok().filter(|value: &f64| value.is_finite())?;
    (format!("{value}") == cell).then_some(value)
}

/// Chinese letters are twice as wide.
fn width(cell: &str) -> f64 {
    cell.chars().map(|letter| if letter.is_ascii() { 1.0 } else { 2.0 }).sum()
}
