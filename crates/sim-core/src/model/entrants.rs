//! People without a certificate who come from the labour market to look for a post.

use crate::math;
use crate::scenario::Params;

/// Entrants: `E0·ω²·(V/V0)^0.7`, exponents being parameters.
///
/// Unit: persons a month. Source: `docs/model/matching.md`; E0 is solved so that seekers are stationary in month one.
pub(crate) fn entrants(
    params: &Params,
    at_start: f64,
    relative_pay: f64,
    vacancies: f64,
    vacancies_at_start: f64,
) -> f64 {
    params.entrants_factor
        * at_start
        * math::pow(relative_pay, params.entrant_pay_elasticity)
        * math::pow(math::ratio(vacancies, vacancies_at_start), params.entrant_vacancy_elasticity)
}
