//! (ui-state)
