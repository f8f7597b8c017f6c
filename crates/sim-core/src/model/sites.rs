//! Demonstration sites and honours: staff who work there or are honoured leave less.

use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Share of a region's staff who work in demonstration sites: `sites × staff of a site ÷ staff`, at most 1.
pub(crate) fn coverage(params: &Params, levers: &LeverValues, region: usize, staff: f64) -> f64 {
    let sites = levers.get(LeverKey::DemonstrationSites, region);
    if staff > 0.0 { (sites * params.site_staff / staff).min(1.0) } else { 0.0 }
}

/// Factor on sector exits: `(1 − effect·coverage)·exp(−β·share honoured a year)`.
pub(crate) fn exit_factor(params: &Params, levers: &LeverValues, region: usize, coverage: f64) -> f64 {
    let honoured = levers.get(LeverKey::Recognition, region);
    (1.0 - params.site_exit_effect * coverage) * math::exp(-params.recognition_effect * honoured)
}
