//! The page of the model: what it is made of, what is assumed, and how that is told.

pub mod assumed;
pub mod course;
pub mod diagram;
pub mod equations;
pub mod evidence;
pub mod params;
pub mod stocks;

/// A part of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Stocks and flows.
    #[default]
    Diagram,
    /// What is computed from what.
    Equations,
    /// What is assumed.
    Params,
    /// What speaks for it.
    Evidence,
}

impl Part {
    /// All of them, in their order on the page.
    pub const ALL: [Self; 4] = [Self::Diagram, Self::Equations, Self::Params, Self::Evidence];

    /// The key of its name in the locales.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Diagram => "model-diagram",
            Self::Equations => "model-equations",
            Self::Params => "model-params",
            Self::Evidence => "model-evidence",
        }
    }
}
