//! (web-ui)
