//! Lever values of a month, for every region.

use super::geography::Geography;
use crate::scenario::{LEVERS, LeverValues, Policy, Scenario};
use crate::time::Month;

/// Shares out the place's values among regions and lets a region's own value go before.
pub(crate) fn lever_values(
    scenario: &Scenario,
    geography: &[Geography],
    policy: &Policy,
    month: Month,
) -> LeverValues {
    let mut values = LeverValues::new(geography.len());
    fill(&mut values, scenario, geography, policy, month);
    values
}

/// Fills in the values of a month.
pub(crate) fn fill(
    values: &mut LeverValues,
    scenario: &Scenario,
    geography: &[Geography],
    policy: &Policy,
    month: Month,
) {
    for lever in &LEVERS {
        let place = scenario.lever_value(policy, lever.key, month);
        for (r, region) in geography.iter().enumerate() {
            values.set(lever.key, r, place * region.share(lever.share));
        }
    }
    for (code, own) in &policy.regions {
        let Some(r) = scenario.region_index(code) else { continue };
        for (key, schedule) in own {
            if let Some(value) = schedule.value(month) {
                values.set(*key, r, value);
            }
        }
    }
}
