//! Which of the numbers nobody knows would change the answer: one at a time, elementary effects, shares of variance.

pub mod bars;
pub mod course;

use serde::{Deserialize, Serialize};
use sim_core::scenario::Text;
use sim_core::study::ensemble::Watched;
use sim_core::study::sensitivity::{morris, sobol, tornado};

/// So many factors are shown, and so many share out the variance: those that do most by themselves.
pub const SHOWN: usize = 10;
/// Of these so many share out the variance: each costs as many runs as there are base rows.
pub const SHARED: usize = 8;

/// How it is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Method {
    /// One factor at a time to either end of its range.
    Tornado,
    /// Elementary effects of all factors.
    Morris,
    /// Shares of variance of some factors, by their names.
    Sobol(Vec<String>),
}

/// A factor as it is named and written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: Text,
    /// Its lowest, its default and its highest value.
    pub range: [f64; 3],
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The factors.
    pub factors: Vec<Known>,
    /// For each figure what was found.
    pub figures: Vec<(Watched, Analysis)>,
}

/// What a method found about a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Analysis {
    /// To [`Method::Tornado`].
    Tornado(tornado::Report),
    /// To [`Method::Morris`].
    Morris(morris::Report),
    /// To [`Method::Sobol`].
    Sobol(sobol::Report),
}

impl Finding {
    fn of(&self, what: Watched) -> Option<&Analysis> {
        self.figures.iter().find(|(figure, _)| *figure == what).map(|(_, analysis)| analysis)
    }

    /// One at a time.
    pub fn tornado(&self, what: Watched) -> Option<&tornado::Report> {
        match self.of(what)? {
            Analysis::Tornado(report) => Some(report),
            _ => None,
        }
    }

    /// Elementary effects.
    pub fn morris(&self, what: Watched) -> Option<&morris::Report> {
        match self.of(what)? {
            Analysis::Morris(report) => Some(report),
            _ => None,
        }
    }

    /// Shares of variance.
    pub fn sobol(&self, what: Watched) -> Option<&sobol::Report> {
        match self.of(what)? {
            Analysis::Sobol(report) => Some(report),
            _ => None,
        }
    }

    /// The factor with this name.
    pub fn factor(&self, key: &str) -> Option<&Known> {
        self.factors.iter().find(|factor| factor.key == key)
    }
}
