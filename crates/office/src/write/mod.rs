//! From a report to the bytes of a file.

mod docx;
mod plain;
mod tables;
mod xlsx;

pub use plain::dictionary;
pub use tables::tables;

use crate::report::{Paper, Report};
use crate::wire::{Kind, Picture};

/// The file of a kind.
///
/// # Errors
/// Why there is none.
pub fn file(report: &Report, kind: Kind, pictures: &[Picture]) -> Result<Vec<u8>, String> {
    match kind {
        Kind::Xlsx => xlsx::write(report).map_err(|error| error.to_string()),
        Kind::Docx => docx::write(&Paper::of(report), pictures),
        Kind::Csv => Ok(plain::csv(report).into_bytes()),
        Kind::Json => Ok(plain::json(report).into_bytes()),
        Kind::Dictionary => Ok(plain::dictionary(report).into_bytes()),
    }
}
