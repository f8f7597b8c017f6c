//! From a report to the bytes of a file.

mod xlsx;

use crate::question::Question;
use crate::wire::Kind;

/// The file of a kind.
///
/// # Errors
/// Why there is none.
pub fn file(question: &Question, kind: Kind) -> Result<Vec<u8>, String> {
    let runs = question.run().map_err(|fault| fault.to_string())?;
    match kind {
        Kind::Xlsx => xlsx::write(question, &runs).map_err(|error| error.to_string()),
        other => Err(format!("{} is not written yet", other.extension())),
    }
}
