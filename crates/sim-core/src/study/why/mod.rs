//! What moved the answer: shares of levers, assumptions and decisions apart, the way through the model.
//!
//! Three questions, each `plan → evaluate(rows) → analyse`: [`Plan`] divides a change among the levers that were moved,
//! [`FourRuns`] keeps assumptions and decisions apart, [`Ways`] follows a lever through the model's own variables.

mod assumptions;
mod chain;
mod draw;
mod game;
mod gauge;
mod graph;
mod players;
mod refusal;
mod shares;

pub use assumptions::{Apart, ApartReport, Changed, Curves, FourCurves, FourRuns};
pub use chain::{Snapshot, Step, Values, Way, WayRow, Ways, WaysOf, WaysQuestion};
pub use draw::Draw;
pub use game::{Coalition, Division, MOST_PLAYERS, Pair, Part, divide, divide_by_orders, orders};
pub use gauge::{Gauge, Measured};
pub use graph::{Edge, Node, edges, edges_from, member_label, reachable};
pub use players::{Player, moved, players, policy_of};
pub use refusal::Refusal;
pub use shares::{
    Broken, EXACT_PLAYERS, Explained, LeverShare, MOST_EXACT, Method, Plan, Question, Report, Row, Spread,
};
