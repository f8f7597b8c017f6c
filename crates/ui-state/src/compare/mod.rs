//! Plans side by side: how they are looked at, and what is drawn, listed and said of them.

pub mod differs;
pub mod figure;
pub mod table;

use crate::series::Series;
use crate::state::AppState;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use sim_core::sorted::Set;

/// What stands beside others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// What the sliders show.
    Present,
    /// The plan of the place's document.
    Document,
    /// No plan at all.
    Baseline,
    /// A saved plan, by its key.
    Saved(String),
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// As it is.
    #[default]
    Value,
    /// Less that of the reference.
    Difference,
    /// As a share of that of the reference.
    Ratio,
}

/// What a column of the table measures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// What a target is judged on, by the target's key.
    Target(String),
    /// Public money beyond the baseline up to the end of the plan year.
    NewMoney,
    /// What everybody in a post costs in the plan year.
    StaffCost,
    /// A figure at the end of the plan year.
    Output(Series),
}

/// How plans are looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// What the figure shows.
    pub series: Series,
    /// How values are shown.
    pub mode: Mode,
    /// What differences are against.
    pub reference: Column,
    /// What the table goes by, and whether from the largest.
    pub sort: Option<(Measure, bool)>,
    /// What is left out.
    pub hidden: Set<Column>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            series: Series::Professionals,
            mode: Mode::Value,
            reference: Column::Baseline,
            sort: None,
            hidden: Set::new(),
        }
    }
}

/// The name of what stands beside others.
pub fn name(state: &AppState, column: &Column, words: &Words) -> String {
    match column {
        Column::Present => match state.entitled() {
            Some(title) => words.tell("compare-present-of", &crate::words::args([("name", title.name)])),
            None => words.say("compare-present"),
        },
        Column::Document => words.say("bar-document"),
        Column::Baseline => words.say("name-baseline"),
        Column::Saved(key) => state.plan(key).map_or_else(|| key.clone(), |plan| plan.name.clone()),
    }
}
