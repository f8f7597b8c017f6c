//! Contracts of stations and agencies that are not renewed, with the staff who lose their post.

use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Hazard of a contract's lapse: `−ln ρ`.
///
/// Unit: per year.
pub(crate) fn lapses(renewal: f64) -> f64 {
    -math::ln(renewal)
}

/// Hazard of losing a post with a lapsed contract: `−ln ρ·δ`.
///
/// Unit: per year.
fn lapse(params: &Params, renewal: f64) -> f64 {
    lapses(renewal) * params.contract_loss
}

/// Hazards of stations and agencies: moves to another employer, and contracts that end.
///
/// The observed separations include contract ends at the scenario's own renewal, so moves are what is left of them.
/// Unit: per year.
pub(crate) fn hazards(
    params: &Params,
    levers: &LeverValues,
    region: usize,
    renewal_at_start: f64,
) -> (f64, f64) {
    let moves = (params.move_contract - lapse(params, renewal_at_start)).max(0.0);
    (moves, lapse(params, levers.get(LeverKey::ContractRenewal, region)))
}
