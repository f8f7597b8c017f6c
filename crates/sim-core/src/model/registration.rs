//! Registration of holders and the continuing education it asks for.

use crate::ids::CERTIFICATES;
use crate::math;
use crate::scenario::{LeverKey, LeverValues, Params};

/// Share of practising holders who will be registered once the funded hours have lasted: some pay for their own hours,
/// the rest register as far as the hours asked for are funded.
pub(crate) fn sustained(params: &Params, levers: &LeverValues, region: usize) -> [f64; CERTIFICATES] {
    let funded = levers.get(LeverKey::ContinuingEducation, region);
    let own = params.registration_unfunded;
    [params.continuing_assistant, params.continuing_assistant, params.continuing_mid, params.continuing_mid]
        .map(|asked| own + (1.0 - own) * (funded / asked).min(1.0))
}

/// Registration follows over its period of validity.
pub(crate) fn follow(
    params: &Params,
    sustained: &[f64; CERTIFICATES],
    years: f64,
    registered: &mut [f64; CERTIFICATES],
) {
    let step = math::leaving_share(1.0 / params.registration_years, years);
    for (share, wanted) in registered.iter_mut().zip(sustained) {
        *share += (wanted - *share) * step;
    }
}

/// Factor on the output of holders: `1 + effect·(registered − unfunded) ÷ (1 − unfunded)`; 1 without a certificate.
pub(crate) fn output(params: &Params, registered: &[f64; CERTIFICATES]) -> [f64; CERTIFICATES] {
    let own = params.registration_unfunded;
    std::array::from_fn(|k| {
        if k == 0 || own >= 1.0 {
            1.0
        } else {
            1.0 + params.continuing_effect * (registered[k] - own) / (1.0 - own)
        }
    })
}
