//! Volunteers under the supervision of social workers.

use crate::scenario::{LeverKey, LeverValues, Params};

/// Active volunteers whom a full-time worker leads: `min(volunteers per worker, λ)·active`.
pub(crate) fn led(params: &Params, levers: &LeverValues, region: usize) -> f64 {
    levers.get(LeverKey::Volunteers, region).min(params.volunteer_max) * params.volunteer_active
}

/// Direct hours a month that volunteers add for each full-time worker, less the hours of leading them.
///
/// `led·(ψ·hours − supervision)`. Unit: hours a month.
pub(crate) fn hours_per_worker(params: &Params, levers: &LeverValues, region: usize) -> f64 {
    let each = params.volunteer_productivity * params.volunteer_hours - params.volunteer_supervision;
    led(params, levers, region) * each
}
