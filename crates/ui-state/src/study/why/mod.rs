//! What moved the answer: shares of the levers, the way from a lever to a figure, assumptions apart from decisions.

pub mod apart;
pub mod bars;
pub mod course;
pub mod says;
pub mod ways;

use crate::aims::Aim;
use crate::study::chances::series_of;
use serde::{Deserialize, Serialize};
use sim_core::study::ensemble::Watched;
use sim_core::study::why::{ApartReport, Explained, Gauge, Measured, Report, WaysOf};

/// What was found of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The shares.
    pub shares: Report,
    /// The ways, for each lever and figure.
    pub ways: Vec<WaysOf>,
}

impl Finding {
    /// What can be explained.
    pub fn gauges(&self) -> Vec<Gauge> {
        self.shares.explained.iter().map(|it| it.gauge).collect()
    }

    /// The explanation of a figure; of the first where it is none of them.
    pub fn explained(&self, gauge: Option<Gauge>) -> Option<&Explained> {
        let own = self.shares.explained.iter().find(|it| Some(it.gauge) == gauge);
        own.or_else(|| self.shares.explained.first())
    }

    /// The ways of a lever to a figure.
    pub fn ways(&self, player: usize, gauge: Gauge) -> Option<&WaysOf> {
        self.ways.iter().find(|it| (it.player, it.gauge) == (player, gauge))
    }
}

/// An assumption that is changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// The parameter.
    pub param: String,
    /// Its value.
    pub value: f64,
}

/// What was found of a changed assumption.
pub type Apart = ApartReport;

/// The same figure as studies of chances name it.
pub fn watched(what: Measured) -> Watched {
    match what {
        Measured::Metric(metric) => Watched::Metric(metric),
        Measured::PublicMoney => Watched::PublicYuan,
    }
}

/// What a target is explained by.
pub fn gauge_of(aim: &Aim) -> Option<Gauge> {
    use sim_core::scenario::Metric;
    let is = |metric: &Metric| series_of(Watched::Metric(*metric)) == Some(aim.series);
    let metric = Metric::ALL.into_iter().find(is)?;
    Some(Gauge { what: Measured::Metric(metric), year: aim.year })
}
