//! The workbook: answer, targets, yearly values with charts, measures, a budget that computes, regions, assumptions, sources, data
//! dictionary and run record.

mod annex;
mod budget;
mod look;
mod sheets;

use crate::report::Report;
use look::Look;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Writes it.
pub(super) fn write(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = report.record.iter().find(|fact| fact.key == "date");
    // Without a date of the shell, the beginning of Excel's time: the same report is the same file.
    let date = date.and_then(|fact| ExcelDateTime::parse_from_str(&fact.value).ok());
    let properties = DocProperties::new()
        .set_title(&report.title)
        .set_author("Shapan")
        .set_creation_datetime(&date.map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?);
    book.set_properties(&properties);
    let look = Look::of(report.lang);
    sheets::answer(book.add_worksheet(), report, &look)?;
    sheets::targets(book.add_worksheet(), report, &look)?;
    sheets::years(book.add_worksheet(), report, &look)?;
    if !report.counted.is_empty() {
        sheets::counted(book.add_worksheet(), report, &look)?;
    }
    sheets::decisions(book.add_worksheet(), report, &look)?;
    budget::sheet(book.add_worksheet(), report, &look)?;
    annex::indicators(book.add_worksheet(), report, &look)?;
    if let Some(quotas) = &report.quotas {
        annex::quotas(book.add_worksheet(), quotas, report, &look)?;
    }
    sheets::regions(book.add_worksheet(), report, &look)?;
    sheets::assumptions(book.add_worksheet(), report, &look)?;
    sheets::sources(book.add_worksheet(), report, &look)?;
    sheets::dictionary(book.add_worksheet(), report, &look)?;
    sheets::record(book.add_worksheet(), report, &look)?;
    book.save_to_buffer()
}
