//! The pages of the program.

/// A page of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// Targets, charts, levers.
    #[default]
    Plan,
    /// What moved the answer.
    Why,
    /// How sure.
    Chances,
    /// What to do.
    Seek,
    /// Single persons.
    People,
    /// The model against counted years.
    Tests,
}

impl Page {
    /// All of them, in the order of the index.
    pub const ALL: [Self; 6] = [Self::Plan, Self::Why, Self::Chances, Self::Seek, Self::People, Self::Tests];

    /// What stands for it in an address; *Plan* needs nothing.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Plan => None,
            Self::Why => Some("why"),
            Self::Chances => Some("uncertainty"),
            Self::Seek => Some("seek"),
            Self::People => Some("people"),
            Self::Tests => Some("backtest"),
        }
    }

    /// The key of its name in the locales.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Plan => "page-plan",
            Self::Why => "page-why",
            Self::Chances => "page-chances",
            Self::Seek => "page-seek",
            Self::People => "page-people",
            Self::Tests => "page-tests",
        }
    }
}
