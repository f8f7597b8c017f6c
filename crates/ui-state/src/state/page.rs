//! The pages of the program.

use super::{AppState, Effect};
use crate::notice::Notice;

/// A page of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// Targets, charts, levers.
    #[default]
    Plan,
    /// What moved the answer.
    Why,
    /// Scenarios side by side.
    Compare,
    /// How sure.
    Chances,
    /// What to do.
    Seek,
    /// Single persons.
    People,
    /// Stocks, flows, equations, parameters.
    Model,
    /// The model against counted years.
    Tests,
    /// A place of one's own.
    Data,
    /// The plan's indicators, shared out among counties and years.
    Indicators,
    /// The report, to be read and printed; reached from the menu, not from the index.
    Report,
    /// What the words mean, and how to begin.
    Help,
}

impl Page {
    /// All of them, in the order of the index.
    pub const ALL: [Self; 11] = [
        Self::Plan,
        Self::Why,
        Self::Compare,
        Self::Chances,
        Self::Seek,
        Self::Indicators,
        Self::People,
        Self::Model,
        Self::Tests,
        Self::Data,
        Self::Help,
    ];

    /// What stands for it in an address; *Plan* needs nothing.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Plan => None,
            Self::Why => Some("why"),
            Self::Compare => Some("compare"),
            Self::Chances => Some("uncertainty"),
            Self::Seek => Some("seek"),
            Self::People => Some("people"),
            Self::Model => Some("model"),
            Self::Tests => Some("backtest"),
            Self::Data => Some("data"),
            Self::Help => Some("help"),
            Self::Indicators => Some("indicators"),
            Self::Report => Some("report"),
        }
    }

    /// The key of its name in the locales.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Plan => "page-plan",
            Self::Why => "page-why",
            Self::Compare => "page-compare",
            Self::Chances => "page-chances",
            Self::Seek => "page-seek",
            Self::People => "page-people",
            Self::Model => "page-model",
            Self::Tests => "page-tests",
            Self::Data => "page-data",
            Self::Help => "page-help",
            Self::Indicators => "page-indicators",
            Self::Report => "page-report",
        }
    }
}

impl AppState {
    /// A page that is opened for the first time has to come.
    pub(super) fn bring(&mut self, page: Page, to: &mut Vec<Effect>) {
        self.notices.retain(|notice| !matches!(notice, Notice::PageMissed { .. }));
        if !self.brought.contains(&page) {
            to.push(Effect::BringPage(page));
        }
    }
}
