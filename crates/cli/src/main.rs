//! The `shapan` program.
fn main() {}
