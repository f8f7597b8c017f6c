//! Hours of service: what staff can give, what is served, what waits.

use super::flows::Flows;
use super::state::{RegionState, block};
use super::{registration, volunteers};
use crate::ids::{CERTIFICATES, GROUPS, PRACTICE_YEARS, SETTINGS};
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Direct hours a full-time worker gives a month: `148.6·(1 − admin)·(1 − indirect)`.
pub(crate) fn hours_per_worker(params: &Params, levers: &LeverValues, region: usize) -> f64 {
    params.hours_per_month * (1.0 - levers.get(LeverKey::AdminLoad, region)) * (1.0 - params.indirect_share)
}

/// What staff can do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Capacity {
    /// Direct hours a month, volunteers included.
    pub hours: f64,
    /// Volunteers who are led.
    pub volunteers: f64,
}

/// Direct hours a month of everyone in posts: people × direct share × productivity × registration × first-year ramp ×
/// hours, and what volunteers add for each full-time worker.
pub(crate) fn capacity(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    registered: &[f64; CERTIFICATES],
    heads: &[f64],
) -> Capacity {
    let (direct, productivity) = (params.direct_share(), params.productivity());
    let output = registration::output(params, registered);
    let (mut workers, mut full_time) = (0.0, 0.0);
    for s in 0..SETTINGS {
        for k in 0..CERTIFICATES {
            // From the mid certificate on `x` counts years since it, and nobody is new to the work.
            let first_year = if k <= 1 { params.first_year_productivity } else { 1.0 };
            let start = block(s, k, 0);
            let mut full = heads[start] * first_year;
            let mut people = heads[start];
            for n in &heads[start + 1..start + PRACTICE_YEARS] {
                full += n;
                people += n;
            }
            workers += full * direct[s] * productivity[k] * output[k];
            full_time += people * direct[s];
        }
    }
    Capacity {
        hours: workers * hours_per_worker(params, levers, region)
            + full_time * volunteers::hours_per_worker(params, levers, region),
        volunteers: full_time * volunteers::led(params, levers, region),
    }
}

/// Load: hours held ÷ capacity, where staff hold at most a multiple of their capacity.
pub(crate) fn load(params: &Params, need: f64, capacity: f64) -> f64 {
    if need <= 0.0 {
        0.0
    } else if capacity <= 0.0 {
        params.load_max
    } else {
        (need / capacity).min(params.load_max)
    }
}

/// Serves the groups in their order; what is not served waits and drops out.
pub(crate) fn serve(
    params: &Params,
    need: &[f64; GROUPS],
    capacity: f64,
    years: f64,
    state: &mut RegionState,
    flows: &mut Flows,
) {
    let months = years * 12.0;
    let kept = 1.0 - math::leaving_share(params.backlog_dropout, years);
    let mut left = capacity * months;
    flows.capacity += left;
    for g in 0..GROUPS {
        let asked = need[g] * months;
        let served = asked.min(left);
        left -= served;
        flows.need[g] += asked;
        flows.served[g] += served;
        state.backlog[g] = state.backlog[g] * kept + asked - served;
    }
}
