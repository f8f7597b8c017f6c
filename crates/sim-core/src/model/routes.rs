//! Shares of holders by education route: they move with the people who come and who pass.

use super::exam::{STEPS, StepRoutes};
use super::population::Population;
use super::state::INACTIVE;
use crate::ids::{CERTIFICATES, PROGRAMMES, Programme, ROUTES};
use crate::math;

/// Education shares after an inflow (or, negative, an outflow) of `persons` with shares `of` to a stock.
fn mix(shares: &mut [f64; ROUTES], stock: f64, persons: f64, of: &[f64; ROUTES]) {
    if stock + persons <= 0.0 || stock < 0.0 {
        return;
    }
    // An outflow may leave a route with a rounding error below 0.
    let counts: [f64; ROUTES] = std::array::from_fn(|e| (shares[e] * stock + persons * of[e]).max(0.0));
    let total = math::sum(&counts);
    if total > 0.0 {
        *shares = counts.map(|n| n / total);
    }
}

/// Education shares follow the people who come without a certificate: graduates with the route of their programme,
/// all others with the shares of the start.
pub(crate) fn newcomers(
    education: &mut [[f64; ROUTES]; CERTIFICATES],
    at_start: &[[f64; ROUTES]; CERTIFICATES],
    holders: f64,
    others: f64,
    graduates: &[f64; PROGRAMMES],
) {
    let persons = others + math::sum(graduates);
    if persons <= 0.0 {
        return;
    }
    let mut of = at_start[0].map(|share| share * others / persons);
    for (programme, n) in Programme::ALL.into_iter().zip(graduates) {
        of[programme.route().index()] += n / persons;
    }
    mix(&mut education[0], (holders - persons).max(0.0), persons, &of);
}

/// Education shares follow the people who pass; those from outside the settings look like the holders at the start.
pub(crate) fn certified(
    education: &mut [[f64; ROUTES]; CERTIFICATES],
    at_start: &[[f64; ROUTES]; CERTIFICATES],
    holders: [f64; CERTIFICATES],
    from_outside: [f64; CERTIFICATES],
    routes: &StepRoutes,
) {
    let mut before = holders;
    for (step, (from, to)) in STEPS.iter().enumerate() {
        let persons = math::sum(&routes[step]);
        before[*from] += persons;
        before[*to] -= persons;
    }
    for k in 1..CERTIFICATES {
        before[k] -= from_outside[k];
    }
    for (step, (from, to)) in STEPS.iter().enumerate() {
        let persons = math::sum(&routes[step]);
        if persons > 0.0 {
            let of = routes[step].map(|n| n / persons);
            mix(&mut education[*from], before[*from].max(persons), -persons, &of);
            mix(&mut education[*to], before[*to].max(0.0), persons, &of);
            before[*from] -= persons;
            before[*to] += persons;
        }
    }
    for k in 1..CERTIFICATES {
        mix(&mut education[k], before[k].max(0.0), from_outside[k], &at_start[k]);
    }
}

/// People of a certificate in the whole place.
pub(crate) fn holders(people: &impl Population, regions: usize, certificate: usize) -> f64 {
    (0..regions)
        .fold(0.0, |total, r| (0..=INACTIVE).fold(total, |t, place| t + people.count(r, place, certificate)))
}
