//! The page of indicators: the plan's indicators, and one of them shared out among regions and years.

pub mod csv;
pub mod says;
pub mod shares;
pub mod sheet;
pub mod table;
