//! What the user is doing and what should happen next: events in, effects out, no browser.
//!
//! ```text
//! Event ─► apply(&mut AppState) ─► Effect        the page shows AppState, a shell performs effects
//! Request ─► Desk (in the worker) ─► Response    the two ends speak the bytes of `wire`
//! ```

pub mod aims;
pub mod annex;
pub mod atlas;
pub mod axis;
pub mod chart;
pub mod compare;
pub mod counts;
pub mod cut;
pub mod desk;
pub mod dial;
pub mod document;
pub mod draft;
pub mod history;
pub mod indicators;
pub mod link;
pub mod map;
pub mod model_page;
pub mod notice;
pub mod own;
pub mod people;
pub mod places;
pub mod runner;
pub mod scoreboard;
pub mod sentences;
pub mod series;
pub mod state;
pub mod study;
pub mod view;
pub mod wire;
pub mod words;

pub use notice::Notice;
pub use number::Lang;
pub use office::number;
pub use office::wire::Kind;
pub use series::Series;
pub use state::{AppState, Effect, Event, apply};
pub use view::View;
pub use words::Words;
