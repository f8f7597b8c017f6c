//! Workers sent from urban to rural regions for a time.

use super::geography::Geography;
use super::services::{self, Capacity};
use crate::scenario::{LeverKey, LeverValues, Params};

/// Fills `hours` with the direct hours a month that regions receive (above 0) or send (below 0).
///
/// All workers of the lever, whichever region it names, at the direct hours of a full-time worker; at most a part of the
/// capacity of urban regions (volunteers included). Urban regions send in proportion to their capacity, the others receive
/// by rural residents; some hours are lost on the way. Nothing is sent where there are no urban or no rural regions.
/// Unit: hours a month.
pub(crate) fn hours(
    params: &Params,
    levers: &LeverValues,
    geography: &[Geography],
    capacity: &[Capacity],
    hours: &mut [f64],
) {
    hours.fill(0.0);
    let sent: f64 = (0..geography.len()).fold(0.0, |t, r| {
        t + levers.get(LeverKey::RuralService, r) * services::hours_per_worker(params, levers, r)
    });
    if sent <= 0.0 {
        return;
    }
    let total = |of: &dyn Fn(usize) -> f64| (0..geography.len()).fold(0.0, |t, r| t + of(r));
    let urban = |r: usize| if geography[r].is_urban(params) { capacity[r].hours } else { 0.0 };
    let rural = |r: usize| {
        if geography[r].is_urban(params) {
            0.0
        } else {
            geography[r].population_share * geography[r].rural_share
        }
    };
    let (from, to) = (total(&urban), total(&rural));
    if from <= 0.0 || to <= 0.0 {
        return;
    }
    let sent = sent.min(params.secondment_max * from);
    for (r, hours) in hours.iter_mut().enumerate() {
        *hours = sent * params.secondment_efficiency * rural(r) / to - sent * urban(r) / from;
    }
}
