//! Which worlds a study visits: points of the unit cube, or factors moved one at a time.

use super::plan::{Kind, Refusal, Spec};
use crate::study::sample::Points;
use crate::study::sensitivity::{self, morris, sobol, tornado};
use crate::study::uncertainty::Factor;

/// Levels of Morris' grid, as is usual.
const LEVELS: u32 = 4;

/// The rows of a study.
#[derive(Clone, Debug)]
pub(super) enum Design {
    Points(Points),
    Tornado(tornado::Design),
    Morris(morris::Design),
    Sobol(sobol::Design),
}

/// Where a row stands.
pub(super) enum Place {
    /// A point of the unit cube.
    Point(Vec<f64>),
    /// The values of the factors themselves.
    Values(Vec<f64>),
}

impl Design {
    /// The design of a question about some factors.
    pub fn of(spec: &Spec, factors: &[Factor]) -> Result<Self, Refusal> {
        let least = match spec.kind {
            Kind::Ensemble | Kind::Tornado => 1,
            Kind::Morris => 2,
            Kind::Sobol => 8,
        };
        if spec.n < least {
            return Err(Refusal::TooFew(spec.kind, least));
        }
        let names = || factors.iter().map(|f| f.key.clone()).collect();
        let made = match spec.kind {
            Kind::Ensemble => Ok(Self::Points(Points::new(spec.sampler, spec.seed, spec.n, factors.len()))),
            Kind::Tornado => {
                let span = |f: &Factor| tornado::Span {
                    name: f.key.clone(),
                    low: f.prior.low,
                    at: f.prior.value,
                    high: f.prior.high,
                };
                tornado::Plan { factors: factors.iter().map(span).collect() }.design().map(Self::Tornado)
            }
            Kind::Morris => {
                let plan =
                    morris::Plan { factors: names(), trajectories: spec.n, levels: LEVELS, seed: spec.seed };
                plan.design().map(Self::Morris)
            }
            Kind::Sobol => {
                let plan = sobol::Plan {
                    factors: names(),
                    sampler: spec.sampler,
                    base_rows: spec.n,
                    pairs: false,
                    seed: spec.seed,
                };
                plan.design().map(Self::Sobol)
            }
        };
        made.map_err(|refusal: sensitivity::Refusal| Refusal::Sensitivity(refusal.to_string()))
    }

    pub fn rows(&self) -> u64 {
        match self {
            Self::Points(points) => points.rows(),
            Self::Tornado(design) => design.rows(),
            Self::Morris(design) => design.rows(),
            Self::Sobol(design) => design.rows(),
        }
    }

    pub fn row(&self, number: u64) -> Place {
        match self {
            Self::Points(points) => Place::Point(points.row(number)),
            Self::Tornado(design) => Place::Values(design.row(number)),
            Self::Morris(design) => Place::Point(design.row(number)),
            Self::Sobol(design) => Place::Point(design.row(number)),
        }
    }
}
