//! A total shared out among regions and years, in whole numbers that sum to it exactly.
//!
//! [`apportion`] shares out the total among regions, and the way there among years; [`table`] makes the two sums meet in a
//! table of what each region has to add in each year. What was set by hand is held, and the others give or take.

mod apportion;
mod draws;
mod flow;
mod ground;
mod order;
mod refusal;
mod sheet;
mod table;

pub use apportion::{Impossible, Limits, apportion};
pub use draws::{Chance, Draws};
pub use ground::{BASES, Basis, COUNTED, Ground, PACES, Pace, WHOLES, Whole, base_year, counted};
pub use order::{Breakdown, Order, Spot};
pub use refusal::Refusal;
pub use sheet::{Line, csv};
pub use table::{Margins, fill, room};
