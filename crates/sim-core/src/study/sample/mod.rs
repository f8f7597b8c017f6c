//! Points of the unit cube, each by its number.
