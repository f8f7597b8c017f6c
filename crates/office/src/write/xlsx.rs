//! The workbook.

use crate::question::{Question, Runs};
use rust_xlsxwriter::{Workbook, XlsxError};
use sim_core::results::Outcome;

/// Writes it.
pub(super) fn write(question: &Question, runs: &Runs) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(if question.zh { "指标" } else { "Targets" })?;
    for (row, verdict) in (1..).zip(Outcome::of(&question.scenario, &runs.plan).verdicts) {
        sheet.write(row, 0, verdict.key)?;
        sheet.write(row, 1, verdict.value)?;
        sheet.write(row, 2, verdict.at_least)?;
    }
    book.save_to_buffer()
}
