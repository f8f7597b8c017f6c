//! (sim-core)
