//! What is handed in and brought along: from a plan to reports, documents and spreadsheets, and from files to values.
//!
//! ```text
//! Request ─► desk::answer (in a worker of its own) ─► Response        bytes on both sides
//! ```
//!
//! The crates that know file formats stand behind the feature `write`: the page itself only needs questions and answers.

pub mod annex;
#[cfg(feature = "write")]
pub mod desk;
pub mod number;
pub mod question;
#[cfg(feature = "write")]
pub mod read;
pub mod report;
pub mod wire;
#[cfg(feature = "write")]
pub mod write;
