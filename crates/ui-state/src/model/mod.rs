//! The page of the model: what it is made of, what is assumed, and how that is told.

pub mod assumed;
pub mod course;
pub mod params;
