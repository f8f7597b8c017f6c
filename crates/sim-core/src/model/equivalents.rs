//! People with a title equivalent to the mid or senior certificate: recruited experts and local titles.

use crate::scenario::Params;

/// Recruited experts by level: mid, senior. They hold no certificate and look for a post with a convert's practice and age.
pub(crate) fn of_experts(params: &Params, experts: f64) -> [f64; 2] {
    [experts * (1.0 - params.talent_senior_share), experts * params.talent_senior_share]
}

/// New titles of a step, and titles that leave with their holders, at the mean rate of staff who leave the field.
///
/// Unit: persons.
pub(crate) fn follow(params: &Params, staff: f64, leaving_share: f64, years: f64, equivalent: &mut [f64; 2]) {
    let rates = [params.equivalent_mid_rate, params.equivalent_senior_rate];
    for (titles, rate) in equivalent.iter_mut().zip(rates) {
        *titles += staff * rate * years - *titles * leaving_share;
    }
}
