//! The page as a thin shell: it shows `ui_state::AppState`, reports events and performs effects.

pub mod backtest;
pub mod chances;
pub mod compare;
pub mod course;
pub mod data;
pub mod details;
pub mod easel;
pub mod figures;
pub mod frame;
pub mod goals;
pub mod host;
pub mod icon;
pub mod indicators;
pub mod leaf;
pub mod life;
pub mod model;
pub mod page;
pub mod people;
pub mod places;
pub mod plan;
pub mod scene;
pub mod seek;
pub mod share;
pub mod study;
pub mod wall;
pub mod why;
