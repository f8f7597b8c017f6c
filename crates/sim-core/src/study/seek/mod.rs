//! Which policies reach given targets: with what chance, at what cost, and what stands in the way where none does.
//!
//! ```text
//! Quest ─► Task ─► Seek: ask ─► rows on a Bench (threads, workers) ─► tell ─► … ─► Report
//! ```
//!
//! All candidates are judged on the same draws of what nobody knows, so that they differ by what they do and not by luck. A
//! state can be written down between two evaluations and goes on to the same bits.

mod figure;
mod judge;
mod landscape;
mod quest;
mod report;
mod state;
mod surrogate;
mod world;

pub use figure::{CHANCES, Figure, figures};
pub use judge::Judged;
pub use quest::{Budget, Effort, Free, Goal, Mistake, Move, Quest, Task};
pub use report::{
    Answer, Binding, Checked, Cost, FrontPoint, GoalCheck, Obstacle, RELAXED, Report, Setting, Share,
};
pub use state::{Mistold, Progress, Seek};
pub use world::{Asked, Bench, Drawing, Evaluation, On, Read, Reading, World};
